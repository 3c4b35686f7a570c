"""Croissant: metadata of a data set that machines read (MLCommons, format 1.0), made from the types of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from postil_corpora.lock import LockedFile
from postil_corpora.report import Report
from postil_corpora.samples import KINDS

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "samplingRate": "cr:samplingRate",
    "dct": "http://purl.org/dc/terms/",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {inspect.IntType: "sc:Integer", inspect.FloatType: "sc:Float", inspect.BoolType: "sc:Boolean"}
_FORMATS = {"parquet": "application/x-parquet", "jsonl": "application/jsonlines"}


def croissant(report: Report, files: Sequence[LockedFile], licences: Sequence[str]) -> dict[str, Any]:
    """The metadata of the exported ``files``, which are named ``<table>/<split>-00000.<format>``."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": report.name,
        "description": report.description,
        "conformsTo": CONFORMS_TO,
        "version": f"{report.version}.0.0",
        "license": list(licences),
        "datePublished": max((source.dated or "" for source in report.sources), default=""),
        "citeAs": f"{report.name} {report.version}, made by postil corpora {report.postil}",
        "distribution": [_file(one) for one in files],
        "recordSet": [_records(one) for one in files],
    }


def write_croissant(path: Path, metadata: dict[str, Any]) -> None:
    """Write the metadata as indented JSON."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(metadata), indent=1) + b"\n")


def _table(file: LockedFile) -> str:
    return file.name.split("/")[-2]


def _file(file: LockedFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": file.name,
        "contentSize": f"{file.size} B",
        "encodingFormat": _FORMATS[file.name.rpartition(".")[2]],
        "sha256": file.sha256,
    }


def _records(file: LockedFile) -> dict[str, Any]:
    kind, name = KINDS[_table(file)], file.name.rpartition(".")[0]
    columns = {"fileObject": {"@id": file.name}}
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": (kind.__doc__ or "").partition("\n")[0],
        "field": [_field(name, field, columns) for field in _fields(kind)],
    }


def _field(parent: str, field: inspect.Field, columns: Mapping[str, Any]) -> dict[str, Any]:
    """A column; one of records has its plain fields as sub-fields."""
    inner, many = _plain(field.type)
    name, source = f"{parent}/{field.encode_name}", {**columns, "extract": {"column": field.encode_name}}
    found: dict[str, Any] = {"@type": "cr:Field", "@id": name, "name": field.encode_name}
    if many:
        found["repeated"] = True
    if not isinstance(inner, inspect.StructType):
        return {**found, "dataType": _TYPES.get(type(inner), "sc:Text"), "source": source}
    found["subField"] = [
        {
            "@type": "cr:Field",
            "@id": f"{name}/{part.encode_name}",
            "name": part.encode_name,
            "dataType": _TYPES.get(type(kind), "sc:Text"),
            "source": {**source, "transform": {"jsonPath": part.encode_name}},
            **({"repeated": True} if many else {}),
        }
        for part in inner.fields
        for kind, several in [_plain(part.type)]
        if not several and not isinstance(kind, inspect.StructType)
    ]
    return found


def _fields(kind: type) -> tuple[inspect.Field, ...]:
    information = inspect.type_info(kind)
    return information.fields if isinstance(information, inspect.StructType) else ()


def _plain(kind: inspect.Type) -> tuple[inspect.Type, bool]:
    """The type without *or None* and without a list around it, and whether there was a list."""
    if isinstance(kind, inspect.UnionType):
        kind = next(one for one in kind.types if not isinstance(one, inspect.NoneType))
    if isinstance(kind, inspect.VarTupleType | inspect.ListType):
        return kind.item_type, True
    if isinstance(kind, inspect.TupleType):
        return kind.item_types[0], True
    return kind, False

"""STA01: a remark that names a code element which does not exist."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from postil.project.model import Module
from postil.project.view import Project
from postil.records import Finding
from postil.rule import Example, ReferenceRule
from postil.text.identifiers import split_identifier
from postil.text.stems import stem

_CODE = (
    "def average(readings, skip_empty=True):\n"
    "    kept = [r for r in readings if r or not skip_empty]\n"
    "    return sum(kept) / len(kept)"
)
_IF_NEAR = ("camel", "dotted")
_MARKED = ("code", "link", "call")
_NEAR = 0.8
_OF_THE_SYSTEM = frozenset(("c", "cpp", "rust", "go"))
# Shorter words are words of their own (bare and base, getch and getwch, XPath and EPath), beside others less so.
_SWAPPED, _SLIPPED = 4, 6


class NameUnknown(ReferenceRule):
    """The remark writes a name as code writes names, and neither the project nor the language has it."""

    code = "STA01"
    name = "staleness/name-unknown"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree", "symbols")
    title = "comment names a code element that does not exist"
    why = "The name was invented, or the code has moved on and the remark stayed behind."
    good = (
        Example(_CODE, ((2, "Leave out empty readings when `skip_empty` is set."),)),
        Example(_CODE, ((2, "skip_empty为真时去掉空的readings。"),), language="zh"),
    )
    near_misses = (
        Example("data = json.loads(text)", ((1, "Parse it; see `json.JSONDecodeError` for damaged text."),)),
        Example("row['user_id'] = 7", ((1, "Fill in the user_id, as the API (v2) wants it in UTF-8."),)),
        Example("client = make()", ((1, "A GitHub client; works with JavaScript's OpenAPI too."),)),
        Example("save(path)", ((1, "Writes config.json next to /etc/app_settings."),)),
        Example(
            "# Set up by `load_settings`.\nSETTINGS = {}\n",
            path="settings.py",
            others=(("setup.py", "def load_settings():\n    return {}\n"),),
        ),
        Example(
            "# Set up by `read_settings`, of the caller.\nSETTINGS = {}\n",
            path="settings.py",
            others=(("setup.py", "def load_settings():\n    return {}\n"),),
        ),
        Example("# Fails with type=url_scheme here.\nurl_schema = 1\n", path="urls.py"),
        Example("# dtheta(z) is a sum.\ndef _djtheta(z):\n    return z\n", path="sums.py"),
        Example("# .. _content: https://example.org\ncontext = 1\n", path="fields.py"),
        Example(
            "# Host of `impalad`.\ndef connect(impala):\n    return impala\n",
            path="hosts.py",
            others=(("setup.py", "def impala():\n    return {}\n"),),
        ),
        Example("# As `getch` of C does.\ndef getwch():\n    return 0\n", path="keys.py"),
        Example(
            "# Unlike a `BareModel`, or rot_axis[123].\nclass BaseModel:\n    rot_axis3 = 1\n",
            path="model.py",
        ),
        Example(
            'def azimuthal(x):\n    """Give x.\n\n    .. versionadded:: 2.5 `azumuthal`\n    """\n    return x\n',
            path="coords.py",
        ),
        Example("# What has no `encode` cannot be sent.\ndef encoder(x):\n    return x\n", path="send.py"),
        Example(
            "# Gives (weights, normalised_factors).\ndef scale(x):\n    normalized_factors = x\n    return x\n",
            path="scale.py",
        ),
        Example("# A synonym (e.g. do_exit = do_quit).\ndef do_edit():\n    return 0\n", path="keys.py"),
        Example("# Gives the serie_impedance.\nclass SeriesImpedance:\n    width = 1\n", path="parts.py"),
        Example("place(TreeNodeData(1))", ((1, "Puts the treeNode in."),)),
        Example(
            _CODE,
            docstring="Mean of the readings.\n\nExample usage:\n# two of them\nmean_of_two = average([1, 2])\n\nNote:\n    Fast.",
        ),
        Example(_CODE, docstring="求平均值。\n\n示例：\n    room_mean = average(room_rows)", language="zh"),
        Example(_CODE, docstring="Mean.\n\n```python\nroom_mean = average(room_rows)\n```"),
        Example(
            _CODE,
            docstring="Mean.\n\nReturns\n-------\nmean_reading : float or array_of_means\n\nSee Also\n--------\nrunning_mean : Of windows.",
        ),
        Example(_CODE, docstring="Mean, as `__getitem__` and `GET` ask for it; see {func}`running_mean`."),
        Example(
            "def add(self, reading):\n    self.readings.append(reading)",
            docstring="Add to the `ReadingBook`.",
        ),
        Example(_CODE, docstring="求平均值，`GET` 请求时用到；参见 :func:`running_mean`。", language="zh"),
        Example(_CODE, docstring="Mean; see [`RunningMean`] and :meth:`RunningMean.push_all`."),
        Example("names.sort()", ((1, "Sorts them as {@link Arrays#stableSort(Object[])} does."),)),
        Example(
            "kind = plural[:-1]", ((1, "Makes the kind, e.g. `ingress` of `ingresses`, `pod` of `pods`."),)
        ),
        Example("x = mean(rows)", ((1, "The rows may be anything `array_like`."),)),
        Example(_CODE, docstring="Mean, unlike `running_mean`; _it never asks_ the `readings_db` crate."),
        Example(_CODE, docstring="Mean of `books`; `open_all` must be called.\n\n```\naverage(books)\n```"),
        Example("join(base, path)", ((1, "The path to resolve(relative to the base path)."),)),
        Example("x = first()", ((1, "Ask the `first()` helper, i.e. not the e.g. or etc. one."),)),
    )
    bad = (
        Example(_CODE, ((2, "Leave out empty readings when `skip_missing` is set."),)),
        Example(_CODE, ((2, "skip_blank为真时去掉空的readings。"),), language="zh"),
    )
    paraphrases = (
        Example(
            _CODE, docstring="Mean.\n\nExample:\n    average([1])\n\nReturns:\n    The `mean_reading` of all."
        ),
        Example(
            "# Keeps what `object_tape` names.\ndef keep(object_type):\n    return object_type\n",
            path="keep.py",
        ),
        Example(_CODE, ((3, "Call compute_mean() on what was kept."),)),
        Example(_CODE, ((2, "Filter by SKIP_EMPTY_VALUES first."),)),
        Example("# Before to_numy is called.\ndef to_numpy(rows):\n    return rows\n", path="rows.py"),
        Example(
            "# Filled by `laod_settings`.\nSETTINGS = {}\n\ndef load_settings():\n    return {}\n",
            path="settings.py",
        ),
    )

    def judge(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield a finding for each invented name, once a remark.

        A source may well speak of what another project has: there only a slip for one of its own names counts.
        """
        for found in module.references:
            name = found.text
            if found.kind == "path" or name in project.renames or project.knows(name):
                continue
            if module.language == "python" and name.rpartition(".")[2] in _members():
                continue
            if not module.path and (
                found.kind == "link" or _is_shorthand(name, module) or _may_be_its_class(name, module)
            ):
                continue  # a link leads elsewhere, which a snippet alone does not show
            near = _nearest(name, module)
            slip = bool(near) and _is_slip(name, near[0], marked=found.kind in _MARKED)
            if name.endswith("_like"):
                continue  # a type as NumPy names them: array_like
            if module.language in _OF_THE_SYSTEM and _is_of_the_system(name, module, slip=slip):
                continue
            if not (slip if module.path else near or found.kind not in _IF_NEAR) or not project.has_nowhere(
                name
            ):
                continue
            if near and found.kind not in _MARKED and _spelling(name) == _spelling(near[0]):
                continue  # a normalised factor is a normalized one
            hint = f"; did you mean {near[0]!r}?" if near else ""
            message = f"names {name!r}, which the code does not have{hint}"
            yield self.finding(module, found.comment, message, f"comment: {name!r} | code: no such name")


@lru_cache(maxsize=1)
def _members() -> frozenset[str]:
    """The public attributes of the built-in types: any value may have an ``encode`` or an ``items``."""
    types = [one for one in vars(builtins).values() if isinstance(one, type)]
    return frozenset(name for one in types for name in dir(one) if not name.startswith("_"))


def _is_shorthand(name: str, module: Module) -> bool:
    """Whether a name of the module has all words of ``name``, at least two, side by side: a treeNode is a TreeNodeData."""
    said = split_identifier(name)
    return len(said) > 1 and any(_spaced(said) in _spaced(split_identifier(one)) for one in module.names)


def _may_be_its_class(name: str, module: Module) -> bool:
    """Whether ``name`` is written as that of a class, and the snippet is a method without the class around it."""
    if not name[0].isupper() or name.isupper():
        return False
    is_method = module.language == "java" or not {"self", "Self", "this"}.isdisjoint(module.names)
    return is_method and not any(symbol.kind == "class" for symbol in module.symbols)


def _is_of_the_system(name: str, module: Module, *, slip: bool) -> bool:
    """Whether ``name`` is one of the compiler or the system, or what a snippet has from elsewhere and is no slip.

    That is written as a constant or a type is, or what a package of Go exports.
    """
    if (name[0] == "_" and module.language in {"c", "cpp"}) or name in _system_names():
        return True
    return not module.path and not slip and name.rpartition(".")[2][0].isupper()


@lru_cache(maxsize=1)
def _system_names() -> frozenset[str]:
    """The functions of the library of C and the calls of the system, of which code in its neighbourhood speaks too."""
    return frozenset(Path(__file__).with_name("system_names.txt").read_text("utf-8").split())


def _spaced(words: tuple[str, ...]) -> str:
    return f" {' '.join(words)} "


def _nearest(name: str, module: Module) -> list[str]:
    """The name of the module that is most like ``name``, among those that begin or end as it does."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for an unknown name

    first, last, length = name.strip("_")[:1].lower(), name[-3:].lower(), len(name)
    kin = [
        one
        for one in module.names
        if 2 * length < 3 * len(one) < 5 * length
        and (one.strip("_")[:1].lower() == first or one[-3:].lower() == last)
    ]
    return get_close_matches(name, sorted(kin), 1, _NEAR)


def _is_slip(name: str, near: str, *, marked: bool) -> bool:
    """Whether two names differ in one word: in the order of two of its letters, or by one letter if it is longer.

    Beside other words a word need not be so long. A last letter counts only in a name that is marked as one: a scheme is no schema.
    """
    said, meant = split_identifier(name), split_identifier(near)
    differing = [(one, other) for one, other in zip(said, meant, strict=False) if one != other]
    if (
        name.startswith("__")
        or (name[0] == "_") is not (near[0] == "_")
        or ("_" in name) is not ("_" in near)
        or len(said) != len(meant)
        or len(differing) != 1
    ):
        return False
    one, other = differing[0]
    compound = name.islower() and len(said) > 1
    shortest = _SWAPPED if compound or sorted(one) == sorted(other) else _SLIPPED
    return (
        one[0] == other[0]
        and min(len(one), len(other)) >= shortest
        and stem(one) != stem(other)
        and one != f"{other}d"  # the daemon of it
        and _one_letter(one, other)
        and (marked or one[:-1] != other[:-1])
    )


def _spelling(name: str) -> str:
    """The name with what British and American spelling write in two ways written in one."""
    return name.replace("our", "or").replace("ll", "l").replace("s", "z")


def _one_letter(one: str, other: str) -> bool:
    """Whether two words differ by one letter put in, left out, exchanged, or by two neighbours swapped."""
    if one.isdigit() or other.isdigit() or abs(len(one) - len(other)) > 1:
        return False
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    rest, left = one[start:], other[start:]
    swapped = rest[:2] == left[:2][::-1] and rest[2:] == left[2:]
    return swapped or rest[1:] == left[1:] or rest[1:] == left or rest == left[1:]

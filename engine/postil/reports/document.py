"""The frame of a page that needs no network: its styles and its one script stand in it, and a policy forbids the rest."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

from postil.reports.markup import text


def asset(file: str, package: str = "postil.reports") -> str:
    """A file of styles or script that comes with ``package``, in its folder ``assets``."""
    return (resources.files(package) / "assets" / file).read_text(encoding="utf-8")


def head(title: str, style: str, script: str) -> str:
    """The page up to the start of its body; ``script`` is the only one that the page's policy lets run."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
        f"<title>{text(title)} – Postil</title><style>{style}</style></head>\n<body>"
    )

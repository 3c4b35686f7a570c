"""Small source packages, made by hand as a developer's own tools make them."""

import hashlib
import io
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from postil_corpora.collect.pypi import Package

Maker = Callable[..., Package]
SHAPES = '''\
"""Shapes and what can be measured on them."""

import math


def area(width, height):
    """Return the area of a rectangle, whose sides may come in any order.

    Args:
        width: of the rectangle.
        height: of the rectangle.
    """
    if width < 0 or height < 0:
        # Negative sides come from mirrored drawings: measure their absolute length.
        width, height = abs(width), abs(height)

    total = width * height
    return round(total, 6)


def hull(points):
    """Return the points of the convex hull, counter-clockwise.

    Andrew's monotone chain over the sorted points.
    """
    ordered = sorted(set(points))
    lower = []

    # Pop the points of the lower hull that would make a right turn.
    for point in ordered:
        while len(lower) > 1 and turn(lower[-2], lower[-1], point) <= 0:
            lower.pop()
        lower.append(point)

    # TODO: the upper hull
    return lower


def turn(first, second, third):
    """Return twice the signed area of a triangle."""
    one = (second[0] - first[0]) * (third[1] - first[1])
    other = (second[1] - first[1]) * (third[0] - first[0])
    return one - other  # positive for a left turn
'''
TESTS = """\
from shapes.measure import area, hull


def test_area_of_mirrored_drawing():
    assert area(-2, 3) == 6


class TestHull:
    def test_square(self):
        assert len(hull([(0, 0), (1, 0), (1, 1), (0, 1)])) == 3
"""
METADATA = (
    "Metadata-Version: 2.4\nName: {name}\nVersion: {version}\nLicense-Expression: {licence}\n\nA package.\n"
)


@pytest.fixture
def make_sdist(tmp_path: Path) -> Maker:
    """Makes a package in the folder ``index`` and keeps it in ``corpus/.store``, where a build looks first."""

    def make(
        name: str = "shapes",
        files: Mapping[str, str] | None = None,
        version: str = "1.0",
        licence: str = "MIT",
        released: str = "2024-05-01",
    ) -> Package:
        content = (
            {"src/shapes/measure.py": SHAPES, "tests/test_measure.py": TESTS} if files is None else files
        )
        content = {"PKG-INFO": METADATA.format(name=name, version=version, licence=licence), **content}
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as archive:
            for path, text in content.items():
                info = tarfile.TarInfo(f"{name}-{version}/{path}")
                info.size = len(text.encode())
                archive.addfile(info, io.BytesIO(text.encode()))
        digest = hashlib.sha256(packed.getvalue()).hexdigest()
        for folder, file in (("index", f"{name}-{version}.tar.gz"), ("corpus/.store", f"{digest}.tar.gz")):
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / file).write_bytes(packed.getvalue())
        return Package(name, version, digest, released=released)

    return make


@pytest.fixture
def write_recipe(tmp_path: Path) -> Callable[..., Path]:
    """Writes a recipe of packages."""

    def write(*packages: Package, head: str = "") -> Path:
        text = (
            '[corpus]\nname = "small"\ndescription = "Two shapes."\n'
            'tasks = ["comment_samples", "summaries", "code_generation"]\n'
            f'[split]\ntest_share = 0.5\nseed = "s"\ntest_from = "2024-06-01"\n{head}'
        )
        for package in packages:
            text += f'[[package]]\nname = "{package.name}"\nversion = "{package.version}"\n'
            text += f'sha256 = "{package.sha256}"\nreleased = "{package.released}"\n'
        path = tmp_path / "small.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write

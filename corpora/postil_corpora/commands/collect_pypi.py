"""``postil corpora collect pypi``: the pinned source packages of a recipe, none of their code run."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "recipe", type=Path, metavar="RECIPE.toml", help="names the packages, with version and sha256"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")


def run(args: Namespace) -> int:
    """Fetch, read, and write the table ``packages``."""
    from postil_corpora.collect.pypi import fetch, package_rows  # noqa: PLC0415 - heavy, not needed for --help
    from postil_corpora.recipe import read_recipe  # noqa: PLC0415 - same
    from postil_corpora.samples import PackageRow  # noqa: PLC0415 - same
    from postil_corpora.tables import write_rows  # noqa: PLC0415 - same

    packages = read_recipe(args.recipe).recipe.package
    archives = fetch(packages, args.output / ".store")
    files = write_rows(args.output, "packages", package_rows(packages, archives), kind=PackageRow)
    print(f"{len(packages)} packages: {', '.join(map(str, files))}")
    return 0


COMMAND = Command("pypi", "fetch the pinned source packages of a recipe", configure, run)

"""``postil languages``: the programming languages that can be read."""

from __future__ import annotations

from argparse import Namespace

from postil.cli.command import Command
from postil.cli.listing import add_format, print_json, print_table


def run(args: Namespace) -> int:
    """Print name, file suffixes and origin of each language that is installed."""
    from postil.plugins import entry_points  # noqa: PLC0415 - heavy, not needed for --help

    points = entry_points("postil.languages")
    found = [(point.name, point.load().suffixes, point.value.partition(":")[0]) for point in points]
    if args.format == "json":
        print_json([{"name": name, "suffixes": suffixes, "module": home} for name, suffixes, home in found])
    else:
        lines = [(name, " ".join(suffixes), home) for name, suffixes, home in found]
        print_table(("language", "suffixes", "module"), lines)
    return 0


COMMAND = Command("languages", "list the programming languages", add_format, run)

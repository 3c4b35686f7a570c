"""``postil corpora collect github``: issues, pull requests, reviews and what answered them."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command
from postil.errors import UsageError

EPILOG = """\
examples:
  GITHUB_TOKEN=... postil corpora collect github psf/requests -o corpus   everything, by GraphQL
  postil corpora collect github psf/requests -o corpus                    without a token: REST, slower
  postil corpora collect github psf/requests -o corpus --refresh          what is new or changed
  postil corpora collect github team/tool --host https://git.example.org/api/v3 -o corpus

The token is read from the environment and stands in no table, log or message. Killed or out of its limit, the same
command goes on where it stood. DIR/.raw-github holds what people wrote as they wrote it: a cache, not for sharing.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("repository", metavar="OWNER/NAME", help="a repository at the host")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="DIR", help="folder of the tables"
    )
    parser.add_argument(
        "--host",
        default="https://api.github.com",
        metavar="URL",
        help="root of the API; https://HOST/api/v3 for GitHub Enterprise (default: %(default)s)",
    )
    parser.add_argument(
        "--token-env",
        default="GITHUB_TOKEN",
        metavar="NAME",
        help="variable that holds the token (default: %(default)s)",
    )
    parser.add_argument(
        "--api", choices=("auto", "graphql", "rest"), default="auto", help="auto: GraphQL if there is a token"
    )
    parser.add_argument(
        "--parts",
        default="issues,pulls,discussions",
        metavar="LIST",
        help="what to collect (default: %(default)s)",
    )
    parser.add_argument("--refresh", action="store_true", help="ask again for what was collected")
    parser.add_argument(
        "--git",
        type=Path,
        metavar="DIR",
        help="tables of 'collect git', for patches that the host was not asked for",
    )
    parser.add_argument(
        "--format", choices=("jsonl", "parquet"), default="jsonl", help="of the tables (default: %(default)s)"
    )


def run(args: Namespace) -> int:
    """Collect, and say what there is."""
    from postil.cli.progress import with_progress  # noqa: PLC0415 - not needed for --help
    from postil_corpora.collect.github.client import Settings  # noqa: PLC0415 - heavy, not needed for --help
    from postil_corpora.collect.github.collector import Wanted, collect, parse_repository  # noqa: PLC0415 - same
    from postil_corpora.links.gitlog import later_commits  # noqa: PLC0415 - same

    collected = collect(
        Wanted(parse_repository(args.repository), args.api, _parts(args.parts), args.refresh, args.format),
        args.output,
        Settings(api=args.host, token_env=args.token_env),
        patches=lambda wanted: later_commits(args.git, wanted) if args.git else {},
        watch=lambda pages: with_progress(pages, "pages"),
    )
    for name, count in collected.rows.items():
        print(f"{count:8} {name}")
    for name, count in {**collected.unread, **collected.missing}.items():
        print(f"{count:8} not read: {name}", file=sys.stderr)
    return 0


def _parts(text: str) -> tuple[str, ...]:
    from postil_corpora.collect.github.queries import PARTS  # noqa: PLC0415 - not needed for --help

    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = [part for part in parts if part not in PARTS]
    if unknown or not parts:
        message = f"--parts: no {', '.join(unknown) or 'part'} (there are {', '.join(PARTS)})"
        raise UsageError(message)
    return parts


COMMAND = Command(
    "github", "issues, pull requests and reviews of a repository at GitHub", configure, run, EPILOG
)

"""The signature: everything that a second person needs to get the same number."""

from __future__ import annotations

from postil._version import __version__
from postil.embedders.base import Embedder
from postil.records import ReferenceMode
from postil.rule import Rule
from postil.rules import rule_set_hash
from postil.scoring.profile import Profile
from postil.scoring.scales import calibration_id


def signature(
    profile: Profile, rules: tuple[Rule, ...], embedder: Embedder, language: str, references: ReferenceMode
) -> str:
    """Version, profile, rule-set hash, embedder with its sha, calibration, comment language, use of references.

    Two scores may be compared when their signatures are equal.
    """
    parts = {
        "postil": __version__,
        "profile": f"{profile.name}-{_digest(profile)}",
        "rules": rule_set_hash(rules),
        "embed": f"{embedder.name}-{embedder.sha[:8]}",
        "cal": calibration_id(),
        "lang": language,
        "refs": references,
    }
    return "|".join(f"{key}:{value}" for key, value in parts.items())


def _digest(profile: Profile) -> str:
    import zlib  # noqa: PLC0415 - one call in a run

    import msgspec  # noqa: PLC0415 - one call in a run

    return f"{zlib.crc32(msgspec.json.encode(profile, order='deterministic')):08x}"

"""The parts of a language tag behind its language (RFC 5646, 2.1): script, region, and what may follow."""

import re
import tomllib
from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SCRIPT = re.compile(r"[a-z]{4}")
_REGION = re.compile(r"[a-z]{2}|\d{3}")


@dataclass(frozen=True, slots=True)
class Subtags:
    """What a tag says beside its language, in small letters; empty where it does not."""

    script: str = ""
    region: str = ""
    unknown: str = ""
    """The first part that is neither a script by its form, nor a region or a variant that is in use."""


def subtags_of(parts: list[str]) -> Subtags:
    """The `parts` of a tag behind its language, in small letters; what follows a single sign is an extension."""
    script = region = ""
    for place, part in enumerate(parts):
        if len(part) == 1 and place + 1 < len(parts):
            break
        if not script and not region and _SCRIPT.fullmatch(part):
            script = part
        elif not region and _REGION.fullmatch(part) and part in _registry()["regions"]:
            region = part
        elif part not in _registry()["variants"]:
            return Subtags(script, region, part or "-")
    return Subtags(script, region)


@cache
def _registry() -> dict[str, Set[str]]:
    table = tomllib.loads((files(__package__) / "subtags.toml").read_text("utf-8"))
    return {kind: frozenset(listed.lower().split()) for kind, listed in table.items()}

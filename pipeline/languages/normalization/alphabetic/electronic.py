"""Addresses of machines, four numbers with full stops between them and the number of a port; and versions."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table

_HIGHEST = 255


def rules(base: str) -> list[NamedRule]:
    """To be applied before thousands are joined."""
    return [
        shared_rule(
            base,
            "the address of a machine",
            r"(?<![\w.,])(\d{1,3}(?:\.\d{1,3}){3})(?::(\d{1,5}))?(?![\w,]|\.\d)",
            lambda found: _verbalize(found, base),
            es="10.0.0.1 -> diez punto cero punto cero punto uno",
            de="10.0.0.1 -> zehn Punkt null Punkt null Punkt eins",
        ),
        shared_rule(
            base,
            "a version behind its letter",
            r"(?<!\w)([vV])\.? ?(\d{1,4}(?:\.\d{1,4}){1,4})(?![\w,%]|\.\d)",
            lambda found: f"{found[1]} {found[2].replace('.', _between_parts(base))}",
            es="v2.3.1 -> v 2 punto 3 punto 1",
            de="v2.3.1 -> v 2 Punkt 3 Punkt 1",
            en="v2.3.1 -> v 2 point 3 point 1",
        ),
    ]


def _verbalize(found: re.Match[str], base: str) -> str:
    """Unless it is a number of milliards, with three digits in each group."""
    parts = found[1].split(".")
    if any(int(part) > _HIGHEST for part in parts) or all(len(part) == len("000") for part in parts[1:]):
        return found.group()
    said = f" {table(base)['dot']} ".join(cardinal(part, base) for part in parts)
    return said + (f"{table(base).get('comma', ',')} {found[2]}" if found[2] else "")


def _between_parts(base: str) -> str:
    """Of a version."""
    names = table(base)
    return f" {names.get('version_point', names['dot'])} "

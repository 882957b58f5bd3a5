"""Addresses of machines, four numbers with full stops between them and the number of a port; and versions."""

import re

from pipeline.languages.normalization import digit_groups
from pipeline.languages.normalization.counting import cardinal, one_by_one
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table


def rules(base: str) -> list[NamedRule]:
    """To be applied before thousands are joined."""
    return [
        shared_rule(
            base,
            "the address of a machine",
            r"(?<![\w.,])(\d{1,3}(?:\.\d{1,3}){3})(?::(\d{1,5}))?(?![\w,]|\.\d)",
            lambda found: _verbalize(found, base),
            es="10.0.0.1 -> uno cero punto cero punto cero punto uno",
            de="10.0.0.1 -> zehn Punkt null Punkt null Punkt eins",
        ),
        shared_rule(
            base,
            "a version behind its letter",
            r"(?<!\w)([vV])(\d{1,4}(?:\.\d{1,4}){1,4})(?![\w,%]|\.\d)",
            lambda found: f"{found[1]} {_verbalize_version(found[2], base)}",
            es="v2.3.1 -> v dos punto tres punto uno",
            de="v2.3.1 -> v zwei Punkt drei Punkt eins",
            en="v2.3.1 -> v two point three point one",
        ),
    ]


def _verbalize(found: re.Match[str], base: str) -> str:
    """Unless it is a number of milliards, with three digits in each group. Digit by digit in languages that say so
    (`machines_by_digits`)."""
    parts = found[1].split(".")
    if not digit_groups.is_machine(parts):
        return found.group()
    say = one_by_one if table(base).get("machines_by_digits") else cardinal
    said = f" {table(base)['dot']} ".join(say(part, base) for part in parts)
    return said + (f"{table(base).get('comma', ',')} {found[2]}" if found[2] else "")


def _verbalize_version(version: str, base: str) -> str:
    names = table(base)
    point = names.get("version_point", names["dot"])
    return f" {point} ".join(cardinal(part, base) for part in version.split("."))

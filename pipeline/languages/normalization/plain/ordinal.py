"""Ordinals by their mark (5:e, 5-та, 5.), and Roman numerals of centuries and of rulers."""

import re

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.plain.cardinal import gender_of
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.signs import NUMERAL, roman
from pipeline.languages.normalization.tables import table

_NAME = r"([^\W\d_a-zа-яα-ω][^\W\d_]{2,})"


_MARKED = {
    "common": {"sv": "5:e -> femte"},
    "masculine": {"ca": "5è -> cinquè"},
    "feminine": {"ca": "5a -> cinquena"},
    "neuter": {"bg": "5-то -> пето"},
    "genitive": {"el": "5ου -> πέμπτου"},
    "feminine_genitive": {"el": "5ης -> πέμπτης"},
}
_ROMAN_MARKED = {"masculine": {"ro": "V-lea -> cincilea"}, "feminine": {"ro": "V-a -> cincea"}}
"""Examples of marks, by gender."""


def ordinal(number: int, gender: str, base: str) -> str:
    """The ordinal for a noun of `gender`; the cardinal where the language's list ends."""
    names = table(base)
    listed = str(names.get(f"ordinals_{gender}") or names.get("ordinals", "")).split()
    return listed[number - 1].replace("_", " ") if 0 < number <= len(listed) else cardinal(str(number), base)


def rules(base: str) -> list[NamedRule]:
    """By its mark; and by a full stop before a small letter, where `ordinal_dot` says so. To be applied last."""
    marked = [_marked(gender, mark, base) for gender, mark in table(base).get("ordinal_marks", {}).items()]
    if not table(base).get("ordinal_dot"):
        return marked
    dotted = shared_rule(
        base,
        "an ordinal with a full stop",
        r"(?<![\w.,:/-])(\d{1,2})\.(?= [^\W\d_A-ZÀ-ÞĀ-Ž])",
        lambda found: _before_noun(int(found[1]), found, base),
        cs="5. kolo -> páté kolo",
    )
    return [*marked, dotted]


def _marked(gender: str, mark: str, base: str) -> NamedRule:
    return shared_rule(
        base,
        _named("an ordinal by its mark", gender),
        rf"(?<![\w.,])(\d+){mark}",
        lambda found: ordinal(int(found[1]), gender, base),
        _MARKED.get(gender, {}).get(base, ""),
    )


def centuries(base: str) -> list[NamedRule]:
    """Roman numerals before a century and the like, or with a mark."""
    names = table(base)
    marked = [_marked_roman(gender, mark, base) for gender, mark in names.get("roman_marks", {}).items()]
    if "roman_before" not in names:
        return marked
    before = shared_rule(
        base,
        "a Roman numeral before what it orders",
        rf"(?<![\w.])({NUMERAL})({names['roman_before']})",
        lambda found: _before_noun(roman(found[1]), found, base) + found[2].lstrip("."),
        cs="XX. století -> dvacáté století",
    )
    return [before, *marked]


def _marked_roman(gender: str, mark: str, base: str) -> NamedRule:
    return shared_rule(
        base,
        _named("a Roman ordinal by its mark", gender),
        rf"(?<![\w.])({NUMERAL}){mark}",
        lambda found: ordinal(roman(found[1]), gender, base),
        _ROMAN_MARKED.get(gender, {}).get(base, ""),
    )


def _named(name: str, gender: str) -> str:
    return f"{name}, {gender}" if gender else name


def rulers(base: str) -> list[NamedRule]:
    """Kings and popes, by the pattern `regnal`."""
    names = table(base)
    if "regnal" not in names:
        return []
    pattern: str = names["regnal"]
    return [
        shared_rule(
            base,
            "a ruler",
            rf"\b{_NAME} (?=[IVX]{{2}}|[VX]\b|I\b)({NUMERAL})\b(?!\.\w){names.get('regnal_mark', '')}",
            lambda found: pattern.format(found[1], ordinal(roman(found[2]), _of_name(found[1], base), base)),
            cs="Karel IV -> Karel čtvrtý",
        )
    ]


def _of_name(name: str, base: str) -> str:
    """The gender of a ruler, as far as a language that has two shows it in names."""
    queens: str = table(base).get("queens", "(?!)")
    return "feminine" if re.fullmatch(queens, name) else ""


def _before_noun(number: int, found: re.Match[str], base: str) -> str:
    noun = re.search(r"[^\W\d_]+", signs.after(found, 1))
    return ordinal(number, gender_of(noun[0].lower(), base) if noun else "", base)

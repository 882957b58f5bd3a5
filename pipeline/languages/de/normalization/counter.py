"""German numbers with what they count: ein and eine, and numbers within a word."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_FEMININE = re.compile(
    r".+(?:ung|heit|keit|schaft|tät|ion|enz|anz|ei|in)$|^(?:Person|Frau|Woche|Stunde|Minute|Sekunde|Million|Milliarde|Tonne|Stadt|Familie|Schule|Seite|Meile|Nacht|Studie)$"
)


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`: ein Boot, eine Person, but eins alone."""
    said = cardinal(digits, base)
    if not after[:1].isupper() or after.isupper() or not said.endswith("eins"):
        return said
    if digits != "1":
        return said
    return "eine" if _FEMININE.match(after) else "ein"


def rules() -> list[NamedRule]:
    """To be applied before dates."""
    return [
        rule("so many percent", r"(?<=\d)\s?%-?(?=ige[mnrs]?\b)", " prozent", "5%ige -> 5 prozentige"),
        rule(
            "one million",
            r"(?<![\d.,])1 (Million|Milliarde|Billion)e?n\b",
            r"1 \1",
            "1 Millionen -> 1 Million",
        ),
        rule(
            "one in the dative",
            r"\b(mit|von|bei|nach|zu|aus|seit|vor|in|ab) 1 ([A-ZÄÖÜ][a-zäöüß]+)",
            _with_one,
            "mit 1 Person -> mit einer Person",
        ),
    ]


def millions() -> list[NamedRule]:
    """To be applied when years are said, before units."""
    units = table("de")["units"]
    unit = "|".join(re.escape(name) for name in sorted(units, key=len, reverse=True) if name.isalnum())
    return [
        rule(
            "millions of a unit",
            rf"(?<=\d )(Million|Milliarde|Billion)(en|n)? ({unit})(?!\w|/)",
            lambda found: f"{found[1]}{found[2] or ''} {units[found[3]][1]}",
            "90 Millionen g -> 90 Millionen Gramm",
        ),
    ]


def compounds() -> list[NamedRule]:
    """A number with a hyphen before the rest of its word."""
    return [
        rule(
            "a number within a word",
            r"(?<![\d.,])(\d+)-(jährig\w*|mal|fach\w*|köpfig\w*|prozentig\w*|tägig\w*|stündig\w*)",
            _compound,
            "5-jährige -> fünfjährige",
        ),
    ]


def _with_one(found: re.Match[str]) -> str:
    return f"{found[1]} {'einer' if _FEMININE.match(found[2]) else 'einem'} {found[2]}"


def _compound(found: re.Match[str]) -> str:
    return f"{'ein' if found[1] == '1' else cardinal(found[1], 'de')}{found[2]}"

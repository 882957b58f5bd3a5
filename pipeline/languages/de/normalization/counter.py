"""German numbers with what they count: ein and eine, and numbers within a word."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule

_FEMININE = re.compile(
    r".+(?:ung|heit|keit|schaft|tät|ion|enz|anz|ei|in)$|^(?:Person|Frau|Woche|Stunde|Minute|Sekunde|Million|Milliarde|Tonne|Stadt|Familie|Schule|Seite|Meile|Nacht|Studie|Unze|Krone|Rupie|Lira|.+stunde|.+sekunde|.+minute|.+tonne|.+kalorie|Kalorie|.+woche)$"
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
            "so many times",
            r"(?<![\w.,])(\d{1,2})[x×](?=\s[a-zäöü]|$|[.;)])",
            lambda found: f"{'ein' if found[1] == '1' else cardinal(found[1], 'de')}mal",
            "3x so viel -> dreimal so viel",
        ),
        rule("so many percent, in one word", r"(?<=\d)\s?%-?(?=ig\b)", " prozent", "5%ig -> 5 prozentig"),
        rule(
            "half of a feminine noun",
            r"(?<![\w/.,])1/2 (?=(?:Stunde|Minute|Sekunde|Million|Milliarde|Tonne|Seite|Flasche|Tasse|Nacht|Woche|Meile)\b)",
            "eine halbe ",
            "1/2 Stunde -> eine halbe Stunde",
        ),
        rule(
            "half of a masculine noun",
            r"(?<![\w/.,])1/2 (?=(?:Liter|Kilometer|Meter|Zentimeter|Tag|Monat|Becher|Löffel|Teelöffel|Esslöffel|Bund|Apfel)\b)",
            "ein halber ",
            "1/2 Liter -> ein halber Liter",
        ),
        rule(
            "half of a neuter noun",
            r"(?<![\w/.,])1/2 (?=(?:Jahr|Kilo|Kilogramm|Pfund|Dutzend|Jahrhundert|Prozent|Glas|Brot)\b)",
            "ein halbes ",
            "1/2 Jahr -> ein halbes Jahr",
        ),
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


def halves() -> list[NamedRule]:
    """So many and a half are one word; to be applied when numbers are said."""
    return [
        rule(
            "one and a half", r"\beins? +ein halb\b", "eineinhalb", "eins ein halb Jahre -> eineinhalb Jahre"
        ),
        rule(
            "so many and a half",
            r"\b(zwei|drei|vier|fünf|sechs|sieben|acht|neun|elf|zwölf|[a-zäöüß]*(?:zehn|zig|hundert)) +ein halb\b",
            r"\1einhalb",
            "zwei ein halb Jahre -> zweieinhalb Jahre",
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

"""Hungarian ordinals, and days of a month, which are ordinals with an ending: ötödik, ötödikén."""

from pipeline.languages.hu.normalization.cardinal import numeral
from pipeline.languages.hu.normalization.suffix import attach
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import NUMERAL, roman

_FIRST = {1: "első", 2: "második"}
_ENDS = (
    ("egy", "egyedik"), ("kettő", "kettedik"), ("három", "harmadik"), ("négy", "negyedik"), ("öt", "ötödik"), ("hat", "hatodik"),
    ("hét", "hetedik"), ("nyolc", "nyolcadik"), ("kilenc", "kilencedik"), ("tíz", "tizedik"), ("húsz", "huszadik"), ("harminc", "harmincadik"),
    ("ven", "venedik"), ("van", "vanadik"), ("száz", "századik"), ("ezer", "ezredik"), ("millió", "milliomodik"),
    ("milliárd", "milliárdodik"), ("billió", "billiomodik"), ("nulla", "nulladik"),
)  # fmt: skip
"""The ends of cardinals, and of their ordinals."""
_BACK = ("adik", "odik")
"""Ends of ordinals with back vowels, which endings follow: harmadika, ötödike."""


def ordinal(number: int) -> str:
    """The ordinal: első, huszonegyedik, kétezer-huszonnegyedik."""
    said = numeral(number)
    return _FIRST.get(number) or next(
        said.removesuffix(end) + rank for end, rank in _ENDS if said.endswith(end)
    )


def day(number: int, ending: str = "") -> str:
    """A day of a month, ötödike, with what is written behind its figures: 5-én, 1-jén, 5-i, 5-től."""
    rank = ordinal(number)
    named = "elseje" if number == 1 else rank + ("a" if rank.endswith(_BACK) else "e")
    bare = ending.removeprefix("j")
    if bare[:1] in ("é", "á", "e", "a"):
        bare = bare[1:]
    return named + bare if bare in ("", "i") else attach(named, bare)


def rules() -> list[NamedRule]:
    """To be applied last."""
    return [
        rule(
            "an ordinal with a full stop",
            r"(?<![\w.,:/-])(\d{1,4})\.(?= [^\W\d_])",
            lambda found: ordinal(int(found[1])),
            "a 3. nap -> a harmadik nap",
        ),
    ]


def letters() -> list[NamedRule]:
    """Roman numerals are ordinals by their full stop; that of a single letter, taken for an initial before, is a second space."""
    return [
        rule(
            "a Roman numeral",
            rf"(?<![\w.])({NUMERAL})(?:\.(?=\s[^\W\d_])|(?<![IVX]{{2}}) (?= [^\W\d_]))",
            lambda found: ordinal(roman(found[1])),
            "XX. század -> huszadik század",
        ),
    ]

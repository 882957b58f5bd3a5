"""Hungarian ranges: years from the one to the other; other numbers stand side by side, két–három."""

import re

from pipeline.languages.hu.normalization.cardinal import counted, numeral
from pipeline.languages.hu.normalization.date import DASH, YEAR
from pipeline.languages.hu.normalization.ordinal import ordinal
from pipeline.languages.hu.normalization.suffix import amount, choose
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied when units with an ending are said."""
    return [
        rule(
            "from year to year",
            rf"{YEAR}{DASH}(1\d{{3}}|20\d\d)(?![\d-]|[.,]\d|\.? [a-zé])",
            _years,
            "2020–2022 -> kétezer-húsztól kétezer-huszonkettőig",
        ),
        rule(
            "two ordinals",
            rf"(?<![\d.,])(\d{{1,4}})\.?{DASH}(?=\d{{1,4}}\. [^\W\d_])",
            lambda found: f"{ordinal(int(found[1]))}–",
            "3–4. nap -> harmadik–4. nap",
        ),
        rule(
            "two numbers",
            rf"(?<![\d.,-])(\d+)(?:,(\d+))?{DASH}(?=\d)(?!\d+-\d)",
            lambda found: f"{amount(found[1], found[2])}–",
            "2–3 -> két–3",
        ),
        rule(
            "how many times another number",
            r"(?<![\d.,])(\d+)\s?[x×]\s?(?=\d)",
            lambda found: f"{_times(found[1])} ",
            "3x4 -> háromszor 4",
        ),
    ]


def _years(found: re.Match[str]) -> str:
    begin, end = numeral(int(found[1])), numeral(int(found[2]))
    return f"{begin}{choose(begin, 'tól', 'től')} {end}ig"


def _times(digits: str) -> str:
    said = counted(cardinal(digits, "hu"))
    return said + choose(said, "szor", "szer", "ször")

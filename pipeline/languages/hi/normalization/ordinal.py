"""Hindi ordinals, with the ending that is written, and Roman numerals, which are counted."""

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import NUMERAL, roman

_FIRST = {1: "पहल", 2: "दूसर", 3: "तीसर", 4: "चौथ", 6: "छठ"}


def rules() -> list[NamedRule]:
    """To be applied when years are said."""
    return [
        rule(
            "an ordinal by its ending",
            r"(?<![\d.,])(\d+)\s?-?(?:ल|र|थ|ठ|व)(ा|ी|े)([ंँ]?)(?![\w\u0900-\u0963])",
            lambda found: _nth(int(found[1]), found[2]),
            "21वीं सदी -> इक्कीसवीं सदी",
        ),
        rule(
            "the second and third by their ending",
            r"(?<![\d.,])([23])\s?-?सर(ा|ी|े)(?![\w\u0900-\u0963])",
            lambda found: _nth(int(found[1]), found[2]),
            "2सरा -> दूसरा",
        ),
        rule(
            "an English ordinal",
            r"(?<![\d.,])(\d+)(?:st|nd|rd|th)(?!\w)",
            lambda found: _nth(int(found[1]), "ा"),
            "1st -> पहला",
        ),
    ]


def letters() -> list[NamedRule]:
    """To be applied when initials are said."""
    return [
        rule(
            "a Roman numeral before what it orders",
            rf"(?<![\w.\u0900-\u097f])({NUMERAL})(?:वीं|th)? (?=(?:कक्षा|सदी|शताब्दी|सेमेस्टर|अनुसूची)(?![\w\u0900-\u097f]))",
            lambda found: f"{_nth(roman(found[1]), 'ी')} ",
            "XII कक्षा -> बारहवीं कक्षा",
        ),
        rule(
            "a Roman numeral behind a word",
            rf"(?<=[\u0900-\u097f] )({NUMERAL})(?![\w.])",
            lambda found: cardinal(str(roman(found[1])), "hi"),
            "भाग II -> भाग दो",
        ),
    ]


def _nth(number: int, end: str) -> str:
    if number in _FIRST:
        return _FIRST[number] + end
    return f"{cardinal(str(number), 'hi')}व{end}{'ँ' if end == 'ा' else 'ं'}"

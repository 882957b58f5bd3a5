"""Telephones in English text, digit by digit."""

import re

from pipeline.languages.normalization.counting import one_by_one
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_OTHERWISE = "AL AR CA CO CT DC DE HI ID IN LA MA MD ME MO MS MT NE OH OK OR PA"
_STATES = "|".join(code for code in table("en")["states"] if code not in _OTHERWISE.split())
"""Those that are no other word, degree, sign or country."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def letters() -> list[NamedRule]:
    """Without a postcode too; to be applied before letters are spelled."""
    return [
        rule(
            "a state behind its town",
            rf"\b([A-Z][a-z]+, )({_STATES})(?=[,;)]|\.?$)",
            lambda found: found[1] + str(table("en")["states"][found[2]]),
            "Austin, TX -> Austin, Texas",
        ),
    ]


def extensions() -> list[NamedRule]:
    """To be applied while the telephone before it is in digits."""
    return [
        rule(
            "a country's code in brackets",
            r"\((\+\d{1,3})\)(?=[ -]?\d)",
            r"\1",
            "(+44) 20 -> +44 20",
        ),
        rule(
            "an extension",
            r"(?<=\d{4})(,?) ?(?:x|ext\.?|extension) ?(\d{1,5})(?![\d.,]\d|\d)",
            lambda found: f"{found[1]} extension {_extension(found[2])}",
            "555-0100 x123 -> 555-0100 extension one two three",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before fractions, sums and dates."""
    return [
        *_numbers(),
        rule(
            "a postcode behind its state",
            rf"(?<=[a-z], )({'|'.join(table('en')['states'])})[.,]? (\d{{5}})(?:-(\d{{4}}))?(?![\d-]|[.,]\d)",
            _postcode,
            "Palo Alto, CA 94301 -> Palo Alto, California nine four three zero one",
        ),
        rule(
            "a postcode of nine digits",
            r"(?<![\w.,$€£-])(\d{5})-(\d{4})(?![\w-]|[.,]\d)",
            lambda found: f"{one_by_one(found[1], 'en')}, {one_by_one(found[2], 'en')}",
            "10001-1234 -> one zero zero zero one, one two three four",
        ),
        rule(
            "a telephone in groups",
            r"(?<![\d-])(?:1-\d{3}-\d{3}-\d{4}|0\d{1,2}-\d{3,4}-\d{4})(?![\d-])",
            _groups,
            "020-1234-5678 -> zero two zero, one two three four, five six seven eight",
        ),
        rule(
            "a telephone without its area",
            r"\b((?:call|dial|phone|text|ring|fax|(?:phone|telephone|mobile|fax|contact|my|your|his|her|our|their) numbers?(?: is|:)) )?(\d{3,4})-(\d{4})(?![\d-])(?(1)|(?=,? ext))",
            _called,
            "call 555-1234 -> call five five five, one two three four",
            re.IGNORECASE,
        ),
    ]


def _numbers() -> list[NamedRule]:
    """What their length or a word beside them shows to be no amounts."""
    return [
        rule(
            "a telephone in three groups",
            r"(?<![\w.,$€£+/-])(?<!\d )(?:(1) ?)?(?:\((\d{3})\) ?(\d{3})|([2-9]\d\d)[ /](\d{3}))[ -](\d{4})(?![\w%/-]|[.,]\d| \d| (?:people|dollars|euros|pounds)\b)",
            lambda found: ", ".join(one_by_one(group, "en") for group in found.groups() if group),
            "1 800 555 0143 -> one, eight zero zero, five five five, zero one four three",
        ),
        rule(
            "a British telephone",
            r"(?<![\w.,$€£+/-])(?<!\d )(0\d{4}) (\d{6})(?![\w%/-]|[.,]\d| \d)",
            lambda found: f"{one_by_one(found[1], 'en')}, {one_by_one(found[2], 'en')}",
            "01234 567890 -> zero one two three four, five six seven eight nine zero",
        ),
        rule(
            "ten digits of a telephone",
            r"(?<![\w.,$€£+/-])([2-9]\d\d)([2-9]\d\d)(?!0000)(\d{4})(?![\w%/-]|[.,]\d)",
            lambda found: ", ".join(one_by_one(group, "en") for group in found.groups()),
            "2125550143 -> two one two, five five five, zero one four three",
        ),
        rule(
            "a telephone dialled from abroad",
            r"(?<![\w.,])00 ?\d{1,3}(?: \d{2,5}){2,5}(?![\d.,]\d|\d)",
            lambda found: ", ".join(one_by_one(group, "en") for group in found.group().split()),
            "00 44 20 7946 -> zero zero, four four, two zero, seven nine four six",
        ),
        rule(
            "the digits of a code",
            r"\b(PINs?(?: (?:code|number))?:? |(?:card|account|phone|number)s? (?:that )?(?:ending|ends) (?:in|with) |[Tt]ext(?: [A-Z]{2,}| [“\"‘'][^“”\"‘']{1,20}[”\"’'])? to )(\d{4,6})(?![\d%]|[.,]\d)",
            lambda found: found[1] + one_by_one(found[2], "en"),
            "PIN 1234 -> PIN one two three four",
        ),
    ]


def called() -> list[NamedRule]:
    """To be applied when years are said."""
    return [
        rule(
            "a short number to call",
            r"\b(call|dial|phone|text|dialled|dialed|called) (\d{3})\b(?! [a-z]+\b(?<! for)(?<! or)(?<! and)(?<! if)(?<! now))",
            _short,
            "call 999 -> call nine nine nine",
            re.IGNORECASE,
        ),
        rule(
            "a number to call",
            r"\b((?:on|call|dial|phone|text|ring) )(\d{3}) (\d{3,4})(?!\d|[.,]\d| [a-z]+s\b)",
            _pair,
            "call 555 1234 -> call five five five, one two three four",
        ),
    ]


def _extension(digits: str) -> str:
    return one_by_one(digits, "en") if len(digits) > len("21") else digits


def _postcode(found: re.Match[str]) -> str:
    state, area, rest = found.groups()
    said = f"{table('en')['states'][state]} {one_by_one(area, 'en')}"
    return f"{said}, {one_by_one(rest, 'en')}" if rest else said


def _groups(found: re.Match[str]) -> str:
    return ", ".join(one_by_one(group, "en") for group in found.group().split("-"))


def _called(found: re.Match[str]) -> str:
    if _YEAR.fullmatch(found[2]) and _YEAR.fullmatch(found[3]):
        return found.group()
    return f"{found[1] or ''}{one_by_one(found[2], 'en')}, {one_by_one(found[3], 'en')}"


def _short(found: re.Match[str]) -> str:
    return f"{found[1]} {one_by_one(found[2], 'en')}"


def _pair(found: re.Match[str]) -> str:
    return f"{found[1]}{one_by_one(found[2], 'en')}, {one_by_one(found[3], 'en')}"

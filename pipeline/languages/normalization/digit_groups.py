"""Digits in groups that are no amounts: telephones, cards, accounts and books. A chain of three is no range."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.languages.normalization.rules import NamedRule, rule

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DATE = re.compile(r"(?<!\d)(?:\d{4}-\d\d?-\d\d?|\d\d?-\d\d?-\d{4})(?!\d)")
_FEWEST = 8
"""Digits of a chain whose numbers have several: 17-18-19 June is another thing."""
_BYTE = 255
_FEWEST_GROUPS = 3
"""Of digits alone, in the number of an account at a bank: capitals behind a number are not yet one."""


class Speech(NamedTuple):
    """How a language says digits in groups."""

    one_by_one: Callable[[str], str]
    joint: str
    """Between two groups."""
    plus: str
    """Before a country's code, with the space behind it."""


def rules(speech: Speech, examples: Sequence[str]) -> list[NamedRule]:
    """To be applied before dates, ranges and sums; `examples` are of telephones, chains, cards and accounts, in this order."""

    def verbalize(found: re.Match[str]) -> str:
        return _said(re.findall(r"[\dA-Z]+", found.group()), speech, "+" in found.group())

    def unless(is_other: Callable[[str, Sequence[str]], bool]) -> Callable[[re.Match[str]], str]:
        def replace(found: re.Match[str]) -> str:
            groups = re.findall(r"[\dA-Z]+", found.group())
            return found.group() if is_other(found.group(), groups) else verbalize(found)

        return replace

    return [
        rule(
            "a telephone behind its area in brackets or between dots",
            r"(?<![\w.,/(+-])(?:\+?\d{1,3}[ .-])?(?:\((?!(?:19|20)\d\d\))\d{2,5}\)[ .-]{0,2}\d{3,5}[ .-]\d{4}|\d{3}\.\d{3}[.-]\d{4})(?![\w-]|[.,]\d)",
            unless(_ends_in_years),
            examples[0],
        ),
        rule(
            "the digits of a card or a book in a chain",
            r"(?<![\w.,/+-])(?<!\+\d )(?<!\+\d\d )(?<!\+\d{3} )\d{1,7}(?:-\d{1,7}){2,}(?:-X)?(?![\w-]|[.,/]\d)",
            unless(_is_no_chain),
            examples[1],
        ),
        rule(
            "the digits of a card with spaces",
            r"(?<![\w.,-])(?<![\d.,] )\d{4}(?: \d{4}){3}(?![\w-]| \d|[.,]\d)",
            unless(_are_years),
            examples[2],
        ),
        rule(
            "the number of an account at a bank",
            r"(?<![\w.,-])[A-Z]{2}\d\d(?: [\dA-Z]{4}){2,7}(?: [\dA-Z]{1,3})?(?!\w)",
            unless(_are_words),
            examples[3],
        ),
    ]


def with_letters(speech: Speech, example: str) -> NamedRule:
    """To be applied before the others: its last part is a word on the keys of a telephone."""

    def verbalize(found: re.Match[str]) -> str:
        digits = [speech.one_by_one(group) for group in found[1].rstrip("-").split("-")]
        return speech.joint.join([*digits, found[2].replace("-", " ").lower()])

    return rule(
        "a telephone with letters",
        r"(?<![\w.,/+-])((?:1-)?\d{3}-\d{3}-(?=[A-Z]{4}(?![\w-]))|1-\d{3}-)([A-Z]+(?:-[A-Z]+)*)(?![\w-])",
        verbalize,
        example,
        re.IGNORECASE,
    )


def is_machine(parts: Sequence[str]) -> bool:
    """Whether four numbers are the address of a machine: none beyond a byte, and no thousands, whose groups have three digits and
    may begin with a zero."""
    are_thousands = all(len(part) == len("000") for part in parts[1:])
    begin_with_zero = any(part[0] == "0" for part in parts[1:])
    return all(int(part) <= _BYTE for part in parts) and not (are_thousands and begin_with_zero)


def machine(one_by_one: Callable[[str], str], dot: str, example: str) -> NamedRule:
    """To be applied before versions and decimals."""

    def verbalize(found: re.Match[str]) -> str:
        parts = found.group().split(".")
        return dot.join(map(one_by_one, parts)) if is_machine(parts) else found.group()

    pattern = r"(?<![\w.,])\d{1,3}(?:\.\d{1,3}){3}(?![A-Za-z\d_,]|\.\d)"
    return rule("the address of a machine", pattern, verbalize, example)


def formation(one_by_one: Callable[[str], str], example: str) -> NamedRule:
    """The rows of a team, each of less than ten."""
    return rule(
        "a formation",
        r"(?<![\w.,/+-])\d(?:-\d){2,4}(?![\w-]|[.,/]\d)",
        lambda found: one_by_one(found.group().replace("-", "")),
        example,
    )


def _said(groups: Sequence[str], speech: Speech, is_abroad: bool) -> str:
    return speech.plus * is_abroad + speech.joint.join(_group(each, speech) for each in groups)


def _group(group: str, speech: Speech) -> str:
    """Its letters, and its digits one by one."""
    return re.sub(r"\d+", lambda digits: f" {speech.one_by_one(digits.group())}", group).strip()


def _is_no_chain(chain: str, groups: Sequence[str]) -> bool:
    is_short = len(chain.replace("-", "")) < _FEWEST
    return is_short or bool(_DATE.search(chain)) or _are_years(chain, groups)


def _are_years(_: str, groups: Sequence[str]) -> bool:
    return all(map(_YEAR.fullmatch, groups))


def _ends_in_years(_: str, groups: Sequence[str]) -> bool:
    return _are_years("", groups[-2:])


def _are_words(_: str, groups: Sequence[str]) -> bool:
    return sum(map(str.isdecimal, groups)) < _FEWEST_GROUPS - 1 or _are_years("", groups[1:])

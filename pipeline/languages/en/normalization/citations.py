"""English citations: paragraphs of laws, resolutions, verses, versions, book numbers and the short words before numbers."""

import re
from functools import cache

from pipeline.languages.normalization.counting import cardinal, one_by_one, ordinal, year
from pipeline.languages.normalization.signs import NUMERAL, Rule, roman

_SHORT = {
    "art": "article", "arts": "articles", "chap": "chapter", "chs": "chapters", "sec": "section", "secs": "sections",
    "n": "note", "nn": "notes", "fn": "footnote", "res": "resolution", "ext": "extension", "cl": "clause",
    "reg": "regulation", "sched": "schedule", "app": "appendix", "eq": "equation", "figs": "figures", "vols": "volumes",
}  # fmt: skip
"""What these stand for before a number."""
_CASES = r"Case|Bill|Public Law|Pub\. L\.|Docket"
_ACTS = r"Directive|Regulation|Decision|Law|Act|Decree|Order|Case|Bill|Public Law|Pub\. L\.|Docket|Decree-Law|Ordinance"
_ITEM = r"(?:\d{1,2}|[A-Za-z]|[ivx]{2,5})"


@cache
def rules() -> list[Rule]:
    """To be applied before all other rules for digits."""
    return [*_laws(), *_number_rules()]


@cache
def names() -> list[Rule]:
    """What has no digits: Elizabeth I, the XXI century, Jan-Mar, Mon-Sat."""
    return [
        (
            re.compile(rf"\b({NUMERAL})(?= (?:century|centuries|Olympi|Congress|Summit)\w*)"),
            lambda found: ordinal(roman(found[1]), "en"),
        ),
        (re.compile(rf"\b((?:{_CROWNED}) [A-Z][a-zé]+) ([IVX])\b(?!['’](?:m|ve|d|ll)\b|\.[A-Z])"), _monarch),
        (re.compile(rf"\b({_REIGNED}) (I)(?= (?:of|died|reigned|ruled|became|was)\b|['’]s|[,.;)]|$)"), _monarch),
        (re.compile(rf"\b({_REIGNED}) (V|X)\b(?!\.[A-Z])"), _monarch),
        *(_span(days) for days in _SPANS),
        (re.compile(r"\b((?!Patron)[A-Z][a-z]+|\w+(?:st|nd|rd|th)) Saint(?=\s*(?:$|[,;)]|(?:in|and|at|on|near|to)\b))"), r"\1 Street"),
    ]  # fmt: skip


_CROWNED = "King|Queen|Pope|Emperor|Empress|Tsar|Czar|Sultan|Kaiser|Shah|Emir|Patriarch"
_REIGNED = "Elizabeth|Charles|James|Napoleon|Nicholas|Francis|Wilhelm|Henry|Edward|Philip|Frederick|Leopold|George|Rama"
_SPANS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "January February March April May June July August September October November December",
)


def _monarch(found: re.Match[str]) -> str:
    return f"{found[1]} the {ordinal(roman(found[2]), 'en')}"


def _span(names: str) -> Rule:
    """Mon-Sat, January-March: the names in full, and to between them."""
    full = {name[:3]: name for name in names.split()}
    name = "|".join(rf"{short}(?:{whole[3:]}|[a-z]{{0,2}}\.?)" for short, whole in full.items())
    return (
        re.compile(rf"\b({name})\s?[-–—]\s?({name})(?![\w-])"),
        lambda found: f"{full[found[1][:3]]} to {full[found[2][:3]]}",
    )


def _laws() -> list[Rule]:
    return [
        (re.compile(rf"(?:(?<=\d)|(?<=\d[A-Z]))(?:\({_ITEM}\))+"), _paragraphs),
        (re.compile(rf"(?<=\w)\s?[-–]\s?\(({_ITEM})\)"), r" to \1"),
        (re.compile(r"(?<![A-Za-z.])([A-Z]{2})\.(?=\d)"), r"\1 "),
        (re.compile(r"(?<=/RES/)\d{4}\b"), lambda found: _resolution(found.group())),
        (
            re.compile(rf"(?<![\w.])({'|'.join(_SHORT)})\.\s?(?=\d)", re.IGNORECASE),
            _in_full,
        ),
        (re.compile(r"\b([Rr]esolutions? )((?:\d{4},? (?:and )?)*\d{4})\b"), _resolutions),
        (re.compile(r"\b([Pp])ara(s?)\b (?=\d)"), r"\1aragraph\2 "),
        (re.compile(rf"\b((?:{_ACTS})(?: \(E[UC]+\))?(?: [Nn]os?\.?)? \d+)/(?=\d)"), r"\1, "),
        (re.compile(rf"\b((?:{_CASES})(?: [Nn]os?\.?)? \d+)-(?=\d)"), r"\1, "),
        (re.compile(r"\b([Nn]o\.\s?\d+)[-–](?=\d)"), r"\1, "),
        (re.compile(r"\bNo(?=\d)"), "Number "),
        (
            re.compile(r"(?<![\w.])(b|d|r|fl)\. ?(?=(?:c\. ?|about )?\d{4}\b)"),
            lambda found: f"{_LIVES[found[1]]} ",
        ),
        (
            re.compile(
                r"\bNo (?=\d{1,3}(?![\d,.%]|\s[a-z]+s\b|\s(?:people|men|women|children|more|less)\b))"
            ),
            "Number ",
        ),
    ]


_LIVES = {"b": "born", "d": "died", "r": "reigned", "fl": "flourished"}


def _paragraphs(found: re.Match[str]) -> str:
    """(2)(a)(ii): two, a, two."""
    said, after_letter = [], False
    for item in re.findall(r"\((\w+)\)", found.group()):
        numeral = re.fullmatch(r"[ivx]+", item) and (len(item) > 1 or after_letter)
        said.append(str(roman(item.upper())) if numeral else "eigh" if item in "aA" else item)
        after_letter = item.isalpha()
    return "".join(f", {item}" for item in said)


def _resolutions(found: re.Match[str]) -> str:
    return found[1] + re.sub(r"\d{4}", lambda number: _resolution(number.group()), found[2])


def _resolution(digits: str) -> str:
    """By hundreds, as the Security Council's are said: twenty-three ninety-seven."""
    return year(int(digits), "en") if digits[0] != "0" else digits


def _in_full(found: re.Match[str]) -> str:
    said = _SHORT[found[1].lower()]
    return f"{said.capitalize() if found[1][0].isupper() else said} "


def _number_rules() -> list[Rule]:
    return [
        (re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?![\d.])"), _dotted_date),
        (re.compile(r"(?<![\d/])((?:19|20)\d\d)/([01]\d)/([0-3]\d)(?![\d/])"), r"\1-\2-\3"),
        (re.compile(r"(?<![\d-])(\d{1,2})-(\d{1,2})-((?:19|20)\d\d)(?![\d-])"), r"\1/\2/\3"),
        (
            re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3}){2}(?!\.?\d)"),
            lambda found: found.group().replace(".", ""),
        ),
        (re.compile(r"(?<![\d.])\d+(?:\.\d+){2,}(?!\.?\d)"), _version),
        (re.compile(r"(?<![\d.,+-])\d{1,3}(?: \d{3})* 000(?! ?\d)"), lambda found: found.group().replace(" ", "")),
        (
            re.compile(r"(?<![\d-])(?:1-\d{3}-\d{3}-\d{4}|0\d{1,2}-\d{3,4}-\d{4})(?![\d-])"),
            lambda found: ", ".join(one_by_one(group, "en") for group in found.group().split("-")),
        ),
        (
            re.compile(r"\b((?:call|dial|phone|text|ring|fax) )?(\d{3,4})-(\d{4})(?![\d-])(?(1)|(?=,? ext))", re.IGNORECASE),
            lambda found: f"{found[1] or ''}{one_by_one(found[2], 'en')}, {one_by_one(found[3], 'en')}",
        ),
    ]  # fmt: skip


def _dotted_date(found: re.Match[str]) -> str:
    """4.3.2019: the day first, as wherever dates are written with dots."""
    day, month = int(found[1]), int(found[2])
    return f"{month}/{day}/{found[3]}" if 1 <= month <= 12 else found.group()


def _version(found: re.Match[str]) -> str:
    parts = found.group().split(".")
    said = f" {'dot' if len(parts) == 4 else 'point'} ".join(cardinal(part, "en") for part in parts)
    return " " * found.string[found.start() - 1 : found.start()].isalpha() + said

"""Hungarian: dates that begin with the year, ordinals by a full stop, and endings behind figures: 2024. március 5-én, a 3. nap, 1956-ban."""

import re
from functools import cache

from pipeline.languages.hu.normalization.cardinal import counted, numeral
from pipeline.languages.hu.normalization.ordinal import day, ordinal
from pipeline.languages.hu.normalization.suffix import WRITTEN, attach, attach_to_number, choose
from pipeline.languages.normalization import plain
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.signs import NUMERAL, Rule, roman
from pipeline.languages.normalization.tables import table

verbalize_count = plain.verbalize_count

_YEAR = r"(?<![\d.,-])(1\d{3}|20\d\d)"
_DAY = r"([12]\d|3[01]|0?[1-9])"
_DASH = r"\s?[-–—]\s?"
_END = rf"(?:\.|{WRITTEN}|(?![\d.:,-]))"
"""What may stand behind a day: 5., 5-én."""


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    return [*_dates(base), *_clock(), *_with_units(base), *_spans(base), *_numbers()]


@cache
def letters(base: str) -> list[Rule]:
    """Roman numerals, which are ordinals by their full stop: XX. század, II. János Pál.

    A single letter is taken for an initial before, whose full stop has become a second space.
    """
    return [
        (
            re.compile(rf"(?<![\w.])({NUMERAL})(?:\.(?=\s[^\W\d_])|(?<![IVX]{{2}}) (?= [^\W\d_]))"),
            lambda found: ordinal(roman(found[1])),
        )
    ]


def _dates(base: str) -> list[Rule]:
    month = "|".join(table(base)["months"])
    return [
        (
            re.compile(rf"{_YEAR}(?:-(\d\d)-(\d\d)(?![\d-])|\.\s?(\d\d?)\.\s?(\d\d?){_END})"),
            lambda found: _date(found, base),
        ),
        (re.compile(rf"{_YEAR}\.(?= (?:{month}))"), lambda found: numeral(int(found[1]))),
        (re.compile(rf"((?:{month}) ){_DAY}\.?{_DASH}{_DAY}(?:\.(?!\d)|{WRITTEN})"), _days),
        (
            re.compile(rf"((?:{month}) ){_DAY}{_END}"),
            lambda found: f"{found[1]}{day(int(found[2]), found[3] or '')}{_stop(found)}",
        ),
        (
            re.compile(rf"(?<![\w.,]){_DAY}-(j?[éá](?:n|ig|re|ra|t[őó]l))(?!\w)"),
            lambda found: day(int(found[1]), found[2]),
        ),
    ]


def _date(found: re.Match[str], base: str) -> str:
    month, of_month = int(found[2] or found[4]), int(found[3] or found[5])
    if not 1 <= month <= 12 or not 1 <= of_month <= 31:
        return " ".join(numeral(int(part)) for part in (found[1], month, of_month))
    named = table(base)["months"][month - 1]
    return f"{numeral(int(found[1]))} {named} {day(of_month, found[6] or '')}{_stop(found)}"


def _days(found: re.Match[str]) -> str:
    """március 5–10.: from the one to the other; with an ending, which belongs to both, one beside the other."""
    first, last, ending = int(found[2]), int(found[3]), found[4]
    if ending:
        return f"{found[1]}{day(first)}–{day(last, ending)}"
    begin, end = day(first), day(last)
    return f"{found[1]}{attach(begin, choose(begin, 'tól', 'től'))} {attach(end, 'ig')}{_stop(found)}"


def _stop(found: re.Match[str]) -> str:
    """The full stop of the day where it ends the sentence too."""
    return "." if found.group().endswith(".") and found.end() == len(found.string) else ""


def _clock() -> list[Rule]:
    hour, minutes = r"(?<![\d:.,])([01]?\d|2[0-4])", r"([0-5]\d)"
    return [
        (re.compile(rf"{hour}:{minutes}(?![\d:])(?:{WRITTEN})?"), _time),
        (re.compile(rf"{hour}\.{minutes}-(kor|ig|t[óő]l|r[ae])(?!\w)"), _time),
    ]


def _time(found: re.Match[str]) -> str:
    hours, minutes, ending = int(found[1]), int(found[2]), found[3] or ""
    said = f"{counted(numeral(hours))} óra"
    if not minutes:
        return attach(said, ending) if ending not in ("kor",) else f"{said}kor"
    return f"{said} {counted(numeral(minutes))} perc{ending}"


def _with_units(base: str) -> list[Rule]:
    """5%-kal, 10 km-es, 500 Ft-ot; and 2½, két és fél."""
    names = {unit: name for unit, name in table(base)["units"].items() if isinstance(name, str)}
    names |= {sign: said[0] for sign, said in table(base)["currencies"].items()}
    sign = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return [
        (
            re.compile(rf"(?<=\d)\s?({sign}){WRITTEN}"),
            lambda found: f" {attach(names[found[1]], found[2])}",
        ),
        (
            re.compile(r"(?<![\d/.,])(\d+) 1/2(?![\d/])"),
            lambda found: f"{counted(numeral(int(found[1])))} és fél",
        ),
    ]


def _spans(base: str) -> list[Rule]:
    """2020–2022: from the one to the other; other numbers stand side by side, két–három."""
    return [
        (re.compile(rf"{_YEAR}{_DASH}(1\d{{3}}|20\d\d)(?![\d-]|[.,]\d|\.? [a-zé])"), _years),
        (
            re.compile(rf"(?<![\d.,])(\d{{1,4}})\.?{_DASH}(?=\d{{1,4}}\. [^\W\d_])"),
            lambda found: f"{ordinal(int(found[1]))}–",
        ),
        (
            re.compile(rf"(?<![\d.,-])(\d+)(?:,(\d+))?{_DASH}(?=\d)(?!\d+-\d)"),
            lambda found: f"{_amount(found[1], found[2], base)}–",
        ),
        (
            re.compile(r"(?<![\d.,])(\d+)\s?[x×]\s?(?=\d)"),
            lambda found: f"{_times(found[1], base)} ",
        ),
    ]


def _years(found: re.Match[str]) -> str:
    begin, end = numeral(int(found[1])), numeral(int(found[2]))
    return f"{begin}{choose(begin, 'tól', 'től')} {end}ig"


def _amount(whole: str, decimals: str | None, base: str) -> str:
    if decimals is None:
        return counted(cardinal(whole, base))
    return f"{cardinal(whole, base)} egész {_parts(decimals, base)}"


def _parts(decimals: str, base: str) -> str:
    places = table(base)["decimal_places"]
    return f"{counted(numeral(int(decimals)))} {places[min(len(decimals), len(places)) - 1]}"


def _times(digits: str, base: str) -> str:
    said = counted(cardinal(digits, base))
    return said + choose(said, "szor", "szer", "ször")


def _numbers() -> list[Rule]:
    """Numbers with an ending, and ordinals: 3-as, 2,5-szeres, 1956. évi."""
    return [
        (
            re.compile(rf"(?<![\w.,])(\d+),(\d{{1,3}}){WRITTEN}"),
            lambda found: attach(_amount(found[1], found[2], "hu"), found[3]),
        ),
        (
            re.compile(rf"(?<![A-Za-z.,])(?<![A-Za-z]-)(\d+){WRITTEN}"),
            lambda found: attach_to_number(cardinal(found[1], "hu"), found[2]),
        ),
        (re.compile(r"(?<![\w.,:/-])(\d{1,4})\.(?= [^\W\d_])"), lambda found: ordinal(int(found[1]))),
    ]

"""Rules for a language that has tables alone: its dates, times, ordinals and Roman numerals, each by what the tables say.

A row that a table lacks leaves out its rule. `docs/languages.md` lists the rows.
"""

import re
from functools import cache

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import cardinal, year
from pipeline.languages.normalization.numerals import agreeing, name_of_amount
from pipeline.languages.normalization.signs import DATE, NUMERAL, Rule, roman
from pipeline.languages.normalization.tables import table

_YEAR = r"(1\d{3}|20\d\d)"
_DAY = r"(?<![\d.,:/-])([12]\d|3[01]|0?[1-9])"
_NAME = r"([^\W\d_a-zа-яα-ω][^\W\d_]{2,})"


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`, in its gender as far as the noun's ending shows it."""
    names = table(base)
    said = cardinal(digits, base)
    if not after or after.lower() in names.get("uncounted", ()):
        return said
    return agreeing(said, _gender(after.lower(), base), names)


def _gender(noun: str, base: str) -> str:
    for gender, pattern in table(base).get("nouns", {}).items():
        if re.fullmatch(pattern, noun):
            return str(gender)
    return str(table(base).get("gender", ""))


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    return [*_dates(base), *_clock(base), *_ordinals(base)]


@cache
def letters(base: str) -> list[Rule]:
    """Roman numerals: of centuries and the like, of parts, of kings."""
    names = table(base)
    found: list[Rule] = []
    if "roman_before" in names:
        before = re.compile(rf"(?<![\w.])({NUMERAL})({names['roman_before']})")
        found.append(
            (before, lambda found: _before_noun(roman(found[1]), found, base) + found[2].lstrip("."))
        )
    for gender, mark in names.get("roman_marks", {}).items():
        found.append(_marked_roman(gender, mark, base))
    if "numbered" in names:
        numbered = re.compile(rf"\b({names['numbered']}) ({NUMERAL})\b(?!\.\w)")
        found.append((numbered, lambda found: f"{found[1]} {cardinal(str(roman(found[2])), base)}"))
    if "regnal" in names:
        king = re.compile(
            rf"\b{_NAME} (?=[IVX]{{2}}|[VX]\b|I\b)({NUMERAL})\b(?!\.\w){names.get('regnal_mark', '')}"
        )
        pattern: str = names["regnal"]
        found.append(
            (
                king,
                lambda found: pattern.format(
                    found[1], ordinal(roman(found[2]), _of_name(found[1], base), base)
                ),
            )
        )
    return found


def _of_name(name: str, base: str) -> str:
    """The gender of a ruler, as far as a language that has two shows it in names."""
    queens: str = table(base).get("queens", "(?!)")
    return "feminine" if re.fullmatch(queens, name) else ""


def ordinal(number: int, gender: str, base: str) -> str:
    """The ordinal for a noun of `gender`; the cardinal where the language's list ends."""
    names = table(base)
    listed = str(names.get(f"ordinals_{gender}") or names.get("ordinals", "")).split()
    return listed[number - 1].replace("_", " ") if 0 < number <= len(listed) else cardinal(str(number), base)


def _dates(base: str) -> list[Rule]:
    names = table(base)
    if "months" not in names:
        return []
    month = "|".join((*names["months"], *names.get("other_months", ())))
    of = names.get("before_year", "")
    mark = names.get("day_mark", r"\.?")
    between = names.get("day_between", " ")
    return [
        (
            re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?![\d-])"),
            lambda found: _date(found[3], found[2], found[1], base),
        ),
        (re.compile(DATE), lambda found: _date(found[1], found[3], found[4], base)),
        (
            re.compile(rf"(?<![\d.,])(\d{{1,2}})\. (\d{{1,2}})\. {_YEAR}(?!\d)"),
            lambda found: _date(found[1], found[2], found[3], base),
        ),
        (
            re.compile(rf"((?:{month}),? {of}){_YEAR}(?![\d.,]*\d)"),
            lambda found: found[1] + year(int(found[2]), base),
        ),
        (
            re.compile(rf"{_DAY}{mark}\s?[-–—]\s?([12]\d|3[01]|0?[1-9]){mark}(?={between}(?:{month})(?!\w))"),
            lambda found: f"{_day(found[1], base)} {names['range']} {_day(found[2], base)}",
        ),
        (re.compile(rf"{_DAY}{mark}(?={between}(?:{month})(?!\w))"), lambda found: _day(found[1], base)),
        *_years(base),
    ]


def _years(base: str) -> list[Rule]:
    """Years behind a word that says so, at the end of what is said too; and spans of years."""
    names = table(base)
    found: list[Rule] = [
        (
            re.compile(rf"(?<![\d.,-]){_YEAR}\s?[-–—]\s?{_YEAR}(?![\d-]|[.,]\d)"),
            lambda found: f"{year(int(found[1]), base)} {names['range']} {year(int(found[2]), base)}",
        )
    ]
    if "year_before" in names:
        before = re.compile(rf"(?<!\w)((?:{names['year_before']}) ){_YEAR}(?![\d%]|[.,]\d)", re.IGNORECASE)
        found.append((before, lambda found: found[1] + year(int(found[2]), base)))
    if "year_marks" in names:
        mark = re.compile(rf"(?<![\d.,]){_YEAR}(?=\s?(?:{names['year_marks']})(?!\w))")
        found.append((mark, lambda found: year(int(found[1]), base)))
    return found


def _day(digits: str, base: str) -> str:
    names, day = table(base), int(digits)
    if "days" in names:
        return str(names["days"]).split()[day - 1].replace("_", " ")
    if day == 1 and "first_of_month" in names:
        return str(names["first_of_month"])
    return agreeing(cardinal(str(day), base), names.get("day_gender", ""), names)


def _date(day: str, month: str, of: str, base: str) -> str:
    names = table(base)
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return " ".join(cardinal(part, base) for part in (day, month, of))
    pattern: str = names["date"]
    return pattern.format(
        day=_day(day, base), month=names["months"][int(month) - 1], year=year(int(of), base)
    )


def _clock(base: str) -> list[Rule]:
    names = table(base)
    if "clock" not in names:
        return []
    hour, minutes = r"([01]?\d|2[0-4])", r"([0-5]\d)"
    unit = rf"(?:\s?(?:{names['clock_marks']})(?!\w))?" if "clock_marks" in names else ""
    before = names.get("clock_before", "(?!)")
    return [
        (
            re.compile(rf"(?<!\w)({before})\s?{hour}[.:]{minutes}(?![\d:%]|[.,]\d){unit}", re.IGNORECASE),
            lambda found: f"{found[1]} {_time(found[2], found[3], base)}",
        ),
        (
            re.compile(rf"(?<![\d:.,]){hour}:{minutes}(?![\d:]){unit}"),
            lambda found: _time(found[1], found[2], base),
        ),
    ]


def _time(hour: str, minutes: str, base: str) -> str:
    names, hour, minutes = table(base), str(int(hour)), str(int(minutes))
    gender = names.get("clock_gender", "")
    pattern: str = names["clock_whole" if minutes == "0" else "clock"]
    said = cardinal(minutes, base)
    return pattern.format(
        hour=agreeing(cardinal(hour, base), gender, names),
        hours=name_of_amount(names.get("hours", ""), hour, names),
        minute=agreeing(said, names.get("minute_gender", ""), names),
        minutes=name_of_amount(names.get("minutes", ""), minutes, names),
        zero=f"{names['clock_zero']} " if "clock_zero" in names and len(minutes) == 1 else "",
    )


def _ordinals(base: str) -> list[Rule]:
    """An ordinal by its mark: 5:e, 5-та; and by a full stop before a small letter, where `ordinal_dot` says so."""
    names = table(base)
    found = [_mark_rule(gender, mark, base) for gender, mark in names.get("ordinal_marks", {}).items()]
    if names.get("ordinal_dot"):
        dot = re.compile(r"(?<![\w.,:/-])(\d{1,2})\.(?= [^\W\d_A-ZÀ-ÞĀ-Ž])")
        found.append((dot, lambda found: _before_noun(int(found[1]), found, base)))
    return found


def _mark_rule(gender: str, mark: str, base: str) -> Rule:
    return re.compile(rf"(?<![\w.,])(\d+){mark}"), lambda found: ordinal(int(found[1]), gender, base)


def _marked_roman(gender: str, mark: str, base: str) -> Rule:
    return re.compile(rf"(?<![\w.])({NUMERAL}){mark}"), lambda found: ordinal(roman(found[1]), gender, base)


def _before_noun(number: int, found: re.Match[str], base: str) -> str:
    noun = re.search(r"[^\W\d_]+", signs.after(found, 1))
    return ordinal(number, _gender(noun[0].lower(), base) if noun else "", base)

"""Thai: numbers in words where they stand, hours by น., years of either era as they are written, ๆ as the word again.

Nothing that is counted changes a number, so counters (คน, ราย, แห่ง) need no rules. Words are not set apart by spaces;
those that are there stay.
"""

import re
from functools import cache

from pipeline.languages.normalization import coordinates, signs
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table as table_of
from pipeline.languages.th.normalization import cardinal
from pipeline.languages.th.normalization.cardinal import numeral

one_by_one = cardinal.one_by_one

_NUMBER = r"\d+(?:\.\d+)?"
_SCALE = r"(?:\s?(?:ร้อย|พัน|หมื่น|แสน|ล้าน)+)?"
_THAI = "ก-๎"
_SHORT = 2
"""Letters and full stops of an abbreviation that ends any word too: จ."""
_FOREIGN = re.compile(
    rf"[^\x00-\x7f{_THAI}\u2000-\u206f\u20a0-\u20bf·°±×÷\u2190-\u22ff§«»—…]+",
)
_CAPITALS = re.compile(r"(?<![A-Za-z])([A-Z]{2,6})(?![A-Za-z])")


def in_words(text: str, tag: str) -> str:
    """`text`, cleaned, in words."""
    table = table_of("th")
    text = signs.tags(signs.addresses(text, table), table)
    if any(map(str.isdecimal, text)):
        text = signs.ungroup(text, ",")
        text = signs.apply_rules(text, _clock())
    text = signs.apply_rules(text, [*_abbreviations(), _repeated()])
    if any(map(str.isdecimal, text)):
        text = signs.apply_rules(text, _numeric())
    text = _CAPITALS.sub(_by_letters, text)
    if not text.isascii():
        text = signs.romanize(text, _FOREIGN)
    return re.sub(r"\s+", " ", signs.symbols(text.replace("ฯ", ""), table["symbols"], " ")).strip()


def _by_letters(found: re.Match[str]) -> str:
    table = table_of("th")
    return str(table["words"].get(found[1]) or "".join(table["letters"][letter] for letter in found[1]))


@cache
def _abbreviations() -> list[Rule]:
    """The long ones anywhere, the short ones where no word goes on before them; those of units are left to their numbers."""
    names = table_of("th")["abbreviations"]
    sizes = sorted(names, key=len, reverse=True)
    long = "|".join(re.escape(each) for each in sizes if len(each) > _SHORT)
    short = "|".join(re.escape(each) for each in sizes if len(each) <= _SHORT)
    return [
        (re.compile(rf"(?:{long})(?!\.?[{_THAI}]\.)"), lambda found: names[found.group()]),
        (re.compile(rf"(?<![{_THAI}.\d])(?:{short})(?=\s?[{_THAI}])"), lambda found: names[found.group()]),
    ]


@cache
def _repeated() -> Rule:
    """เด็ก ๆ is เด็กเด็ก; behind a word that is not known the sign is left out."""
    words = "|".join(sorted(table_of("th")["repeated"].split(), key=len, reverse=True))
    return re.compile(rf"({words})?\s?ๆ"), lambda found: found[1] * 2 if found[1] else ""


@cache
def _clock() -> list[Rule]:
    """14.30 น., and 14:30 without."""
    hour, minutes, mark = r"([01]?\d|2[0-4])", r"([0-5]\d)", r"\s?(?:น\.|นาฬิกา)"
    return [
        (
            re.compile(
                rf"(?<![\d.:]){hour}[.:]{minutes}\s?(?:[-–—]|ถึง)\s?(?={hour}[.:]{minutes}(?:{mark}|(?<=:\d\d)))"
            ),
            lambda found: f"{_time(found)}ถึง",
        ),
        (
            re.compile(rf"(?<![\d.:])(?:{hour}\.{minutes}{mark}|{hour}:{minutes}(?![\d:])(?:{mark})?)"),
            _time,
        ),
        (re.compile(rf"(?<![\d.:]){hour}{mark}"), lambda found: f"{numeral(int(found[1]))}นาฬิกา"),
    ]


def _time(found: re.Match[str]) -> str:
    hour, minutes = [int(part) for part in found.groups() if part][:2]
    return f"{numeral(hour)}นาฬิกา" + (f"{numeral(minutes)}นาที" if minutes else "")


@cache
def _numeric() -> list[Rule]:
    table = table_of("th")
    units = "|".join(re.escape(unit) for unit in sorted(table["units"], key=len, reverse=True))
    return [
        *coordinates.rules("th"),
        *_phones(),
        *_dates(),
        *_parts(),
        *_money(),
        (
            re.compile(r"((?:ชนะ|แพ้|เสมอ|สกอร์|ประตู)[^\d\n]{0,30}\d+)\s?[-–:]\s?(\d+)(?![\d.])"),
            r"\1ต่อ\2",
        ),
        (re.compile(r"(?<=\d)(%?)\s?[-–—~]\s?(?=\d)"), r"\1ถึง"),
        (re.compile(r"(?<![\w)])[-−](?=\d)"), "ลบ"),
        (re.compile(rf"(?<=\d)\s?({units})(?![A-Za-z\d])"), lambda found: str(table["units"][found[1]])),
        (re.compile(r"(?<=\d)\s?[x×]\s?(?=\d)"), "คูณ"),
        (re.compile(r"(?<=[A-Za-z])-(?=\d)"), " "),
        (re.compile(_NUMBER), lambda found: _number(found.group())),
    ]


def _number(written: str) -> str:
    whole, _, decimals = written.partition(".")
    said = cardinal.one_by_one(whole) if len(whole) > 1 and whole[0] == "0" else numeral(int(whole))
    return said + (f"จุด{cardinal.one_by_one(decimals)}" if decimals else "")


def _phones() -> list[Rule]:
    def verbalize(found: re.Match[str]) -> str:
        groups = [cardinal.one_by_one(group) for group in re.findall(r"\d+", found[2])]
        return f"{found[1]}{'บวก ' if '+' in found[2] else ''}{' '.join(groups)}"

    before = table_of("th")["phone"]
    return [
        (re.compile(rf"((?:{before})\.?\s?:?\s?)(\+?\d[\d -]{{2,15}}\d)(?![\d.])"), verbalize),
        (
            re.compile(r"()(?<![\d.-])(0\d{1,2}-?\d{3}-?\d{4}|\+\d{2}[ -]\d{1,2}[ -]\d{3}[ -]\d{4})(?!\d)"),
            verbalize,
        ),
    ]


def _dates() -> list[Rule]:
    """In figures; with a month's name the numbers are read as they are."""
    return [
        (
            re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?![\d-])"),
            lambda found: _date(found, found[3], found[2], found[1]),
        ),
        (
            re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])"),
            lambda found: _date(found, *found.groups()),
        ),
    ]


def _date(found: re.Match[str], day: str, month: str, year: str) -> str:
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return "ทับ".join(numeral(int(part)) for part in re.findall(r"\d+", found.group()))
    return f"{numeral(int(day))} {table_of('th')['months'][int(month) - 1]} {numeral(int(year))}"


def _parts() -> list[Rule]:
    """Parts of a law or a house: 25/3 is ทับ there, and a fraction where it is less than one."""

    def verbalize(found: re.Match[str]) -> str:
        before, one, other = found.groups()
        if before or int(one) >= int(other):
            return f"{before or ''}{numeral(int(one))}ทับ{numeral(int(other))}"
        return f"เศษ{numeral(int(one))}ส่วน{numeral(int(other))}"

    return [
        (
            re.compile(
                r"((?:เลขที่|มาตรา|คดี|ฉบับที่|ข้อ|ครั้งที่|หมายเลข|ลำดับที่)\s?)?(?<![\d/])(\d{1,4})/(\d{1,4})(?![\d/])"
            ),
            verbalize,
        ),
        (
            re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){2,}(?![\d.])"),
            lambda found: "จุด".join(numeral(int(part)) for part in found.group().split(".")),
        ),
    ]


def _money() -> list[Rule]:
    """A sign or code before or behind a sum is a word behind it."""
    names = table_of("th")["currencies"]
    sign = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))

    def verbalize(found: re.Match[str]) -> str:
        return _sum(found[2].rstrip(), names[found[1]])

    return [
        (re.compile(rf"(?<![A-Za-z])({sign})\s?({_NUMBER}{_SCALE})(?!\s?[-–]\s?\d)(?:\s?บาท)?"), verbalize),
        (
            re.compile(rf"(?<![\d.])({_NUMBER})\s?({sign})(?![A-Za-z])"),
            lambda found: _sum(found[1], names[found[2]]),
        ),
        (
            re.compile(rf"(?<=[{_THAI}\d])\s?(THB|USD|EUR|[฿$€£¥])(?![A-Za-z\d])"),
            lambda found: names[found[1]][0],
        ),
    ]


def _sum(amount: str, names: list[str]) -> str:
    whole, _, part = amount.partition(".")
    if len(part) == 2 and part.isdecimal() and names[1]:
        small = f"{numeral(int(part))}{names[1]}" if int(part) else ""
        return f"{numeral(int(whole))}{names[0]}{small}"
    return f"{amount}{names[0]}"

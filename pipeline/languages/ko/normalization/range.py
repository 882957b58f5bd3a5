"""Korean ranges: 에서 between two numbers, or both in a breath when one follows the other: 두세 명."""

import re

from pipeline.languages.ko.normalization import cardinal
from pipeline.languages.ko.normalization.counter import natively
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_NUMBER = r"\d+(?:\.\d+)?"
_ENDS = (
    "쪽|페이지|항|호|회|위|점|분|초|절|주|학년|층|급|등|차|대|달러|원|유로|파운드|라운드|강|퍼센트|센티|킬로|밀리|미터|리터|℃|°"
    "|(?:cm|mm|m|mg|g|ml|ha|t)(?![A-Za-z])"
)
"""What stands behind two numbers with a dash when they are no score: 12-15쪽."""
_ABOUT = ("", "한두", "두세", "서너", "네다섯", "대여섯", "예닐곱", "일고여덟", "여덟아홉")
"""One or two, two or three …: 2~3명 is 두세 명."""
_AGES = r"(?=\s?대(?:를|가|의|는|와|로|씩|만)?(?:$|[\s,.)]))"
_SPANS = r"(?=\s?(?:년(?![대생도월])|개월|개국|주(?:간|일)?(?:에|가|를|의|는|로|만|뿐)?(?![가-힣])))"


def letters() -> list[NamedRule]:
    """Ranges without a number."""
    return [
        rule(
            "from weekday to weekday",
            r"(?<![가-힣~∼～〜–-])([월화수목금토일](?:요일)?)\s?(?:(?<=요일)[–-]|[~∼～〜])\s?(?=[월화수목금토일](?:요일)?(?:[\s,.)에은는]|까지|$))",
            r"\1에서 ",
            "월~금 -> 월에서 금",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied when scores with 대 are said, and before those with a dash."""
    return [*_adjacent(), *_between()]


def _adjacent() -> list[NamedRule]:
    return [
        rule(
            "from day to day of a month",
            r"(?<=\d월)(\s?\d{1,2})\s?[~∼～〜–-]\s?(?=\d{1,2}일)",
            r"\1일에서 ",
            "3월 5~8일 -> 3월 5일에서 8일",
        ),
        rule(
            "people between two ages",
            r"(?<![\d.])([1-8])\s?[~∼～〜·-]\s?([2-9])0(?=대)",
            _tens,
            "5~60대 -> 오육십대",
        ),
        rule(
            "from a unit to a number",
            r"(?<=[년월일시분초명개])\s?[~∼～〜]\s?(?=\d)",
            "에서 ",
            "3일~5일 -> 3일에서 5일",
        ),
        rule(
            "two or three years", rf"(?<![\d.])([1-8])\s?[~∼～〜]\s?([2-9]){_SPANS}", _some, "2~3년 -> 이삼년"
        ),
        rule(
            "two or three vehicles",
            rf"(?<![\d.])([1-8])\s?[~∼～〜-]\s?([2-9]){_AGES}",
            _few,
            "2~3대 -> 두세대",
        ),
    ]


def _between() -> list[NamedRule]:
    native = table("ko")["native"]
    return [
        rule(
            "from number to number",
            rf"(?<![\d.])({_NUMBER})\s?[~∼～〜]\s?({_NUMBER})(?=(\s?)(월|{native})?)",
            _range,
            "2~3명 -> 두세명",
        ),
        rule(
            "from number to number with a dash",
            rf"(?<![\d.-])({_NUMBER})\s?[-–—]\s?({_NUMBER})(?=(\s?)(%|월|{native}|년|일|세|도|만|천|억|km|kg|인치)|(?:{_ENDS}))",
            _range,
            "12-15쪽 -> 12에서 15쪽",
        ),
        rule(
            "from anything to a number or a sum",
            r"(?<=\S)\s?[~∼～〜]\s?(?=[-−+]?[\d$€£¥₩])",
            "에서 ",
            "3만~5만 -> 3만에서 5만",
        ),
        rule(
            "from a time to a word",
            r"(?<=\d[시분도일월년])\s?[~∼～〜]\s?(?=[가-힣])",
            "에서 ",
            "3시~저녁 -> 3시에서 저녁",
        ),
        rule(
            "from a unit to a number with a dash",
            r"(?<=\d[명개년월일시분도원세층쪽회위])[-–—](?=\d)|(?<=\d[%℃°도])(?:[-–—]|\s[-–—]\s)(?=\d+(?:\.\d+)?\s?[%℃°도])|(?<=\d[만억조])\s?[-–—]\s?(?=\d[\d.,]*[만억조])",
            "에서 ",
            "3명-5명 -> 3명에서 5명",
        ),
        rule("from a year on", r"(?<!\d)(\d{4})\s?[-–—]\s?(?=\d)", r"\1에서 ", "1950-53 -> 1950에서 53"),
    ]


def _range(found: re.Match[str]) -> str:
    first, last, _, counter = found.groups()
    if counter == "월":
        first += "월"
    elif counter and counter not in "%년일세도만천억" and "." not in first and natively(int(first), counter):
        if counter != "시" and last == str(int(first) + 1) and int(first) < len(_ABOUT):
            return _ABOUT[int(first)]
        first = f"{cardinal.native(int(first))}{found[3]}{counter}"
    return f"{first}에서 {last}"


def _some(found: re.Match[str]) -> str:
    """Two or three years: 이삼 년; two to five stay."""
    first, last = int(found[1]), int(found[2])
    return cardinal.sino(first) + cardinal.sino(last) if last == first + 1 else found.group()


def _few(found: re.Match[str]) -> str:
    """Two or three vehicles."""
    first, last = int(found[1]), int(found[2])
    if last == first + 1:
        return _ABOUT[first]
    return f"{cardinal.native(first)} 대에서 {last}"


def _tens(found: re.Match[str]) -> str:
    """People between fifty and seventy: 오육십대; 2~50대 are from twenty to sixty."""
    first, last = int(found[1]), int(found[2])
    between = "" if last == first + 1 else "십에서 "
    return cardinal.sino(first) + between + cardinal.sino(last * 10)

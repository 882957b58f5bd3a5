"""Japanese ranges: から between two numbers, or both in a breath when one follows the other: ニ、サンニチ.

A number whose reading with the counter is irregular brings its own: 2〜3日 is フツカからミッカ.
"""

import re

from pipeline.languages.ja.normalization.cardinal import counted_by, numeral
from pipeline.languages.ja.normalization.counter import any_counter, counters
from pipeline.languages.normalization.rules import NamedRule, rule

_ROUGHLY = r"(?=で|ほど|ぐらい|くらい|後|前|間|以内|程度|か|の間|のうち|も|経|ごと|おき|は)"
_SHORT = {4: "シ", 7: "シチ"}
"""4 and 7 before the number that follows them."""


def letters() -> list[NamedRule]:
    """Ranges without a number."""
    return [
        rule(
            "from weekday to weekday",
            r"(?<![一-龥])([月火水木金土日])\s?[~〜～–]\s?(?=[月火水木金土日](?![一-龥]))",
            r"\1から",
            "月〜金 -> 月から金",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied when sums are said, and before scores."""
    return [*_adjacent(), *_between()]


def _adjacent() -> list[NamedRule]:
    return [
        rule(
            "two or three days",
            rf"(?<![\d.月第])([2-8])[、・]([3-9])(日|年|時間|週間|か月|カ月|ヶ月){_ROUGHLY}",
            _about,
            "2、3日後 -> ニサンニチ後",
        ),
        rule(
            "two or three people",
            r"(?<![\d.第])([2-8])[、・]([3-9])(人)(?![目\d])",
            _about,
            "2、3人 -> ニサンニン",
        ),
    ]


def _between() -> list[NamedRule]:
    return [
        rule(
            "from a day to one of a month",
            r"(?<=月)(\d{1,2})(?=\s?[~〜～–—]\s?\d{1,2}月\d{1,2}日)",
            r"\1日",
            "7月1〜7月3日 -> 7月1日〜7月3日",
        ),
        rule(
            "from number to number with one scale",
            r"(?<![\d.])(\d+(?:\.\d+)?)\s?[~〜～–-]\s?(?=(\d+(?:\.\d+)?)([万億兆]))",
            _to_scaled,
            "1〜2万 -> 1万から2万",
        ),
        rule(
            "from number to number with one counter",
            rf"(?<![\d.第])(\d+)(\s?[~〜～–—-]\s?|[、・])(?=(\d+)({any_counter()}))",
            _to_counted,
            "2〜3日 -> 2日から3日",
        ),
        rule(
            "from number to number before a unit",
            r"(?<![\d.-])(\d+)-(?=(\d+)\s?(?:キロ|センチ|ミリ|メートル|グラム|リットル|トン|ページ|ドル|ユーロ|ポンド|ポイント))",
            _upwards,
            "1-200キロ -> 1から200キロ",
        ),
        rule(
            "from a time to a part of the day",
            r"(?<=[\d年月日時分])\s?[~〜～–—]\s?(?=午前|午後|翌|正午|深夜|令和|平成|昭和)",
            "から",
            "3時〜午後4時 -> 3時から午後4時",
        ),
        rule(
            "from a part of time to another",
            r"(?:(?<=ヨービ)|(?<=世紀)|(?<=年代)|(?<=[前後]半)|(?<=中頃)|(?<=初頭)|(?<=末期))\s?[~〜～–—]\s?(?=(?:紀元前|西暦|同)?\d)",
            "から",
            "17世紀〜18世紀 -> 17世紀から18世紀",
        ),
        rule(
            "from anything to a number",
            r"(?:(?<=[\d万億兆%年月日時分秒円人度℃°個])|(?<=[上中下]旬)|(?<=[頃末]))\s?(?:[~〜～](?=[-−]\d)|[~〜～–—]|(?<!\s)-(?=\d+(?:\.\d+)?\s?[\u4e00-\u9fff%℃°]))\s?(?=[-−]?(?:紀元前|西暦|同)?\d)",
            "から",
            "5%〜10 -> 5%から10",
        ),
    ]


def _upwards(found: re.Match[str]) -> str:
    """A span goes up; what goes down is a score."""
    return f"{found[1]}から" if int(found[1]) < int(found[2]) else found.group()


def _about(found: re.Match[str]) -> str:
    low, high, name = int(found[1]), int(found[2]), found[3]
    if high != low + 1:
        return found.group()
    first = numeral(low) if name == "年" else _SHORT.get(low, numeral(low))
    if name == "日" and high != 4:
        return first + numeral(high).replace("ナナ", "シチ") + "ニチ"
    return first + counted_by(high, counters()[name])


def _to_scaled(found: re.Match[str]) -> str:
    return found[1] + found[3] * (float(found[1]) < float(found[2])) + "から"


def _to_counted(found: re.Match[str]) -> str:
    number, between, name = found[1], found[2], found[4]
    row = counters()[name]
    irregular = number in row.get("own", {}) or number[-1] in row.get("last", {})
    if name in ("歳", "才") or not (irregular or name == "月"):
        return found.group()
    to = between if between in "、・" else "から"
    return f"{number}{name.removesuffix('間') if name == '日間' else name}{to}"

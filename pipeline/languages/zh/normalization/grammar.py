"""Chinese: 两 and 二, years and telephone numbers digit by digit, ranges, scores, percent before the number.

Traditional text becomes simplified first, by OpenCC, for the front end knows no other. Own rules: cn2an,
by which the front end reads digits that are left, reads every 2 as 二 and knows neither years nor scores. Latin words stay, for the
front end says them in English.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.languages.language import find
from pipeline.languages.normalization import myriads, signs
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table as table_of
from pipeline.languages.zh.normalization import cardinal, numbering

_NUMBER = r"\d+(?:\.\d+)?"
_SCALE = "千百万亿兆"
_HAN = "一-龥"
_YEAR = r"(?:1[5-9]|20)\d\d"
_FOREIGN = re.compile(
    r"[^\x00-\x7f㐀-鿿\uf900-\ufaff〇\u2000-\u206f\u20a0-\u20bf\u3000-\u303f\uff00-\uff65·°±×÷§«»—…℃℉㎡㎞㎏]+"
)


def in_words(text: str, tag: str) -> str:
    """`text`, cleaned, in words and simplified characters."""
    table = table_of("zh")
    if find(tag).script == "Hant":
        text = _simplifier().convert(text)
    if "#" in text:
        text = re.sub(r"#([^#\s]+)#", r"\1", text)  # 微博 closes its tags
    text = signs.addresses(text, table)
    text = re.sub(rf"(?<={table['hashtag']})\s(?=[{_HAN}])", "", text)
    if any(map(str.isdecimal, text)):
        text = signs.ungroup(re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", text), ",")
        text = signs.apply_rules(text, _numeric())
    text = re.sub(r"(?<![A-Za-z])((?:[A-Z]\.\s?){2,})", lambda found: found[1].replace(".", " "), text)
    text = re.sub(r"(?<![A-Za-z])([A-Z])\.(?=\s?[A-Z][a-z])", r"\1 ", text)
    if not text.isascii():
        text = signs.romanize(text, _FOREIGN)
    return re.sub(r"\s+", " ", signs.symbols(text, table["symbols"], "")).strip()


def one_by_one(digits: str) -> str:
    """Digit by digit."""
    return cardinal.one_by_one(digits)


@cache
def _numeric() -> list[Rule]:
    table = table_of("zh")
    units = "|".join(re.escape(unit) for unit in sorted(table["units"], key=len, reverse=True))
    return [
        (re.compile(r"(?<=\d)[：∶](?=\d)"), ":"),
        *numbering.names(),
        *numbering.phones(),
        (re.compile(rf"(?<!\d)({_YEAR})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?![\d.])"), _date),
        myriads.rule(table["currencies"], ((10**8, "亿"), (10**4, "万")), "零"),
        *_money(table),
        (re.compile(rf"(?<=\d)\s+(?=[{_HAN}%])|(?<=[{_HAN}])\s+(?=\d)"), ""),
        (
            re.compile(
                r"(\d{1,2}:\d\d)\s?(?:[-–~～〜]|—{1,2}|－)\s?(?=(?:上午|下午|晚上|次日|翌日|凌晨)?\d{1,2}:\d\d)"
            ),
            r"\1到",
        ),
        (re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:])分?"), _clock),
        (re.compile(r"(?<![\d/])24/7(?![\d/])"), "全天候"),
        (re.compile(r"(歼|轰|运|直|苏|米格|东风|红旗|长征|巨浪|鹰击)-(?=\d+(?![\d.%]))"), r"\1"),
        (
            re.compile(r"(?<![\d.·])(\d{1,2})·(\d{1,2})(?![\d·])"),
            lambda found: cardinal.one_by_one(found[1] + found[2]),
        ),
        (
            re.compile(r"(?<!\d)(\d{3,4})(?=国道|省道|房间|室|房(?![子屋产价东])|航班)"),
            lambda found: numbering.telephone(found[1]),
        ),
        (
            re.compile(r"(?<![\d.])(12306|12345|12315|10086|10010|95\d{3})(?=热线|平台|电话|客服|网站|服务)"),
            lambda found: numbering.telephone(found[1]),
        ),
        (re.compile(r"(波音|空客A?)\s?(\d{3})(?:-(\d{3}))?(?!\d)"), _model),
        (re.compile(r"(?<![\d.])([5-9][05]|0[05])(?=后(?:[^面来]|$))"), _digit_by_digit),
        *_ranges(),
        (re.compile(rf"(?<![\d.])({_NUMBER})\s?[-–:]\s?({_NUMBER})(?![\d.])"), _score),
        (re.compile(rf"(?<![A-Za-z\d)）°℃度])[-−]({_NUMBER})\s?(?=°|℃|摄氏度|度)"), r"零下\1"),
        (re.compile(rf"(?<![\w)）])[-−](?=\d)|(?<=[{_HAN}])[-−](?={_NUMBER}%)"), "负"),
        (re.compile(rf"({_NUMBER})‰"), r"千分之\1"),
        (re.compile(rf"(百分之{_NUMBER}到)({_NUMBER})%"), r"\1百分之\2"),
        (re.compile(rf"({_NUMBER})%"), r"百分之\1"),
        (re.compile(r"(?<![\d/])(\d{1,4})/(\d{1,4})(?![\d/])"), r"\2分之\1"),
        (re.compile(rf"(?<=\d)\s?({units})(?![A-Za-z\d])"), lambda found: str(table["units"][found[1]])),
        (re.compile(r"(?<=[\d米])\s?[x×]\s?(?=\d)"), "乘"),
        (re.compile(r"(?<=\d)\+(?!\d)"), "多"),
        (re.compile(r"(?<=[A-Za-z])-(?=\d)"), ""),
        (re.compile(r"(?<![\d.])(1080|720|1440|2160)(?=[pP](?![A-Za-z]))"), _digit_by_digit),
        (re.compile(rf"(?<=[A-Za-z])(\d{{3,4}})(?![\d.%{_SCALE}])"), _digit_by_digit),
        (
            re.compile(
                rf"(?<![\d.])({_YEAR})(?=(?:[年—－至到]|\s*$|\s+[{_HAN}]|世界杯|奥运会|财年|学年|届))(?!00[人名个])"
            ),
            _digit_by_digit,
        ),
        (re.compile(r"(?<![\d.])(?<!第)([06-9]\d)(?=年(?!代|[来间内前后多的级]))"), _digit_by_digit),
        (
            re.compile(
                rf"(第?)({_NUMBER})(?=(年)?)(?=(分之)?)(?=({table['pair']}|多(?:名|人|个)|[至到或、]\d+(?:{table['pair']}))?)(?=([{_SCALE}])?)"
            ),
            _number,
        ),
    ]


def _money(table: Mapping[str, Any]) -> list[Rule]:
    names = table["currencies"]
    sign = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    amount = rf"{_NUMBER}\s?[{_SCALE}]*(?:零?\d+[{_SCALE}]+)*"
    return [
        (
            re.compile(rf"({sign})\s?({amount}(?:\s?[-–~至到]\s?{amount})?)元?"),
            lambda found: found[2].rstrip() + names[found[1]],
        ),
        (re.compile(rf"(?<=[\d{_SCALE}])\s?({sign})(?![A-Za-z])"), lambda found: str(names[found[1]])),
    ]


def _ranges() -> list[Rule]:
    """A span is 到; between years both are said digit by digit."""
    dash = r"\s?(?:[-–~～〜]|—{1,2}|－)\s?"
    return [
        (
            re.compile(rf"(?<!\d)({_YEAR})年?{dash}({_YEAR})(?!\d)"),
            lambda found: f"{_years(found[1])}到{_years(found[2])}",
        ),
        (re.compile(rf"(\d)([{_HAN}]{{1,3}}|℃|°C?|kg|km|cm|m){dash}(?=[-−]?{_NUMBER}\2)"), r"\1\2到"),
        (re.compile(r"(?<=\d)\s?[~～〜]\s?(?=[-−]\d)"), "到"),
        (
            re.compile(rf"(?<!\d)({_YEAR})[-–/](\d\d)(?=年|财年|赛季|学年)"),
            lambda found: f"{_years(found[1])}到{_years(found[2])}",
        ),
        (re.compile(rf"({_NUMBER})%?{dash}({_NUMBER})(?=%)"), r"百分之\1到\2"),
        (re.compile(rf"({_NUMBER}){dash}(?=({_NUMBER})\s?(?![比球])[^\W\d_A-Za-z°])"), _upwards),
        (re.compile(r"(?<=[元镑郎布])\s?(?:[-–~～〜]|—{1,2}|－)\s?(?=\d)"), "到"),
        (re.compile(rf"({_NUMBER}[{_SCALE}年月日时点号])\s?(?:[-–~～〜]|—{{1,2}}|－)\s?(?=\d)"), r"\1到"),
        (re.compile(rf"({_NUMBER})\s?(?:[~～〜]|—{{1,2}}|－)\s?(?=\d)"), r"\1到"),
        (re.compile(rf"({_NUMBER})\s?[-–]\s?(?={_NUMBER}\s?(?:km|cm|kg|m|g|°|℃))"), r"\1到"),
    ]


def _upwards(found: re.Match[str]) -> str:
    """A span goes up; what goes down is a score."""
    return found[1] + ("到" if float(found[1]) < float(found[2]) else "比")


def _years(digits: str) -> str:
    return cardinal.one_by_one(digits)


def _date(found: re.Match[str]) -> str:
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日"


def _clock(found: re.Match[str]) -> str:
    hour, minute = cardinal.numeral(int(found[1]), pair=True), int(found[2])
    second = f"{cardinal.numeral(int(found[3]))}秒" if found[3] else ""
    zero = "零" if 0 < minute < 10 else ""
    return f"{hour}点" + (f"{zero}{cardinal.numeral(minute)}分" if minute else "") + second


def _model(found: re.Match[str]) -> str:
    """波音737-800: digit by digit, then a number."""
    return found[1] + cardinal.one_by_one(found[2]) + (cardinal.numeral(int(found[3])) if found[3] else "")


def _score(found: re.Match[str]) -> str:
    return "比".join(_numeral(points) for points in found.groups())


def _digit_by_digit(found: re.Match[str]) -> str:
    return cardinal.one_by_one(found[1])


def _number(found: re.Match[str]) -> str:
    nth, number, year, parts, pair, scale = found.groups()
    if "." in number or (year and len(number) == 4) or (len(number) > 1 and number[0] == "0"):
        return nth + (_numeral(number) if "." in number else cardinal.one_by_one(number))
    named = re.search(r"[A-Za-z]$", signs.before(found))  # K2步枪
    two = not nth and not parts and not named and (bool(pair) or scale in ("万", "亿", "千", "兆"))
    return nth + cardinal.numeral(int(number), pair=two)


def _numeral(number: str) -> str:
    whole, _, decimals = number.partition(".")
    return cardinal.numeral(int(whole)) + (f"点{cardinal.one_by_one(decimals)}" if decimals else "")


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")

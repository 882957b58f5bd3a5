"""What is numbered rather than counted in Chinese: telephones, versions, resolutions, chapter and verse."""

import re

from pipeline.languages.normalization import coordinates
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.zh.normalization import cardinal

_NUMBER = r"\d+(?:\.\d+)?"
_YEAR = r"(?:1[5-9]|20)\d\d"


def names() -> list[Rule]:
    """Rules for what has a number for its name; before dates and sums."""
    book = r"福音|世记|及记|未记|数记|命记|诗篇|箴言|亚书|米书|马书|[前后]书|太书|所书|比书|西书|伯来书|启示录|行传"
    dash = r"\s?(?:[-–~～〜]|—{1,2}|－)\s?"
    return [
        (re.compile(r"(?<![A-Za-z\d])([BCGP])2([BCGP])(?![A-Za-z\d])"), r"\1 to \2"),
        (
            re.compile(rf"((?:{book})》?)\s?(\d{{1,3}}):(\d{{1,3}}){dash}(\d{{1,3}})(?![\d:])"),
            r"\1\2章\3到\4节",
        ),
        (re.compile(rf"((?:{book})》?)\s?(\d{{1,3}}):(\d{{1,3}})(?![\d:])"), r"\1\2章\3节"),
        (
            re.compile(
                r"((?:ISBN|ISSN|QQ|邮编|邮政编码|账号|卡号|证号)(?:号码?|是|为)?[:：\s]*)(\d[\d-]{3,}\d)-?(X?)(?![\d多名人万])"
            ),
            lambda found: found[1] + telephone(found[2].replace("-", "")) + found[3],
        ),
        (
            re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){2,}(?![\d.])"),
            _version,
        ),
        (
            re.compile(
                r"(?<![\d.])(\d{1,2})\.(\d{1,2})(?=民主化|事件|运动|战争|起义|惨案|宣言|大地震|恐怖袭击)"
            ),
            lambda found: cardinal.one_by_one(found[1] + found[2]),
        ),
        (re.compile(r"(?<=第)(\d{3,4})(?=(?:\s?[(（]\d{4}[)）])?号决议)"), _digits),
        (re.compile(rf"(?<=[(（])({_YEAR})(?=[)）])"), _digits),
        (re.compile(r"(?<=[A-Z]/)(\d{3,4})(?![\d/])"), _digits),
        (
            re.compile(r"(公元前?)(\d\d[1-9])(?=年)"),
            lambda found: found[1] + cardinal.one_by_one(found[2]),
        ),
        *coordinates.rules("zh"),
        (re.compile(r"(?<=\d)\s(?=(?:1/[234]|2/3|3/4)(?!\d))"), "又"),
        (re.compile(r"(?<![A-Za-z])N[oO]\.\s?(\d+)(?![\d.])"), r"第\1号"),
    ]


def phones() -> list[Rule]:
    """Rules for telephone numbers."""

    def verbalize_name(found: re.Match[str]) -> str:
        return re.sub(r"\d+", lambda number: telephone(number.group()), found.group())

    def verbalize(found: re.Match[str]) -> str:
        plus = "加" if "+" in found[1] else ""
        return plus + "，".join(telephone(group) for group in re.findall(r"\d+", found[1]))

    number = r"(?<!\d)\d{3,5}(?![\d-])(?![多余次个名人国家万位.%])"
    return [
        (re.compile(r"(?<![\d-])(\+\d{1,3}[-\s]\(?\d{1,4}\)?(?:[-\s]?\d{3,8}){1,3})(?![\d-])"), verbalize),
        (re.compile(r"(?<![\d-])(\(?0\d{2,3}\)?[-\s]\d{7,8}|400-\d{3}-\d{4})(?![\d-])"), verbalize),
        (re.compile(r"(?<!\d)(1[3-9]\d[-\s]?\d{4}[-\s]?\d{4})(?!\d)"), verbalize),
        (re.compile(r"(?<![\d-])(0\d{2,3}(?:[- ]\d{3,4}){2,3})(?![\d-])"), verbalize),
        (
            re.compile(
                rf"(?:拨打|致电)[^\d。，,；]{{0,8}}?{number}(?:\s?(?:或者?|和|及|、)\s?[^\d。，,；]{{0,4}}?{number})*"
            ),
            verbalize_name,
        ),
        (re.compile(r"(?<=火警|匪警|急救|报警)(1(?:10|19|20|22))(?![\d多余次名人万.%])"), verbalize),
        (re.compile(r"(?<=[GDCZTKY])(\d{3,4})(?=次(?!会))"), verbalize),
        (
            re.compile(
                r"(?<!\d)(1(?:10|19|20|22)|999|911)(?=报警|急救|求助|热线|电话|指挥|接警|出警|救护|调度)"
            ),
            verbalize,
        ),
        (re.compile(r"(?<=电话)\s?[:：]?\s?(\d{3}(?:[ -]\d{3,4})+)(?![\d多万名人])"), verbalize),
        (re.compile(r"(?<=电话)\s?[:：]?\s?(\d{3,12})(?![\d多万名人])"), verbalize),
    ]


def telephone(digits: str) -> str:
    """1 is 幺 in telephone numbers."""
    return cardinal.one_by_one(digits).replace("一", "幺")


def _digits(found: re.Match[str]) -> str:
    return cardinal.one_by_one(found[1])


def _version(found: re.Match[str]) -> str:
    """2.0.1, or an address of four numbers, which is said digit by digit."""
    parts = found.group().split(".")
    return "点".join(telephone(part) if len(parts) == 4 else cardinal.numeral(int(part)) for part in parts)

"""What is numbered rather than counted in Chinese: chapter and verse, books, versions, resolutions, roads and rooms."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.zh.normalization import cardinal, telephone

_BOOK = (
    r"福音|世记|及记|未记|数记|命记|诗篇|箴言|亚书|米书|马书|[前后]书|太书|所书|比书|西书|伯来书|启示录|行传"
)
_DASH = r"\s?(?:[-–~～〜]|—{1,2}|－)\s?"


def rules() -> list[NamedRule]:
    """To be applied before dates, times and scores, for which they could be taken."""
    return [
        rule(
            "from verse to verse",
            rf"((?:{_BOOK})》?)\s?(\d{{1,3}}):(\d{{1,3}}){_DASH}(\d{{1,3}})(?![\d:])",
            r"\1\2章\3到\4节",
            "福音5:3-10 -> 福音5章3到10节",
        ),
        rule(
            "chapter and verse",
            rf"((?:{_BOOK})》?)\s?(\d{{1,3}}):(\d{{1,3}})(?![\d:])",
            r"\1\2章\3节",
            "福音3:16 -> 福音3章16节",
        ),
        rule(
            "the number of a book or an account",
            r"((?:ISBN|ISSN|QQ|邮编|邮政编码|账号|卡号|证号)(?:号码?|是|为)?[:：\s]*)(\d[\d-]{3,}\d)-?(X?)(?![\d多名人万])",
            _account,
            "ISBN 3-16-148410-X -> ISBN 三幺六幺四八四幺零X",
        ),
        rule(
            "a version or an address of four numbers",
            r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){2,}(?![\d.])",
            _version,
            "2.0.1 -> 二点零点一",
        ),
        rule(
            "a resolution",
            r"(?<=第)(\d{3,4})(?=(?:\s?[(（]\d{4}[)）])?号决议)",
            _digits,
            "第2397(2017)号决议 -> 第二三九七(2017)号决议",
        ),
        rule("the number of a document", r"(?<=[A-Z]/)(\d{3,4})(?![\d/])", _digits, "A/0168 -> A/零一六八"),
        rule("a number with No.", r"(?<![A-Za-z])N[oO]\.\s?(\d+)(?![\d.])", r"第\1号", "No.1 -> 第1号"),
    ]


def roads() -> list[NamedRule]:
    """Roads, rooms and flights, digit by digit."""
    return [
        rule(
            "a road, a room or a flight",
            r"(?<!\d)(\d{3,4})(?=国道|省道|房间|室|房(?![子屋产价东])|航班)",
            _as_telephone,
            "101房 -> 幺零幺房",
        ),
    ]


def _digits(found: re.Match[str]) -> str:
    return cardinal.one_by_one(found[1])


def _as_telephone(found: re.Match[str]) -> str:
    return telephone.one_by_one(found[1])


def _account(found: re.Match[str]) -> str:
    return found[1] + telephone.one_by_one(found[2].replace("-", "")) + found[3]


def _version(found: re.Match[str]) -> str:
    """2.0.1, or an address of four numbers, which is said digit by digit."""
    parts = found.group().split(".")
    return "点".join(
        telephone.one_by_one(part) if len(parts) == 4 else cardinal.numeral(int(part)) for part in parts
    )

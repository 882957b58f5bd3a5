"""Telephones in Chinese text: digit by digit, with 幺 for 1."""

import re

from pipeline.languages.normalization import digit_groups
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.zh.normalization import cardinal

_NUMBER = r"(?<!\d)\d{3,5}(?![\d-])(?![多余次个名人国家万位.%])"

_EXAMPLES = (
    "(212) 555-0143 -> 二幺二，五五五，零幺四三",
    "1-800-555-0143 -> 幺，八零零，五五五，零幺四三",
    "4111 1111 1111 1234 -> 四幺幺幺，幺幺幺幺，幺幺幺幺，幺二三四",
    "DE89 3704 0044 0532 -> DE 八九，三七零四，零零四四，零五三二",
)


def rules() -> list[NamedRule]:
    """To be applied before dates, sums and scores."""
    speech = digit_groups.Speech(one_by_one, "，", "加")
    return [
        digit_groups.with_letters(speech, "1-800-FLOWERS -> 幺，八零零，flowers"),
        *digit_groups.rules(speech, _EXAMPLES),
        digit_groups.formation(cardinal.one_by_one, "4-2-3-1 -> 四二三一"),
        *_lines(),
        *_for_help(),
        *_behind_the_word(),
    ]


def hotlines() -> list[NamedRule]:
    """Numbers of services, when times are said."""
    return [
        rule(
            "a line of a service",
            r"(?<![\d.])(12306|12345|12315|10086|10010|95\d{3})(?=热线|平台|电话|客服|网站|服务|打个?电话)",
            _one_number,
            "12345热线 -> 幺二三四五热线",
        ),
    ]


def one_by_one(digits: str) -> str:
    """1 is 幺 in telephone numbers."""
    return cardinal.one_by_one(digits).replace("一", "幺")


def _lines() -> list[NamedRule]:
    return [
        rule(
            "a telephone abroad without spaces",
            r"(?<![\w+])\+(\d{10,15})(?!\d|[.,]\d)",
            lambda found: f"加{one_by_one(found[1])}",
            "+8613812345678 -> 加八六幺三八幺二三四五六七八",
        ),
        rule(
            "a telephone abroad",
            r"(?<![\d-])(\+\d{1,3}[-\s]\(?\d{1,4}\)?(?:[-\s]?\d{3,8}){1,3})(?![\d-])",
            _groups,
            "+86 10-12345678 -> 加八六，幺零，幺二三四五六七八",
        ),
        rule(
            "a telephone with its area",
            r"(?<![\d-])(\(?0\d{2,3}\)?[-\s]\d{7,8}|400-\d{3}-\d{4})(?![\d-])",
            _groups,
            "010-12345678 -> 零幺零，幺二三四五六七八",
        ),
        rule(
            "a mobile telephone",
            r"(?<!\d)(1[3-9]\d[-\s]?\d{4}[-\s]?\d{4})(?!\d)",
            _groups,
            "13812345678 -> 幺三八幺二三四五六七八",
        ),
        rule(
            "a telephone in several groups",
            r"(?<![\d-])(0\d{2,3}(?:[- ]\d{3,4}){2,3})(?![\d-])",
            _groups,
            "0800 555 111 -> 零八零零，五五五，幺幺幺",
        ),
    ]


def _for_help() -> list[NamedRule]:
    return [
        rule(
            "a number to dial",
            rf"(?:拨打|致电)[^\d。，,；]{{0,8}}?{_NUMBER}(?:\s?(?:或者?|和|及|、)\s?[^\d。，,；]{{0,4}}?{_NUMBER})*",
            _dialled,
            "拨打 101 -> 拨打 幺零幺",
        ),
        rule(
            "a number behind the help it brings",
            r"(?<=火警|匪警|急救|报警)(1(?:10|19|20|22))(?![\d多余次名人万.%])",
            _groups,
            "急救120 -> 急救幺二零",
        ),
        rule(
            "a number of help that is called",
            r"(?<=打)(1(?:10|19|20|22)|999|911)(?=电话|报警|急救|求助|热线|叫|[，。、；！？,.;!?)）”]|$)",
            _groups,
            "打120 -> 打幺二零",
        ),
        rule(
            "a number plate",
            r"(?<=[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z])(\d{5,6})(?!\d)",
            _groups,
            "京A12345 -> 京A幺二三四五",
        ),
        rule("a train", r"(?<=[GDCZTKY])(\d{3,4})(?=次(?!会))", _groups, "G101次 -> G幺零幺次"),
        rule(
            "a number before the help it brings",
            r"(?<!\d)(1(?:10|19|20|22)|999|911)(?=报警|急救|求助|热线|电话|指挥|接警|出警|救护|调度)",
            _groups,
            "119报警 -> 幺幺九报警",
        ),
    ]


def _behind_the_word() -> list[NamedRule]:
    return [
        rule(
            "groups behind 电话",
            r"(?<=电话)\s?[:：]?\s?(\d{3}(?:[ -]\d{3,4})+)(?![\d多万名人])",
            _groups,
            "电话 116 123 -> 电话幺幺六，幺二三",
        ),
        rule(
            "the last digits of a card",
            r"(?<=尾号)(为|是)?\s?[:：]?\s?(\d{3,6})(?![\d多万名人])",
            lambda found: (found[1] or "") + cardinal.one_by_one(found[2]),
            "尾号是3385 -> 尾号是三三八五",
        ),
        rule(
            "digits behind 电话",
            r"(?<=电话)\s?[:：]?\s?(\d{3,12})(?![\d多万名人])",
            _groups,
            "电话 12345 -> 电话幺二三四五",
        ),
    ]


def _one_number(found: re.Match[str]) -> str:
    return one_by_one(found[1])


def _dialled(found: re.Match[str]) -> str:
    return re.sub(r"\d+", lambda number: one_by_one(number.group()), found.group())


def _groups(found: re.Match[str]) -> str:
    plus = "加" if "+" in found[1] else ""
    return plus + "，".join(one_by_one(group) for group in re.findall(r"\d+", found[1]))

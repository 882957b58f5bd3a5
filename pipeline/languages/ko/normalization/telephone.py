"""Telephone lines, accounts and the like in Korean text, said digit by digit."""

import re

from pipeline.languages.ko.normalization import cardinal
from pipeline.languages.normalization import digit_groups, signs
from pipeline.languages.normalization.rules import NamedRule, rule

_CALL = re.compile(r"(?:전화|문의|상담|신고|고객센터|콜센터|☎|Tel|TEL)[^가-힣\d]{0,4}(?:번호)?\W{0,3}$")
_TO_CALL = re.compile(r"(?:번)?(?:에|으?로)?\s?(?:전화|문의|상담|신고)")

_SPEECH = digit_groups.Speech(cardinal.one_by_one, " ", "플러스 ")
_EXAMPLES = (
    "(031)-555-0143 -> 공삼일 오오오 공일사삼",
    "1-800-555-0143 -> 일 팔공공 오오오 공일사삼",
    "4111 1111 1111 1234 -> 사일일일 일일일일 일일일일 일이삼사",
    "DE89 3704 0044 0532 -> DE 팔구 삼칠공사 공공사사 공오삼이",
)


def rules() -> list[NamedRule]:
    """To be applied before dates, sums and scores."""
    return [
        rule(
            "a zero that is left out from abroad",
            r"(?<=\+\d\d)[-\s]?\(0\)[-\s]?(?=\d)",
            "-",
            "+82-(0)10-1234-5678 -> +82-10-1234-5678",
        ),
        rule(
            "a telephone abroad without spaces",
            r"(?<![\w+])(\+82)(1[016789]|2|[3-7]\d)(\d{3,4})(\d{4})(?!\d)",
            lambda found: (
                "플러스 " + " ".join(cardinal.one_by_one(group.lstrip("+")) for group in found.groups())
            ),
            "+821012345678 -> 플러스 팔이 일공 일이삼사 오육칠팔",
        ),
        rule(
            "a telephone abroad",
            r"(?<![\d-])(\+\d{1,3}[-\s.]\d{1,4}(?:[-\s.]\d{3,4}){1,3})(?![\d-])",
            _digits,
            "+82-2-123-4567 -> 플러스 팔이 이 일이삼 사오육칠",
        ),
        rule(
            "an account or a mobile telephone",
            r"(?<![\d-])(?!\d{4}-\d\d-\d\d(?!\d))((?=[\d-]{12})\d{2,6}(?:-\d{2,7}){2,}|\d{6}-\d{7})(?![\d-])",
            _digits,
            "010-1234-5678 -> 공일공 일이삼사 오육칠팔",
        ),
        rule(
            "a telephone with its area, or a short line",
            r"(?<![\d-])((?:\(?0\d{1,2}\)\s?|0\d{1,2}[-\s.]\s?)[-.]?\d{3,4}[-.]\d{4}|1[568]\d\d-\d{4})(?![\d-])",
            _line,
            "02-123-4567 -> 공이 일이삼 사오육칠",
        ),
        rule(
            "a telephone with spaces",
            r"(?<![\d.,+-])(?<!\+\d )(?<!\+\d\d )(0\d{1,2} \d{3,4} \d{4})(?![\d-]|[.,]\d)",
            _digits,
            "010 1234 5678 -> 공일공 일이삼사 오육칠팔",
        ),
        rule(
            "a telephone without its area",
            r"((?:전화|팩스|문의)(?:\s?번호)?\s?[:：]?\s?|☎\s?)(\d{3,4})-(\d{4})(?![\d-]|\s?[명통건개원회])",
            lambda found: f"{found[1]}{cardinal.one_by_one(found[2])} {cardinal.one_by_one(found[3])}",
            "전화 123-4567 -> 전화 일이삼 사오육칠",
        ),
        rule(
            "an extension",
            r"(?:(내선(?:\s?번호)?)|(?<=[\d공일이삼사오육칠팔구]{4})\s?,?\s?(?:ext|Ext|EXT)\.?)\s?:?\s?(\d{1,5})(?!\d|[.,]\d|\s?[개대명])",
            lambda found: f"{found[1] or ' 내선'} {cardinal.one_by_one(found[2])}",
            "내선 123 -> 내선 일이삼",
        ),
        digit_groups.machine(cardinal.one_by_one, " 점 ", "192.168.0.1 -> 일구이 점 일육팔 점 공 점 일"),
        digit_groups.with_letters(_SPEECH, "1-800-FLOWERS -> 일 팔공공 flowers"),
        *digit_groups.rules(_SPEECH, _EXAMPLES),
        digit_groups.formation(cardinal.one_by_one, "4-4-2 -> 사사이"),
        rule(
            "a number to call for help",
            r"(?<!\d)(11[0-9]|120|182|911|1345|1366|1388)(?=(?:번)?(?:에|으?로)?\s?(?:신고|전화|상담|문의|구조))",
            _digits,
            "119에 신고 -> 일일구에 신고",
        ),
        rule(
            "the last digits of a number",
            r"((?:마지막|끝|뒷|뒤|앞)\s?(?:(?:한|두|세|네|다섯|여섯|\d)\s?)?자리(?:[는가이은를]|\s?(?:숫자|번호))?\s?:?\s?)(\d{2,6})(?![\d,.만억천]|\s?[원명개])",
            lambda found: found[1] + cardinal.one_by_one(found[2]),
            "끝자리 3456 -> 끝자리 삼사오육",
        ),
        rule(
            "a short number behind 전화",
            r"(?<=전화 )(\d{3,4})(?=\D|$)(?!\s?(?:명|통|건|대|번째)|[-–~]\d+\s?[명통건])",
            _digits,
            "전화 1234 -> 전화 일이삼사",
        ),
        rule(
            "a short number without an area",
            r"(?<=국번 없이 )(\d{3,4})",
            _digits,
            "국번 없이 1588 -> 국번 없이 일오팔팔",
        ),
    ]


def _digits(found: re.Match[str]) -> str:
    groups = re.findall(r"\d+", found[1])
    return "플러스 " * ("+" in found[1]) + " ".join(map(cardinal.one_by_one, groups))


def _line(found: re.Match[str]) -> str:
    """1588-1234, but no line in 1868-1912 unless the words before it say so."""
    first, _, last = found[1].partition("-")
    years = first.isdecimal() and len(first) == 4 and first < last < "2100"
    if years and not (_CALL.search(signs.before(found)) or _TO_CALL.match(signs.after(found))):
        return f"{first}에서 {last}"
    return _digits(found)

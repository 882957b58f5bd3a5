"""Telephone lines, accounts and the like in Korean text, said digit by digit."""

import re

from pipeline.languages.ko.normalization import cardinal
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.signs import Rule

_CALL = re.compile(r"(?:전화|문의|상담|신고|고객센터|콜센터|☎|Tel|TEL)[^가-힣\d]{0,4}(?:번호)?\W{0,3}$")
_TO_CALL = re.compile(r"(?:번)?(?:에|으?로)?\s?(?:전화|문의|상담|신고)")


def rules() -> list[Rule]:
    """To be applied before dates, sums and scores."""

    def verbalize(found: re.Match[str]) -> str:
        groups = re.findall(r"\d+", found[1])
        return "플러스 " * ("+" in found[1]) + " ".join(map(cardinal.one_by_one, groups))

    def line(found: re.Match[str]) -> str:
        """1588-1234, but no line in 1868-1912 unless the words before it say so."""
        first, _, last = found[1].partition("-")
        years = first.isdecimal() and len(first) == 4 and first < last < "2100"
        if years and not (_CALL.search(signs.before(found)) or _TO_CALL.match(signs.after(found))):
            return f"{first}에서 {last}"
        return verbalize(found)

    return [
        (
            re.compile(
                r"(?<![\d-])(?!\d{4}-\d\d-\d\d(?!\d))((?=[\d-]{12})\d{2,6}(?:-\d{2,7}){2,}|\d{6}-\d{7})(?![\d-])"
            ),
            verbalize,
        ),
        (re.compile(r"(?<![\d-])(\+\d{1,3}[-\s.]\d{1,4}(?:[-\s.]\d{3,4}){1,3})(?![\d-])"), verbalize),
        (
            re.compile(
                r"(?<![\d-])((?:\(?0\d{1,2}\)\s?|0\d{1,2}[-\s.]\s?)[-.]?\d{3,4}[-.]\d{4}|1[568]\d\d-\d{4})(?![\d-])"
            ),
            line,
        ),
        (
            re.compile(
                r"(?<!\d)(11[0-9]|120|182|911|1345|1366|1388)(?=(?:번)?(?:에|으?로)?\s?(?:신고|전화|상담|문의|구조))"
            ),
            verbalize,
        ),
        (re.compile(r"(?<=전화 )(\d{3,4})(?=\D|$)(?!\s?(?:명|통|건|대|번째))"), verbalize),
        (re.compile(r"(?<=국번 없이 )(\d{3,4})"), verbalize),
    ]

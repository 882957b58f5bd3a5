"""Korean numbers before what they count: native or Sino-Korean, and the form of the particle behind."""

import re

from pipeline.languages.ko.normalization import cardinal, vehicles
from pipeline.languages.ko.normalization.particles import PARTICLE, fitting
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_NUMBER = r"\d+(?:\.\d+)?"
_END = (
    r"(?:이나|나|부터|까지|보다|마다|밖에|뿐|꼴|쯤|정도|경|께|이상|이하|미만|동안|간|여|이다|이었다|였다|이며|이고|인|반|짜리|남짓|가량|전|후|째|씩|당"
    r"|에서|에게|에|으로|로|이|가|은|는|을|를|의|과|와|도|만|들|중|안|쪽|째로){0,3}(?![가-힣])"
)
"""What may end a word that counts behind a blank: 23 명의, but no 명 in 23 명단."""
_LETTERED = re.compile(r"[A-Z][\s-]?$")


def rules() -> list[NamedRule]:
    """All numbers that are left; the last rule."""
    native = table("ko")["native"]
    return [
        rule(
            "a number and what it counts",
            rf"(?P<nth>제\s?)?(?P<number>{_NUMBER})(?=(?P<counter>(?:{native})|\s(?:{native})(?={_END}))?)"
            rf"(?=(?P<vehicles>대(?![통회비중변책표학형])|\s대(?={_END}))?)(?=(?P<month>월(?!드))?)(?P<particle>{PARTICLE})",
            _number,
            "3명 -> 세명",
        ),
    ]


def natively(number: int, counter: str) -> bool:
    """세 명, 스물두 개; but round tens as in the news: 사십 명, yet 마흔 살 and 서른 번째; 24 hours are 이십사 시."""
    if not 0 < number < 100 or not counter:
        return False
    if counter == "시" and number > 12:
        return False
    return counter in ("살", "번째") or number < 30 or number % 10 != 0


def _number(found: re.Match[str]) -> str:
    said = (found["nth"] or "") + _numeral(found)
    particle = found["particle"]
    if not particle or particle == "가":  # 종로 3가
        return said + particle
    return said + fitting(said[-1], particle)


def _numeral(found: re.Match[str]) -> str:
    whole, _, decimals = found["number"].partition(".")
    number = int(whole)
    if decimals:
        return f"{cardinal.sino(number)} 점 {cardinal.decimals(decimals)}"
    if found["month"] and number in (6, 10):
        return "유" if number == 6 else "시"
    counter = (found["counter"] or "").strip()
    if len(whole) > 1 and whole[0] == "0" and not found["month"] and not counter:
        return cardinal.one_by_one(whole) if number or len(whole) > 2 else "영영"
    if found["nth"] or (counter == "편" and _LETTERED.search(signs.before(found))):
        return cardinal.sino(number) if whole[0] != "0" else cardinal.one_by_one(whole)
    if found["vehicles"] and not counter:
        return vehicles.verbalize_count(number, signs.before(found), signs.after(found, "number"))
    if natively(number, counter):
        return "첫" if number == 1 and counter == "번째" else cardinal.native(number)
    return cardinal.sino(number)

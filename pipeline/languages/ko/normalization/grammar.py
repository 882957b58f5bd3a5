"""Korean: native and Sino-Korean numbers by what they count, dates, particles by the sound before them.

Own rules: num2words gives one reading of a number only, and no library that is kept tells counters apart.
Words in small Latin letters stay, for the front end says them in English.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.languages.ko.normalization import cardinal, citations, lines, particles, scales, vehicles
from pipeline.languages.ko.normalization.particles import PARTICLE, fitting, with_particle
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table as table_of

_NUMBER = r"\d+(?:\.\d+)?"
_EACH = re.compile(r"(?<![A-Za-z\d])(kg|km|g|m|t|ha|kWh|㎏|㎞|㎡|ℓ)(?=당(?![가-힣]))")
"""A unit by itself: kg당 5천원."""
_MICRO = re.compile(r"(?<=\d)\s?[μµ](Sv|[gmlLsVAFW])(?![A-Za-z])")
_OF_MICRO = {
    "g": "그램", "m": "미터", "l": "리터", "L": "리터", "s": "초", "V": "볼트", "A": "암페어", "F": "패럿", "W": "와트", "Sv": "시버트",
}  # fmt: skip
_GLOSS = re.compile(r"(?<![가-힣])([가-힣]++)\s?\(([㐀-鿿]+)\)")
_FOREIGN = re.compile(
    r"[^\x00-\x7f\ue000가-힣ㄱ-ㅣ\u2000-\u206f\u20a0-\u20bf\u3000-\u303f\uff00-\uffef·‧・°±×÷£¥¢′″§«»¿¡℃℉㎞㎏㎝㎜㎡㎢㎍㎛㎚㏊㎖㎎㎥ℓ㈜∼−≥≤≈€]+"
)
_ENDS = (
    "쪽|페이지|항|호|회|위|점|분|초|절|주|학년|층|급|등|차|대|달러|원|유로|파운드|라운드|강|퍼센트|센티|킬로|밀리|미터|리터|℃|°"
    "|(?:cm|mm|m|mg|g|ml|ha|t)(?![A-Za-z])"
)
"""What stands behind two numbers with a dash when they are no score: 12-15쪽."""
_ABOUT = ("", "한두", "두세", "서너", "네다섯", "대여섯", "예닐곱", "일고여덟", "여덟아홉")
"""One or two, two or three …: 2~3명 is 두세 명."""
_END = (
    r"(?:이나|나|부터|까지|보다|마다|밖에|뿐|꼴|쯤|정도|경|께|이상|이하|미만|동안|간|여|이다|이었다|였다|이며|이고|인|반|짜리|남짓|가량|전|후|째|씩|당"
    r"|에서|에게|에|으로|로|이|가|은|는|을|를|의|과|와|도|만|들|중|안|쪽|째로){0,3}(?![가-힣])"
)
"""What may end a word that counts behind a blank: 23 명의, but no 명 in 23 명단."""
_LETTERED = re.compile(r"[A-Z][\s-]?$")


def in_words(text: str, tag: str) -> str:
    """`text`, cleaned, in words."""
    table = table_of("ko")
    text = signs.addresses(particles.mark_particles(text), table)
    text = signs.ungroup(text, ",")
    text = signs.expand_abbreviations(text, table["abbreviations"])
    text = _EACH.sub(lambda found: table["units"][found[1]], text)
    if not text.isascii():
        text = _MICRO.sub(lambda found: f"마이크로{_OF_MICRO[found[1]]}", text)
        text = _without_foreign(text, table["hanja"])
    if any(map(str.isdecimal, text)):
        text = signs.apply_rules(text, _numeric())
        text = _counter_pattern().sub(_number, text)
    if any("A" <= letter <= "Z" for letter in text):
        text = signs.apply_rules(text, _letter_rules())
    text = particles.chosen(signs.symbols(text, table["symbols"], " "))
    return " ".join(text.split()).replace(" ,", ",").replace(" .", ".")


def one_by_one(digits: str) -> str:
    """Digit by digit."""
    return cardinal.one_by_one(digits)


@cache
def _numeric() -> list[Rule]:
    """What has digits and is more than one number."""
    table = table_of("ko")
    units = "|".join(re.escape(unit) for unit in sorted(table["units"], key=len, reverse=True))
    return [
        *_names(table),
        *lines.rules(),
        *_dates(),
        *citations.rules(),
        *scales.rules(table["currencies"]),
        *_money(table),
        (re.compile(r"(?<![\d/])(\d+) (\d{1,2}/\d{1,2})(?![\d/])"), r"\1과 \2"),
        (re.compile(r"(?<![\w)])[-−](\d+)\s?[~∼～〜]\s?(\d+)(?=도|°|℃)"), r"영하 \1도에서 영상 \2"),
        (
            re.compile(
                r"(?<![\d.])(?=(?:3\.1|4\.3|4\.16|4\.19|5\.16|5\.18|6\.10|6\.25|8\.15|9\.11|10\.26|10\.29|12\.3|12\.12)(?!\d))(\d+)\.(\d+)"
                r"(?=\s?(?:당시|희생|유족|추모|기념|참전|유공|국립|직후|특별법|진상|왜곡))"
            ),
            _verbalize_date_name,
        ),
        (
            re.compile(r"(?<![\w)])[-−](\d+)\s?[~∼～〜]\s?[-−](\d+)(?=도|°|℃)"),
            r"영하 \1도에서 영하 \2",
        ),
        (re.compile(r"1(?=가구 \d주택)"), "일"),
        (re.compile(r"(?<=중)2(?=병)"), "이"),
        (re.compile(r"(?<!\d)(\d{1,2}):(\d\d):(\d\d)(?!\d)"), r"\1시 \2분 \3초"),
        (re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])"), _clock),
        (re.compile(r"(?<!\d)(\d{4})-(\d+)(?=호)"), r"\1 다시 \2"),
        (
            re.compile(r"(?<![\d.])(\d{1,3})\s?대\s?(\d{1,3})(?:(?=\s?(?:무승부|승리|동점|패배))|(으?로))"),
            _score,
        ),
        (
            re.compile(
                r"(?<![\d.])(\d{1,3})\s?대\s(\d{1,3})(?=\s?(?:경쟁률|비율|정도|수준|완승|완패|대승|신승|압승|역전|리드|승|패|구도|대결|맞대결|스코어|협상|면담|상담|교환)|의(?![가-힣])|$|[.,)])()"
            ),
            _score,
        ),
        (re.compile(rf"(?<![\d.])(\d{{1,3}})대(\d{{1,3}})(?!\d|\.\d|[명개건년월일만천]){PARTICLE}"), _score),
        (re.compile(r"(?<![\d.])([1-8])\s?[~∼～〜·-]\s?([2-9])0(?=대)"), _tens),
        (re.compile(r"(?<=[년월일시분초명개])\s?[~∼～〜]\s?(?=\d)"), "에서 "),
        (
            re.compile(
                r"(?<![\d.])([1-8])\s?[~∼～〜]\s?([2-9])(?=\s?(?:년(?![대생도월])|개월|개국|주(?:간|일)?(?:에|가|를|의|는|로|만|뿐)?(?![가-힣])))"
            ),
            _some,
        ),
        (
            re.compile(
                r"(?<![\d.])([1-8])\s?[~∼～〜-]\s?([2-9])(?=\s?대(?:를|가|의|는|와|로|씩|만)?(?:$|[\s,.)]))"
            ),
            _few,
        ),
        (
            re.compile(rf"(?<![\d.])({_NUMBER})\s?[~∼～〜]\s?({_NUMBER})(?=(\s?)(월|{table['native']})?)"),
            _range,
        ),
        (
            re.compile(
                rf"(?<![\d.-])({_NUMBER})\s?[-–—]\s?({_NUMBER})(?=(\s?)(%|월|{table['native']}|년|일|세|도|만|천|억|km|kg|인치)|(?:{_ENDS}))"
            ),
            _range,
        ),
        (re.compile(r"(?<=\S)\s?[~∼～〜]\s?(?=[-−+]?[\d$€£¥₩])"), "에서 "),
        (re.compile(r"(?<=\d[시분도일월년])\s?[~∼～〜]\s?(?=[가-힣])"), "에서 "),
        (re.compile(r"(?<=\d[명개년월일시분도원세층쪽회위])[-–—](?=\d)"), "에서 "),
        (re.compile(r"(?<!\d)(\d{4})\s?[-–—]\s?(?=\d)"), r"\1에서 "),
        (re.compile(rf"(?<![\dA-Za-z.])(\d{{1,3}})\s?[-–—:]\s?(\d{{1,3}})(?!\d|\.\d){PARTICLE}"), _score),
        (re.compile(r"(?<![\d/])24/7(?![\d/])"), "이십사시간 내내"),
        (re.compile(r"(?<![\d/])(\d{1,4})/(\d{1,4})(?![\d/])"), r"\2분의 \1"),
        (
            re.compile(r"(?<![\d·])(\d{1,2})[·‧・](\d{1,2})(?![\d·])"),
            _verbalize_date_name,
        ),
        (
            re.compile(
                r"(?<![\d.])(\d{1,2})\.(\d{1,2})(?=\s?(?:테러|사태|운동|혁명|전쟁|항쟁|참사|선언|합의|군사합의|군사 합의|공동선언|공동성명|부정선거|정전협정|대선(?![가-힣]{2})|성명|남북|대지진|의거|사건|비상계엄|비상 계엄|계엄|민주|절(?![반감약충])|광복|이태원|세월호|봉기|학살|후퇴|사변|쿠데타|정변|만세|총선|지방선거|재보선|판문점))"
            ),
            _verbalize_date_name,
        ),
        (re.compile(r"(?<![\w)])[-−](?=\d+(?:\.\d+)?\s?(?:도|°|℃))"), "영하 "),
        (re.compile(r"(?<![\w)])[-−](?=\d)"), "마이너스 "),
        (
            re.compile(rf"(?<=[\d만천억조])\s?({units})(?![A-Za-z\d])"),
            lambda found: str(table["units"][found[1]]),
        ),
        (re.compile(r"(?<=\d)\s?[x×]\s?(?=\d)"), " 곱하기 "),
        (re.compile(r"(?<=[A-Za-z])-?(?=\d)|(?<=\d)-?(?=[A-Za-z])"), " "),
        (re.compile(r"(?<![\d.A-Za-z])(?<![A-Za-z] )1(?=[만천백십](?![가-힣]*(?:째|일)))"), ""),
    ]


def _names(table: Mapping[str, Any]) -> list[Rule]:
    """Letters with digits as they are known by name: A4 is 에이포."""
    names = table["names"]
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))

    def verbalize(found: re.Match[str]) -> str:
        return with_particle(names[found[1]], found[2] or "")

    return [
        (re.compile(rf"(?<![\w.$€£¥₩/-])(?<![$€£¥₩] )({known})(?![A-Za-z\d/]|[.-]\d){PARTICLE}"), verbalize),
        (re.compile(r"코로나\s?-?19(?!\d)"), "코로나 일구"),
        (re.compile(r"(?<=[가-힣])(\d{1,2})(?=과(?![가-힣]))"), lambda found: cardinal.sino(int(found[1]))),
    ]


def _dates() -> list[Rule]:
    year, day = r"(?<!\d)(\d{4})", r"(\d{1,2})"
    return [
        (re.compile(rf"{year}-(\d\d)-(\d\d)(?!\d)"), _date),
        (re.compile(rf"{year}\.\s?{day}\.\s?{day}(?!\d)\.?"), _date),
        (re.compile(rf"{year}/(\d\d)/(\d\d)(?!\d)"), _date),
        (re.compile(r"(?<![\d.])['’‘](\d\d)(?=년)"), r"\1"),
    ]


def _date(found: re.Match[str]) -> str:
    return f"{found[1]}년 {int(found[2])}월 {int(found[3])}일"


def _money(table: Mapping[str, Any]) -> list[Rule]:
    names = table["currencies"]
    sign = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    amount = rf"{_NUMBER}\s?[천백십만억조]*(?:\s?{_NUMBER}[천백십만억조]+)*(?=(?:여|원|이|가|을|를|은|는|의|에|로|에서|짜리)?(?![가-힣])|[가-힣])"

    def verbalize(found: re.Match[str]) -> str:
        return f"{found[2].rstrip()} {with_particle(names[found[1]], found[3] or '')}"

    to = rf"(?<![A-Za-z])({sign})\s?({_NUMBER})(?:[-–—]|\s?[~∼～〜]\s?)(?=(?:{sign})?\s?\d)(?:{sign})?\s?"
    return [
        (
            re.compile(rf"{to}({amount}){PARTICLE}"),
            lambda found: (
                f"{found[2]}에서 {found[3].rstrip()} {with_particle(names[found[1]], found[4] or '')}"
            ),
        ),
        (re.compile(rf"({sign})\s?({amount}){PARTICLE}"), verbalize),
        (re.compile(rf"(?<=[\d만억조천])\s?({sign})(?![A-Za-z])"), lambda found: f" {names[found[1]]}"),
    ]


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    return f"{hour}시" + (f" {minute}분" if minute else "")


def _verbalize_date_name(found: re.Match[str]) -> str:
    """A day that history knows by its numbers: 육이오, 오일팔, but 십이십이 and 육십; no day is 13·15."""
    month, day = cardinal.sino(int(found[1])), cardinal.sino(int(found[2]))
    after = signs.after(found)[:1]
    if after == "월" and found[2] == "10":
        return f"{month}, {found[2]}"
    if len(found[2]) == 2 and after in tuple("월일차호조항회층기위번세"):
        return f"{month}, {day}"
    if int(found[1]) > 12 or int(found[2]) > 31:
        return f"{month}, {day}"
    whole = found[1] == found[2] or (found[2][-1] == "0" and found[2][0] != "0")
    return month + (day if whole else cardinal.decimals(found[2]))


def _range(found: re.Match[str]) -> str:
    first, last, _, counter = found.groups()
    if counter == "월":
        first += "월"
    elif counter and counter not in "%년일세도만천억" and "." not in first and _natively(int(first), counter):
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


def _score(found: re.Match[str]) -> str:
    first, last = (cardinal.sino(int(points)) for points in found.groups()[:2])
    return f"{first} 대 {with_particle(last, found[3] or '')}"


@cache
def _counter_pattern() -> re.Pattern[str]:
    native = table_of("ko")["native"]
    return re.compile(
        rf"(?P<nth>제\s?)?(?P<number>{_NUMBER})(?=(?P<counter>(?:{native})|\s(?:{native})(?={_END}))?)"
        rf"(?=(?P<vehicles>대(?![통회비중변책표학형])|\s대(?={_END}))?)(?=(?P<month>월(?!드))?)(?P<particle>{PARTICLE})"
    )


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
    if _natively(number, counter):
        return "첫" if number == 1 and counter == "번째" else cardinal.native(number)
    return cardinal.sino(number)


def _natively(number: int, counter: str) -> bool:
    """세 명, 스물두 개; but round tens as in the news: 사십 명, yet 마흔 살; 24 hours are 이십사 시."""
    if not 0 < number < 100 or not counter:
        return False
    if counter == "시" and number > 12:
        return False
    return counter == "살" or number < 30 or number % 10 != 0


@cache
def _letter_rules() -> list[Rule]:
    """Capitals by their Korean names, with the particle that fits; Roman numerals as numbers."""
    table = table_of("ko")
    words = "|".join(sorted(table["words"], key=len, reverse=True))

    def verbalize(found: re.Match[str]) -> str:
        return with_particle(_letters(found[1], table), found[2] or "")

    return [
        (re.compile(r"(?<![A-Za-z])(A{1,3}|B{1,3}|C{1,3})[-−](?![\w-])"), r"\1 마이너스"),
        (
            re.compile(r"(?:(?<![A-Za-z])[A-Z]\.\s?){2,}"),
            lambda found: re.sub(r"[.\s]", "", found.group()) + " ",
        ),
        (re.compile(r"(?<![A-Za-z])([A-Z])\.(?=\s?[A-Z][a-z])"), r"\1 "),
        (
            re.compile(
                r"(?<![A-Za-z])(II|III|IV|VI{1,3}|IX|XI{1,3}|X{1,2}(?:IX|IV|VI{0,3})|XXI{1,3}|X{1,2}(?=\s?(?:장|세기|부|권|편)(?![가-힣])))(?![A-Za-z])"
            ),
            lambda found: cardinal.sino(signs.roman(found[1])),
        ),
        (re.compile(r"(?<=[A-Za-z])[-](?=[가-힣])"), ""),
        (re.compile(r"(?<![A-Za-z])([A-Z]{1,3})&([A-Z]{1,3})(?![A-Za-z])"), r"\1앤\2"),
        (re.compile(rf"(?<![A-Za-z])({words})(?![A-Za-z]){PARTICLE}"), verbalize),
        (re.compile(rf"(?<![A-Za-z])([A-Z]{{1,6}})(?![A-Za-z]){PARTICLE}"), verbalize),
    ]


def _letters(word: str, table: Mapping[str, Any]) -> str:
    known = table["words"].get(word)
    return str(known) if known else "".join(table["letters"][letter] for letter in word)


def _without_foreign(text: str, hanja: Mapping[str, str]) -> str:
    """Hanja by their Korean reading where it is known, other letters in Latin ones.

    A Chinese spelling in brackets behind a word that it spells is not said again: 김(金).
    """
    text = _GLOSS.sub(lambda found: found[1] if len(found[2]) <= len(found[1]) else found.group(), text)
    text = text.translate(_readings(tuple(hanja.items())))
    return signs.romanize(text, _FOREIGN)


@cache
def _readings(hanja: tuple[tuple[str, str], ...]) -> Mapping[int, str]:
    return {ord(letter): reading for letter, reading in hanja}

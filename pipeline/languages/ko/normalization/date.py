"""Korean dates, seasons over two years, and days that history knows by their numbers."""

import re

from pipeline.languages.ko.normalization import cardinal
from pipeline.languages.normalization import day_spans, signs
from pipeline.languages.normalization.partial_dates import (
    month_and_day,
    month_first,
    month_with_two_digits,
    of_any_country,
    without_century,
    without_signs,
    year_and_month,
)
from pipeline.languages.normalization.rules import NamedRule, rule

_REMEMBERED = r"(?:3\.1|4\.3|4\.16|4\.19|5\.16|5\.18|6\.10|6\.25|8\.15|9\.11|10\.26|10\.29|12\.3|12\.12)"
_OF_MEMORY = "당시|희생|유족|추모|기념|참전|유공|국립|직후|특별법|진상|왜곡"
_EVENTS = (
    "테러|사태|운동|혁명|전쟁|항쟁|참사|선언|합의|군사합의|군사 합의|공동선언|공동성명|부정선거|정전협정|대선(?![가-힣]{2})|성명|남북|대지진|의거|사건"
    "|비상계엄|비상 계엄|계엄|민주|절(?![반감약충])|광복|이태원|세월호|봉기|학살|후퇴|사변|쿠데타|정변|만세|총선|지방선거|재보선|판문점"
)


def rules() -> list[NamedRule]:
    """Year, month and day in digits; the rest of the rules reads a date in words."""
    year, day = r"(?<!\d)(\d{4})", r"(\d{1,2})"
    return [
        *day_spans.rules(
            ("년 ", "월 ", "일"),
            "에서 ",
            "2024.3.1~3.5 -> 2024년 3월 1일에서 3월 5일",
            "3/1~3/5 -> 3월 1일에서 3월 5일",
        ),
        rule("a date with hyphens", rf"{year}-(\d\d)-(\d\d)(?!\d)", _date, "2013-10-09 -> 2013년 10월 9일"),
        rule(
            "a date without zeros",
            r"(?<![\d/-])((?:19|20)\d\d)(?P<sign>[-/])(0?[1-9]|1[0-2])(?P=sign)(0?[1-9]|[12]\d|3[01])(?![\d/-])",
            lambda found: f"{found[1]}년 {int(found[3])}월 {int(found[4])}일",
            "2024-5-1 -> 2024년 5월 1일",
        ),
        rule(
            "a date without its century",
            rf"(?<![\d.])['’‘](\d\d)\.\s?{day}\.\s?{day}(?![\d%])\.?",
            _date,
            "’24.5.1 -> 24년 5월 1일",
        ),
        rule(
            "a year and a month with full stops",
            r"(?<![\d.])((?:19|20)\d\d)\. (0?[1-9]|1[0-2])\.(?=\s?(?:$|[~∼～〜)\]가-힣]))",
            r"\1년 \2월",
            "2024. 5. 발표 -> 2024년 5월 발표",
        ),
        without_century(lambda year, month, day: f"{year}년 {month}월 {day}일", "24-05-01 -> 24년 5월 1일"),
        without_signs(lambda year, month, day: f"{year}년 {month}월 {day}일", "20240501 -> 2024년 5월 1일"),
        rule("a day with a zero", r"(?<![\d.,:-])0(?=[1-9]일(?!곱))", "", "05월 01일 -> 05월 1일"),
        rule(
            "a date with full stops",
            rf"{year}\.\s?{day}\.\s?{day}(?!\d)\.?",
            _date,
            "2013. 10. 9. -> 2013년 10월 9일",
        ),
        rule("a date with strokes", rf"{year}/(\d\d)/(\d\d)(?!\d)", _date, "2013/10/09 -> 2013년 10월 9일"),
        month_first(lambda year, month: f"{year}년 {month}월", "08/2008 -> 2008년 8월"),
        month_with_two_digits(lambda year, month: f"{year}년 {month}월", "12/1999 -> 1999년 12월"),
        month_and_day(lambda month, day: f"{month}월 {day}일", "08/08 -> 8월 8일"),
        of_any_country(
            lambda year, month, day: f"{year}년 {month}월 {day}일", "29/12/2000 -> 2000년 12월 29일"
        ),
        year_and_month(lambda year, month: f"{year}년 {month}월", "2024-05 -> 2024년 5월"),
        rule(
            "a day before its weekday in brackets",
            r"(?<![\d/.])(\d{1,2})([/.])\s?(\d{1,2})\.?(?=\s?\([월화수목금토일](?:요일)?\))",
            _day_of_week,
            "5/1(수) -> 5월 1일(수)",
        ),
        rule(
            "a weekday in brackets behind its day",
            r"(?<=\d일)\s?\(([월화수목금토일])(?:요일)?(?:\s?(?:에서|[~∼～〜–-])\s?([월화수목금토일])(?:요일)?)?\)",
            _weekday,
            "3일(수) -> 3일 수요일",
        ),
        rule("a year without its century", r"(?<![\d.])['’‘](\d\d)(?=년)", r"\1", "’98년 -> 98년"),
    ]


def seasons() -> list[NamedRule]:
    """To be applied before fractions."""
    return [
        rule(
            "a season over two years",
            r"(?<![\d/])(\d{4}|\d\d(?=/\d\d\s?(?:시즌|학년도)))/(\d\d)(?![\d/])",
            _season,
            "2024/25 -> 2024에서 25",
        ),
    ]


def commemorations() -> list[NamedRule]:
    """Days of memory, before times and scores."""
    return [
        rule(
            "a day of memory",
            rf"(?<![\d.])(?={_REMEMBERED}(?!\d))(\d+)\.(\d+)(?=\s?(?:{_OF_MEMORY}))",
            _day_name,
            "6.25 당시 -> 육이오 당시",
        ),
    ]


def day_names() -> list[NamedRule]:
    """To be applied when decimals and times are known."""
    return [
        rule(
            "a day with a dot between its numbers",
            r"(?<![\d·])(\d{1,2})[·‧・](\d{1,2})(?![\d·])",
            _day_name,
            "6·25 -> 육이오",
        ),
        rule(
            "a day before what happened on it",
            rf"(?<![\d.])(\d{{1,2}})\.(\d{{1,2}})(?=\s?(?:{_EVENTS}))",
            _day_name,
            "9.11 테러 -> 구일일 테러",
        ),
    ]


def _date(found: re.Match[str]) -> str:
    return f"{found[1]}년 {int(found[2])}월 {int(found[3])}일"


def _day_of_week(found: re.Match[str]) -> str:
    month, day = int(found[1]), int(found[3])
    return f"{month}월 {day}일" if 1 <= month <= 12 and 1 <= day <= 31 else found.group()


def _weekday(found: re.Match[str]) -> str:
    return f" {found[1]}요일" + (f"에서 {found[2]}요일" if found[2] else "")


def _season(found: re.Match[str]) -> str:
    """2024/25, a season; 1000/99 stays a fraction."""
    follows = (int(found[1]) + 1) % 100 == int(found[2])
    return f"{found[1]}에서 {found[2]}" if follows else found.group()


def _day_name(found: re.Match[str]) -> str:
    """육이오, 오일팔, but 십이십이 and 육십; no day is 13·15."""
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

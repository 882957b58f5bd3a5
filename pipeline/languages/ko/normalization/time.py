"""Korean clock times and results in seconds."""

import re

from pipeline.languages.ko.normalization import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule


def hundredths() -> list[NamedRule]:
    """Results of races."""
    return [
        rule(
            "hundredths of a second",
            r"(?<=\d초)\s?(\d\d)(?!\d)",
            lambda found: " " + cardinal.decimals(found[1]),
            "9초58 -> 9초 오팔",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before scores."""
    return [
        rule(
            "a half of the day in English",
            r"(?<![A-Za-z\d:.])(?!2[AP]M(?:\s?(?:의|출신|멤버)|[은는이가과와도]\s))(?<!그룹 )(?:(?P<said>오[전후])\s?)?(?:(?P<before>[AaPp])\.?[Mm]\.?\s?(?P<later>\d{1,2}:\d\d(?::\d\d)?)(?![\d:])"
            r"|(?P<time>0?[1-9]|1[0-2]|\d{1,2}:\d\d(?::\d\d)?)\s?(?:(?P<half>[ap])m|(?P<big>[AP])M|(?P<dotted>[AaPp])\.[Mm]\.)(?![A-Za-z\d]))",
            _half,
            "3:30 PM -> 오후 3:30",
        ),
        rule(
            "an hour that is said twice",
            r"(?<=\d:\d\d)시(?![가-힣])|(?<=\d:\d\d)시(?=(?:에서?|부터|까지|쯤|경에?)(?![가-힣]))",
            "",
            "21:00시 -> 21:00",
        ),
        rule(
            "hours, minutes and seconds",
            r"(?<!\d)(\d{1,2}):(\d\d):(\d\d)(?!\d)",
            _in_full,
            "2:05:07 -> 2시 5분 7초",
        ),
        rule(
            "minutes and seconds with a zero",
            r"(?<=\d[시분])(\s?)0(?=\d[분초])",
            r"\1",
            "3시 05분 -> 3시 5분",
        ),
        rule("a time of day", r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])", _clock, "13:10 -> 13시 10분"),
    ]


def always() -> list[NamedRule]:
    """To be applied before fractions."""
    return [
        rule("day and night", r"(?<![\d/])24/7(?![\d/])", "이십사시간 내내", "24/7 -> 이십사시간 내내"),
    ]


def _in_full(found: re.Match[str]) -> str:
    """Hours, minutes and seconds; of the latter none are said where there are none."""
    hour, minute, second = map(int, found.groups())
    parts = [f"{hour}시", f"{minute}분" * bool(minute), f"{second}초" * bool(second)]
    return " ".join(filter(None, parts))


def _half(found: re.Match[str]) -> str:
    """오전 or 오후 before the time, unless it stands there."""
    half = found["before"] or found["half"] or found["big"] or found["dotted"]
    time = found["later"] or found["time"]
    hour = "" if ":" in time else "시"
    return f"{found['said'] or ('오전' if half in 'aA' else '오후')} {time}{hour}"


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    return f"{hour}시" + (f" {minute}분" if minute else "")

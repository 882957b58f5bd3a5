"""Russian times of day: in the genitive behind с and до, in the dative behind к, and as they are called otherwise."""

import re
from collections.abc import Mapping

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.ru.normalization.cardinal import declined, plural
from pipeline.languages.ru.normalization.prepositions import case_of_time

_TIME = r"([01]?\d|2[0-4])"
_DOTTED = r"([01]?\d|2[0-4])\.(00|15|30|45)"
_NO_AMOUNT = r"(?!\d|[.,:/-]\d|\s?(?:[%°$€₽]|раза?(?!\w)|(?:процент|балл|пункт|градус|метр|верси|глав|стать|миллион|миллиард|тысяч|доллар|евро|рубл|тонн)|(?:км|кг|мм?|см|га?|л|т|тыс|млн|млрд|трлн|руб|долл|сек)(?![\w])))"
"""Behind a number with a full stop that may be a decimal."""
_HOURS = {
    "nominative": {"one": "час", "few": "часа", "many": "часов"},
    "genitive": {"one": "часа", "few": "часов", "many": "часов"},
    "dative": {"one": "часу", "few": "часам", "many": "часам"},
}
_MINUTES = {
    "nominative": {"one": "минута", "few": "минуты", "many": "минут"},
    "genitive": {"one": "минуты", "few": "минут", "many": "минут"},
    "dative": {"one": "минуте", "few": "минутам", "many": "минутам"},
}


def rules() -> list[NamedRule]:
    """To be applied when years are said."""
    return [
        rule(
            "day and night",
            r"(?<![\d/])24/7(?![\d/])",
            "двадцать четыре на семь",
            "24/7 -> двадцать четыре на семь",
        ),
        rule(
            "the time of Moscow",
            r"(?<=:\d\d )(?:мск|МСК)(?!\w)\.?",
            "по московскому времени",
            "20:00 мск -> 20:00 по московскому времени",
        ),
        rule(
            "minutes behind hours",
            r"(?<![\w,.])(\d{1,2})\s?(ч\.?|час(?:а|ов)?)\s(\d{1,2})\sмин(?:\.|(?!\w))",
            lambda found: f"{_count(int(found[1]), _HOURS)} {_count(int(found[3]), _MINUTES)}",
            "2 ч 5 мин -> два часа пять минут",
        ),
        rule(
            "from time to time with full stops",
            rf"(?<!\w)([Сс]о?\s)?(?<![\d.,:]){_DOTTED}(\s?[-–—]\s?|\s(?:до|по)\s){_DOTTED}{_NO_AMOUNT}",
            lambda found: f"{found[1] or ''}{found[2]}:{found[3]}{found[4]}{found[5]}:{found[6]}",
            "с 9.00 до 18.00 -> с 9:00 до 18:00",
        ),
        rule(
            "an hour with a full stop",
            rf"(?<!\w)((?:в|к|с|до|после|около|на)\s){_TIME}\.(00){_NO_AMOUNT}",
            _with_colon,
            "к 9.00 -> к 9:00",
            re.IGNORECASE,
        ),
        rule(
            "a time with a full stop",
            rf"(?<!\w)(в\s){_TIME}\.([0-5]\d){_NO_AMOUNT}",
            _with_colon,
            "в 14.30 по Москве -> в 14:30 по Москве",
            re.IGNORECASE,
        ),
        rule(
            "from time to time",
            r"(?<=\d:\d\d)\s?[-–—]\s?(?=\d{1,2}:\d\d)",
            " – ",
            "19:30-21:00 -> 19:30 – 21:00",
        ),
        rule(
            "a time of day",
            rf"(?<![\d:.,]){_TIME}:([0-5]\d)(?![\d:])(?:\s?(?:ч\.|час(?:а|ов)?(?!\w)))?",
            _time,
            "до 18:00 -> до восемнадцати часов",
        ),
    ]


def _with_colon(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}:{found[3]}"


def _count(number: int, names: Mapping[str, Mapping[str, str]]) -> str:
    """мин by itself may be mines as well, and stays as it is."""
    gender = "feminine" if names is _MINUTES else ""
    return f"{declined(number, 'nominative', gender)} {names['nominative'][plural(number)]}"


def _time(found: re.Match[str]) -> str:
    asked = case_of_time(found, otherwise="")
    case = asked if asked in ("genitive", "dative") else "nominative"
    hour, minutes = int(found[1]), int(found[2])
    said = f"{declined(hour, case)} {_HOURS[case][plural(hour)]}"
    if not minutes:
        return said
    return f"{said} {_minutes(minutes, case, accusative=asked == 'prepositional')}"


def _minutes(minutes: int, case: str, *, accusative: bool) -> str:
    """в 9:01 is в девять часов одну минуту."""
    name = _MINUTES[case][plural(minutes)]
    if accusative and plural(minutes) == "one":
        return f"{declined(minutes, case, 'accusative')} минуту"
    return f"{declined(minutes, case, 'feminine')} {name}"

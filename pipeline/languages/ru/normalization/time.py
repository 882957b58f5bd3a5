"""Russian times of day: in the genitive behind с and до, in the dative behind к, and as they are called otherwise."""

import re
from collections.abc import Mapping

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.ru.normalization.cardinal import declined, plural
from pipeline.languages.ru.normalization.prepositions import case_of_time

_TIME = r"([01]?\d|2[0-4])"
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
            "minutes behind hours",
            r"(?<![\w,.])(\d{1,2})\s?(ч\.?|час(?:а|ов)?)\s(\d{1,2})\sмин(?:\.|(?!\w))",
            lambda found: f"{_count(int(found[1]), _HOURS)} {_count(int(found[3]), _MINUTES)}",
            "2 ч 5 мин -> два часа пять минут",
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
        rule(
            "a time with a full stop",
            rf"(?<=\b[Вв]\s){_TIME}\.([0-5]\d)(?=\s(?:по|мск|МСК|утра|вечера|ночи|дня)(?!\w))",
            _time,
            "в 14.30 по Москве -> в четырнадцать часов тридцать минут по Москве",
        ),
    ]


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

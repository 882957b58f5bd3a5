"""Names from Unicode's CLDR: countries, cities, currencies, units, weekdays and months.

Babel carries CLDR in the package itself and downloads nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from babel.core import Locale, get_global
from babel.units import format_unit

from pipeline.languages import find
from pipeline.languages.cldr import locale as locale_of

Names = Mapping[str, Sequence[str]]
"""By what is named, the names it has, the usual one first."""

UNITS = (
    "length-kilometer", "length-meter", "length-centimeter", "length-millimeter", "length-mile", "length-foot",
    "length-inch", "length-yard", "length-nautical-mile", "mass-kilogram", "mass-gram", "mass-pound", "mass-ounce",
    "mass-tonne", "area-hectare", "area-acre", "area-square-kilometer", "area-square-mile",
    "area-square-meter", "area-square-foot", "volume-liter", "volume-gallon", "volume-barrel", "volume-milliliter",
    "duration-second", "duration-minute", "duration-hour", "duration-day", "duration-week", "duration-month",
    "duration-year", "duration-decade", "duration-century", "temperature-celsius", "temperature-fahrenheit",
    "speed-kilometer-per-hour", "speed-mile-per-hour",
)  # fmt: skip
"""Of CLDR's units those that articles have."""
_NO_COUNTRIES = frozenset(
    {
        *(
            "EU",
            "EZ",
            "UN",
            "QO",
            "XA",
            "XB",
            "ZZ",
            "AC",
            "AQ",
            "AX",
            "BQ",
            "BV",
            "CC",
            "CP",
            "CQ",
            "CX",
            "DG",
            "EA",
        ),
        *("GG", "GS", "HM", "IC", "IM", "IO", "JE", "NF", "PM", "PN", "SJ", "TA", "TF", "TK", "UM", "WF"),
    }
)
"""Groups of countries, and islands whose names are parts of others' in many languages."""
_IN_BRACKETS = re.compile(r"\s*[(（]|[)）]\Z")
_NO_CITIES = (
    "Antarctica/",
    "Pacific/",
    "Indian/",
    "Atlantic/",
    "America/Indiana/",
    "America/Kentucky/",
    "America/North_Dakota/",
)
"""Islands are countries too, and the towns of some regions are words: Center, Troll."""
_CITY_STATES = ("Asia/Hong_Kong", "Asia/Macau")
_WORDS = frozenset({"Nome", "Resolute", "Creston", "Oral", "Regina", "Phoenix", "Darwin", "Bahia", "Chita", "Samara", "Kirov", "Davis"})  # fmt: skip


def territories(tag: str) -> Names:
    """Countries by their two letters; a name and what stands in brackets behind it are two names."""
    locale = locale_of(tag)
    named = locale.territories.items() if locale else ()
    return {
        code: tuple(part for part in _IN_BRACKETS.split(name) if len(part) > 1)
        for code, name in named
        if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRIES
    }


def cities(tag: str) -> Names:
    """Cities by their time zone: `Asia/Seoul`."""
    locale = locale_of(tag)
    if locale is None:
        return {}
    return {zone: (name,) for zone, name in _exemplars(locale, tag) if zone in _known_cities()}


def country_of(city: str) -> str:
    """The country in which a city of `cities` lies; "" when CLDR does not say."""
    known = get_global("zone_territories")
    return str(known.get(city) or known.get(get_global("zone_aliases").get(city, ""), ""))


def currencies(tag: str) -> Names:
    """Currencies by ISO 4217: their names in both numbers."""
    locale = locale_of(tag)
    return {code: (name,) for code, name in locale.currencies.items()} if locale else {}


def weekdays(tag: str) -> Names:
    """Days of the week, `mon` to `sun`."""
    locale = locale_of(tag)
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return {days[number]: (name,) for number, name in locale.days["format"]["wide"].items()} if locale else {}


def months(tag: str) -> Names:
    """Months, `1` to `12`."""
    locale = locale_of(tag)
    if locale is None:
        return {}
    return {
        str(number): tuple(
            dict.fromkeys(locale.months[form]["wide"][number] for form in ("format", "stand-alone"))
        )
        for number in range(1, 13)
    }


def units(tag: str) -> Names:
    """The units of `UNITS`: what stands behind a figure, in all lengths and numbers."""
    locale = locale_of(tag)
    return {unit: tuple(dict.fromkeys(_behind_figures(locale, unit))) for unit in UNITS} if locale else {}


_LENGTHS: tuple[Literal["long", "short"], ...] = ("long", "short")


def _exemplars(locale: Locale, tag: str) -> Iterator[tuple[str, str]]:
    """Each zone's city; in Latin letters it is often called as the zone is, and then CLDR says nothing."""
    latin = find(tag).script == "Latn"
    for zone in map(
        str, Locale.parse("ko").time_zones
    ):  # CLDR's list of zones, whole only where all have other names
        name = locale.time_zones.get(zone, {}).get("city")
        if name or latin:
            yield zone, str(name or zone.rpartition("/")[2].replace("_", " "))


@cache
def _known_cities() -> frozenset[str]:
    countries = {name for names in territories("en").values() for name in names}
    english = Locale.parse("en")
    return frozenset(
        zone
        for zone, name in _exemplars(english, "en")
        if "/" in zone
        and zone not in _CITY_STATES
        and not zone.startswith(_NO_CITIES)
        and name not in countries
        and name not in _WORDS
    )


def _behind_figures(locale: Locale, unit: str) -> Iterator[str]:
    for length in _LENGTHS:
        for count in (1, 2, 5):
            words = format_unit(count, unit, length, locale=locale).removeprefix(str(count)).strip()
            if words != unit and (len(words) > 1 or words in "mg" or words > "~"):
                yield words

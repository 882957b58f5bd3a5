"""Times to the second, of a day or of a race, in the words that CLDR counts hours, minutes and seconds by."""

import re
from decimal import Decimal

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.local import verbalize_count
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table

_UNITS = ("hour", "minute", "second")


def written_alike(base: str) -> list[NamedRule]:
    """Spans and durations in the one way in which the other rules look for them; for languages that ask for it, first of all."""
    return [*_parts_of_the_day(base), *_zones(base), *_spans(base), *_durations(base)]


def _parts_of_the_day(base: str) -> list[NamedRule]:
    """a. m. and p. m. in the words of `day_parts`: of the morning, at noon, in the afternoon, at night, which begins at `evening`."""
    names = table(base)
    if "day_parts" not in names:
        return []
    morning, noon, afternoon, night = names["day_parts"]

    def verbalize(found: re.Match[str]) -> str:
        hour, minutes, letter = found.groups()
        number = int(hour)
        if number == len(_HOURS):
            part = noon if letter in "pP" else night
        else:
            part = morning if letter in "aA" else afternoon if number < names["evening"] else night
        said = f"{number}:{minutes}" if minutes else names.get("whole_hour", "{}").format(_hour(number, base))
        return f"{said} {part}"

    return [
        shared_rule(
            base,
            "a part of the day in English letters",
            rf"(?<![\d.,:])(0?[1-9]|1[0-2])(?:[:.h]([0-5]\d))?\s?{names['day_part_letters']}(?!\w)(?:\.(?! [A-ZÀ-Þ¿¡][a-zà-ÿ]))?",
            verbalize,
            es="8 p.m. x -> ocho de la noche x",
            fr="8 p.m. x -> 8 h du soir x",
            it="8 p.m. x -> otto di sera x",
            de="8 p.m. x -> 8 Uhr abends x",
            pt="8 p.m. x -> oito da noite x",
        )
    ]


_HOURS = range(12)


def _hour(number: int, base: str) -> str:
    names = table(base)
    if "whole_hour" in names:
        return str(number)
    return str(names["hour_one"]) if number == 1 else verbalize_count(str(number), "horas", base)


def _spans(base: str) -> list[NamedRule]:
    """From one time to another."""
    between = f" {table(base)['range']} "
    return [
        shared_rule(
            base,
            "from one time to another",
            r"(?<=\d[:hH][0-5]\d)( ?(?:h|hs|hrs))?\s?[-–—]\s?(?=\d{1,2}[:hH][0-5]\d(?!\d))|(?<=\dh)()\s?[-–—/]\s?(?=\d{1,2}\s?h(?!\w)|\d{1,2}h\d\d)",
            lambda found: (found[1] or "") + between,
            f"9:00-14:00 -> 9:00{between}14:00",
        ),
        shared_rule(
            base,
            "from one time with a point to another",
            r"(?<![\d.,])([01]?\d|2[0-4])\.(00|15|30|45)\s?[-–—]\s?([01]?\d|2[0-4])\.(00|15|30|45)(?![\d.,]*\d|\s?[%€$£])",
            rf"\1:\2{between}\3:\4",
            f"9.00-14.00 -> 9:00{between}14:00",
        ),
    ]


def _zones(base: str) -> list[NamedRule]:
    """Their hours behind universal time."""
    minus = f" {table(base)['minus']} "
    return [
        shared_rule(
            base,
            "a zone behind universal time",
            r"(?<=\b(?:UTC|GMT|utc|gmt))\s?[-−–]\s?(?=\d)",
            minus,
            f"UTC-5 -> UTC{minus}5",
        )
    ]


def _durations(base: str) -> list[NamedRule]:
    """Hours, minutes and seconds with their signs, without spaces or with strokes."""
    return [
        shared_rule(
            base,
            "hours and minutes with their signs",
            r"(?<![\w.,:])(\d{1,3})\s?h\s?([0-5]?\d)\s?m(?:in)?(?:\b|(?=\d))\.?(?:\s?([0-5]?\d)\s?s(?:eg|ec|ek)?\b)?",
            lambda found: f"{found[1]} h {int(found[2])} min" + (f" {int(found[3])} s" if found[3] else ""),
            "2h30m -> 2 h 30 min",
        ),
        shared_rule(
            base,
            "feet and inches",
            r"(?<!° )(?<![\w.,:°])([4-7])['’′]([1-9])[\"”″](?!\w)",
            r"\1 ft \2 ″",
            "6'2\" -> 6 ft 2 ″",
        ),
        shared_rule(
            base,
            "hours, minutes and seconds by strokes",
            r"(?<![\w.,:])(?:(\d{1,2})\s?h\s?)?([0-5]?\d)\s?['’′]\s?([0-5]?\d)\s?(?:[\"”″]|''|’’)(\d{1,2})?(?!\w)",
            lambda found: " ".join(
                filter(None, [found[1] and f"{found[1]} h", f"{found[2]} min", f"{found[3]} s", found[4]])
            ),
            "5' 30\" -> 5 min 30 s",
        ),
        shared_rule(
            base,
            "seconds and their hundredths by strokes",
            r"(?<![\w.,:'’′])([0-5]?\d)[\"″](\d\d)(?!\w)",
            r"\1 s \2",
            '9"58 -> 9 s 58',
        ),
        shared_rule(
            base,
            "a minute of a match by its stroke",
            r"(?<![\w.,:'’‘′/])(\d{1,3})['’′](?![\w'’])",
            lambda found: _minute(found, table(base).get("years_of")),
            "90' -> 90 min",
        ),
    ]


def _minute(found: re.Match[str], years_of: str | None) -> str:
    """Unless the stroke closes a quotation: 'Top 10'. Years have one too: gli anni 80'."""
    before = signs.before(found)
    if _OPENED.search(before):
        return found.group()
    are_years = years_of and found[1][-1] == "0" and re.search(rf"\b(?:{years_of}) $", before, re.IGNORECASE)
    return found[1] if are_years or _COUNTED.search(before) else f"{found[1]} min"


_COUNTED = re.compile(r"[Mm]inut\w* $")
_OPENED = re.compile(r"(?<!\w)['’‘](?=\w)[^'’]*$")


def rules(base: str) -> list[NamedRule]:
    """To be applied behind a language's own, and before scores."""
    return [
        shared_rule(
            base,
            "a time with its seconds",
            r"(?<![\d:.,])(\d{1,3}):([0-5]\d):([0-5]\d(?:[.,]\d{1,3})?)(?![\d:]|[.,]\d)",
            lambda found: _in_full(found, base),
            es="10:30:05 -> 10 horas 30 minutos 5 segundos",
            de="2:00:01 -> 2 Stunden 1 Sekunde",
            cs="10:30:05 -> 10 hodin 30 minut 5 sekund",
        )
    ]


def _in_full(found: re.Match[str], base: str) -> str:
    from pipeline.languages import cldr  # Babel takes 60 ms to load, and few sentences need it

    counts = [Decimal(part.replace(",", ".")) for part in found.groups()]
    if not any(counts):
        return cldr.amount(counts[0], _UNITS[0], base)
    return " ".join(
        cldr.amount(count, unit, base) for count, unit in zip(counts, _UNITS, strict=True) if count
    )

"""English measures: units before a noun, feet and inches, rates, areas, degrees."""

import re

from pipeline.languages.normalization import signs, units
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_AREAS = {
    "ft": "feet", "feet": "feet", "mi": "miles", "miles": "miles", "mile": "mile", "m": "metres", "km": "kilometres",
    "metres": "metres", "meters": "meters", "in": "inches", "yards": "yards", "yd": "yards",
}  # fmt: skip
_ADJECTIVES = (
    "mm",
    "cm",
    "km",
    "kg",
    "mg",
    "MW",
    "GW",
    "kW",
    "GB",
    "TB",
    "MB",
    "ft",
    "ha",
    "ml",
    "°",
    "MHz",
    "GHz",
    "mi",
    "lb",
    "oz",
    "cc",
    "mpg",
)
_ELECTRIC = {"V": "volt", "W": "watt"}
_NOT_BEHIND = (
    r"(?!(?:long|wide|high|tall|deep|away|and|or|to|from|of|in|on|at|per|by|north|south|east|west)\b)"
)
_PER = {
    "kg": "kilogram", "bbl": "barrel", "MWh": "megawatt hour", "kWh": "kilowatt hour", "oz": "ounce", "lb": "pound",
    "min": "minute", "ha": "hectare", "hr": "hour", "yr": "year", "mo": "month", "wk": "week", "day": "day",
    "hour": "hour", "year": "year", "month": "month", "week": "week", "barrel": "barrel", "person": "person",
    "night": "night", "tonne": "tonne", "ton": "ton", "head": "head", "gallon": "gallon", "litre": "litre",
    "gal": "gallon", "dozen": "dozen", "dz": "dozen", "pound": "pound", "ounce": "ounce", "bushel": "bushel", "acre": "acre",
    "ft": "foot", "foot": "foot", "inch": "inch", "yd": "yard", "yard": "yard", "mi": "mile", "mile": "mile",
    "sq ft": "square foot", "sq m": "square metre", "sq km": "square kilometre", "sq mi": "square mile", "cu ft": "cubic foot",
    "cu m": "cubic metre", "share": "share", "user": "user", "page": "page", "word": "word", "visit": "visit", "unit": "unit",
    "passenger": "passenger", "student": "student", "child": "child", "room": "room", "ticket": "ticket", "bottle": "bottle",
    "session": "session", "game": "game", "trip": "trip", "GB": "gigabyte", "MB": "megabyte", "TB": "terabyte", "sec": "second",
    "second": "second", "minute": "minute", "MMBtu": "million B T U", "wks": "week", "capita": "capita",
}  # fmt: skip
_COUNTED = (
    "cents|pence|dollars|pounds|euros|tons|tonnes|barrels|gallons|litres|liters|miles|kilometres|kilometers|metres|meters|feet"
    "|people|calories|hours|units|grams|doses|cases|deaths|words|users|visitors|points|bottles|trips|acres|bushels"
)
"""What a rate is of, in words."""
_WARMER = r" (?:to|warming|rise|target|limit|goal|above|increase|threshold|hotter|warmer|colder|world)"


def sides() -> list[NamedRule]:
    """To be applied before fractions."""
    return [
        rule(
            "one side by the other",
            r"(?<![\d.])(\d[\d.]*)\s?(['’′]|[\"”″])\s?[x×]\s?(\d[\d.]*)\s?\2",
            _sides,
            "5' x 3' -> 5 feet by 3 feet",
        ),
    ]


def shortened() -> list[NamedRule]:
    """Rates, ages and degrees, before durations."""
    return [
        rule(
            "a unit with a full stop",
            r"(?<=\d)(\s?(?:oz|lbs?|ft|yds?|qts?|gal|tbsp|tsp|mi|hrs?|mins?|secs?))\.(?=\s[a-z])",
            r"\1",
            "20 oz. of -> 20 oz of",
        ),
        rule("a price for one", r"(?<=\d)\s?/\s?ea\b\.?", " each", "5/ea -> 5 each"),
        rule(
            "so many in a hundred kilometres",
            r"(?<=\d)(\s?(?:L|l|kWh))\s?/\s?(?=100\s?km\b)",
            r"\1 per ",
            "5 L/100 km -> 5 L per 100 km",
        ),
        rule(
            "a unit with the power behind a roof",
            r"(?<=\d)(\s?(?:mm|cm|km|m|ft))\^([23])(?!\d)",
            r"\1\2",
            "5 km^2 -> 5 km2",
        ),
        rule("so many times", r"(?<![\w.,])(\d{1,3}(?:\.\d+)?)x(?![\w-])", r"\1 times", "3x -> 3 times"),
        rule("an age", r"(?<=\d)\s?y/?o\b", " year-old", "5 y/o -> 5 year-old"),
        rule(
            "a rate",
            rf"(?<=\d)((?:\s?(?:mg|μg|g|kg|km|ml|l|L|GB|t|million|bn|m|k| (?:{_COUNTED})))?)((?:\s?/\s?(?:{'|'.join(sorted(_PER, key=len, reverse=True))})\b){{1,2}})(?!/)",
            _rate,
            "5 mg/kg -> 5 mg per kilogram",
        ),
        rule(
            "how much warmer",
            rf"(?<![\w.])(\d(?:\.\d)?)C(?=\s?[-–]\s?\d|{_WARMER}\b)",
            r"\1°C",
            "1.5C to -> 1.5°C to",
        ),
        rule(
            "between two degrees",
            r"(?<![\w.])(\d(?:\.\d)?(?: (?:and|to|or) |°C\s?[-–]\s?)\d(?:\.\d)?)C\b",
            _both_warm,
            "1.5 and 2C -> 1.5 and 2°C",
        ),
        rule("a degree written as an ordinal", r"(?<=\d)\s?º\s?(?=[CF]\b)", "°", "5º C -> 5°C"),
        rule(
            "a negative percentage or degree",
            r"(?<![^\s(])(?<!\d\s)[–−](?=\d+(?:\.\d+)?\s?(?:°|%|C\b))",
            "-",
            "–5% -> -5%",
        ),
    ]


def pages() -> list[NamedRule]:
    """To be applied when sums are known."""
    return [
        rule("the pages of a book", r"(?<![\d.,])(\d{3,})\s?pp\b", r"\1 pages", "320pp -> 320 pages"),
    ]


def areas() -> list[NamedRule]:
    """To be applied before units."""
    area = "|".join(sorted(_AREAS, key=len, reverse=True))
    return [
        rule(
            "an area",
            rf"(?<=\d )sq\.? ?({area})\b(?:\.(?!\s+[A-Z]|\s*$))?",
            _area,
            "5 sq ft -> 5 square feet",
        ),
    ]


def heights() -> list[NamedRule]:
    """To be applied before metres and millions are told apart."""
    return [
        rule(
            "feet and inches with marks",
            r"(?<![\d.])(\d)['’′]\s?(\d{1,2})(?:[\"”″]|['’]['’])",
            _feet,
            "5'10\" -> 5 feet 10 inches",
        ),
        rule(
            "feet and inches with one mark",
            r"(?<![\d.])([4-7])(?:['’′]|ft\.?)(\d{1,2})(?![\d'’\"”″s.])",
            _feet,
            "5'10 -> 5 feet 10 inches",
        ),
        rule("degrees below zero", r"(?<![\w.)-])(-\d{1,2})C\b(?!-)", r"\1°C", "-5C -> -5°C"),
    ]


def before_nouns() -> list[NamedRule]:
    """Units before the noun that they describe, when m is known to be metres: a 9mm pistol."""
    unit = "|".join(_ADJECTIVES)
    return [
        rule(
            "a unit before a noun",
            rf"\b([Aa]n?) (\d+(?:\.\d+)?)\s?({unit}) (?=[a-z]){_NOT_BEHIND}",
            _before_noun,
            "a 9mm pistol -> a 9 millimetre pistol",
        ),
        rule(
            "a unit in hyphens",
            rf"(?<=\d)-({unit})(?![\w/])|(?<=\d)({unit})-(?=[a-z])",
            _hyphened,
            "9-mm -> 9 millimetre",
        ),
        rule(
            "volts and watts",
            r"(?<![\w.,-])(\d+)(?:([VW])(?![\w.])| ([VW])(?![\w’'/-]|\.\w|\.?\s+[A-Z\d]))",
            _electric,
            "230V -> 230 volts",
        ),
        rule(
            "one side by the other with units",
            r"(?<=\d)(\s?(?:mm|cm|m|km|ft))\s?[x×]\s?(?=\d)",
            r"\1 by ",
            "5m x 3 -> 5m by 3",
        ),
    ]


def rules() -> list[NamedRule]:
    """What is left of feet and degrees."""
    return [
        rule(
            "feet and inches",
            r"(?<![\d.])(\d)\s?ft\.? (\d{1,2})\s?in\b\.?",
            _feet,
            "5 ft 10 in -> 5 feet 10 inches",
        ),
        rule(
            "inches with a full stop",
            r"(?<![\w./])(\d+(?:[./]\d+)?) in\.(?=\s[a-z]|\s*$|[,;)])",
            _inches,
            "5 in. of -> 5 inches of",
        ),
        rule(
            "feet by their mark",
            r"(?<![\w.])(\d{1,3})[’'′](?= (?:tall|long|wide|high|deep|thick|by|x|fence|wall|ceiling|drop)\b)",
            lambda found: f"{found[1]} {'foot' if found[1] == '1' else 'feet'}",
            "6' tall -> 6 feet tall",
        ),
        rule(
            "degrees in the United States",
            r"(?<![\w.,/-])(-?\d{2,3})F\b(?![-’'])",
            _fahrenheit,
            "75F -> 75 degrees Fahrenheit",
        ),
        rule("inches by their mark", r"(\d+(?:[./]\d+)?)[\"″](?![\w\"”])", _inches, "12″ -> 12 inches"),
        rule(
            "a unit behind a half",
            rf"(?<=\d)( and a (?:half|third|quarter)) ({units.pattern('en')})(?!\w)",
            lambda found: f"{found[1]} {units.name(found[2], 'en')[1]}",
            "4 and a half lbs -> 4 and a half pounds",
        ),
        rule("degrees with a decimal", r"(?<![\w.])(\d{1,2}\.\d)C\b(?!-)", r"\1°C", "36.6C -> 36.6°C"),
        rule(
            "degrees behind a word",
            r"\b((?:at|to|of|below|above|reached|hit) -?\d{1,2})C\b(?!-)",
            r"\1°C",
            "below -5C -> below -5°C",
        ),
    ]


def _sides(found: re.Match[str]) -> str:
    unit = "feet" if found[2] in "'’′" else "inches"
    return f"{found[1]} {unit} by {found[3]} {unit}"


def _is_quoted(before: str) -> bool:
    """Whether a quotation is open at the end of `before`. A mark behind a digit opens none."""
    is_open = False
    for mark in re.finditer('(\\d?)"', before):
        is_open = not is_open and not mark[1]
    return is_open


_PLACE = re.compile(
    r"\b(?:flat|room|gate|seat|row|apartment|apt\.?|unit|suite|block|form|section|figure|number|no\.) $",
    re.IGNORECASE,
)


def _fahrenheit(found: re.Match[str]) -> str:
    """Unless it is the number of a place: Flat 12F."""
    return found.group() if _PLACE.search(signs.before(found)) else f"{found[1]} degrees Fahrenheit"


def _inches(found: re.Match[str]) -> str:
    """Unless the mark closes what was said."""
    if found.group().endswith('"') and _is_quoted(signs.before(found)):
        return found.group()
    return f"{found[1]} {'inch' if found[1] == '1' or '/' in found[1] else 'inches'}"


def _rate(found: re.Match[str]) -> str:
    return found[1] + "".join(f" per {_PER[per.strip()]}" for per in found[2].split("/")[1:])


def _both_warm(found: re.Match[str]) -> str:
    return re.sub(r"°C\s?[-–]\s?", "°C to ", found[1]) + "°C"


def _area(found: re.Match[str]) -> str:
    return f"square {_AREAS[found[1]]}"


def _feet(found: re.Match[str]) -> str:
    return f"{found[1]} {'foot' if found[1] == '1' else 'feet'} {found[2]} inch" + "es" * (found[2] != "1")


def _before_noun(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2]} {_one(found[3])} "


def _hyphened(found: re.Match[str]) -> str:
    return f" {_one(found[1] or found[2])}{'-' * bool(found[2])}"


def _electric(found: re.Match[str]) -> str:
    return f"{found[1]} {_ELECTRIC[found[2] or found[3]]}{'s' * (found[1] != '1')}"


def _one(unit: str) -> str:
    return str(table("en")["units"][unit][0])

"""Arabic dates in digits, and years of either era."""

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import DATE_YEAR_FIRST, YEAR_AND_MONTH, month_said
from pipeline.languages.normalization.tables import table

LEVANT = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"
"""The months as the Levant calls them."""


def dotted() -> list[NamedRule]:
    """Dates in other ways, put as the usual one; to be applied before thousands and versions."""
    return [
        rule(
            "a date with full stops or hyphens",
            r"(?<![\d.])(\d{1,2})([.-])(\d{1,2})\2((?:1[89]|20)\d\d)(?![\d.-])",
            r"\1/\3/\4",
            "9.10.2013 -> 9/10/2013",
        ),
        rule(
            "a date with the year first and slashes",
            r"(?<![\d/])((?:1[89]|20)\d\d)/([01]?\d)/([0-3]?\d)(?![\d/])",
            r"\3/\2/\1",
            "2013/10/9 -> 9/10/2013",
        ),
    ]


def eras() -> list[NamedRule]:
    """To be applied before years are said."""
    return [
        rule("a year of the Hijra", r"(?<=\d)\s?ه(?![\w.])", " هجرية", "1445 ه -> 1445 هجرية"),
        rule(
            "a year of our era",
            r"((?:عام|سنة|العام) \d{3,4})\s?م(?!\w)",
            r"\1 ميلادية",
            "عام 2013م -> عام 2013 ميلادية",
        ),
        rule(
            "a year of our era by its letter alone",
            r"(?<![\d.,/-])(?<!سباق )(?<!مسافة )(?<!لمسافة )(?<!بطول )(?<!ارتفاع )(?<!بعد )(1[1-9]\d\d|20[0-4]\d)م(?![\w.])",
            r"\1 ميلادية",
            "1990م -> 1990 ميلادية",
        ),
        rule(
            "a life in years of our era",
            r"(\(\d{3,4}\s?[-–]\s?\d{3,4})\s?م(?=\.?\))\.?",
            r"\1 ميلادية",
            "(980-1037م) -> (980-1037 ميلادية)",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before times."""
    return [
        rule(
            "a date with the year first",
            DATE_YEAR_FIRST,
            lambda found: _date(found[4], found[3], found[1]),
            "2013-10-09 -> تسعة أكتوبر ألفان وثلاثة عشر",
        ),
        rule("a month of a year", YEAR_AND_MONTH, month_said(_month), "2024-05 -> مايو ألفان وأربعة وعشرون"),
        rule(
            "a date with the day first",
            r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])",
            lambda found: _date(*found.groups()),
            "9/10/2013 -> تسعة أكتوبر ألفان وثلاثة عشر",
        ),
    ]


def _month(month: int, of: str) -> str:
    return f"{table('ar')['months'][month - 1]} {cardinal(of, 'ar')}"


def _date(day: str, month: str, year: str) -> str:
    months: list[str] = table("ar")["months"]
    if not 1 <= int(month) <= 12:
        return " ".join(cardinal(part, "ar") for part in (day, month, year))
    return f"{cardinal(str(int(day)), 'ar')} {months[int(month) - 1]} {cardinal(year, 'ar')}"

"""Romance dates: in digits, the first of a month, years without their century."""

import re
from functools import partial

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.signs import (
    DATE,
    DATE_YEAR_FIRST,
    DAY_AND_MONTH,
    MONTH_FIRST,
    YEAR_AND_MONTH,
    day_before_month,
    is_no_day,
    month_said,
    roman,
)
from pipeline.languages.normalization.tables import table

_YEAR = r"(?:1\d|20)\d\d"
_ROMAN_MONTH = r"(?:X?I{1,3}|I?V|VI{1,3}|I?X)"


def rules(base: str) -> list[NamedRule]:
    """To be applied before ordinals."""
    return [
        *_with_short_months(base),
        *_by_what_stands_before(base),
        *_in_digits(base),
        *_spans_of_years(base),
    ]


def _with_short_months(base: str) -> list[NamedRule]:
    months = str(table(base)["short_months"]).split()
    short = "|".join(months)

    def number(written: str) -> str:
        return str(
            next(place for place, forms in enumerate(months, 1) if re.fullmatch(forms, written.lower()))
        )

    def sayable(found: re.Match[str]) -> str:
        return _date(found[1], number(found[3]), found[5], base)

    return [
        shared_rule(
            base,
            "a date with its month shortened",
            rf"(?<![\w.,/-])(\d{{1,2}})( de |[ /-]|\. ?)({short})\.?(\2| |\. ?)({_YEAR})(?![\d/-]|[.,]\d)",
            sayable,
            flags=re.IGNORECASE,
            es="12-ene-2020 -> doce de enero de dos mil veinte",
            it="12 gen 2020 -> dodici gennaio duemilaventi",
            pt="12/jan/2020 -> doze de janeiro de dois mil e vinte",
        ),
        shared_rule(
            base,
            "a month shortened before its year",
            rf"(?<![\w.,/-])({short})(?:\./?|/|\. ?de | de |\. )({_YEAR}|(?<=/)\d\d)(?![\d/-]|[.,]\d)",
            lambda found: _month(int(number(found[1])), found[2], base),
            flags=re.IGNORECASE,
            es="ene/2020 -> enero de dos mil veinte",
            it="gen/2020 -> gennaio duemilaventi",
            pt="jan/2020 -> janeiro de dois mil e vinte",
        ),
        shared_rule(
            base,
            "a day before its month shortened",
            rf"(?<![\w.,/-])(0?[1-9]|[12]\d|3[01])(?:[/-]| de | (?!(?:mar|en|my|may|mag|ago|set|ag|out|dez|set)\b))({short})\b(?![/-])",
            lambda found: _day_before_month(found[1], number(found[2]), base),
            flags=re.IGNORECASE,
            es="31/dic -> treinta y uno de diciembre",
            it="31/dic -> trentuno dicembre",
            pt="31/dez -> trinta e um de dezembro",
        ),
        shared_rule(
            base,
            "a date with its month in Roman numerals",
            rf"(?<![\w.,/-])(\d{{1,2}})([/.-])({_ROMAN_MONTH})\2({_YEAR})(?![\w/-]|[.,]\d)",
            lambda found: _date(found[1], str(roman(found[3])), found[4], base),
            es="5/III/2018 -> cinco de marzo de dos mil dieciocho",
            it="5/III/2018 -> cinque marzo duemiladiciotto",
            pt="5-III-2018 -> cinco de março de dois mil e dezoito",
        ),
    ]


def _by_what_stands_before(base: str) -> list[NamedRule]:
    names = table(base)
    return [
        shared_rule(
            base,
            "a day and its month behind a word that says so",
            rf"(?<!\w)((?:{names['day_before']}) \(?)(?!1/[2-5]\b|2/[35]\b|3/[45]\b|24/7\b)(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])(?![\w/-]|[.,]\d|\s(?:de|del|di|do|da|dos|das|della|dei|degli|delle)\b)",
            lambda found: found[1] + _day_before_month(found[2], found[3], base),
            flags=re.IGNORECASE,
            es="el 5/3 -> el cinco de marzo",
            it="il 5/3 -> il cinque marzo",
            pt="dia 5/3 -> dia cinco de março",
        ),
        shared_rule(
            base,
            "the first in a date",
            rf"(?<![\w/.,-])1\.?[º°]/(0?[1-9]|1[0-2])(?:/({_YEAR}))?(?![\w/-]|[.,]\d)",
            lambda found: (
                _date("1", found[1], found[2], base) if found[2] else _day_before_month("1", found[1], base)
            ),
            es="1º/5 -> primero de mayo",
            it="1º/5 -> primo maggio",
            pt="1º/5 -> primeiro de maio",
        ),
        shared_rule(
            base,
            "a date with its month first",
            rf"(?<!\w)({'|'.join(names['months'])}) (0?[1-9]|[12]\d|3[01])(?:, | del? | )({_YEAR})(?!\w|[.,]\d)",
            lambda found: _date(found[2], str(names["months"].index(found[1].lower()) + 1), found[3], base),
            flags=re.IGNORECASE,
            es="marzo 15, 2018 -> quince de marzo de dos mil dieciocho",
            it="marzo 15, 2018 -> quindici marzo duemiladiciotto",
            pt="março 15, 2018 -> quinze de março de dois mil e dezoito",
        ),
        *(_without_prepositions(base) if " de " in names["date"] else []),
        shared_rule(
            base,
            "a date whose year has two digits",
            r"(?<![\w/.,-])(\d{1,2})([/.])(\d{1,2})\2(\d\d)(?![\w/-]|[.,]\d)",
            lambda found: _short_year(found, base),
            es="15/03/18 -> quince de marzo de dieciocho",
            it="15/03/18 -> quindici marzo diciotto",
            pt="15/03/18 -> quinze de março de dezoito",
        ),
    ]


def _without_prepositions(base: str) -> list[NamedRule]:
    """As headlines, lists and letters have dates; a number behind a month is its day where nothing follows that it may count."""
    months = list(table(base)["months"])

    def number(found: re.Match[str]) -> str:
        return str(months.index(found["month"].lower()) + 1)

    def verbalize(found: re.Match[str]) -> str:
        if found["year"]:
            return _date(found["day"], number(found), found["year"], base)
        return _day_before_month(found["day"], number(found), base)

    day, month = r"(?P<day>0?[1-9]|[12]\d|3[01])", f"(?P<month>{'|'.join(months)})"
    return [
        shared_rule(
            base,
            "a date without prepositions",
            rf"(?<![\w.,/–-]){day} {month}(?:,? (?P<year>{_YEAR}))?(?![\w/-]|[.,]\d)",
            verbalize,
            flags=re.IGNORECASE,
            es="30 julio 2020 -> treinta de julio de dos mil veinte",
            pt="30 julho 2020 -> trinta de julho de dois mil e vinte",
        ),
        shared_rule(
            base,
            "a day behind its month",
            rf"(?<!\w)(?<!\d )(?<!\b(?:de|en|em|do) )(?<!\b(?:del|por) )(?<!\b[ay] ){month} {day}(?=\s*(?:$|[;:)]|,(?! ?\d)|\.(?!\d)))",
            lambda found: _day_before_month(found["day"], number(found), base),
            flags=re.IGNORECASE,
            es="abril 30 -> treinta de abril",
            pt="abril 30 -> trinta de abril",
        ),
    ]


def _short_year(found: re.Match[str], base: str) -> str:
    """Where nothing shows that it is a date it may be a version or a list: 5/10/15."""
    day, month = found[1], found[3]
    is_marked = int(day) > 12 or day[0] == "0" or month[0] == "0"
    is_date = (
        1 <= int(day) <= 31 and 1 <= int(month) <= 12 and is_marked and (found[2] == "/" or len(month) == 2)
    )
    return _date(day, month, found[4], base) if is_date else found.group()


def _spans_of_years(base: str) -> list[NamedRule]:
    names = table(base)
    return [
        shared_rule(
            base,
            "a decade as English has it",
            rf"(?<![\w.,])((?:1\d|20)\d0)['’]?s\b|(?<!\w)((?:{names['years_of']}) (?:['’])?\d0)['’]?s\b",
            lambda found: found[1] or found[2],
            flags=re.IGNORECASE,
            es="los 90s -> los 90",
            it="anni 90s -> anni 90",
            pt="anos 90s -> anos 90",
        ),
        shared_rule(
            base,
            "about a year",
            r"(?<![\w.])c\. ?(?=[12]?\d{3}(?![\d.,]*\d))",
            "circa ",
            "c. 1500 -> circa 1500",
        ),
        shared_rule(
            base,
            "a quarter of a year",
            r"(?<![\w.,-])(?:([1-4])T|T([1-4]))(?: ?de |[ /-]?)(20\d\d|\d\d)(?!\w|[.,]\d)",
            lambda found: _quarter(int(found[1] or found[2]), found[3], base),
            es="1T 2020 -> primer trimestre de dos mil veinte",
            it="3T 2020 -> terzo trimestre duemilaventi",
            pt="3T20 -> terceiro trimestre de dois mil e vinte",
        ),
    ]


def _quarter(number: int, of: str, base: str) -> str:
    names = table(base)
    order = str(names["ordinals"][number - 1])
    if "shortened" in names:
        order = re.sub(names["shortened"], r"\1", order)
    year = cardinal(of if len(of) == len("2020") else f"20{of}", base)
    return f"{order} {names['quarter']}" + str(names["date"]).partition("{month}")[2].format(year=year)


def _in_digits(base: str) -> list[NamedRule]:
    names = table(base)
    return [
        shared_rule(
            base,
            "a date with the year first",
            DATE_YEAR_FIRST,
            lambda found: _date(found[4], found[3], found[1], base),
            es="2013-10-09 -> nueve de octubre de dos mil trece",
            it="2013/10/1 -> primo ottobre duemilatredici",
        ),
        shared_rule(
            base,
            "a month of a year",
            YEAR_AND_MONTH,
            month_said(partial(_month, base=base)),
            es="2024-05 -> mayo de dos mil veinticuatro",
            it="2024-05 -> maggio duemilaventiquattro",
        ),
        shared_rule(
            base,
            "a month before its year",
            MONTH_FIRST,
            lambda found: _month(int(found[1]), found[2], base),
            es="05/2024 -> mayo de dos mil veinticuatro",
            it="05/2024 -> maggio duemilaventiquattro",
            pt="05/2024 -> maio de dois mil e vinte e quatro",
        ),
        shared_rule(
            base,
            "a date with the day first",
            DATE,
            lambda found: _date(found[1], found[3], found[4], base),
            es="09/10/2013 -> nueve de octubre de dos mil trece",
            pt="1.10.2013 -> primeiro de outubro de dois mil e treze",
        ),
        shared_rule(
            base,
            "a day and its month in two digits each",
            DAY_AND_MONTH,
            lambda found: _day_and_month(found, base),
            es="08/10 -> ocho de octubre",
            it="08/10 -> otto ottobre",
            pt="08/10 -> oito de outubro",
        ),
        shared_rule(base, "a year without its century", r"(?<!\w)['’‘](?=\d\d)", "", "’68 -> 68"),
        shared_rule(
            base,
            "the first of a month",
            rf"(?<![\d.,])1(?:\.?[º°])?(?=\s(?:de )?(?:{'|'.join(names['months'])})\b)",
            names["first_of_month"],
            es="1 de mayo -> primero de mayo",
            it="1º maggio -> primo maggio",
        ),
    ]


def _day_and_month(found: re.Match[str], base: str) -> str:
    """Where neither begins with a zero it may be a fraction: 10/12."""
    if "0" not in (found[1][0], found[2][0]) or is_no_day(found):
        return found.group()
    return _day_before_month(found[1], found[2], base)


def _day_before_month(day: str, month: str, base: str) -> str:
    pattern: str = table(base)["date"]
    name: str = table(base)["months"][int(month) - 1]
    return pattern.partition("{month}")[0].format(day=_day(day, base)) + name


def _day(digits: str, base: str) -> str:
    return str(table(base)["first_of_month"]) if int(digits) == 1 else cardinal(str(int(digits)), base)


def _month(month: int, of: str, base: str) -> str:
    pattern: str = table(base)["date"]
    name: str = table(base)["months"][month - 1]
    return name + pattern.partition("{month}")[2].format(year=cardinal(of, base))


def _date(day: str, month: str, year: str, base: str) -> str:
    names = table(base)
    day, month = day_before_month(day, month)
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return " ".join(cardinal(part, base) for part in (day, month, year))
    pattern: str = names["date"]
    return pattern.format(
        day=_day(day, base), month=names["months"][int(month) - 1], year=cardinal(year, base)
    )

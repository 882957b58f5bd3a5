"""Russian amounts with their unit or currency: in the genitive behind a word that asks for it, and with a scale before the unit."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.numerals import name_of_amount
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table
from pipeline.languages.ru.normalization.cardinal import declined, plural
from pipeline.languages.ru.normalization.prepositions import GENITIVE

_AMOUNT = r"\d{1,15}(?:,\d{1,6})?"
_SIDES = "от|к|на|севернее|южнее|восточнее|западнее|северо|юго|выше|ниже"


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    names = table("ru")
    scales = {name: forms for name, forms in names["scales"].items() if not isinstance(forms, str)}
    return {**names["units"], **names["currencies"], **scales}


def _any_of(names: Any) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def rules() -> list[NamedRule]:
    """To be applied when times are said, before sums."""
    names = table("ru")
    signs, unit = _any_of(names["currencies"]), _any_of(_forms())
    scale = _any_of(name for name, forms in names["scales"].items() if not isinstance(forms, str))
    named = rf"(?:(?:\s?({scale})(?!\w))?\s?({unit})(?!\w)|\s?({scale})(?!\w))"
    since = rf"[Сс]о?(?=\s{_AMOUNT}(?:\s?(?:{unit}))?\sдо\s\d)"
    return [
        *_in_doubt(),
        rule(
            "a sign before two sums",
            rf"(?<!\w)({signs})\s?(\d{{1,15}}\s?[-–—]\s?{_AMOUNT}(?:\s?(?:{_any_of(names['scales'])})(?!\w))?)(?![\d-]|[.,]\d)",
            lambda found: f"{found[2]} {found[1]}",
            "$1–2 млн -> 1–2 млн $",
        ),
        rule(
            "the first of two numbers behind с and до",
            rf"(?<!\w)([Сс]о?)\s(\d{{1,15}})(?=\sдо\s{_AMOUNT}{named})",
            lambda found: f"{found[1]} {_genitive(found[2], '')[0]}",
            "с 10 до 20 кг -> с десяти до 20 кг",
        ),
        rule(
            "one or more of a feminine name in the accusative",
            rf"(?<![\w-])((?:на|за|через|сумму|сумму в)\s)(\d{{0,14}}(?<!1)1|1)\s?({_any_of(_accusative())})(?![\w/])(?:\s?({unit})(?!\w))?",
            _in_accusative,
            "на 21 тыс. руб. -> на двадцать одну тысячу рублей",
            re.IGNORECASE,
        ),
        rule(
            "an amount in the dative",
            rf"(?<!\w)(ко?)\s(\d{{1,15}}){named}(?!/)",
            _in_dative,
            "к 5 % -> к пяти процентам",
            re.IGNORECASE,
        ),
        rule(
            "an amount in the genitive",
            rf"(?<!\w)((?:{GENITIVE}|{since})\s)(?:({_AMOUNT})(\s?[-–—]\s?|\s(?:и|или)\s))?({_AMOUNT}){named}",
            lambda found: _governed(found, *found.groups()[3:]),
            "более 21 % -> более двадцати одного процента",
            re.IGNORECASE,
        ),
        rule(
            "a sum in the genitive, behind its sign",
            rf"(?<!\w)((?:{GENITIVE})\s)()()({signs})\s?({_AMOUNT})(?:\s?({scale})(?!\w))?(?![\d-]|[.,]\d)",
            lambda found: _governed(found, found[5], found[6], found[4], None),
            "до $5 млн -> до пяти миллионов долларов",
            re.IGNORECASE,
        ),
        rule(
            "a decimal in the genitive",
            rf"(?<!\w)((?:{GENITIVE})\s)(\d{{1,15}},\d{{1,6}})(?!\d|[.,]\d|\s?%)",
            lambda found: found[1] + _genitive(found[2], "")[0],
            "около 1,5 миллиона -> около одной целой пяти десятых миллиона",
            re.IGNORECASE,
        ),
        rule(
            "the first of two numbers with one unit",
            rf"(?<![\w.,:/–-])(\d{{1,15}})\s?[-–—]\s?(?={_AMOUNT}\s?({_any_of({*_forms(), *names['scales']})})(?!\w))",
            _first,
            "1–2 т -> одна – 2 т",
        ),
        rule(
            "how far away",
            rf"(?<!\w)([Вв]о?)\s(\d{{1,15}})\s?({_any_of(names['away'])})(?=\s(?:{_SIDES}))",
            _away,
            "в 5 км от -> в пяти километрах от",
        ),
        rule(
            "so many thousands of a unit",
            rf"(?<![\w,.])({_AMOUNT})\s?({scale})\s({_any_of(names['units'])})(?!\w)",
            _scaled,
            "5 млн т -> 5 миллионов тонн",
        ),
    ]


_LETTERS = {"В": "вольт", "А": "ампер"}
"""One and many alike."""


def _in_doubt() -> list[NamedRule]:
    """Units whose letters are also words, or have a full stop: only where what stands around leaves no doubt."""
    return [
        rule(
            "volts and amperes",
            r"(?<![\w.,/-])(\d{1,5}(?:,\d{1,3})?)[ \u00a0](В|А)(?=\s*(?:$|[.,;)]|[-–—] ))",
            lambda found: f"{found[1]} {name_of_amount(_letter(found[2]), found[1], table('ru'))}",
            "220 В -> 220 вольт",
        ),
        rule(
            "seconds by their letter",
            r"(?<![\w.,/-])(\d{1,5}(?:,\d{1,3})?)[ \u00a0]с(?=\s*(?:$|[.,;)]))",
            r"\1 сек",
            "15 с. -> 15 сек.",
        ),
        rule(
            "minutes by themselves",
            r"(?<![\w.,/-])(\d{1,4})(?:[-–](\d{1,4}))? мин(?!\w)(?!\. [А-ЯЁ])\.?",
            _in_minutes,
            "за 30 мин -> за 30 минут",
        ),
        rule(
            "so many on a hundred kilometres",
            r"(?<=\d)(\s?л)\s?/\s?(?=100\s?км(?!\w))",
            r"\1 на ",
            "5 л/100 км -> 5 л на 100 км",
        ),
        rule(
            "a full stop behind a unit within a sentence",
            r"(?<=\d\s)((?:[кмц]?г|[кмс]?м|м?л|га|т)(?!\w))\.(?=\s[а-яё]|,)",
            lambda found: found[1],
            "1 г. соли -> 1 г соли",
        ),
        rule("horsepower", r"(?<=\d )л\.? с\.", "л.с.", "100 л. с. -> 100 л.с."),
    ]


def _letter(letter: str) -> Mapping[str, str]:
    name = _LETTERS[letter]
    return {"one": name, "few": f"{name}а", "many": name, "other": f"{name}а"}


_DURATION = re.compile(
    r"(?:^|[(,;:–—] |(?<!\w)(?:за|через|на|около|примерно|приблизительно|до|более|менее|течение|каждые|спустя|ещё|время) )$",
    re.IGNORECASE,
)
"""What stands before minutes; мин by itself may be mines as well, and stays as it is."""


def _in_minutes(found: re.Match[str]) -> str:
    first, last = found.groups()
    if not found.group().endswith(".") and not _DURATION.search(signs.before(found)):
        return found.group()
    name = {"one": "минута", "few": "минуты", "many": "минут"}[plural(int(last or first))]
    ends = "." * (found.group().endswith(".") and not signs.after(found).strip())
    return f"{first}{f' – {last}' if last else ''} {name}{ends}"


def _governed(
    found: re.Match[str], amount: str, scale: str | None, unit: str | None, alone: str | None
) -> str:
    before, first, between = found[1], found[2], (found[3] or "").strip()
    head = scale if scale else unit
    said, form = _genitive(amount, _forms()[str(head or alone)]["one"])
    words = [_forms()[str(head or alone)][form]]
    if scale and unit:
        words.append(_forms()[unit]["many"])
    joined = f"{_genitive(first, '')[0]} {between if between.isalpha() else '–'} " if first else ""
    return f"{before}{joined}{said} {' '.join(words)}"


@cache
def _accusative() -> Mapping[str, str]:
    """Names in -а and -я, of one word, in the accusative: тонну, тысячу."""
    endings = {"а": "у", "я": "ю"}
    return {
        sign: forms["one"][:-1] + endings[forms["one"][-1]]
        for sign, forms in _forms().items()
        if isinstance(forms, Mapping) and forms["one"].isalpha() and forms["one"][-1] in endings
    }


def _in_accusative(found: re.Match[str]) -> str:
    before, digits, name, unit = found.groups()
    number = int(digits)
    tens = f"{declined(number - 1, 'nominative')} " if number > 1 else ""
    of = f" {_forms()[unit]['many']}" if unit else ""
    return f"{before}{tens}одну {_accusative()[name]}{of}"


def _in_dative(found: re.Match[str]) -> str:
    """Where the name has a dative that is known from its form for many or one: процентам, тысячам."""
    before, digits, scale, unit, alone = found.groups()
    name, number = str(scale or unit or alone), int(digits)
    many, one = _forms()[name]["many"], _forms()[name]["one"]
    said = _dative(one, many, several=plural(number) != "one")
    if not said or digits[0] == "0":
        return found.group()
    gender = "feminine" if one.endswith(("а", "я")) else ""
    of = f" {_forms()[unit]['many']}" if scale and unit else ""
    return f"{before} {declined(number, 'dative', gender)} {said}{of}"


def _dative(one: str, many: str, *, several: bool) -> str:
    """Of names of one word that are declined as most are; empty for others."""
    if not one.isalpha():
        return ""
    if one.endswith("а"):
        return f"{one}м" if several else f"{one[:-1]}е"
    if one.endswith("я"):
        return f"{one}м" if several and not many.endswith("ий") else ""
    if one[-1] in "ьйеёоиу":
        soft = one.endswith("ь")
        return (f"{one[:-1]}ям" if several else f"{one[:-1]}ю") if soft else ""
    return f"{one}ам" if several else f"{one}у"


def _genitive(amount: str, name: str) -> tuple[str, str]:
    """The number in the genitive, and in which of its forms stands what it is of: as behind a fraction, or many."""
    whole, _, part = amount.partition(",")
    if part:
        return _decimal(int(whole), part), "other"
    gender = "feminine" if name.endswith(("а", "я")) else ""
    return declined(int(whole), "genitive", gender), "other" if plural(int(whole)) == "one" else "many"


def _decimal(whole: int, part: str) -> str:
    """одной целой пяти десятых."""
    place = table("ru")["decimal_places"][len(part) - 1]
    names = [("целой" if plural(whole) == "one" else "целых")]
    one = plural(int(part)) == "one"
    names.append(place["one"].replace("ая", "ой") if one else place["other"])
    numbers = [declined(number, "genitive", "feminine") for number in (whole, int(part))]
    return f"{numbers[0]} {names[0]} {numbers[1]} {names[1]}"


def _first(found: re.Match[str]) -> str:
    """In the nominative, although the unit of the second may be in the genitive."""
    digits, name = found[1], _forms().get(found[2], {"one": "тысяча" if found[2][0] == "т" else ""})["one"]
    if plural(int(digits)) == "many" or digits[0] == "0":
        return found.group()
    gender = "feminine" if name.partition(" ")[0].endswith(("а", "я")) else ""
    return f"{declined(int(digits), 'nominative', gender)} – "


def _away(found: re.Match[str]) -> str:
    before, digits, unit = found.groups()
    one, several = table("ru")["away"][unit]
    number = int(digits)
    return f"{before} {declined(number, 'prepositional')} {one if plural(number) == 'one' else several}"


def _scaled(found: re.Match[str]) -> str:
    amount, scale, unit = found.groups()
    return f"{amount} {name_of_amount(_forms()[scale], amount, table('ru'))} {_forms()[unit]['many']}"

"""Russian Roman numerals: of centuries, of what is numbered in order, of rulers."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import NUMERAL, roman
from pipeline.languages.normalization.tables import table
from pipeline.languages.ru.normalization.agreement import in_genitive
from pipeline.languages.ru.normalization.ordinal import form_before, forms, ordinal
from pipeline.languages.ru.normalization.prepositions import case_of_time, follows_word

_ROMAN = rf"(?<![\w.])({NUMERAL})(?:-?(?:й|го|м|я|ой|ю|е))?"
PARTS = r"\d{1,4}(?:\.\d{1,4}){1,4}"
"""An article, a part or a point of a law within another."""
_ONE = {
    "nominative": "век",
    "genitive": "века",
    "dative": "веку",
    "instrumental": "веком",
    "prepositional": "веке",
}
_SEVERAL = {
    "nominative": "века",
    "genitive": "веков",
    "dative": "векам",
    "instrumental": "веками",
    "prepositional": "веках",
}
_RULED = (
    (re.compile(r"(?:ом|ем|ём)$"), "instrumental"),
    (re.compile(r"[ая]$"), "genitive"),
    (re.compile(r"[ую]$"), "dative"),
    (re.compile(r"[еи]$"), "prepositional"),
)
"""How a king's name ends in each case but the nominative."""
_REIGNING = (
    (re.compile(r"[ая]$"), "feminine"),
    (re.compile(r"[ую]$"), "feminine_accusative"),
    (re.compile(r"(?:[ыие]|[оеё]й)$"), "feminine_oblique"),
)


def digits() -> list[NamedRule]:
    """Centuries in digits, before в. is taken for anything else; to be applied first."""
    return [
        rule(
            "a century in digits",
            r"(?<![\w.,-])()(\d{1,2})(?:\s?([-–—])\s?(\d{1,2}))?\s(вв?)\.(?!\w)",
            lambda found: _century(found, int(found[2]), int(found[4]) if found[4] else None),
            "в 19 в. -> в девятнадцатом веке",
        ),
        rule(
            "a number with points behind a part of a law",
            rf"(?<![\w.,])\d{{1,9}}(?:\sточка\s\d{{1,9}})+(?:(?:,\s|\sи\s){PARTS}){{0,9}}(?!\w|[.,]\d)",
            lambda found: part_of_law(found.group().replace(" точка ", ".")),
            "21 точка 1 -> двадцать один точка один",
        ),
        rule(
            "the number of a part of a law before what it is a part of",
            rf"(?<!\w)((?:{table('ru')['counted']['label']})\s|№\s?)(\d{{1,9}})\s([а-яё]{{3,30}})(?!\w)",
            _numbered,
            "статья 1 договора -> статья один договора",
            re.IGNORECASE,
        ),
    ]


def part_of_law(number: str) -> str:
    """228.1 is no decimal: двести двадцать восемь точка один. Of several in a row, each."""
    point = f" {table('ru')['parts_point']} "
    return re.sub(r"\d+", lambda found: cardinal(found.group(), "ru"), number.replace(".", point))


def _numbered(found: re.Match[str]) -> str:
    label, digits, noun = found.groups()
    return f"{label}{cardinal(digits, 'ru')} {noun}" if in_genitive(int(digits), noun) else found.group()


def letters() -> list[NamedRule]:
    """To be applied when what has digits is said."""
    return [
        rule(
            "a Cyrillic letter for ten",
            r"(?<!\w)[IVXХ]{0,6}Х[IVXХ]{0,6}(?=(?:\s?[-–—]\s?[IVXХ]{1,7})?\s(?:век|вв?\.|столет))",
            lambda found: found.group().replace("Х", "X"),
            "ХХ век -> XX век",
        ),
        rule(
            "a century, shortened",
            rf"(?<![\w.])({NUMERAL})()(?:\s?([-–—])\s?({NUMERAL}))?\s(вв?)\.(?!\w)",
            lambda found: _century(found, roman(found[1]), roman(found[4]) if found[4] else None),
            "в XIX в. -> в девятнадцатом веке",
        ),
        rule(
            "Roman numerals before what they order",
            rf"{_ROMAN}(?:(\s?[-–—]\s?|\sи\s)({NUMERAL}))?\s([А-ЯЁа-яё]+)",
            _ordered,
            "III квартал -> третий квартал",
        ),
        rule(
            "a Roman numeral behind what it orders",
            rf"(?<!\w)([А-ЯЁ]?[а-яё]{{2,14}})\s({NUMERAL})(?![\w-]|\.\w)",
            _behind,
            "глава II -> глава вторая",
        ),
        rule(
            "a ruler",
            rf"(?<!\w)([А-ЯЁ][а-яё]{{2,}})\s({NUMERAL})(?![\w-]|\.\w)",
            _ruler,
            "Петра I -> Петра Первого",
        ),
        rule(
            "a Roman numeral of two letters and more",
            rf"(?<![\w.-])(?=[IVX]{{2}})({NUMERAL})(?![\w-]|\.\w)",
            lambda found: cardinal(str(roman(found[1])), "ru"),
            "тип II -> тип два",
        ),
    ]


def _century(found: re.Match[str], first: int, last: int | None) -> str:
    case = case_of_time(found, otherwise="genitive" if follows_word(found) else "nominative")
    form = "masculine" if case == "nominative" else case
    if last is None:
        return f"{ordinal(first, form)} {_ONE[case]}"
    return f"{ordinal(first, form)} – {ordinal(last, form)} {_SEVERAL[case]}"


def _ordered(found: re.Match[str]) -> str:
    """By the noun, or by the ending of an adjective; as it is where neither says how."""
    first, between, last, noun = found.groups()
    form = _form(noun, several=last is not None)
    if len(first) == 1 and noun.lower() not in forms() and (first == "X" or noun[0].islower()):
        return found.group()  # X is a network, and any letter by itself may be one
    if not form:
        return found.group()
    said = ordinal(roman(first), form)
    if last:
        joined = between.strip()
        said += f" {joined if joined.isalpha() else '–'} {ordinal(roman(last), form)}"
    return f"{said} {noun}"


def _behind(found: re.Match[str]) -> str:
    form = forms().get(found[1].lower())
    return f"{found[1]} {ordinal(roman(found[2]), form)}" if form else found.group()


def _form(noun: str, *, several: bool) -> str:
    """Each of two centuries is one: XIX–XX веков is of the nineteenth and of the twentieth."""
    names = {
        "века": "masculine",
        "веков": "genitive",
        "векам": "dative",
        "веками": "instrumental",
        "веках": "prepositional",
    }
    return (names.get(noun) if several else "") or form_before(noun)


def _ruler(found: re.Match[str]) -> str:
    """No network called X, whatever stands before it, is the tenth of its name."""
    name, numeral = found.groups()
    if numeral == "X" and not re.match(table("ru")["tenth"], name):
        return found.group()
    return f"{name} {ordinal(roman(numeral), _reign(name)).capitalize()}"


def _reign(name: str) -> str:
    queen = re.match(table("ru")["queens"], name)
    endings = _REIGNING if queen else _RULED
    return next((form for pattern, form in endings if pattern.search(name)), "masculine")

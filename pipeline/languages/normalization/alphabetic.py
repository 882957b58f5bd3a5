"""Languages written in letters; what each has of its own it has in its `grammar`."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pipeline.languages.language import languages
from pipeline.languages.normalization import coordinates, copied, counting, local, scripture, signs
from pipeline.languages.normalization.numerals import name_of_amount
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table as table_of
from pipeline.languages.scripts import LETTERS

_CAPITALS = re.compile(r"(?<![A-Za-zÀ-ÿ])([A-Z]{2,6})(s?)(?![A-Za-zÀ-ÿ])")
_INITIALS = re.compile(r"(?<![\w])(?:[A-ZÀ-Þ]\.[ -]?){2,}|(?<![\w])[A-ZÀ-Þ]\.(?= ?[A-ZÀ-Þ]\w)")
_BESIDE_DIGITS = re.compile(r"(?<=[^\W\d_])-?(?=\d)|(?<=\d)-?(?=[^\W\d_])")
_SLASH = re.compile(r"\s*/+\s*")
"""Between alternatives: HIV/Aids. What is a fraction, a date or an address has none any more."""
_NOT_LATIN = re.compile(r"[^\x00-\u024f\u0300-\u036f\u1e00-\u20cf\u2100-\u2bff\ufb00-\ufb06]+")
_SPOKEN_LETTERS = {"Arab": "\u0600-\u06ff", "Deva": "\u0900-\u097f"}
"""Of scripts whose letters are more than the front ends say."""


def in_words(text: str, base: str) -> str:
    """`text`, cleaned, in the words of the language with the primary subtag `base`."""
    table = table_of(base)
    text = signs.addresses(text, table)
    text = signs.expand_abbreviations(text, table["abbreviations"])
    if "." in text:
        text = _INITIALS.sub(lambda found: found.group().replace(".", " ").replace("-", " "), text)
    if any(map(str.isdecimal, text)):
        text = _numbers(text, base)
    if not text.isascii():
        text = signs.romanize(text, _foreign(base))
    text = signs.apply_rules(text, _letter_rules(base))
    text = _CAPITALS.sub(lambda found: _initialism(found, table), text)
    text = _SLASH.sub(f"{table.get('comma', ',')} ", text)
    return _tidy(signs.symbols(text, table["symbols"], " "))


def _numbers(text: str, base: str) -> str:
    text = signs.apply_rules(text, _phones(base))
    text = signs.apply_rules(text, [*copied.rules(base), *_years(base)])
    text = signs.ungroup(text, table_of(base)["thousands"])
    text = signs.apply_rules(text, _numeric(base))
    text = _BESIDE_DIGITS.sub(" ", text)
    return signs.apply_rules(text, _plain(base))


@cache
def _foreign(base: str) -> re.Pattern[str]:
    """What is put into Latin letters: letters of neither these nor the language's own script."""
    script = next(each.script for each in languages().values() if each.base == base)
    if script == "Latn":
        return _NOT_LATIN
    own = _SPOKEN_LETTERS.get(script) or LETTERS.get(script, "")
    return re.compile(rf"[^\x00-\u024f{own}\u2000-\u20cf]+")


@cache
def _years(base: str) -> list[Rule]:
    """Years behind a word that says so, while numbers still have the signs of their thousands: en 2021 murieron."""
    before = table_of(base).get("year_before")
    if not before:
        return []
    year = re.compile(rf"(?<!\w)((?:{before}) )((?:19|20)\d\d)(?= [^\W\d_])", re.IGNORECASE)
    return [(year, lambda found: found[1] + counting.year(int(found[2]), base))]


@cache
def _letter_rules(base: str) -> list[Rule]:
    """Rules for Roman numerals and the like, which have no digits."""
    rules: list[Rule] = local.grammar(base).letters(base)
    return rules


@cache
def _numeric(base: str) -> list[Rule]:
    table = table_of(base)
    point = re.escape(table["decimal"])
    amount = rf"\d+(?:{point}\d+)?"
    return [
        *scripture.rules(base),
        *coordinates.rules(base),
        *_parts(table),
        *local.grammar(base).rules(base),
        (re.compile(r"(?<=\d)\s?[-–—]\s?(?=\d)"), f" {table['range']} "),
        *_money(table, amount),
        *_measures(table, amount),
        *_fractions(table),
        (re.compile(r"(?<![\w)])[-−](?=\d)"), f"{table['minus']} "),
        (re.compile(r"(?<=\d)\s?:\s?(?=\d(?!\d))"), f" {table.get('score', table['range'])} "),
        (re.compile(r"(?<=\d)\s?:\s?(?=\d)"), " "),
        (re.compile(r"(?<=\d)\s?[x×]\s?(?=\d)"), f" {table['times']} "),
    ]


@cache
def _plain(base: str) -> list[Rule]:
    """What is still in digits: decimals, then numbers."""
    table = table_of(base)
    over = "|".join(table["plain_scales"]) or "(?!)"

    def decimal(found: re.Match[str]) -> str:
        point = name_of_amount(table["point"], found[1], table)
        whole = local.verbalize_count(found[1], point if "nouns" in table else "", base)
        return f"{whole} {point} {_decimals(found[2], table, base)}"

    def whole(found: re.Match[str]) -> str:
        return local.verbalize_count(found[1], found[2] or "", base)

    return [
        (re.compile(r"(\d+)[.,](\d+)(?![.,]?\d)"), decimal),
        (
            re.compile(rf"(\d+)(?:(?=(?:\s{table['range']}\s\d+)?(?:\s(?:{over}))?\s([^\W\d_]+)))?"),
            whole,
        ),
    ]


def _decimals(digits: str, table: Mapping[str, Any], base: str) -> str:
    """Digit by digit; as a number of tenths or hundredths in a language that names them (`decimal_places`)."""
    places = table.get("decimal_places", ())
    if not 0 < len(digits) <= len(places):
        return counting.one_by_one(digits, base)
    name = places[len(digits) - 1]
    return f"{local.verbalize_count(str(int(digits)), name, base)} {name}"


@cache
def _phones(base: str) -> list[Rule]:
    """Groups of digits after + or behind the word for a telephone, and those of books, one by one."""
    table = table_of(base)

    def verbalize(found: re.Match[str]) -> str:
        groups = [counting.one_by_one(group, base) for group in re.findall(r"\d+", found[2])]
        groups += ["X"] * found[2].endswith("X")
        plus = f"{table['plus']} " if "+" in found[2] else ""
        return (found[1] or "") + plus + f"{table.get('comma', ',')} ".join(groups)

    number = r"\(?\d{1,4}\)?(?:[\s./-]?\(?\d{1,5}\)?){1,5}"
    return [
        (re.compile(rf"()((?=\+(?:\D?\d){{7}})\+{number})(?!\d)"), verbalize),
        (
            re.compile(rf"(\b(?:{table['phone']})[\s:.]*)(\+?{number}|\d{{3,}})(?![\d%])", re.IGNORECASE),
            verbalize,
        ),
        (re.compile(r"\b(IS[BS]N(?:-1[03])?:? )(\d[\d -]{6,15}[\dX])\b"), verbalize),
        (re.compile(r"()(?<![\d.,/-])(?<!\d )(0\d{2,4}(?:[ -]\d{3,4}){2,3})(?![\d-]|[.,]\d)"), verbalize),
        (re.compile(r"()(?<![\d-])(\d{3}-\d{3}-\d{4}|\(\d{3}\) \d{3}-\d{4})(?![\d-])"), verbalize),
    ]


def _parts(table: Mapping[str, Any]) -> list[Rule]:
    """Parts of a law or a version, where a point would be taken for a sign of decimals or thousands: article 33.1."""
    if "parts" not in table:
        return []
    numbered = re.compile(rf"(?<!\w)((?:{table['parts']})\s)(\d+(?:\.\d+)+)(?!\d|,\d)", re.IGNORECASE)
    return [(numbered, lambda found: found[1] + found[2].replace(".", f" {table['parts_point']} "))]


def _money(table: Mapping[str, Any], amount: str) -> list[Rule]:
    """A currency's sign or code before or behind a sum, as a word behind it: $5 million -> 5 million dollars."""
    names = table["currencies"]
    sign = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    scale = "|".join(re.escape(name) for name in sorted(table["scales"], key=len, reverse=True))
    span = rf"({amount})(?:( {table['range']} )(?:{sign})?({amount}))?(?:\s?({scale})(?!\w))?"

    def verbalize(found: re.Match[str]) -> str:
        name, first, between, last, size = found.group("sign"), *found.groups()[1:5]
        return _sum(
            table, name, f"{first}{between or ''}{last or ''}", table["scales"].get(size or "", size or "")
        )

    def behind(found: re.Match[str]) -> str:
        first, between, last, size = found.groups()[:4]
        return _sum(
            table,
            found.group("sign"),
            f"{first}{between or ''}{last or ''}",
            table["scales"].get(size or "", size or ""),
        )

    return [
        (re.compile(rf"(?P<sign>(?<![A-Za-z])(?:{sign}))\s?{span}"), verbalize),
        (re.compile(rf"{span}\s?(?P<sign>{sign})(?!\w)"), behind),
    ]


def _sum(table: Mapping[str, Any], sign: str, amount: str, scale: str | Mapping[str, str]) -> str:
    names = table["currencies"][sign]
    cents = names.get("cents") if isinstance(names, Mapping) else names[2:]
    whole, _, part = amount.partition(table["decimal"])
    if scale:
        size = name_of_amount(scale, amount, table)
        of = f" {table['of']}" if table.get("of") and size not in table["plain_scales"] else ""
        return f"{amount} {size}{of} {_many(names)}"
    if len(part) == 2 and whole.isdigit() and part.isdigit() and cents:
        both = f" {table['and']} " if table.get("and") else " "
        small = "" if part == "00" else f"{both}{int(part)} {name_of_amount(cents, str(int(part)), table)}"
        return f"{whole} {name_of_amount(names, whole, table)}{small}"
    return f"{amount} {name_of_amount(names, amount, table)}"


def _many(names: Sequence[str] | Mapping[str, str]) -> str:
    """The plural behind million."""
    return str(names["other"] if isinstance(names, Mapping) else names[1])


def _measures(table: Mapping[str, Any], amount: str) -> list[Rule]:
    """Units behind a number: 1 km, 5 km/h, 3.5 %."""
    names = table["units"]
    unit = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))

    def verbalize(found: re.Match[str]) -> str:
        return f"{found[1]} {name_of_amount(names[found[2]], found[1], table)}"

    return [(re.compile(rf"(?<!\d)({amount})[\s\u00a0\u202f]?({unit})(?!\w)"), verbalize)]


def _fractions(table: Mapping[str, Any]) -> list[Rule]:
    names = table["fractions"]

    def verbalize(found: re.Match[str]) -> str:
        known = names.get(f"{found[2]}/{found[3]}")
        joined = f"{found[1]} {table['with']} " if found[1] else ""
        return joined + (known or f"{found[2]} {table['over']} {found[3]}")

    return [(re.compile(r"(?:(?<![\d/])(\d+) )?(?<![\d/])(\d{1,3})/(\d{1,4})(?![\d/])"), verbalize)]


def _initialism(found: re.Match[str], table: Mapping[str, Any]) -> str:
    """Letter by letter where the language has names for letters, unless it is said as a word."""
    word, plural = found.groups()
    words = table.get("words", {})
    if word in words:
        return str(words[word]) + plural
    letters = table.get("letters", {})
    return " ".join(letters.get(letter, letter) for letter in word) + (plural and "'s")


def _tidy(text: str) -> str:
    return re.sub(r"(?<=\w) (?=[,.;:!?](?:\s|$))", "", " ".join(text.replace("·", " ").split()))

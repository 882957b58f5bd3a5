"""Languages written in letters: ar, de, en, es, fr, hi, it, pt; what each has of its own in `LOCAL`."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.narration.spoken import (
    arabic,
    coordinates,
    copied,
    counting,
    english,
    french,
    german,
    hindi,
    romance,
    scripture,
    signs,
)
from pipeline.narration.spoken.signs import Rule
from pipeline.narration.spoken.tables import table as table_of

LOCAL = {
    "ar": arabic, "de": german, "en": english, "es": romance, "fr": french, "hi": hindi, "it": romance, "pt": romance,
}  # fmt: skip
"""Modules with `rules(base)`, applied before what all share, and `counted(digits, after, base)`: a number
before the noun `after`."""

_CAPITALS = re.compile(r"(?<![A-Za-zÀ-ÿ])([A-Z]{2,6})(s?)(?![A-Za-zÀ-ÿ])")
_INITIALS = re.compile(r"(?<![\w])(?:[A-ZÀ-Þ]\.[ -]?){2,}|(?<![\w])[A-ZÀ-Þ]\.(?= ?[A-ZÀ-Þ]\w)")
_BESIDE_DIGITS = re.compile(r"(?<=[^\W\d_])-?(?=\d)|(?<=\d)-?(?=[^\W\d_])")
_SLASH = re.compile(r"\s*/+\s*")
"""Between alternatives: HIV/Aids. What is a fraction, a date or an address has none any more."""
_FOREIGN = {
    "ar": re.compile(r"[^\x00-\u024f\u0600-\u06ff\u2000-\u20cf]+"),
    "hi": re.compile(r"[^\x00-\u024f\u0900-\u097f\u2000-\u20cf]+"),
}
_NOT_LATIN = re.compile(r"[^\x00-\u024f\u0300-\u036f\u1e00-\u20cf\u2100-\u2bff\ufb00-\ufb06]+")


def in_words(text: str, base: str) -> str:
    """`text`, cleaned, in the words of the language with the primary subtag `base`."""
    table = table_of(base)
    text = signs.addresses(text, table)
    text = signs.abbreviated(text, table["abbreviations"])
    if "." in text:
        text = _INITIALS.sub(lambda found: found.group().replace(".", " ").replace("-", " "), text)
    if any(map(str.isdecimal, text)):
        text = _numbers(text, base)
    if not text.isascii():
        text = signs.romanized(text, _FOREIGN.get(base, _NOT_LATIN))
    text = signs.ruled(text, _lettered(base))
    text = _CAPITALS.sub(lambda found: _initialism(found, table), text)
    text = _SLASH.sub(f"{table.get('comma', ',')} ", text)
    return _tidied(signs.symbols(text, table["symbols"], " "))


def _numbers(text: str, base: str) -> str:
    text = signs.ruled(text, _phones(base))
    text = signs.ruled(text, [*copied.rules(base), *romance.years(base)])
    text = signs.ungrouped(text, table_of(base)["thousands"])
    text = signs.ruled(text, _numeric(base))
    text = _BESIDE_DIGITS.sub(" ", text)
    return signs.ruled(text, _plain(base))


@cache
def _lettered(base: str) -> list[Rule]:
    """Rules for Roman numerals and the like, which have no digits."""
    rules: list[Rule] = LOCAL[base].letters(base)
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
        *LOCAL[base].rules(base),
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
        whole = counting.cardinal(found[1], base)
        return f"{whole} {table['point']} {counting.one_by_one(found[2], base)}"

    def whole(found: re.Match[str]) -> str:
        return str(LOCAL[base].counted(found[1], found[2] or "", base))

    return [
        (re.compile(r"(\d+)[.,](\d+)(?![.,]?\d)"), decimal),
        (
            re.compile(rf"(\d+)(?:(?=(?:\s{table['range']}\s\d+)?(?:\s(?:{over}))?\s([^\W\d_]+)))?"),
            whole,
        ),
    ]


@cache
def _phones(base: str) -> list[Rule]:
    """Groups of digits after + or behind the word for a telephone, and those of books, one by one."""
    table = table_of(base)

    def said(found: re.Match[str]) -> str:
        groups = [counting.one_by_one(group, base) for group in re.findall(r"\d+", found[2])]
        groups += ["X"] * found[2].endswith("X")
        plus = f"{table['plus']} " if "+" in found[2] else ""
        return (found[1] or "") + plus + f"{table.get('comma', ',')} ".join(groups)

    number = r"\(?\d{1,4}\)?(?:[\s./-]?\(?\d{1,5}\)?){1,5}"
    return [
        (re.compile(rf"()((?=\+(?:\D?\d){{7}})\+{number})(?!\d)"), said),
        (re.compile(rf"(\b(?:{table['phone']})[\s:.]*)(\+?{number}|\d{{3,}})(?![\d%])", re.IGNORECASE), said),
        (re.compile(r"\b(IS[BS]N(?:-1[03])?:? )(\d[\d -]{6,15}[\dX])\b"), said),
        (re.compile(r"()(?<![\d.,/-])(0\d{2,4}(?:[ -]\d{3,4}){2,3})(?![\d-]|[.,]\d)"), said),
        (re.compile(r"()(?<![\d-])(\d{3}-\d{3}-\d{4}|\(\d{3}\) \d{3}-\d{4})(?![\d-])"), said),
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

    def said(found: re.Match[str]) -> str:
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
        (re.compile(rf"(?P<sign>(?<![A-Za-z])(?:{sign}))\s?{span}"), said),
        (re.compile(rf"{span}\s?(?P<sign>{sign})(?!\w)"), behind),
    ]


def _sum(table: Mapping[str, Any], sign: str, amount: str, scale: str) -> str:
    one, many, *cents = table["currencies"][sign]
    whole, _, part = amount.partition(table["decimal"])
    if scale:
        of = f" {table['of']}" if table.get("of") and scale not in table["plain_scales"] else ""
        return f"{amount} {scale}{of} {many}"
    if len(part) == 2 and whole.isdigit() and part.isdigit() and cents:
        both = f" {table['and']} " if table.get("and") else " "
        small = "" if part == "00" else f"{both}{int(part)} {cents[0] if part == '01' else cents[1]}"
        return f"{whole} {one if whole == '1' else many}{small}"
    return f"{amount} {one if amount == '1' else many}"


def _measures(table: Mapping[str, Any], amount: str) -> list[Rule]:
    """Units behind a number: 1 km, 5 km/h, 3.5 %."""
    names = table["units"]
    unit = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))

    def said(found: re.Match[str]) -> str:
        one, many = names[found[2]]
        return f"{found[1]} {one if found[1] == '1' else many}"

    return [(re.compile(rf"(?<!\d)({amount})[\s\u00a0\u202f]?({unit})(?!\w)"), said)]


def _fractions(table: Mapping[str, Any]) -> list[Rule]:
    names = table["fractions"]

    def said(found: re.Match[str]) -> str:
        known = names.get(f"{found[2]}/{found[3]}")
        joined = f"{found[1]} {table['with']} " if found[1] else ""
        return joined + (known or f"{found[2]} {table['over']} {found[3]}")

    return [(re.compile(r"(?:(?<![\d/])(\d+) )?(?<![\d/])(\d{1,3})/(\d{1,4})(?![\d/])"), said)]


def _initialism(found: re.Match[str], table: Mapping[str, Any]) -> str:
    """Letter by letter where the language has names for letters, unless it is said as a word."""
    word, plural = found.groups()
    words = table.get("words", {})
    if word in words:
        return str(words[word]) + plural
    letters = table.get("letters", {})
    return " ".join(letters.get(letter, letter) for letter in word) + (plural and "'s")


def _tidied(text: str) -> str:
    return re.sub(r"(?<=\w) (?=[,.;:!?](?:\s|$))", "", " ".join(text.replace("·", " ").split()))

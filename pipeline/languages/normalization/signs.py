"""What every language does alike with the signs on a page: addresses, tags, emoji, foreign letters."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from pipeline.languages.normalization.rules import NamedRule, Replacement

Rule = NamedRule | tuple[re.Pattern[str], Replacement]
"""What to look for, and what to say for it."""

DATE_YEAR_FIRST = r"(?<![\d/.-])((?:1\d|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-]|[.,]\d)"
"""Year, sign, month and day in digits, with the same sign twice: 2019-07-05, 2019/7/5."""
YEAR_AND_MONTH = r"(?<![\d/.,-])((?:1[89]|20)(\d\d))[-/](0[1-9]|1[0-2])(?![\d/-]|[.,]\d)"
"""The last group is a month where it is no later than the years of the century: 2024-05, but not 2004-05, a season."""
DATE = r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(1\d{3}|20\d\d)(?![\d/-])"
"""Day, sign, month and year in digits, with the same sign twice: 5/7/2019, 05.07.2019, 5-7-2019."""


DAY_AND_MONTH = r"(?<![\d/.,-])(0[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])(?![\d/-]|[.,]\d)"
"""Two digits each: 08/10."""
_NO_DAY_BEFORE = re.compile(
    r"(?:saison|season|stagione|temporada|época|note?a?|notas?|voto|score|점수[는가]?|시즌|评分|評分|スコア[はが]?)\W{0,3}$",
    re.IGNORECASE,
)
_NO_DAY_BEHIND = re.compile(
    r"\s?(?:시즌|학년도|赛季|賽季|学年|學年|シーズン|年度|点|點|분|점|points?\b|pontos?\b|puntos?\b|punti\b)"
)
MONTH_FIRST = r"(?<![\d/.,-])(0[1-9])[-/]((?:19|20)\d\d)(?![\d/-]|[.,]\d)"
"""A month with its zero and a year: 05/2024. Without the zero it may be the number of a law: 5/2018."""


def day_before_month(day: str, month: str) -> tuple[str, str]:
    """Both turned round where the second can only be a day, as Americans write it: 10/29/2000."""
    return (month, day) if int(month) > 12 >= int(day) else (day, month)


def month_said(say: Callable[[int, str], str]) -> Callable[[re.Match[str]], str]:
    """What to put for what `YEAR_AND_MONTH` found: what `say` makes of its month, 1 to 12, and its year. A span of years, which
    goes up (2019-20), stays as it is."""
    return lambda found: say(int(found[3]), found[1]) if int(found[3]) <= int(found[2]) else found.group()


_UNSEEN = re.compile(
    r"[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffd\ufe00-\ufe0f\U000e0000-\U000e007f]"
)
"""With U+FFFD, which stands for what was lost and is no question."""
_EMOJI = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u20e3\u2300-\u23ff]+")
_BLANKS = re.compile(r"\s{2,}")
_BOUND = re.compile(r"(?<=\D)[\u00a0\u202f](?=\D)")
"""A space at which no line is broken, but not one that parts thousands: EE.\u00a0UU."""
_TAG = re.compile(r"(?<![\w#&/])#(?=\d{0,4}[^\W\d])(\w+)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+|(?<=[A-Za-z])(?=\d)")
_INNER_CAPITAL = re.compile(r"(?<=[A-Za-z])[A-Z]+")
_OTHER = re.compile(r"[*•◦▪■□◆◇●○★☆#_|^~<>\\{}\[\]†‡¶→←↑↓※@`]+")


_NEAR = 200
"""Characters before or behind a number that a rule looks at."""


_BETWEEN = re.compile(r"[>%,;，、。；]")
_CLOSED = re.compile(r"[^<>%,;，、。；]*>")


def before(found: re.Match[str]) -> str:
    """What stands close before: a rule that looked at all of it would make a long sentence take the square of its length."""
    return found.string[max(0, found.start() - _NEAR) : found.start()]


def after(found: re.Match[str], group: str | int = 0) -> str:
    """What stands close behind."""
    end = found.end(group)
    return found.string[end : end + _NEAR]


def is_no_day(found: re.Match[str]) -> bool:
    """Whether two digits each are a season or a mark by the word beside them: saison 07/08, 08/09赛季."""
    return bool(_NO_DAY_BEFORE.search(before(found)) or _NO_DAY_BEHIND.match(after(found)))


def is_bracket(found: re.Match[str]) -> bool:
    """Whether the sign < or > that was found is one of a pair around a title, <1987>; two comparisons have a mark between them."""
    sign = found.group().strip()[:1]
    if sign == "<":
        return bool(_CLOSED.match(found.string, found.end(1), found.end(1) + _NEAR))
    opened = before(found).rpartition("<")
    return bool(opened[1]) and not _BETWEEN.search(opened[2])


def clean(text: str) -> str:
    """`text` in NFC with ASCII digits, without signs that nobody sees and without emoji, which have no words.

    Of several blanks in a row one is left: rules that look for them would otherwise look from each.
    """
    text = _EMOJI.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))
    text = _TYPED.sub(lambda found: _COMPARED[found.group()], text)
    text = _BLANKS.sub(" ", text)
    if text.isascii():
        return text
    text = _RAISED.sub(_power, _BOUND.sub(" ", text))
    text = _RAISED_LETTER.sub(_power_of_letters, text)
    plain = "".join(map(_plain, text.replace("ⁿᵈ", "nd"))).translate(_SIGNS).translate(_ENDINGS)
    return _BLANKS.sub(" ", plain)


_COMPARED = {">=": "≥", "<=": "≤", "!=": "≠"}
_TYPED = re.compile(r"(?<![-=<>!])(?:[<>!]=)(?=\s?[-−]?\d)")
"""Signs of comparison as they are typed, before a number."""
_ACCIDENTAL = re.compile(r"[♭♮♯]")


def accidentals(text: str, table: Mapping[str, Any]) -> str:
    """Flats, naturals and sharps by name, where the language has `accidentals`; `clean` takes them away as it does other pictures."""
    names = table.get("accidentals")
    return _ACCIDENTAL.sub(lambda found: f" {names[found.group()]} ", text) if names else text


_RAISED = re.compile(r"(?<=\d)[⁰¹²³⁴-⁹⁻]+")
_RAISED_LETTER = re.compile(
    r"(?:(?<![\w/.])(?<!\d )([a-ln-zA-Z])|(?:(?<==)|(?<== ))(?![cdhkmnμ]m)([a-z]{2}))([⁰¹²³⁴-⁹⁻]+)(?!\w)"
)
"""A power of a variable, or of the second of two: x², mc². Behind a number, and m alone, it is a unit: 5 m²."""
_YEAR_BEFORE = re.compile(r"\d{4}\Z")


def _power(found: re.Match[str]) -> str:
    """10⁶ is 10^6, not 106; behind a year it marks a note."""
    year = _YEAR_BEFORE.search(found.string, max(0, found.start() - 4), found.start())
    return (" " if year else "^") + unicodedata.normalize("NFKC", found.group())


def _power_of_letters(found: re.Match[str]) -> str:
    one, two, power = found.groups()
    return f"{one or ' '.join(two)}^{unicodedata.normalize('NFKC', power)}"


def apply_rules(text: str, rules: Iterable[Rule]) -> str:
    """`text` with each rule applied to the end, one after the other."""
    for rule in rules:
        text = rule[0].sub(rule[1], text)
    return text


def tags(text: str, table: Mapping[str, Any], space: str = " ") -> str:
    """Hashtags in words. Abbreviations are to be written out before, as no part of a tag is one: #MeToo is no maître."""
    if "#" not in text:
        return text
    return _TAG.sub(lambda found: f"{table['hashtag']}{space}{_HUMP.sub(' ', found[1])}", text)


def expand_abbreviations(text: str, words: Mapping[str, str]) -> str:
    """`text` with the abbreviations of a table written out."""
    return _any_of(tuple(words)).sub(lambda found: words[found.group()], text)


def symbols(text: str, names: Mapping[str, str], space: str) -> str:
    """`text` with the signs of a table by their names and the other silent ones gone."""
    for sign, name in names.items():
        if sign in text:
            text = re.sub(rf"\s?{re.escape(sign)}", f"{space}{name}{space}", text)
    return _OTHER.sub(" ", text)


def romanize(text: str, foreign: re.Pattern[str]) -> str:
    """`text` with what is found of other scripts in Latin letters, which every front end can say.

    By anyascii (ISC, tables only), which begins every syllable of Chinese and Korean with a capital.
    """
    from anyascii import anyascii

    return foreign.sub(lambda found: _INNER_CAPITAL.sub(_small, anyascii(found.group())), text)


def _small(found: re.Match[str]) -> str:
    return found.group().lower()


def ungroup(text: str, separator: str) -> str:
    """Numbers without the signs that part their thousands, narrow spaces included."""
    return _grouping_pattern(separator).sub(lambda found: re.sub(r"\D", "", found.group()), text)


@cache
def _grouping_pattern(separator: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[{re.escape(separator)}\u00a0\u202f]\d{{3}})+(?!\d)")


NUMERAL = r"(?=[IVX])X{0,3}(?:I[VX]|V?I{0,3})(?<=[IVX])"
"""A Roman numeral up to 39, and never nothing where a word begins with one: no I in Italy."""


LARGE_NUMERAL = r"(?=[IVXLC]{3})(?:XC|XL|LX{0,3})(?:I[VX]|V?I{0,3})"
"""One from 40 to 99, of three letters and more: XL is a size, and CD a disc."""


def roman(numeral: str) -> int:
    """The value of a Roman numeral in capitals: XIV -> 14."""
    values = [_ROMAN[letter] for letter in numeral]
    return sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_SIGNS = {
    ord("µ"): "μ",
    **dict(zip(map(ord, "²³"), "23", strict=True)),
    ord("½"): " 1/2",
    ord("¼"): " 1/4",
    ord("¾"): " 3/4",
    ord("⅓"): " 1/3",
    ord("⅔"): " 2/3",
    ord("⅛"): " 1/8",
    ord("⅜"): " 3/8",
    ord("⅝"): " 5/8",
    ord("⅞"): " 7/8",
    **{
        ord(sign): f" {parts}"
        for sign, parts in zip(
            "⅕⅖⅗⅘⅙⅚⅐⅑⅒", ["1/5", "2/5", "3/5", "4/5", "1/6", "5/6", "1/7", "1/9", "1/10"], strict=True
        )
    },
    ord("⁄"): "/",
    ord("∕"): "/",
    **dict(zip(range(0x2080, 0x208A), "0123456789", strict=True)),
}
_ENDINGS = str.maketrans("ᵃᵇᶜᵈᵉᶠᵍʰᵏˡᵐᵒᵖʳˢᵗᵘᵛʷʸᶻ", "abcdefghklmoprstuvwyz")
"""Raised letters of short words: 3.ᵉʳ, Mᵐᵉ. The others stand for powers: xⁿ."""
_FULL = dict(zip("％＄￥＆＋＝＠／", "%$¥&+=@/", strict=True))


def _plain(letter: str) -> str:
    if letter.isascii() or not (
        letter.isdecimal()
        or 0xFF00 < ord(letter) < 0xFFE8
        or 0x215F < ord(letter) < 0x2180
        or 0x245F < ord(letter) < 0x2474
        or 0x3370 < ord(letter) < 0x33E0
    ):
        return letter
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    whole = unicodedata.normalize("NFKC", letter)
    return whole if whole.isalnum() else _FULL.get(letter, letter)


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w\u0900-\u0963])(?:{longest})(?!(?<=\w)\w)")

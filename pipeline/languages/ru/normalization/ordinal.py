"""Russian ordinals in the form that their suffix, their noun or the word before them asks for: 5-го, 21 век, XX века."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table
from pipeline.languages.ru.normalization.cardinal import declined, numeral, parts_below_thousand
from pipeline.languages.ru.normalization.compounds import glued

_STRESSED = {"втор", "шест", "седьм", "восьм", "сороков"}
"""Stems with …ой in the nominative."""
_POWERS = ((10**9, "миллиардн"), (10**6, "миллионн"), (10**3, "тысячн"))
_ADJECTIVE = re.compile(
    r".{3,}(?:(ый|ий)|(ого|его)|(ому|ему)|(ым|им)|(ом|ем)|(ая|яя)|(ую|юю)|(ой|ей)|(ое|ее)|(ые|ие)|(ых|их))$"
)
_ADJECTIVES = (
    "masculine", "genitive", "dative", "instrumental", "prepositional", "feminine", "feminine_accusative",
    "feminine_oblique", "neuter", "plural", "plural_genitive",
)  # fmt: skip
_OBLIQUE = re.compile(r"(?!после|если).{2,}(?:[еиыую]|[оеё]й|ью)$")
"""How a feminine noun ends behind …-й: в 5-й школе, 2-й группы."""
_DECADES = range(20, 100, 10)
"""Of a century that needs no word: 90-е."""
_LOCAL = re.compile(r"(?<!\w)[Вв] \d+-х $")
_BEING = re.compile(
    r"(?<!\w)(?:(?:стал|был|явля|оказал|счита)\w*|со?|между|перед|за|под|над)\s$", re.IGNORECASE
)
"""Words with the instrumental, which …-м can be as well as the prepositional: стал 2-м, в своём 5-м матче."""


_CENTURIES = ("века", "столетия", "тысячелетия", "класса")
"""Numbered and not counted, in the genitive behind 21; менее 1 года is an amount."""


@lru_cache(4096)
def ordinal(number: int, form: str) -> str:
    """The ordinal in one of the forms of the table `ordinal_endings`."""
    head, stem = _stem(number)
    if not stem:
        return head
    hard, soft = table("ru")["ordinal_endings"][form].split()
    ending = soft if stem == "трет" else hard
    return f"{head} {stem}{'ой' if form == 'masculine' and stem in _STRESSED else ending}".lstrip()


def _stem(number: int) -> tuple[str, str]:
    """What stays as it is, and the stem of what changes; no stem where a number is too large to be ordered."""
    for value, stem in _POWERS:
        if number and number % value == 0:
            count = number // value
            return (
                ("", ("" if count == 1 else glued(count)) + stem) if count < 1000 else (numeral(number), "")
            )
    last = parts_below_thousand(number % 1000)[-1]
    return numeral(number - last) if number > last else "", str(table("ru")["ordinal_stems"][str(last)])


@cache
def forms() -> Mapping[str, str]:
    """The form of an ordinal before a noun that is numbered, by the noun in small letters."""
    ordered = table("ru")["ordered"].items()
    return {word: form for form, words in reversed(ordered) for word in words.lower().split()}


def form_before(word: str) -> str:
    """The form of an ordinal before a noun that is numbered, or before an adjective; empty where it is not known."""
    if known := forms().get(word.lower()):
        return known
    found = _ADJECTIVE.match(word)
    return _ADJECTIVES[found.lastindex - 1] if found and found.lastindex else ""


def ordered_nouns() -> str:
    """A pattern for the nouns whose forms the table lists."""
    return "|".join(sorted(forms(), key=len, reverse=True))


def rules() -> list[NamedRule]:
    """To be applied when dates and years are said."""
    return [
        rule(
            "decades, shortened",
            r"(?<=\d0-[хе] )гг\.",
            _decades,
            "в 1990-х гг. -> в 1990-х годах",
        ),
        rule(
            "an ordinal by its suffix",
            rf"(?<![\w.,])(\d{{1,9}})[-‑]({_suffixes()})(?!\w)",
            _by_suffix,
            "в 5-м классе -> в пятом классе",
        ),
        rule(
            "from one place to another in order",
            rf"(?<!\w)([Сс]о?)\s(\d{{1,2}})\sпо\s(\d{{1,2}})\s({ordered_nouns()})(?!\w)",
            _span,
            "с 1 по 3 место -> с первого по третье место",
        ),
        rule(
            "a number of what is numbered in order",
            rf"(?<![\w.,–-])(\d{{1,2}})\s({ordered_nouns()})(?!\w)",
            _before_noun,
            "в 21 веке -> в двадцать первом веке",
        ),
    ]


def _decades(found: re.Match[str]) -> str:
    if found.string[found.start() - 2] == "е":
        return "годы"
    return "годах" if _LOCAL.search(signs.before(found)) else "годов"


def _suffixes() -> str:
    others = ("й", "ой", "м", "е", "х", "ми", "мя", "ти", "и", "ка", "ух", "ёх", "ех", "ью")
    return "|".join(sorted({*table("ru")["ordinal_suffixes"], *others}, key=len, reverse=True))


def _by_suffix(found: re.Match[str]) -> str:
    number, suffix = int(found[1]), found[2]
    case = _cardinal_case(number, suffix)
    if case:
        return declined(number, case)
    return ordinal(number, table("ru")["ordinal_suffixes"].get(suffix) or _form_around(found))


def _cardinal_case(number: int, suffix: str) -> str:
    """The case of what is no ordinal although it has a suffix: из 5-ти, 2-х, 3-мя; empty for an ordinal."""
    if suffix in ("мя", "ью"):
        return "instrumental"
    few = number % 10 in (2, 3, 4) and not 12 <= number % 100 <= 14
    if suffix in ("ти", "и", "ка", "ух", "ёх", "ех") or (suffix == "х" and few):
        return "genitive"
    return "genitive" if suffix == "ми" and number % 10 in (7, 8) else ""


def _form_around(found: re.Match[str]) -> str:
    """Of a suffix that can be several: …-й, …-м, …-е, …-х, …-ми."""
    number, suffix, after = int(found[1]), found[2], _next_word(found)
    if suffix in ("й", "ой"):
        return (
            "feminine_oblique" if _OBLIQUE.match(after) and form_before(after) != "masculine" else "masculine"
        )
    if suffix == "м":
        return "instrumental" if _BEING.search(signs.before(found)) else "prepositional"
    if suffix == "е":
        decade = number % 10 == 0 and (number > 1000 or (number in _DECADES and not after))
        many = decade or re.fullmatch(r"гг|.{2,}(?:[ыи]|[ыи]е)", after)
        return "plural" if many else "neuter"
    return "plural_instrumental" if suffix == "ми" else "plural_genitive"


def _next_word(found: re.Match[str]) -> str:
    word = re.match(r"\s([^\W\d_]+)", signs.after(found))
    return word[1].lower() if word else ""


def _span(found: re.Match[str]) -> str:
    since, first, last, noun = found.groups()
    form = form_before(noun)
    genitive = "feminine_oblique" if form.startswith("feminine") else "genitive"
    return f"{since} {ordinal(int(first), genitive)} по {ordinal(int(last), form)} {noun}"


def _before_noun(found: re.Match[str]) -> str:
    """Unless the noun is in the form that a cardinal asks for: 2 века, 21 день, 5 классов."""
    number, form = int(found[1]), form_before(found[2])
    few = number % 10 in (2, 3, 4) and not 12 <= number % 100 <= 14
    one = number % 10 == 1 and number % 100 != 11
    single = form in ("masculine", "feminine", "feminine_accusative", "neuter") or (
        form == "genitive" and found[2] not in _CENTURIES
    )
    counted = (few and form in ("genitive", "feminine_oblique", "plural")) or (one and single)
    if form.startswith("plural") or (counted and (number, found[2]) != (21, "век")):
        return found.group()
    return f"{ordinal(number, form)} {found[2]}"

"""The words of one language that say what a sentence means, and where they stand in a text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pipeline.languages import FALLBACK, Language, find, folders
from pipeline.translation.checks.meaning import cldr
from pipeline.translation.checks.meaning.entry import Entry, begins_well, ends_well, fold, parse_row

_LETTER = "[A-Za-zÀ-ɏ]"
_NEAR = 14
"""Characters around a word in which the number must stand that it needs."""

_UNINFLECTED = ("Kore", "Hans", "Hant", "Jpan")
"""Where a country's name is its adjective too; elsewhere a name alone says too little."""
_BREAK = re.compile(r"[。！？；，、!?;]|[,.:](?!\d)")
"""Behind which a number belongs to something else."""
_LAYERS = {kind: kind for kind in ("negation", "comparison", "hedge", "casualty", "gender")}
"""Kinds whose words are looked for by themselves; of the others, names all, the longest hides what it holds: the South
African rand is no South Africa."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that stands in a text, and what it means."""

    kind: str
    says: frozenset[str]
    """What it means; empty where it is too vague to ask for an answer."""
    concepts: frozenset[str]
    """That, and what it may answer to."""
    concept: str
    """What it means most likely."""
    text: str
    begin: int
    end: int

    def answers(self, other: "Mention") -> bool:
        """Whether the two may mean the same; two words that are both vague there say nothing."""
        return bool(self.says & other.concepts or self.concepts & other.says)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's entries, and what is needed to find them fast."""

    language: Language
    bodies: Mapping[str, Sequence[Entry]]
    lengths: Mapping[str, Sequence[int]]
    """By the first two signs, or the only one: how long the bodies are that begin so, the longest first."""
    kinds: frozenset[str]
    names: Mapping[tuple[str, str], str]
    """How each concept is called, by kind and concept."""
    numerals: re.Pattern[str]
    patterns: Mapping[str, str]


def has_words(kind: str, *languages: Language) -> bool:
    """Whether each of `languages` has words of `kind`."""
    return all(kind in lexicon_of(language.tag).kinds for language in languages)


def has_table(language: Language) -> bool:
    """Whether there is a table of words for `language`."""
    return bool(_table(language.tag))


@lru_cache(maxsize=2048)
def find_mentions(text: str, language: Language) -> Mapping[str, tuple[Mention, ...]]:
    """The words of the tables that stand in `text`, by kind and in their order; the longest counts where they overlap."""
    lexicon, plain = lexicon_of(language.tag), fold(text)
    by_kind: dict[str, list[Mention]] = defaultdict(list)
    taken: dict[str, int] = defaultdict(int)
    for place in _beginnings(plain, language):
        for layer, entries, end in _longest(lexicon, text, plain, place):
            if place >= taken[layer]:
                taken[layer] = end
                for mention in _meanings(entries, text[place:end], place, end):
                    by_kind[mention.kind].append(mention)
    return {kind: tuple(each) for kind, each in by_kind.items()}


def without_kept(there: Sequence[Mention], other: str) -> list[Mention]:
    """`there` without words that stand on the other side, in `other`, as they are: in a title, in brackets."""
    words = {each.text for each in there}
    kept = {word for word in words if len(word) > 2 and word in other and _is_whole(word, other)}
    return [each for each in there if each.text not in kept]


def _is_whole(word: str, text: str) -> bool:
    """Whether `word` stands somewhere in `text` by itself: India is no part of Indian."""
    return re.search(f"(?<!{_LETTER}){re.escape(word)}(?!{_LETTER})", text) is not None


def name_of(kind: str, concept: str, tag: str) -> str:
    """How `concept` is called in the language `tag`; "" where its tables do not say."""
    return lexicon_of(tag).names.get((kind, concept), "")


def patterns_of(language: Language) -> Mapping[str, str]:
    """The language's regular expressions, by name."""
    return lexicon_of(language.tag).patterns


def country_of(city: str) -> str:
    """The country that a city lies in, by its concept; "" when nothing says."""
    return str(_table(FALLBACK)["capital"].get(city) or cldr.country_of(city))


@cache
def _table(tag: str) -> Mapping[str, Mapping[str, str]]:
    """What a language's file says; empty when there is none."""
    return folders.table(tag, "lexicon")


@cache
def lexicon_of(tag: str) -> Lexicon:
    """The tables of the language `tag` and CLDR's names, made ready; empty when there is no table."""
    language = find(tag)
    table = _table(tag)
    entries = list(_entries(table, language))
    by_body: dict[str, list[Entry]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    for entry in entries:
        by_body[entry.body].append(entry)
        if entry.firm and entry.concept:
            names.setdefault((entry.kind, entry.concept), entry.cased or entry.body)
    lengths: dict[str, set[int]] = defaultdict(set)
    for body in by_body:
        lengths[body[:2]].add(len(body))
    numerals = table.get("numerals", "0")
    words = numerals if _inside_words(language) else rf"\b(?:{numerals})(?!\w)"
    ordered = {key: sorted(found, reverse=True) for key, found in lengths.items()}
    return Lexicon(
        language,
        dict(by_body),
        ordered,
        frozenset(kind for kind, _ in names),
        names,
        re.compile(rf"\d|{words}"),
        table.get("patterns", {}),
    )


def _inside_words(language: Language) -> bool:
    """Whether a word may begin where the sign before it is a letter: in scripts without spaces, and in Korean."""
    return bool(not language.spaced or language.script == "Kore" or language.fact("writing", "attached"))


def _entries(table: Mapping[str, Mapping[str, str]], language: Language) -> Iterator[Entry]:
    """The table's entries first, for they say how a concept is called."""
    if not table:
        return
    for kind, rows in table.items():
        if kind in ("numerals", "patterns", "capital"):
            continue
        for concept, row in rows.items():
            yield from parse_row(kind, "" if concept == "aside" else concept, row, language)
            if kind == "city":
                yield from _of_country(parse_row(kind, concept, row, language))
    for kind, named in _cldr(language.tag).items():
        for concept, words in named.items():
            entries = list(
                parse_row(kind, concept, ",".join(word.replace(",", "") for word in words), language)
            )
            alone = (
                kind == "country"
                and concept not in table.get(kind, {})
                and language.script not in _UNINFLECTED
            )
            yield from (replace(entry, firm=False) for entry in entries) if alone else entries
            if kind == "city":
                yield from _of_country(entries)


def _of_country(cities: Iterator[Entry] | Sequence[Entry]) -> Iterator[Entry]:
    """A city may stand for its country: Pyongyang."""
    for entry in cities:
        if country := country_of(entry.concept):
            yield Entry("country", country, entry.body, entry.cased, False, entry.attached, entry.ending)


def _cldr(tag: str) -> Mapping[str, cldr.Names]:
    return {
        "country": cldr.territories(tag),
        "city": cldr.cities(tag),
        "currency": cldr.currencies(tag),
        "weekday": cldr.weekdays(tag),
        "month": cldr.months(tag),
        "unit": cldr.units(tag),
    }


def _beginnings(plain: str, language: Language) -> Iterator[int]:
    """Where a word may begin."""
    if _inside_words(language):
        return iter(range(len(plain)))
    return (
        place
        for place, sign in enumerate(plain)
        if not sign.isalnum() or not place or not plain[place - 1].isalnum()
    )


def _longest(
    lexicon: Lexicon, text: str, plain: str, place: int
) -> Iterator[tuple[str, Sequence[Entry], int]]:
    """The longest words that stand at `place`, and where they end: one of each layer."""
    lengths = (*lexicon.lengths.get(plain[place : place + 2], ()), *lexicon.lengths.get(plain[place], ()))
    layers: set[str] = set()
    for length in lengths:
        entries = lexicon.bodies.get(plain[place : place + length])
        if entries is None:
            continue
        ends = {
            entry: end for entry in entries if (end := _end(lexicon, entry, text, plain, place)) is not None
        }
        for layer in {_LAYERS.get(entry.kind, "") for entry in ends} - layers:
            layers.add(layer)
            own = [entry for entry in ends if _LAYERS.get(entry.kind, "") == layer]
            yield layer, own, max(ends[entry] for entry in own)


def _end(lexicon: Lexicon, entry: Entry, text: str, plain: str, place: int) -> int | None:
    """Where `entry`, whose body stands at `place`, ends; None when it is not meant there."""
    end: int | None = place + len(entry.body)
    if not begins_well(entry, plain, place, lexicon.language):
        return None
    if entry.cased and not _capitals(text[place:end], entry.cased):
        return None
    end = ends_well(entry, plain, place + len(entry.body), lexicon.language)
    if end is None:
        return None
    if entry.number_before and not _has_number(lexicon, plain, max(0, place - _NEAR), place, place):
        return None
    if entry.number_after and not _has_number(lexicon, plain, end, end + _NEAR, end):
        return None
    return end


def _has_number(lexicon: Lexicon, plain: str, begin: int, end: int, word: int) -> bool:
    """Whether a number stands between `begin` and `end`, and no mark between it and the place `word`."""
    return any(
        not _BREAK.search(plain, min(number.end(), word), max(number.start(), word))
        for number in lexicon.numerals.finditer(plain, begin, end)
    )


def _capitals(text: str, cased: str) -> bool:
    return all(sign.isupper() or not wanted.isupper() for sign, wanted in zip(text, cased, strict=True))


def _meanings(entries: Sequence[Entry], text: str, begin: int, end: int) -> Iterator[Mention]:
    for kind in dict.fromkeys(entry.kind for entry in entries):
        own = [entry for entry in entries if entry.kind == kind]
        if not all(entry.concept for entry in own):
            continue
        says = [entry.concept for entry in own if entry.firm]
        concepts = [entry.concept for entry in own]
        yield Mention(kind, frozenset(says), frozenset(concepts), (says or concepts)[0], text, begin, end)

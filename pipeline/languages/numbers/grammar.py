"""A language's grammar of amounts, read from its `numbers.toml` and from `any.toml`, which holds for all."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from pipeline.languages import folders
from pipeline.languages.numbers.measure import MEASURES, Measure
from pipeline.languages.numbers.phrases import Phrase


class Kind(Enum):
    """What a word says of an amount. The names of the tables' keys."""

    COUNT = "cardinals"
    SCALE = "scales"
    """Multiplies what stands before it: thousand, 만."""
    ORDINAL = "ordinals"
    PART = "parts"
    """Of a whole: thirds."""
    GROUP = "groups"
    """So many of something: dozen, decade."""
    VAGUE = "vague"
    """No exact number: hundreds, 수백."""
    MONTH = "months"
    LOOSE = "loose"
    """Says an amount in passing, which a translation may put into figures or leave out: both, 절반."""
    SHORT = "short"
    """A sign behind figures that multiplies them, or is a unit of measure: 5m."""
    FIGURE = "figure"
    CODE = "code"
    """A name with digits in it: F125, Covid-19."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one word may mean."""

    kind: Kind
    values: tuple[Fraction, ...]
    """The likeliest first."""
    part: Fraction | None = None
    """What it means behind a count, where that is a part: third, 1/3."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language says amounts."""

    comma: bool
    """Whether the decimal sign is a comma."""
    gap: re.Pattern[str]
    """What may stand between two words of one number."""
    units_first: bool
    """Whether ones stand before tens: خمسة وعشرون, fünfundzwanzig."""
    scales_first: bool
    """Whether a scale stands before its count: elfu kumi."""
    words: Mapping[str, Word]
    longest: int
    """So many words make one entry at most."""
    begins: frozenset[str]
    """The first words of entries of several words."""
    short: Mapping[str, tuple[Fraction, ...]]
    prefix: re.Pattern[str] | None
    suffix: re.Pattern[str] | None
    ordinal: re.Pattern[str] | None
    """Endings that make an ordinal of a cardinal."""
    compound: re.Pattern[str] | None
    """The next number within a word that several numbers make: fünfundzwanzig."""
    within: re.Pattern[str] | None
    """Entries that are found within running text, in a script without spaces."""
    signs: str
    """The script of numerals that are written sign by sign: Hani, Hang; else ""."""
    counters: str
    """What follows a single numeral that counts, as alternatives of a pattern."""
    lone: re.Pattern[str] | None
    """A counter, `c`, that may lack its number, and what stands around it then; it may be another word as well."""
    shows_loss: bool
    """Whether a lone counter shows so surely that a number is lacking that a small one without it was left out."""
    faint: frozenset[str]
    """Words in passing that are no number in a text that lacks one: 또, 再."""
    bare: re.Pattern[str] | None
    """What never stands without a number before it."""
    sino_counters: str
    """The same for Sino-Korean numerals."""
    named: bool
    """Whether a capital within a sentence makes a name of a word for a number: Six Flags."""
    loose_months: frozenset[str]
    """Months that are other words too."""
    masks: re.Pattern[str] | None
    """What looks like an amount and is none."""
    percent: re.Pattern[str] | None
    """Words for the sign %."""
    units: re.Pattern[str] | None
    measures: Mapping[str, Measure | None]
    """By the words and signs of this language; None for words that only begin like a unit: 달러."""
    phrases: tuple[Phrase, ...]


@cache
def grammar_of(base: str) -> Grammar:
    """The grammar of the language with the primary subtag `base`; that of signs alone where there is no table."""
    shared, own = _shared_tables(), folders.table(base, "numbers")
    words = {kind: _entries(own.get(kind.value, "")) for kind in Kind}
    units = {**shared["units"], **dict(_merge_words(shared["units"], own.get("units", {})))}
    measures = {name: MEASURES.get(unit) for unit, names in units.items() for name in names.split("|")}
    lexicon = _lexicon(words)
    unspaced = bool(own.get("unspaced"))
    return Grammar(
        comma=own.get("decimal", ".") == ",",
        gap=re.compile(own.get("gap", r"[ -]{0,2}")),
        units_first=bool(own.get("units_first", False)),
        scales_first=bool(own.get("scales_first", False)),
        words=lexicon,
        longest=max((len(re.findall("[ '’-]", word)) + 1 for word in lexicon), default=1),
        begins=frozenset(re.split("[ '’-]", word)[0] for word in lexicon if re.search("[ '’-]", word)),
        short=words[Kind.SHORT],
        prefix=_pattern(own.get("prefix")),
        suffix=_pattern(own.get("suffix")),
        ordinal=_pattern(own.get("ordinal")),
        compound=_compound(own, words),
        within=_within(lexicon) if unspaced else None,
        signs=own.get("signs", ""),
        counters=own.get("counters", "").replace(" ", "|"),
        lone=_lone(own.get("lone_behind", ""), own.get("lone", ())),
        shows_loss=bool(own.get("shows_loss", False)),
        faint=frozenset(own.get("faint", "").split()),
        bare=_lone("", own.get("bare", ())),
        sino_counters=own.get("sino_counters", "").replace(" ", "|"),
        named=bool(own.get("named", False)),
        loose_months=frozenset(each.replace("_", " ") for each in own.get("loose_months", "").split()),
        masks=_pattern("|".join((*shared["masks"], *own.get("masks", ())))),
        percent=_pattern("|".join(own.get("percent", ()))),
        units=_unit_pattern(measures, unspaced=unspaced),
        measures=measures,
        phrases=tuple(Phrase.read(row) for row in (*shared["phrases"], *own.get("phrases", ()))),
    )


_VOWELS = re.compile("[\u0640\u064b-\u0652]")


def fold(word: str) -> str:
    """`word` as the tables have it: in small letters, without the vowels that Arabic writes at will."""
    return _VOWELS.sub("", word.replace("İ", "i").lower())


def _shared_tables() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "any.toml").read_text("utf-8"))


def _entries(written: str) -> dict[str, tuple[Fraction, ...]]:
    """`2:two,t{wain,win} 7|14:week` by word: commas part words, braces hold endings, strokes part values."""
    entries: dict[str, tuple[Fraction, ...]] = {}
    for entry in written.split():
        value, _, names = entry.partition(":")
        values = tuple(map(Fraction, value.split("|")))
        for name in _names(names):
            entries[name] = (*entries.get(name, ()), *values)
    return entries


def _names(written: str) -> Iterator[str]:
    for name in re.findall(r"(?:[^,{}]|\{[^}]*\})+", written):
        pieces = [piece[1:-1].split(",") if piece[0] == "{" else [piece] for piece in _PIECE.findall(name)]
        for chosen in product(*pieces):
            yield fold(unicodedata.normalize("NFKC", "".join(chosen)).replace("_", " "))


_PIECE = re.compile(r"\{[^}]*\}|[^{}]+")
_ORDER = (
    Kind.COUNT,
    Kind.SCALE,
    Kind.ORDINAL,
    Kind.PART,
    Kind.GROUP,
    Kind.MONTH,
    Kind.VAGUE,
    Kind.LOOSE,
)
"""Which kind a word is that stands in several lists."""


def _lexicon(words: Mapping[Kind, Mapping[str, tuple[Fraction, ...]]]) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for kind in _ORDER:
        for name, values in words[kind].items():
            part = values[0] if kind is Kind.PART else None
            before = found.get(name)
            if before is None:
                found[name] = Word(kind, tuple(dict.fromkeys(values)), part)
            else:
                merged = tuple(dict.fromkeys((*before.values, *values)))
                found[name] = Word(before.kind, merged, part or before.part)
    return found


def _merge_words(shared: Mapping[str, str], own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for unit, names in own.items():
        expanded = [name for each in names.split() for name in _names(each)]
        yield unit, "|".join([*filter(None, [shared.get(unit, "")]), *expanded])


def _unit_pattern(measures: Mapping[str, Any], *, unspaced: bool) -> re.Pattern[str] | None:
    end = "" if unspaced else r"(?![^\W\d_])"
    return re.compile(rf"[ -]?({_alternatives(measures)}){end}", re.IGNORECASE)


def _compound(
    own: Mapping[str, Any], words: Mapping[Kind, Mapping[str, tuple[Fraction, ...]]]
) -> re.Pattern[str] | None:
    if "compounds" not in own:
        return None
    numbers = (*words[Kind.COUNT], *words[Kind.SCALE])
    return re.compile(rf"(?:{own['compounds']})?({_alternatives(numbers)})")


_HANGUL_ALONE = "(?:(?<![가-힣])|(?<=[시년])){}(?![가-힣](?<![은는이가을를의에도로씩]))"
"""A word of one syllable is none within another: 반 in 일반, 배 in 배우."""


def _within(names: Mapping[str, Any]) -> re.Pattern[str] | None:
    single = [name for name in names if len(name) == 1 and "가" <= name <= "힣"]
    long = [name for name in names if name not in single]
    parts = [_alternatives(long)] + ([_HANGUL_ALONE.format(f"(?:{_alternatives(single)})")] if single else [])
    return _pattern("|".join(parts))


def _alternatives(names: Mapping[str, Any] | Sequence[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _lone(behind: str, counters: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(f"(?:{behind})(?P<c>{'|'.join(counters)})") if counters else None


def _pattern(written: str | None) -> re.Pattern[str] | None:
    return re.compile(written, re.IGNORECASE) if written else None

"""Text into sentences, by a short rule for each kind of script.

A sentence ends at its mark, with the quotes and brackets that close behind it and the white space that
follows. What keeps a mark from ending one differs: small letters and abbreviations where scripts have
capitals, a particle or a verb of saying behind a closing quote in Korean, Chinese and Japanese.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.languages import folders
from pipeline.languages.language import Language, find
from pipeline.languages.unmarked import ends_at_spaces

LONGEST = 2000
"""Characters. Nobody follows a longer sentence by ear or by the mark that runs along, and no model takes it whole."""

_CLOSERS = "\"'”’»›)\\]）］」』】》〉〟｣"
_OPENERS = "\"'“‘«‹(\\[（［「『【《〈〝｢¿¡–—\\-"
_MARKS = ".!?…。！？｡؟۔।॥"

_UNSPACED = re.compile(
    rf"(?:(?:(?<![。！？!?｡])[。！？!?｡]++(?![\w=&/#%+-])|[。！？｡][。！？!?｡]*+|(?<![A-Za-z!?])[!?]++(?=[぀-ヿ一-鿿]))[{_CLOSERS}]*+"
    rf"|(?<![.…])[.…]++[{_CLOSERS}]*+(?=\s|\Z)|\.(?=[぀-ヿ一-鿿]))\s*+|\n\s*+"
)
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’«»()\[\]/—–、，。・]+\Z")
_LATIN_BEFORE = re.compile(r"[A-Za-z\d.]+\Z")
_WORD_AFTER = re.compile(rf"[{_OPENERS}\s]*+([^\s.,;:!?…]++)")
_DOUBLE = re.compile(r'["”\n]|“(?P<alone>(?=[^“”"\n]*+(?:[“\n]|\Z)))?')
_SAID = re.compile(r"[^\W_]")
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0903\u093a-\u094f"
"""Vowels and other signs that stand on the letter before them."""
_INITIALS = re.compile(rf"(?:[^\W\d_][{_SIGNS}]*\.)+\Z")
_INITIAL = re.compile(rf"[^\W\d_][{_SIGNS}]*\.")
_LABEL = re.compile(r"\s*(?:\d{1,3}|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5})\Z")
_KOREAN_DATE = re.compile(r"(?:19|20)\d\d\.\s?\d{1,2}(?:\.\s?\d{1,2})?\Z|(?:19|20)\d\d\Z")
_KOREAN_END = re.compile("[다요죠까네지군라자]")
_COUNTED = re.compile(r"\d|(?:[IVXLC]{2,}|[VX])\Z")
"""A figure, or a Roman one that is no word: I is one."""
_QUOTES = "\"”’'」』»"
_TITLE_ENDS = "》〉"
"""Close the name of a work, which is part of a sentence whatever mark it ends with."""
_EMBEDDED = re.compile(
    r"“[^“”\n]{1,80}”|「[^「」\n]{1,80}」|『[^『』\n]{1,80}』"
    r"|(?P<round>(?<=[^\s.!?…。！？(（])\s?[(（][^()（）\n]{1,200}[)）])"
)
"""A quotation, or a remark in brackets in the midst of a sentence; longer ones are cut, as journalists do."""
_LONGEST_UNSPACED = 40
"""Characters of a quotation that is kept whole where words are not set apart; they say twice as much."""
_LOOK = 40
"""Characters looked at before or behind a mark; no rule needs more, save who said it."""
_LOOK_FAR = 70
_SHORT = 2
"""Letters of an abbreviation that many words end with too."""
_CUTS = (
    re.compile(r"[;:；：—–।]+[\"'”’」』)）]*\s*|\n+"),
    re.compile(r"[,，、،]+[\"'”’」』)）]*(?!\d)\s*"),
    re.compile(r"\s+"),
)
"""Where one that is longer is cut, the best first."""


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    never: frozenset[str]
    """A name, number or noun always follows: `mr`."""
    number: frozenset[str]
    """Short only before a figure, Roman ones too, and a word otherwise: `no`."""
    maybe: frozenset[str]
    """May stand last in a sentence: `inc`; it does when one of `starters` follows."""
    starters: frozenset[str]
    """Words that begin a sentence more often than they are part of a name."""


def split(text: str, language: str, *, longest: int | None = None) -> tuple[str, ...]:
    """The sentences of `text`, a block's text, in the order they stand; joined they are `text` again.

    White space between two sentences ends the earlier one, and a line break ends a sentence. Each holds
    a letter or a figure, if the text does. One of over `longest` characters is cut at clauses, else at words, else anywhere.
    Takes time in proportion to the length. Raises `UnknownLanguage`.
    """
    found = find(language)
    fits = len(text) <= (longest or len(text))
    if fits and not _mark(found.tag).search(text):
        return (text,) if text else ()
    seen = _pair(text)
    marked = list(_ends(text if found.spaced else seen, found))
    if not marked and fits:
        return (text,)
    whole = _free(marked, _protected_ranges(seen, found))
    ends = _with_words(text, _shorten(text, whole, longest) if longest else whole)
    begins = [0, *ends]
    return tuple(
        text[begin:end] for begin, end in zip(begins, [*ends, len(text)], strict=True) if begin < end
    )


def _shorten(text: str, ends: Iterable[int], longest: int) -> Iterator[int]:
    """`ends`, and in between where a sentence that is too long is cut."""
    begin = 0
    for end in (*ends, len(text)):
        while end - begin > longest:
            begin = _cut(text, begin, longest)
            yield begin
        if end < len(text):
            yield end
        begin = end


def _cut(text: str, begin: int, longest: int) -> int:
    """The last good place in the second half of the longest sentence that begins there."""
    half, most = begin + longest // 2, begin + longest
    for cut in _CUTS:
        places = [found.end() for found in cut.finditer(text, half, most)]
        if whole := [place for place in places if not text[place].isspace()]:
            return whole[-1]
    while most > half and unicodedata.category(text[most])[0] == "M":
        most -= 1
    return most


def _with_words(text: str, ends: Iterable[int]) -> list[int]:
    """Those of `ends` that leave no sentence without a letter or a figure: such a scrap joins its neighbour."""
    kept: list[int] = []
    begin, said = 0, False
    for end in ends:
        said = said or bool(_SAID.search(text, begin, end))
        begin = end
        if said:
            kept.append(end)
            said = False
    if kept and not _SAID.search(text, kept[-1]):
        kept.pop()
    return kept


def _ends(text: str, language: Language) -> Iterator[int]:
    pattern, ends = (
        (_sentence_end(language.tag), _ends_spaced) if language.spaced else (_UNSPACED, _ends_unspaced)
    )
    marked = (
        match.end()
        for match in pattern.finditer(text, len(text) - len(text.lstrip()))
        if match.end() < len(text) and ("\n" in match[0] or ends(text, match, language))
    )
    return ends_at_spaces(text, language, marked)


@cache
def _continuation(language: Language) -> re.Pattern[str] | None:
    """What follows a closing quote when the sentence goes on behind it: a particle, or who said it (`[quotations]`)."""
    written: str | None = language.fact("quotations", "goes_on")
    return re.compile(written) if written else None


@cache
def _mark(tag: str) -> re.Pattern[str]:
    """What every text has that more than one sentence is found in: a mark, a line's end, or a space where these end sentences."""
    spaces = r"\s" if folders.table(tag, "language").get("sentences", {}).get("spaces") else ""
    return re.compile(rf"[\n{_marks(tag)}{spaces}]")


def _marks(tag: str) -> str:
    """What ends sentences; some languages have marks of their own: Greek asks by a semicolon."""
    return _MARKS + str(folders.table(tag, "language").get("sentences", {}).get("marks", ""))


@cache
def _sentence_end(tag: str) -> re.Pattern[str]:
    """Where a sentence may end in a language with spaces."""
    marks = _marks(tag)
    return re.compile(
        rf"(?<![{marks}])[{marks}]++(?:[“«{_CLOSERS}]|[ \u00a0\u202f]»(?=[\s.,;:]|\Z))*+(?:\s++|\Z)|\n\s*+"
    )


def _protected_ranges(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Where no sentence ends: within a quotation that the sentence around it goes on behind, and within brackets."""
    rule = _continuation(language)
    for match in _EMBEDDED.finditer(text):
        if match.lastgroup == "round":
            yield match.start(), match.end() - 1
        elif len(match[0]) > _LONGEST_UNSPACED + 2 and not language.spaced:
            continue
        elif rule and not language.cased and rule.match(text, match.end(), match.end() + _LOOK_FAR):
            yield match.start(), match.end() - 1


def _free(ends: Iterable[int], held: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Those of `ends` that are not in a span of `held`; both go up."""
    spans = iter(held)
    begin, stop = next(spans, (0, 0))
    for end in ends:
        while stop and stop < end:
            begin, stop = next(spans, (0, 0))
        if not begin < end <= stop:
            yield end


def _pair(text: str) -> str:
    """`text` with double quotes that open and close in turn, whichever way they were typed.

    A curved one is believed, save that none opens where one is open and no other closes it.
    """
    made: list[str] = []
    position, opened = 0, False
    for match in _DOUBLE.finditer(text):
        made.append(text[position : match.start()])
        position = match.end()
        if match[0] == "\n":
            opened = False
        elif match[0] == '"':
            opened = not opened
        else:
            opened = match[0] == "“" and not (opened and match["alone"] is not None)
        made.append(match[0] if match[0] == "\n" else "“" if opened else "”")
    return "".join([*made, text[position:]])


def _ends_spaced(text: str, match: re.Match[str], language: Language) -> bool:
    if _following(text, match)[:1].islower() or _goes_on(text, match, language):
        return False
    if _ellipsis(match) and not language.cased:
        return bool(_KOREAN_END.match(text, match.start() - 1, match.start()))
    if not _single_stop(match):
        return True
    return not _is_label(text, match, language) and not _is_abbreviation(text, match, language.tag)


def _ends_unspaced(text: str, match: re.Match[str], language: Language) -> bool:
    if _single_stop(match) and text[match.start() - 1].isascii():
        return not _is_label(text, match, language) and not _is_abbreviation(text, match, language.tag)
    return not _goes_on(text, match, language) and not (
        _single_stop(match) and _ends_in_abbreviation(text, match, language.tag)
    )


def _single_stop(match: re.Match[str]) -> bool:
    return match[0][0] == "." and match[0][1:2] not in (".", "!", "?")


def _ellipsis(match: re.Match[str]) -> bool:
    return match[0][0] == "…" or match[0].startswith("..")


def _goes_on(text: str, match: re.Match[str], language: Language) -> bool:
    rule, last = _continuation(language), match[0].rstrip()[-1]
    if last in _TITLE_ENDS:
        return True
    quoted = last in _QUOTES
    return bool(rule and quoted and rule.match(text, match.end(), match.end() + _LOOK_FAR))


def _is_label(text: str, match: re.Match[str], language: Language) -> bool:
    """Whether the full stop belongs to the label of a heading or an item, or to a date in Korean."""
    if match.start() < 8 and _LABEL.match(text, 0, match.start()):
        return True
    return language.script == "Kore" and bool(
        _KOREAN_DATE.search(text, max(0, match.start() - _LOOK), match.start())
    )


def _is_abbreviation(text: str, match: re.Match[str], tag: str) -> bool:
    """Whether the full stop belongs to the word before it."""
    foreign = not find(tag).cased and text[match.start() - 1].isascii()
    pattern, tag = (_LATIN_BEFORE, "en") if foreign else (_WORD_BEFORE, tag)
    before = pattern.search(text, max(0, match.start() - _LOOK), match.start())
    if not before:
        return False
    known, word = _abbreviations(tag), before[0].lower()
    if word in known.never:
        return True
    if word in known.number and _COUNTED.match(_following(text, match)):
        return True
    initials = _INITIALS.match(f"{before[0]}.") and (len(word) > 1 or not before[0].islower())
    if initials and _INITIAL.match(text, match.end()):
        return True
    ordinal = word.isdecimal() and "#" in known.maybe
    if word not in known.maybe and not initials and not ordinal:
        return False
    return _following(text, match).lower() not in known.starters


def _ends_in_abbreviation(text: str, match: re.Match[str], tag: str) -> bool:
    """Whether the letters before the full stop, which may be written to the word before them, are an abbreviation."""
    run, never = text[max(0, match.start() - _LOOK) : match.start()], _abbreviations(tag).never
    return run.endswith(tuple(never)) and any(
        run.endswith(word)
        and (len(word) > _SHORT or unicodedata.category(run[: -len(word)][-1:] or " ")[0] not in "LM")
        for word in never
    )


def _following(text: str, match: re.Match[str]) -> str:
    after = _WORD_AFTER.match(text, match.end(), match.end() + _LOOK)
    return after[1] if after else ""


@cache
def _abbreviations(tag: str) -> _Abbreviations:
    row = folders.table(tag, "language").get("sentences", {})
    return _Abbreviations(
        *(frozenset(row.get(name, "").split()) for name in ("never", "number", "maybe", "starters"))
    )

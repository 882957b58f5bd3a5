"""What an amount is made of in a text: figures, codes, numerals sign by sign, words."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from hashlib import sha256

from pipeline.languages.numbers import Grammar, Kind, Word, fold
from pipeline.translation.checks.amounts.signs import numerals
from pipeline.translation.checks.amounts.token import Token
from pipeline.translation.checks.figures import FIGURE, readings

_LONGEST = 40
"""Signs of a figure that is a number; longer ones are codes, which are compared as they are written."""
_CODE = re.compile(
    r"(?<![A-Za-z\d.,])(?:(?!(?:Mid|Pre|Post|Early|Late|Top|Over|Under|Sub|Non|Art|No|Rs|RMB|[A-Z]{2}[DRPY])-?\d)"
    r"(?:[A-Z][A-Za-z]*-?|[a-z]+|covid-)\d+[A-Za-z\d]*(?:-\d+)?"
    r"|\d+(?!(?:K?[mM]|[cm]m|CM|MM|ft|[kK]g|KG|[KMGT]B|[kKM]?W|[AaPp][Mm]|AD|BC|S[Tt]|N[Dd]|R[Dd]|T[Hh]|[CFHLSKTs]|[BTM][nN]|B|GMT|UTC|BST|CET|E[SD]T|P[SD]T|CEST|IST)(?![A-Za-z\d]))"
    r"[A-Z][A-Za-z]*\d*)(?![A-Za-z\d])"
)
_ROMAN = re.compile(r"(?<![^\W_])(?=[IVX])(X{0,3}(?:IX|IV|V?I{0,3}))(?=(?:e|er|è?me|th)?(?![^\W_]))")
_WORD = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963\u0970-\u097f\u064b-\u0652\u0670\u05b0-\u05c7\u200c])+")
_WORD_MOST = 40
_AFFIX = 6
"""Letters written to the front of a word at most."""
_SENTENCE = re.compile(r"[.!?:;\"“„«‘'(—–-]\s*\Z|\A\W*\Z")


def tokens_in(text: str, grammar: Grammar) -> list[Token]:
    """The tokens of `text` in their order; where two overlap, the earlier and longer one."""
    found = [*_codes(text), *_figures(text, grammar), *_signs(text, grammar), *_words(text, grammar)]
    found.sort(key=lambda token: (token.begin, -token.end))
    kept: list[Token] = []
    for token in found:
        if not kept or token.begin >= kept[-1].end:
            kept.append(token)
    return kept


def _codes(text: str) -> Iterator[Token]:
    for code in _CODE.finditer(text):
        numbers = [number for number in re.findall(r"\d+", code[0]) if len(number) <= _LONGEST]
        yield Token(Kind.CODE, tuple(map(Fraction, numbers)), code.start(), code.end())


def _figures(text: str, grammar: Grammar) -> Iterator[Token]:
    """The figures of `text`; what is too long for a number is a code."""
    for figure in FIGURE.finditer(text):
        place, written = figure.start(), figure[0]
        if len(written) > _LONGEST:
            yield Token(Kind.FIGURE, (_fingerprint(written),), place, figure.end())
            continue
        parts = readings(written, comma=grammar.comma)
        for values, part in zip(
            parts, re.split(r"[.,'’]", written) if len(parts) > 1 else [written], strict=True
        ):
            yield Token(Kind.FIGURE, values, place, place + len(part))
            place += len(part) + 1


def _fingerprint(figure: str) -> Fraction:
    """What stands for a number of more digits than can be reckoned with: the same for the same digits."""
    digits = re.sub(r"\D", "", figure)
    return Fraction(int.from_bytes(sha256(digits.encode()).digest()[:12]))


def _signs(text: str, grammar: Grammar) -> Iterator[Token]:
    if grammar.signs:
        yield from numerals(text, grammar)
    else:
        for roman in _ROMAN.finditer(text):
            if roman[1]:
                yield Token(Kind.LOOSE, (_roman(roman[1]),), roman.start(), roman.end())


def _roman(numeral: str) -> Fraction:
    values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in numeral]
    return Fraction(
        sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    )


def _words(text: str, grammar: Grammar) -> Iterator[Token]:
    if grammar.within:
        for found in grammar.within.finditer(text):
            word = grammar.words[fold(found[0])]
            yield Token(word.kind, word.values, *found.span(), part=word.part)
        return
    words = list(_WORD.finditer(text))
    for number, first in enumerate(words):
        known = _longest_entry(text, words[number : number + grammar.longest], grammar)
        if known is not None:
            word, end = known
            named = grammar.named and _is_name(text, first, words[number + 1 : number + 2])
            yield Token(word.kind, word.values, first.start(), end, part=word.part, named=named)
        elif fold(first[0]) in grammar.short and _behind_figure(text, first.start()):
            yield Token(Kind.SCALE, grammar.short[fold(first[0])], *first.span(), short=True)
        elif grammar.compound:
            yield from _compound(first, grammar)


def _longest_entry(text: str, words: Sequence[re.Match[str]], grammar: Grammar) -> tuple[Word, int] | None:
    """The entry that begins with the first of `words`, the longest one, and where it ends."""
    first = words[0]
    begins = grammar.prefix or fold(first[0]) in grammar.begins
    for last in reversed(words[1:]) if begins else ():
        if last.end() - first.start() <= _WORD_MOST:
            entry = fold(text[first.start() : last.end()])
            for bare in (entry, *_bare(entry, grammar.prefix, ahead=True)):
                if bare in grammar.words:
                    return grammar.words[bare], last.end()
    word = _find_entry(fold(first[0]), grammar) if len(first[0]) <= _WORD_MOST else None
    return (word, first.end()) if word else None


def _find_entry(word: str, grammar: Grammar) -> Word | None:
    """The entry of `word`, or of what is left of it without what is written to it."""
    if word in grammar.words:
        return grammar.words[word]
    for bare in _bare(word, grammar.prefix, ahead=True):
        if bare in grammar.words:
            return grammar.words[bare]
    for bare in _bare(word, grammar.ordinal, ahead=False):
        if bare in grammar.words and grammar.words[bare].kind in (Kind.COUNT, Kind.SCALE):
            return Word(Kind.ORDINAL, grammar.words[bare].values)
    for bare in _bare(word, grammar.suffix, ahead=False):
        if bare in grammar.words and grammar.words[bare].kind is not Kind.MONTH:
            return grammar.words[bare]
    return None


def _bare(word: str, affix: re.Pattern[str] | None, *, ahead: bool) -> Iterator[str]:
    if affix is None:
        return
    for place in range(1, min(len(word), _AFFIX)) if ahead else range(len(word) - 1, 1, -1):
        one, other = (word[:place], word[place:]) if ahead else (word[place:], word[:place])
        if affix.fullmatch(one):
            yield other


def _compound(found: re.Match[str], grammar: Grammar) -> Iterator[Token]:
    """The numbers that one word is written of, when it is nothing but numbers and an ending."""
    word, place = fold(found[0]), 0
    pieces: list[Token] = []
    if grammar.compound is None or len(word) > _WORD_MOST:
        return
    while piece := grammar.compound.match(word, place):
        entry = grammar.words[piece[1]]
        pieces.append(Token(entry.kind, entry.values, found.start() + place, found.start() + piece.end()))
        place = piece.end()
    rest = word[place:]
    if not pieces or (
        rest and not any(each and each.fullmatch(rest) for each in (grammar.ordinal, grammar.suffix))
    ):
        return
    if len(pieces) > 1 or rest:
        yield from pieces


def _behind_figure(text: str, place: int) -> bool:
    return text[place - 1 : place].isdigit() or (
        text[place - 1 : place] == " " and text[max(0, place - 2) : place - 1].isdigit()
    )


def _is_name(text: str, word: re.Match[str], following: Sequence[re.Match[str]]) -> bool:
    """Whether a capital in the middle of a sentence shows that a word is a name's, with another capital behind it."""
    if not word[0][0].isupper() or not following or not following[0][0][0].isupper():
        return False
    return text[word.end() : following[0].start()] in (" ", "-") and not _SENTENCE.search(
        text[max(0, word.start() - 4) : word.start()]
    )

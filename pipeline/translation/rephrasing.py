"""Other ways to ask for a sentence whose translation cannot be relied on.

A model that drops a clause of a long sentence often has it when the clauses are asked for one by one; one that garbles
a number has it right in figures, or has another number right, which is then written over by its value.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from pipeline.languages import Language
from pipeline.translation.checks import has_letters
from pipeline.translation.checks.amounts import Amount, amounts
from pipeline.translation.checks.numbers import disagreement
from pipeline.translation.engines.long_sentences import rejoin
from pipeline.translation.glossary import Glossary
from pipeline.translation.mending import rewrite
from pipeline.translation.money import in_words
from pipeline.translation.translation_unit import Wanted

TWO_CLAUSES = "in two clauses"
CLAUSES = "clause by clause"
FIGURES = "with numbers in figures"
MONEY = "with money in words"
STAND_INS = ("with another number in its place", "with a third number in its place")
APART = "with names kept apart"
WAYS = (TWO_CLAUSES, CLAUSES, FIGURES, MONEY, *STAND_INS, APART)
"""Their names, in the order in which they are tried; the memory and the report bear them."""

_PAUSE = re.compile(r"[;:；：，、][\s”’」』\"]*|,[”’\"]?\s+|\s+[–—-]\s+|[–—]+")
_ARTICLE = re.compile(r"\b(?:an?|une?|uno|una|uma?|ein\w{0,2}|een)\s+\Z", re.IGNORECASE)
"""Before a noun: a decade, una docena."""
_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
)
"""Letters that stand against a name without a space: Chinese, Japanese, Thai, and Korean particles."""
_IN_WORD = rf"(?:[^\W_{_UNSPACED}]|[\u0300-\u036f])"
_FEWEST_WORDS, _FEWEST_SIGNS = 3, 5
"""What a clause must have to be asked for by itself: words, or signs where no spaces part them."""
_LONGEST = 4000
"""Characters; what is longer is no sentence, and is not asked for again."""
_YEARS, _DIGITS = ("1987", "1994", "2009"), "734"
"""What stands in for a year, and for the first digit of another number."""
_MOST_READINGS = 2
"""Of one number: 10m may be ten millions, or metres."""


@dataclass(frozen=True, slots=True)
class Way:
    """One of them, for one sentence."""

    name: str
    texts: tuple[str, ...]
    """What is asked for, one by one."""
    join: Callable[[Sequence[str]], str]
    """The sentence's translation, made of those of the texts; empty when it cannot be."""


def ways(each: Wanted, words: str, source: Language, target: Language, glossary: Glossary) -> Iterator[Way]:
    """The ways that fit a sentence, whose plain translation `words` was refused."""
    text = each.told
    if len(text) > _LONGEST:
        return
    yield from _by_clauses(text, source, target)
    yield from _in_figures(text, source)
    if (worded := in_words(text, source.base)) != text:
        yield Way(MONEY, (worded,), _first)
    yield from _with_stand_ins(text, words, source, target)
    names = [term.source for term in glossary.terms_in(text) if term.keep and term.source in text]
    if names:
        yield keep_apart(text, (*names, *each.kept), APART)


def _not_within_a_word(name: str) -> str:
    """The pattern of what must stay: the t of a formula is not the first letter of “the”."""
    before = rf"(?<!{_IN_WORD})" if name[0].isalnum() else ""
    behind = rf"(?!{_IN_WORD})" if name[-1].isalnum() else ""
    return f"{before}{re.escape(name)}{behind}"


def keep_apart(text: str, names: Sequence[str], name: str = "") -> Way:
    """The pieces between `names`, which stay as they are."""
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    pieces = (
        re.split(f"({'|'.join(map(_not_within_a_word, longest_first))})", text) if longest_first else [text]
    )
    spoken = [number for number, piece in enumerate(pieces) if piece not in names and has_letters(piece)]

    def join(answers: Sequence[str]) -> str:
        words = dict(zip(spoken, answers, strict=True))
        return "".join(
            _respace(piece, words[number]) if number in words else piece
            for number, piece in enumerate(pieces)
        )

    return Way(name, tuple(pieces[number].strip() for number in spoken), join)


def _by_clauses(text: str, source: Language, target: Language) -> Iterator[Way]:
    cuts = [pause.end() for pause in _PAUSE.finditer(text)]
    fit = [at for at in cuts if _enough(text[:at], source) and _enough(text[at:], source)]
    if not fit:
        return
    middle = min(fit, key=lambda at: (abs(at - len(text) / 2), at))
    yield _clauses(TWO_CLAUSES, text, [middle], target)
    every = _every(text, fit, source)
    if len(every) > 1:
        yield _clauses(CLAUSES, text, every, target)


def _every(text: str, cuts: Sequence[int], source: Language) -> list[int]:
    """As many of the `cuts` as leave enough on both sides of each."""
    taken = [0]
    for at in cuts:
        if _enough(text[taken[-1] : at], source):
            taken.append(at)
    return taken[1:]


def _enough(piece: str, source: Language) -> bool:
    if source.spaced:
        return len(re.findall(r"\w+", piece)) >= _FEWEST_WORDS
    return sum(map(str.isalnum, piece)) >= _FEWEST_SIGNS


def _clauses(name: str, text: str, cuts: Sequence[int], target: Language) -> Way:
    edges = [0, *cuts, len(text)]
    pieces = [text[begin:end] for begin, end in pairwise(edges)]

    def join(answers: Sequence[str]) -> str:
        even = [
            answers[0],
            *(_continue(piece, words, target) for piece, words in zip(pieces[1:], answers[1:], strict=True)),
        ]
        return rejoin(pieces, even, spaced=target.parted)

    return Way(name, tuple(piece.strip() for piece in pieces), join)


def _continue(piece: str, words: str, target: Language) -> str:
    """`words` without the capital that an engine gave them, where they go on within a sentence as `piece` does."""
    name = words[1:2].isupper() or target.fact("writing", "nouns_in_capitals", False)
    return words[:1].lower() + words[1:] if piece[:1].islower() and not name else words


def _in_figures(text: str, source: Language) -> Iterator[Way]:
    """Numbers in words as figures: ten -> 10. Not what has an article, as a decade."""
    variant = text
    for amount in amounts(text, source):
        value = _one(amount)
        places = list(re.finditer(rf"(?<!\w){re.escape(amount.text)}(?!\w)", variant))
        if not (amount.worded and amount.firm and value) or amount.month or len(places) != 1:
            continue
        begin, end = places[0].span()
        if not _ARTICLE.search(variant[:begin]):
            variant = f"{variant[:begin]}{value}{variant[end:]}"
    if variant != text:
        yield Way(FIGURES, (variant,), _first)


def _one(amount: Amount) -> str:
    """The whole number that an amount is, in figures; empty where it may be several, or none."""
    [value, *more] = sorted(amount.values)
    return "" if more or value.denominator != 1 else str(value)


def _with_stand_ins(text: str, words: str, source: Language, target: Language) -> Iterator[Way]:
    """Another number asked for, and the one that was meant written over it in the translation."""
    missing, _ = disagreement(text, words, source, target)
    there = {amount.text: amount for amount in amounts(text, source)}
    lost = [there[each] for each in missing if each in there and _FIGURE.search(each)]
    if len(lost) != 1 or text.count(lost[0].text) != 1 or len(lost[0].values) > _MOST_READINGS:
        return
    taken = {value for amount in there.values() for value in amount.values}
    for name, other in zip(STAND_INS, _others(lost[0], taken, source), strict=False):
        asked = text.replace(lost[0].text, other.text)
        yield Way(name, (asked,), _write_over(lost[0], other, target))


def _write_over(meant: Amount, other: Amount, target: Language) -> Callable[[Sequence[str]], str]:
    def join(answers: Sequence[str]) -> str:
        others = [amount for amount in amounts(answers[0], target) if amount.values & other.values]
        if len(others) != 1:
            return ""
        value = sorted(meant.values)[sorted(other.values).index(max(others[0].values & other.values))]
        return rewrite(answers[0], others[0], value, target)

    return join


def _others(amount: Amount, taken: set[Fraction], source: Language) -> Iterator[Amount]:
    """Amounts in the same form: a year for a year, a decimal for a decimal, as many digits."""
    match = _FIGURE.search(amount.text)
    assert match is not None
    figure = match[0]
    year = re.fullmatch(r"(?:1[5-9]|20)\d\d", figure)
    for other in _YEARS if year else (f"{digit}{figure[1:]}" for digit in _DIGITS):
        alternatives = amounts(amount.text.replace(figure, other, 1), source)
        if (
            len(alternatives) == 1
            and len(alternatives[0].values) == len(amount.values)
            and not alternatives[0].values & taken
        ):
            yield alternatives[0]


def _first(answers: Sequence[str]) -> str:
    return answers[0]


def _respace(piece: str, words: str) -> str:
    begin, end = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    return piece[:begin] + words.strip() + piece[end:]

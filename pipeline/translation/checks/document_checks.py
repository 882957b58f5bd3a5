"""The checks that need a whole article: what stands at its neighbour's place, and what is not the same throughout."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from math import sqrt

from pipeline.languages import Language
from pipeline.translation.checks.amounts import Amount, amounts
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.lengths import strangeness
from pipeline.translation.checks.matching import Said
from pipeline.translation.checks.pair import Pair
from pipeline.translation.checks.script_check import LATIN_WORD

Found = tuple[str, Code, str, str]
"""A sentence's id, a number, words for a person, and the evidence."""

_SHIFTED, _SHIFTED_EACH = 5.0, 0.46
"""By so much neighbours must fit better, in all, before translations count as shifted; in a short article by so much
a sentence. In human ones they reach 3.6."""
_FEWEST = 3
"""Sentences in a row that a shift moves at least."""
_SAME_LETTERS = 8


def whole(pairs: Sequence[Pair], of: Language, to: Language) -> Iterator[Found]:
    """What is wrong or doubtful in the sentences together; `pairs` in reading order, all with translations."""
    yield from _neighbours(pairs)
    yield from _shifted_findings(pairs, of, to)
    yield from _register(pairs, to)
    yield from _renderings(pairs, of, to)


def _neighbours(pairs: Sequence[Pair]) -> Iterator[Found]:
    for before, after in pairwise(pairs):
        one, other = _even(before.target or ""), _even(after.target or "")
        if len(other) >= _SAME_LETTERS and one == other and not _alike(before.source, after.source):
            yield after.id, Code.NEIGHBOURS, f"It has the translation of {before.id}.", after.target or ""
        elif (
            len(other) >= 2 * _SAME_LETTERS
            and other in one
            and _even(after.source) not in _even(before.source)
        ):
            yield (
                before.id,
                Code.NEIGHBOURS,
                f"It holds the translation of {after.id} too.",
                after.target or "",
            )


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, _even(one), _even(other)).ratio() > 0.8


def _even(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


@dataclass(frozen=True, slots=True)
class _Side:
    """What of a sentence can be told in any language."""

    text: str
    amounts: tuple[Amount, ...]
    words: frozenset[str]
    marks: frozenset[str]


def _shifted_findings(pairs: Sequence[Pair], of: Language, to: Language) -> Iterator[Found]:
    said = [_side(pair.source, of) for pair in pairs]
    target_sides = [_side(pair.target or "", to) for pair in pairs]
    weights = Counter(word for side in said for word in side.words)
    here = [_fit(one, other, of, to, weights) for one, other in zip(said, target_sides, strict=True)]
    for step in (1, -1):
        gains = [
            _fit(said[place], target_sides[place + step], of, to, weights) - here[place]
            for place in range(len(pairs))
            if 0 <= place + step < len(pairs)
        ]
        stretch = _best(gains)
        if stretch is None:
            continue
        first, last = (place + (step < 0) for place in stretch)
        text = (
            f"The translations of {pairs[first].id} to {pairs[last].id} seem to stand one sentence too "
            f"{'late' if step > 0 else 'early'}."
        )
        yield pairs[first].id, Code.SHIFTED, text, pairs[first].target or ""


def _best(gains: Sequence[float]) -> tuple[int, int] | None:
    """Where the stretch of the greatest gain begins and ends, if it is great enough."""
    best, total, begin = min(_SHIFTED, _SHIFTED_EACH * (len(gains) + 1)), 0.0, 0
    span = None
    for place, gain in enumerate(gains):
        total += gain
        if total <= 0:
            total, begin = 0.0, place + 1
        elif total >= best and place - begin + 1 >= _FEWEST:
            best, span = total, (begin, place)
    return span


def _side(text: str, language: Language) -> _Side:
    text = text.strip()
    marks = {mark for mark, signs in _MARKS.items() if re.search(signs, text)}
    words = frozenset(word.casefold() for word in LATIN_WORD.findall(text) if len(word) > 1)
    if language.script == "Latn":
        words = frozenset(
            word.casefold() for word in LATIN_WORD.findall(text) if word[0].isupper() and len(word) > 1
        )
        words |= frozenset(word.casefold()[:5] + "…" for word in LATIN_WORD.findall(text) if len(word) > 6)
    return _Side(text, amounts(text, language), words, frozenset(marks))


_MARKS = {
    "question": "[?？؟]",
    "quotation": "[\"“”„「」『』«»]|[‘'](?=\\w).*[’']",
    "brackets": r"[(（]",
    "percent": r"[%％٪]|percent|per cent|퍼센트|por ciento|パーセント|بالمئة|بالمائة|百分",
    "money": "[$£€¥]|dollar|pound|달러|파운드|美元|英镑|英鎊|ドル|ポンド|دولار|جنيه|dólar|libra",
    "no stop": r"[^.!?。！？؟\"”」’')）\s]\Z",
    "colon": "[:：]",
}


def _fit(said: _Side, target: _Side, of: Language, to: Language, weights: Mapping[str, int]) -> float:
    """How well a translation fits a sentence; the unit is about what one rare number in common is worth."""
    strange = strangeness(said.text, target.text, of, to)
    score = -min(0.3 * (strange or 0.0) ** 2, 3.0)
    score += _numbers_fit(said.amounts, target.amounts)
    score += min(sum(1.6 / sqrt(weights[word]) for word in said.words & target.words), 4.0)
    score -= 0.6 * len(said.marks ^ target.marks)
    return score


def _numbers_fit(said: Sequence[Amount], target_amounts: Sequence[Amount]) -> float:
    score = 0.0
    for mine, others in ((said, target_amounts), (target_amounts, said)):
        there = Said(others)
        for amount in mine:
            if amount.firm and 1 not in amount.values:
                score += 0.8 if there.times(amount) else -0.8
    return max(min(score, 4.0), -3.0)


_POLITE = re.compile(r"(?:니다|니까|세요|어요|아요|지요|죠|네요|에요|예요)[.!?…]*[\"”’'」』)]*\s*\Z")
_PLAIN = re.compile(r"(?<!니)다[.!…]*\s*\Z")
_SPOKEN = re.compile('["“”‘’「」『』]')
_LEAST_MIXED = 3
_LEAST_SHARE = 0.25


def _register(pairs: Sequence[Pair], to: Language) -> Iterator[Found]:
    """Korean that is polite (합니다) in some sentences and plain (한다) in others; quotations aside."""
    if to.script != "Kore":
        return
    running_pairs = [pair for pair in pairs if pair.running and not _SPOKEN.search(pair.target or "")]
    polite = [pair for pair in running_pairs if _POLITE.search(pair.target or "")]
    plain = [pair for pair in running_pairs if _PLAIN.search(pair.target or "")]
    fewer, more = sorted((polite, plain), key=len)
    if len(fewer) >= _LEAST_MIXED and len(fewer) >= _LEAST_SHARE * (len(fewer) + len(more)):
        kind = "politely (합니다)" if fewer is polite else "plainly (한다)"
        where = ", ".join(pair.id for pair in fewer[:5]) + (" …" if len(fewer) > 5 else "")
        text = f"{len(fewer)} sentences speak {kind}, {len(more)} otherwise: {where}."
        yield fewer[0].id, Code.REGISTER, text, fewer[0].target or ""


_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+)*")
_SPELT = {
    "Kore": re.compile("[가-힣]{3,}"),
    "Jpan": re.compile("[ァ-ヺー]{4,}"),
    **dict.fromkeys(
        ("Hans", "Hant"), re.compile("[\u4e00-\u9fff]{1,2}[·‧][\u4e00-\u9fff]{3}")
    ),  # no sign tells where it ends
}
_VERB = re.compile("[다고며서한된할던지게요]\\Z")
_PARTICLE = re.compile(
    r"(?:으로부터|에게서|에서는|이라고|까지|부터|에서|에게|으로|라고|이나|처럼|보다|만|은|는|이|가|을|를|의|에|와|과|도|로|께서|씨)\Z"
)


def _renderings(pairs: Sequence[Pair], of: Language, to: Language) -> Iterator[Found]:
    """A name of the source that two spellings answer to, each where the other is not."""
    if of.script != "Latn" or to.script not in _SPELT:
        return
    seen: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        words = (word for run in _NAME.findall(pair.source) for word in run.split())
        for name in dict.fromkeys(word for word in words if len(word) > 3):
            seen[name].append(pair)
    spelt = {pair.id: _spellings(pair.target or "", to) for pair in pairs}
    everywhere = Counter(word for words in spelt.values() for word in words)
    reports: set[frozenset[str]] = set()
    for name, where in seen.items():
        if not 2 <= len(where) < max(3, len(pairs)):
            continue
        for one, other, id in _rivals({pair.id: spelt[pair.id] for pair in where}, everywhere):
            if frozenset((one, other)) not in reports:
                reports.add(frozenset((one, other)))
                yield id, Code.RENDERINGS, f"“{name}” is {one} here and {other} elsewhere.", one


def _rivals(spelt: Mapping[str, set[str]], everywhere: Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    """Two spellings that are nearly one, in different translations of a name's sentences and nowhere else."""
    counts = Counter(word for words in spelt.values() for word in words)
    only = sorted(word for word, count in counts.items() if count == everywhere[word])
    usual = [word for word in only if counts[word] >= 2]
    for id, words in spelt.items():
        for one in sorted(words.intersection(only)):
            for other in usual:
                fewer = other not in words and counts[one] <= counts[other]
                if (
                    fewer
                    and _variants(one, other)
                    and not any({one, other} <= both for both in spelt.values())
                ):
                    yield one, other, id


def _spellings(text: str, to: Language) -> set[str]:
    words = set(_SPELT[to.script].findall(text))
    if to.script != "Kore":
        return words
    return {_PARTICLE.sub("", word) for word in words if not _VERB.search(word)}


def _variants(one: str, other: str) -> bool:
    """Whether one letter in the middle or at the beginning sets them apart, as in 캐버노 and 캐바노."""
    if min(len(one), len(other)) < 3 or one[-1] != other[-1] or abs(len(one) - len(other)) > 1:
        return False
    return SequenceMatcher(None, one, other).ratio() >= 1 - 1 / max(len(one), len(other)) - 0.01

"""A whole translation that somebody has already, laid beside the article: which of its sentences say which.

The two are walked side by side (dynamic programming, after Gale and Church, A Program for Aligning Sentences in
Bilingual Corpora, 1993): lengths in proportion, headings to headings, beginnings of paragraphs to beginnings, and
figures, addresses and names in Latin letters that stand in both. A pair that is not plainly right is doubtful.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, log, sqrt

from pipeline.document.article import Article, Block, BlockKind, MarkKind, Sentence
from pipeline.languages import find
from pipeline.translation.inline_markup import Marked, plain
from pipeline.translation.interchange.segments import Coded, Inline
from pipeline.translation.memory.entry import Entry, Place, Standing, places_of

_STEPS = {(1, 1): 0.1, (1, 2): 2.3, (2, 1): 2.6, (1, 3): 5.0, (1, 0): 3.6, (0, 1): 3.6, (2, 2): 5.0}
"""How many sentences of the article go with how many of the translation, and what that costs, as -log P."""
_SPREAD = 0.25
"""Of the logarithm of the ratio of two long sentences' lengths; FACTS of human translations give 0.2 to 0.27."""
_SLACK = 8.0
"""Characters of the source that a short sentence may be longer or shorter by, beside the spread."""
_BAND = 60
"""Sentences that one text may be ahead of the other by, beyond a tenth of the whole."""
_FAR = 3.2
"""The cost from which a pair is doubtful."""
_ANCHOR = re.compile(r"https?://[^\s)）\]]+|\d[\d.,]*|[A-Z][A-Za-z’'-]*[A-Za-z]")
_CLAUSE = re.compile(r"(?:[;，；：、—。!?！？]|[,.:](?!\d))\s*")
_UNMARKED = 2.5
"""The cost of taking two sentences to be one that has no clauses."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """One sentence of the article and what says it."""

    sentence: str
    """Its id."""
    entry: Entry
    doubt: str = ""
    """Why a person should look at it; empty when it is plain."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What came of a whole translation."""

    pairings: tuple[Pairing, ...]
    missing: tuple[str, ...]
    """The ids of sentences that nothing in it says."""
    surplus: tuple[str, ...]
    """What in it says nothing of the article."""


@dataclass(frozen=True)
class Line:
    """One sentence of either text."""

    sentence: Sentence
    block: Block
    first: bool
    """Whether it begins its block."""
    place: Place

    @cached_property
    def text(self) -> str:
        """Without marks."""
        return plain(self.sentence.spans)[0]

    @cached_property
    def anchors(self) -> Counter[str]:
        """What may stand in both languages alike."""
        return Counter(each.replace(",", "").rstrip(".") for each in _ANCHOR.findall(self.text))


def align(article: Article, translation: Article, slug: str, who: str = "") -> Alignment:
    """Every sentence of `article`, known as `slug`, with what `translation` says for it; `who` vouches for it."""
    source, target = tuple(lines(article, slug)), tuple(lines(translation, slug))
    pairings: list[Pairing] = []
    missing: list[str] = []
    surplus: list[str] = []
    languages = (article.language, translation.language)
    for ours, theirs, cost in pair(source, target):
        if not theirs:
            missing += [each.sentence.id for each in ours]
        elif not ours:
            surplus += [each.text for each in theirs]
        else:
            made, lost = _pairings(ours, theirs, cost, languages, who)
            pairings += made
            missing += lost
    return Alignment(tuple(pairings), tuple(missing), tuple(surplus))


def lines(article: Article, slug: str) -> Iterator[Line]:
    """The sentences of an article that are translated, in reading order."""
    for block in article.walk():
        for number, (sentence, place) in enumerate(places_of(slug, block)):
            yield Line(sentence, block, number == 0, place)


def pair(
    source: Sequence[Line], target: Sequence[Line]
) -> list[tuple[Sequence[Line], Sequence[Line], float]]:
    """The cheapest way through both: groups of lines that say the same, and what each costs."""
    ratio = _ratio(source, target)
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(source) + 1):
        for j in _columns(i, len(source), len(target)):
            here = best.get((i, j), inf)
            if here == inf:
                continue
            for (ours, theirs), prior in _STEPS.items():
                to = i + ours, j + theirs
                if to[0] > len(source) or to[1] > len(target):
                    continue
                cost = here + prior + _cost(source[i : to[0]], target[j : to[1]], ratio)
                if cost < best.get(to, inf):
                    best[to], came[to] = cost, (i, j)
    return list(_path(source, target, best, came))


def _columns(row: int, rows: int, columns: int) -> range:
    middle = row * columns // max(rows, 1)
    width = _BAND + max(rows, columns) // 10 + abs(rows - columns)
    return range(max(0, middle - width), min(columns, middle + width) + 1)


def _path(
    source: Sequence[Line],
    target: Sequence[Line],
    best: dict[tuple[int, int], float],
    came: dict[tuple[int, int], tuple[int, int]],
) -> Sequence[tuple[Sequence[Line], Sequence[Line], float]]:
    steps = []
    at = (len(source), len(target))
    while at != (0, 0):
        before = came[at]
        steps.append((source[before[0] : at[0]], target[before[1] : at[1]], best[at] - best[before]))
        at = before
    return steps[::-1]


def _ratio(source: Sequence[Line], target: Sequence[Line]) -> float:
    """How long a translation is, a character of the source; of the two texts as a whole."""
    return (sum(len(each.text) for each in target) or 1) / (sum(len(each.text) for each in source) or 1)


def _cost(ours: Sequence[Line], theirs: Sequence[Line], ratio: float) -> float:
    if not ours or not theirs:
        return 0.0
    own = sum(len(each.text) for each in ours)
    long, there = own * ratio, sum(len(each.text) for each in theirs)
    spread = sqrt(_SPREAD**2 + (_SLACK / max(own, 1)) ** 2)
    away = log((there + 2) / (long + 2)) / spread
    clauses = len(_CLAUSE.findall("".join(each.text for each in theirs).rstrip(".。!?！？")))
    unmarked = _UNMARKED * (len(ours) > 1 and clauses + 1 < len(ours))
    return away * away / 2 + unmarked + _structure(ours, theirs) + _anchors(ours, theirs)


def _structure(ours: Sequence[Line], theirs: Sequence[Line]) -> float:
    one, other = ours[0], theirs[0]
    heads = (one.block.kind is BlockKind.HEADING) != (other.block.kind is BlockKind.HEADING)
    kinds = one.block.kind is not other.block.kind
    begins = one.first != other.first
    within = sum(each.first for each in (*ours[1:], *theirs[1:]))
    return 4.0 * heads + 1.0 * kinds + 1.0 * begins + 2.0 * within


def _anchors(ours: Sequence[Line], theirs: Sequence[Line]) -> float:
    one: Counter[str] = sum((each.anchors for each in ours), Counter())
    other: Counter[str] = sum((each.anchors for each in theirs), Counter())
    both = (one & other).total()
    lonely = sum(count for word, count in (other - one).items() if word[0].isdigit())
    return -1.5 * min(both, 3) + 0.5 * min(lonely, 2)


def _pairings(
    ours: Sequence[Line],
    theirs: Sequence[Line],
    cost: float,
    languages: tuple[str, str],
    who: str,
) -> tuple[list[Pairing], list[str]]:
    """The group as pairs, one for each sentence of the article; and the ids of those that nothing is left for."""
    texts = [(each.text, plain(each.sentence.spans)[1]) for each in theirs]
    text, marks = _join(texts, find(languages[1]).parted)
    parts = _share([len(each.text) for each in ours], text)
    doubt = _doubt(ours, theirs, cost)
    made, lost = [], []
    for line, (begin, end) in zip(ours, parts, strict=True):
        words = Inline(text[begin:end].strip(), ())
        if not words.text:
            lost.append(line.sentence.id)
            continue
        inner = [
            Marked(each.mark, each.begin - begin, each.end - begin)
            for each in marks
            if begin <= each.begin and each.end - begin <= len(words.text)
        ]
        source, target = _with_codes(line, words.text, inner)
        standing = Standing.EDITED if doubt else Standing.REVIEWED
        entry = Entry(languages, source, target, standing, place=line.place, who=who)
        made.append(Pairing(line.sentence.id, entry, doubt))
    return made, lost


def _doubt(ours: Sequence[Line], theirs: Sequence[Line], cost: float) -> str:
    if len(ours) > 1:
        return f"{len(ours)} sentences share {len(theirs)} of the translation; it was cut at a clause"
    if len(theirs) > 1:
        return f"{len(theirs)} sentences of the translation say it"
    return "its length, its place or its figures do not fit well" if cost > _FAR else ""


def _join(texts: Sequence[tuple[str, Sequence[Marked]]], spaced: bool) -> tuple[str, list[Marked]]:
    text, marks = "", []
    for each, theirs in texts:
        text += " " if text and spaced else ""
        marks += [Marked(one.mark, one.begin + len(text), one.end + len(text)) for one in theirs]
        text += each
    return text, marks


def _share(lengths: Sequence[int], text: str) -> list[tuple[int, int]]:
    """`text` cut at clauses in proportion to `lengths`; a part is empty when there is no clause for it."""
    edges = [0]
    clauses = [found.end() for found in _CLAUSE.finditer(text) if found.end() < len(text)]
    for number in range(1, len(lengths)):
        wanted = len(text) * sum(lengths[:number]) / sum(lengths)
        left = [each for each in clauses if each > edges[-1]]
        edges.append(min(left, key=lambda each: abs(each - wanted)) if left else len(text))
    return list(zip(edges, [*edges[1:], len(text)], strict=True))


def _with_codes(line: Line, text: str, marks: Sequence[Marked]) -> tuple[Inline, Inline]:
    """Source and target with codes for the marks that both have: the same one, else one of its kind."""
    own, known = plain(line.sentence.spans)
    left = list(marks)
    codes = []
    for number, each in enumerate(known, 1):
        same = [one for one in left if one.mark == each.mark]
        alike = [
            one for one in left if one.mark.kind is each.mark.kind and each.mark.kind is not MarkKind.NOTE
        ]
        if found := next(iter([*same, *alike]), None):
            left.remove(found)
            codes.append(Coded(str(number), found.begin, found.end))
    source = Inline(
        own, tuple(Coded(str(number), each.begin, each.end) for number, each in enumerate(known, 1))
    )
    return source, Inline(text, tuple(sorted(codes, key=lambda code: (code.begin, -code.end))))

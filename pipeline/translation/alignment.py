"""A whole translation that somebody has already, laid beside the article: which of its sentences say which.

The two are walked side by side (`alignment_path.py`). A pair that is not plainly right is doubtful.
"""

from collections import defaultdict, deque
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from pipeline.document.article import Article, Mark, MarkKind
from pipeline.languages import find
from pipeline.translation.alignment_path import CLAUSE, Line, pair
from pipeline.translation.inline_markup import Marked, plain
from pipeline.translation.interchange.segments import Coded, Inline
from pipeline.translation.memory.entry import Entry, Standing, places_of

_FAR = 3.2
"""The cost from which a pair is doubtful."""


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
            pairs, lost = _pairings(ours, theirs, cost, languages, who)
            pairings += pairs
            missing += lost
    return Alignment(tuple(pairings), tuple(missing), tuple(surplus))


def lines(article: Article, slug: str) -> Iterator[Line]:
    """The sentences of an article that are translated, in reading order."""
    for block in article.walk():
        for number, (sentence, place) in enumerate(places_of(slug, block)):
            yield Line(sentence, block, number == 0, place)


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
    pairings, lost = [], []
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
        pairings.append(Pairing(line.sentence.id, entry, doubt))
    return pairings, lost


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
    clauses = [clause.end() for clause in CLAUSE.finditer(text) if clause.end() < len(text)]
    for number in range(1, len(lengths)):
        wanted = len(text) * sum(lengths[:number]) / sum(lengths)
        left = [each for each in clauses if each > edges[-1]]
        edges.append(min(left, key=lambda each: abs(each - wanted)) if left else len(text))
    return list(zip(edges, [*edges[1:], len(text)], strict=True))


def _with_codes(line: Line, text: str, marks: Sequence[Marked]) -> tuple[Inline, Inline]:
    """Source and target with codes for the marks that both have: the same one, else one of its kind."""
    own, known = plain(line.sentence.spans)
    alike: dict[Mark | MarkKind, deque[int]] = defaultdict(deque)
    for number, one in enumerate(marks):
        alike[one.mark].append(number)
        alike[one.mark.kind].append(number)
    left = set(range(len(marks)))
    codes = []
    for number, each in enumerate(known, 1):
        same = _next(alike[each.mark], left)
        if same is None and each.mark.kind is not MarkKind.NOTE:
            same = _next(alike[each.mark.kind], left)
        if same is not None:
            left.remove(same)
            codes.append(Coded(str(number), marks[same].begin, marks[same].end))
    source = Inline(
        own, tuple(Coded(str(number), each.begin, each.end) for number, each in enumerate(known, 1))
    )
    return source, Inline(text, tuple(sorted(codes, key=lambda code: (code.begin, -code.end))))


def _next(numbers: deque[int], left: Container[int]) -> int | None:
    """The first of `numbers` that is `left`; those before it are dropped."""
    while numbers and numbers[0] not in left:
        numbers.popleft()
    return numbers[0] if numbers else None

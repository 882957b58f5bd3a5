"""Links, emphasis and other inline marks: taken off a sentence, and put on its translation."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.document.article import Mark, MarkKind, Span
from pipeline.translation.phrase_index import PhraseIndex

_WORDED = re.compile(r"\w")
AS_WRITTEN = frozenset([MarkKind.CODE, MarkKind.FORMULA])
"""Marks of what reads the same in every language."""
_OF_ITS_WORDS = AS_WRITTEN | {MarkKind.LANGUAGE, MarkKind.RUBY}
"""Marks that stand on no other words than their own."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark and the stretch of plain text it covers; a note's mark covers none."""

    mark: Mark
    begin: int
    end: int

    @property
    def is_point(self) -> bool:
        """Whether it is a place in the text."""
        return self.mark.kind is MarkKind.NOTE


def plain(spans: Sequence[Span]) -> tuple[str, tuple[Marked, ...]]:
    """The text with white space collapsed and stripped, and its marks, outer ones first."""
    text, places = collapse("".join(span.text for span in spans))
    found = tuple(
        Marked(each.mark, places[each.begin], places[each.end])
        for each in _nested_marks(spans, 0, 0)
        if each.is_point or places[each.begin] < places[each.end]
    )
    return text, found


def runs(spans: Sequence[Span], depth: int = 0) -> Iterator[tuple[Mark | None, tuple[Span, ...]]]:
    """Neighbouring spans gathered by their mark at `depth`; None where there is none so deep."""
    for mark, gathered in groupby(spans, lambda span: span.marks[depth] if len(span.marks) > depth else None):
        yield mark, tuple(gathered)


def collapse(text: str) -> tuple[str, list[int]]:
    """`text` with white space collapsed and stripped, and where each of its places went."""
    kept: list[str] = []
    places: list[int] = []
    for character in text:
        space = character.isspace()
        if space and kept and kept[-1] != " ":
            places.append(len(kept))
            kept.append(" ")
        elif space:
            places.append(len(kept))
        else:
            places.append(len(kept))
            kept.append(character)
    if kept and kept[-1] == " ":
        kept.pop()
    places.append(len(kept))
    return "".join(kept), [min(place, len(kept)) for place in places]


def cut_spans(text: str, marks: Sequence[Marked]) -> tuple[Span, ...]:
    """`text` cut into spans, each under the marks that cover it, in the order given; points between them."""
    edges = sorted({0, len(text), *(edge for each in marks for edge in (each.begin, each.end))})
    points: dict[int, list[Span]] = defaultdict(list)
    beginning: dict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(marks):
        if each.is_point:
            points[each.begin].append(Span("", (each.mark,)))
        else:
            beginning[each.begin].append(number)
    over: list[int] = []
    made: list[Span] = []
    for begin, end in pairwise(edges):
        over = sorted([number for number in over if end <= marks[number].end] + beginning[begin])
        made += [*points[begin], Span(text[begin:end], tuple(marks[number].mark for number in over))]
    return (*made, *points[len(text)])


def carry_marks(
    target: str,
    source: str,
    marks: Sequence[Marked],
    translated: Callable[[str], str | None],
    *,
    spaced: bool,
) -> tuple[Span, ...]:
    """`target` under the `marks` of the sentence `source`.

    A mark over the whole sentence stays over the whole. Another is put where its own text, or what
    `translated` makes of it, stands in `target`. A link that is found nowhere covers what other links
    leave free, and a note's mark stands at the end, so that none is lost; any other mark that is not
    found is dropped.
    """
    whole = _from_first_to_last_letter(source)
    sought, own = PhraseIndex(target, spaced), PhraseIndex(source, spaced)
    seen: Counter[str] = Counter()
    places = []
    for each in marks:
        words = source[each.begin : each.end]
        places.append(_place(sought, own, whole, each, translated, seen[words]))
        seen[words] += each.mark.kind in AS_WRITTEN
    return with_links(target, marks, _apart(marks, places))


def with_links(
    target: str, marks: Sequence[Marked], places: Sequence[tuple[int, int] | None]
) -> tuple[Span, ...]:
    """`target` under `marks` at `places`.

    Links without a place cover what others leave free; notes' marks without one stand at the end.
    """
    placed = {number: [place] for number, place in enumerate(places) if place is not None}
    links = [number for number, each in enumerate(marks) if each.mark.kind is MarkKind.LINK]
    if any(number not in placed for number in links):
        target = _cover(target, marks, links, placed)
    for number, each in enumerate(marks):
        if each.is_point:
            placed.setdefault(number, [(len(target), len(target))])
    return cut_spans(
        target,
        [
            Marked(each.mark, begin, end)
            for number, each in enumerate(marks)
            for begin, end in placed.get(number, ())
        ],
    )


def _cover(
    target: str, marks: Sequence[Marked], links: Sequence[int], placed: dict[int, list[tuple[int, int]]]
) -> str:
    """Give every link without a place one in `placed`, and return the text they stand in."""
    lost = [number for number in links if number not in placed]
    taken = [placed[number][0] for number in links if number in placed]
    words = _free_words(target, taken, len(lost))
    if len(words) < len(lost):  # no room beside the found ones: all share the whole
        lost, words = list(links), _free_words(target, (), len(links))
    if len(words) < len(lost):  # more links than characters: each address stands for itself
        for number in lost:
            begin = len(target) + 1
            target = f"{target} {marks[number].mark.value or '#'}"
            placed[number] = [(begin, len(target))]
        return target
    for order, number in enumerate(lost):
        share = words[order * len(words) // len(lost) : (order + 1) * len(words) // len(lost)]
        placed[number] = _join_places(share)
    return target


def _free_words(
    target: str, taken: Sequence[tuple[int, int]], wanted: int
) -> list[tuple[int, tuple[int, int]]]:
    """The words outside `taken`, each with the number of its stretch; characters when words are too few."""
    edges = [0, *(edge for place in sorted(taken) for edge in place), len(target)]
    stretches = list(zip(edges[::2], edges[1::2], strict=True))
    words: list[tuple[int, tuple[int, int]]] = []
    for unit in (r"\S+", r"\w"):
        words = [
            (number, (begin + word.start(), begin + word.end()))
            for number, (begin, end) in enumerate(stretches)
            for word in re.finditer(unit, target[begin:end])
            if _WORDED.search(word[0])
        ]
        if len(words) >= wanted:
            break
    return words


def _join_places(words: Sequence[tuple[int, tuple[int, int]]]) -> list[tuple[int, int]]:
    """Words of one stretch as one place, from the first's beginning to the last's end."""
    return [
        (gathered[0][1][0], gathered[-1][1][1])
        for gathered in (list(group) for _, group in groupby(words, lambda word: word[0]))
    ]


def _nested_marks(spans: Sequence[Span], depth: int, begin: int) -> Iterator[Marked]:
    for mark, gathered in runs(spans, depth):
        end = begin + sum(len(span.text) for span in gathered)
        if mark is not None:
            yield Marked(mark, begin, end)
            yield from _nested_marks(gathered, depth + 1, begin)
        begin = end


def _from_first_to_last_letter(text: str) -> tuple[int, int]:
    """Where its first letter or figure stands and where its last one ends; the end and the beginning where it has none."""
    places = [place for place, character in enumerate(text) if character.isalnum()]
    return (places[0], places[-1] + 1) if places else (len(text), 0)


def _place(
    target: PhraseIndex,
    source: PhraseIndex,
    whole: tuple[int, int],
    each: Marked,
    translated: Callable[[str], str | None],
    before: int,
) -> tuple[int, int] | None:
    """Where a mark stands in `target`; `before` it so many others of the same words do."""
    if each.is_point:
        return _point(target, source, whole, each, translated)
    if each.begin <= whole[0] and whole[1] <= each.end:
        return (0, len(target.text)) if target.text.strip() else None
    own = source.text[each.begin : each.end]
    found = target.find_next(own, before if each.mark.kind in AS_WRITTEN else 0)
    if found is None and each.mark.kind not in _OF_ITS_WORDS:
        words = translated(own) or ""
        found = target.find(words) or target.find_inflected(words)
    return found


def _point(
    target: PhraseIndex,
    source: PhraseIndex,
    whole: tuple[int, int],
    each: Marked,
    translated: Callable[[str], str | None],
) -> tuple[int, int] | None:
    """Behind what stands before the mark: the last word, as it is or translated. None for the end."""
    if whole[1] <= each.begin:
        return None
    word = source.word_before(each.begin)
    if not word:
        return 0, 0
    found = target.find(word) or target.find(translated(word) or "")
    return (found[1], found[1]) if found else None


def _apart(marks: Sequence[Marked], places: Sequence[tuple[int, int] | None]) -> list[tuple[int, int] | None]:
    """`places`, where a link that would lie on another link's place has none."""
    taken: list[tuple[int, int]] = []  # none lies on another: the last that begins before an end says all
    apart: list[tuple[int, int] | None] = []
    for each, place in zip(marks, places, strict=True):
        if each.mark.kind is MarkKind.LINK and place is not None:
            at = bisect_left(taken, (place[1], 0))
            if at and taken[at - 1][1] > place[0]:
                place = None
            else:
                taken.insert(at, place)
        apart.append(place)
    return apart

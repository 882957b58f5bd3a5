"""A reviewed file and the article as it is now: which sentences it still translates, and with which words."""

import errno
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.document.article import Block, Sentence, Span
from pipeline.translation.inline_markup import Marked, plain, with_links
from pipeline.translation.interchange.segments import Coded, Inline, Segment, State
from pipeline.translation.interchange.xliff import read_xliff
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Place, Standing, even, places_of

_REVIEWED = (State.REVIEWED, State.FINAL)


def reviewed_file(article: Path, target: str) -> Path | None:
    """The reviewed translation beside the article: `article.ko.xlf` for `article.md`; None if there is none."""
    path = article.with_name(f"{article.stem}.{target}.xlf")
    try:
        return path if path.exists() else None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:  # no file can be called so
            return None
        raise


class Reviewed:
    """The segments of a reviewed file, found by block and source text, or by source text alone.

    Of these, what a person vouches for, and what a person changed, whatever its state says: a target that is not the
    draft that went out, or, where the file does not tell, not what a machine is known to have made of its source.
    """

    def __init__(
        self, segments: Iterable[Segment], languages: tuple[str, str] = ("", ""), memory: Memory | None = None
    ) -> None:
        self._languages = languages
        self._memory = memory
        self._by_place: dict[tuple[str, str], list[Segment]] = defaultdict(list)
        self._by_text: dict[str, list[Segment]] = defaultdict(list)
        self._sources: dict[str, str] = {}
        for segment in segments:
            self._sources[segment.where] = segment.source.text
            if segment.target and (_is_vouched(segment) or self._is_changed(segment)):
                self._by_place[segment.unit, even(segment.source.text)].append(segment)
                self._by_text[even(segment.source.text)].append(segment)

    @classmethod
    def read(cls, path: Path, source: str, target: str, memory: Memory | None = None) -> "Reviewed":
        """The file at `path`; `memory` knows what machines wrote. Raises `ReviewedFileError`."""
        return cls(read_xliff(path, source, target), (source, target), memory)

    def find(self, unit: str, sentence: Sentence) -> Segment | None:
        """The segment that translates `sentence` of the block `unit`."""
        text = even(plain(sentence.spans)[0])
        here = self._by_place.get((unit, text)) or self._by_text.get(text) or ()
        same = [segment for segment in here if segment.where == sentence.id]
        return next(iter([*same, *here]), None)

    def why_not(self, sentence: Sentence) -> str:
        """What the file says of a sentence it does not translate, in words."""
        before = self._sources.get(sentence.id)
        if before is None:
            return "is not in the reviewed file"
        if even(before) != even(plain(sentence.spans)[0]):
            return "changed since it was reviewed"
        return "is not marked as reviewed or final and was not changed, or has no translation, in the reviewed file"

    def standing(self, segment: Segment, place: Place) -> Standing | None:
        """How far `segment` goes; None where another file settled its sentence, which a mere change does not undo."""
        if _is_vouched(segment):
            return Standing(segment.state.value)
        known = self._memory.find(self._languages, segment.source.text, place) if self._memory else None
        return None if known and known.standing.settled else Standing.EDITED

    def _is_changed(self, segment: Segment) -> bool:
        """Whether a person wrote its target."""
        if segment.draft or self._memory is None or segment.target is None:
            return bool(segment.draft) and not segment.untouched
        return even(segment.target.text) not in self._memory.drafts(self._languages, segment.source.text)


def _is_vouched(segment: Segment) -> bool:
    return segment.state in _REVIEWED


def entries_of(
    reviewed: Reviewed, article: str, block: Block, languages: tuple[str, str]
) -> Iterator[tuple[Sentence, Entry]]:
    """What `reviewed` has of the sentences of `block`, for the memory."""
    for sentence, place in places_of(article, block):
        segment = reviewed.find(block.id, sentence)
        standing = reviewed.standing(segment, place) if segment else None
        if segment is not None and segment.target is not None and standing is not None:
            yield sentence, Entry(languages, segment.source, segment.target, standing, place=place)


def words_of(source: Inline, target: Inline, sentence: Sentence) -> tuple[tuple[Span, ...], bool]:
    """The translation `target` of `source` under the sentence's own marks, and whether it has every link.

    Links the reviewer lost are put back over what is free.
    """
    _, marks = plain(sentence.spans)
    names = dict(mark_names(source, marks))
    covered = {names[code.id]: (code.begin, code.end) for code in target.codes if code.id in names}
    places = [covered.get(number) for number in range(len(marks))]
    spans = with_links(target.text, marks, places)
    return spans, not any(
        place is None and each.mark.value and each.mark.kind == "link"
        for each, place in zip(marks, places, strict=True)
    )


def mark_names(source: Inline, marks: tuple[Marked, ...]) -> Iterator[tuple[str, int]]:
    """Which of the sentence's marks each code of the file stands for: the next one over the same place."""
    left = list(range(len(marks)))
    for code in source.codes:
        number = next((each for each in left if _same_place(marks[each], code)), None)
        if number is not None:
            left.remove(number)
            yield code.id, number


def _same_place(marked: Marked, code: Coded) -> bool:
    return (marked.begin, marked.end) == (code.begin, code.end)

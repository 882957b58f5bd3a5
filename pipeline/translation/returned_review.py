"""What a person sent back, for the memory: which of its sentences the article still has, and how far they go.

A sentence is known by its source's words, first at its own place. One whose words changed since is rejected by name.
A damaged file is refused whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.document.article import Article, Block, BlockKind, MarkKind, Sentence
from pipeline.document.notices import Level, Notice
from pipeline.document.quantities import count_of
from pipeline.errors import ReviewedFileError
from pipeline.translation.inline_markup import plain
from pipeline.translation.interchange.segments import (
    DESCRIPTION,
    Segment,
    State,
    Translations,
    description_of,
)
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Place, Standing, even, places_of
from pipeline.translation.reviewed_file import Reviewed, mark_names

_STANDINGS = {State.REVIEWED: Standing.REVIEWED, State.FINAL: Standing.FINAL}
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Returned:
    """What a file brings."""

    entries: tuple[Entry, ...]
    """For the memory."""
    untouched: int
    """Drafts that nobody changed or signed off."""
    empty: int
    """Sentences without a translation."""
    rejected: tuple[Notice, ...]
    """Sentences whose source changed."""


def read_returned(path: Path, file: Translations, article: Article, slug: str, who: str = "") -> Returned:
    """What the file at `path`, which holds `file`, says of `article`, known as `slug`; `who` reviewed it.

    Raises `ReviewedFileError` when its languages or its article are others, or a code is damaged.
    """
    if file.source != article.language:
        raise ReviewedFileError(
            f"{path} translates from {file.source}, and the article is in {article.language}.",
            "Name the article that it belongs to with --article.",
        )
    known = _Known(article, slug)
    pairs = [(segment, known.find(segment)) for segment in file.segments]
    if not any(place for _, place in pairs):
        raise ReviewedFileError(
            f"{path}: none of its {count_of(len(pairs), 'sentence')} is in “{article.title.text.strip()}”.",
            "Name the article that it belongs to with --article.",
        )
    said = [(segment, place) for segment, place in pairs if segment.target and not segment.untouched]
    usable = [(segment, place) for segment, place in said if place]
    _refuse_damage(path, usable)
    return Returned(
        entries=tuple(_entry(segment, *place, file, who) for segment, place in usable),
        untouched=sum(segment.untouched for segment, _ in pairs),
        empty=sum(segment.target is None for segment, _ in pairs),
        rejected=tuple(_rejected_notice(path, segment, known) for segment, place in said if not place),
    )


def overruled_sentences(
    entries: Iterable[Entry], memory: Memory, beside: Reviewed | None, article: Article, slug: str
) -> Iterator[str]:
    """The ids of sentences whose words will not be used, because earlier ones rank higher."""
    known = _Known(article, slug)
    for entry in entries:
        unit, sentence = known.at[entry.place]
        file = beside.find(unit, sentence) if beside else None
        if file and entry.standing.settled and file.state not in _STANDINGS:
            file = None  # a change that nobody signed off gives way
        stored = memory.find(entry.languages, entry.source.text, entry.place)
        first = file.target if file and file.target else stored.target if stored else None
        if first is not None and first.text != entry.target.text:
            yield sentence.id


class _Known:
    """The sentences of an article, by place and words."""

    def __init__(self, article: Article, slug: str) -> None:
        self.ids: dict[str, str] = {}
        self.at: dict[Place, tuple[str, Sentence]] = {}
        self._by_text: dict[str, list[tuple[str, Sentence, Place]]] = defaultdict(list)
        for block in blocks(article):
            for sentence, place in places_of(slug, block):
                text = even(plain(sentence.spans)[0])
                self.at[place] = block.id, sentence
                self.ids.setdefault(sentence.id, text)
                self._by_text[text].append((block.id, sentence, place))

    def find(self, segment: Segment) -> tuple[Sentence, Place] | None:
        """The sentence that a segment translates: at its own place, else in its block, else anywhere."""
        there = self._by_text.get(even(segment.source.text), ())
        own = [each for each in there if each[1].id == segment.where]
        near = [each for each in there if each[0] == segment.unit]
        return next((each[1:] for each in (*own, *near, *there)), None)


def blocks(article: Article) -> Iterator[Block]:
    """Every block, and the description as if it were one: by sentences, and whole."""
    yield from article.walk()
    for whole in (False, True):
        yield Block(DESCRIPTION, BlockKind.PARAGRAPH, sentences=description_of(article, whole=whole))


def _entry(segment: Segment, sentence: Sentence, place: Place, file: Translations, who: str) -> Entry:
    del sentence
    assert segment.target is not None
    standing = _STANDINGS.get(segment.state, Standing.EDITED)
    languages = (file.source, file.target)
    return Entry(languages, segment.source, segment.target, standing, place=place, who=who)


def _rejected_notice(path: Path, segment: Segment, known: _Known) -> Notice:
    now = known.ids.get(segment.where)
    why = f"it reads “{now}” now" if now else "it is no longer in the article"
    text = f"{path.name}, line {segment.line}: not taken, because the source changed; {why}."
    return Notice("review.changed", Level.WARNING, segment.where, text, segment.source.text)


def _refuse_damage(path: Path, pairs: Sequence[tuple[Segment, tuple[Sentence, Place]]]) -> None:
    """Raise when a target has codes that its source has not, or lost a link or a note."""
    faults = [
        f"  line {segment.line}, {segment.where}: {fault}"
        for segment, (sentence, _) in pairs
        for fault in _faults(segment, sentence)
    ]
    if faults:
        more = [f"  and {len(faults) - _MOST_NAMED} more"] if len(faults) > _MOST_NAMED else []
        raise ReviewedFileError(
            "\n".join([f"{path}: placeholders are damaged:", *faults[:_MOST_NAMED], *more]),
            "Give every target the numbered marks of its source; nothing of this file was taken.",
        )


def _faults(segment: Segment, sentence: Sentence) -> Iterator[str]:
    marks = plain(sentence.spans)[1]
    known: Mapping[str, int] = dict(mark_names(segment.source, marks))
    there = {code.id for code in segment.target.codes} if segment.target else set()
    ours = {code.id for code in segment.source.codes}
    yield from (f"<{id}> is not in its source" for id in sorted(there - ours))
    for id, number in known.items():
        kind = marks[number].mark.kind
        if id not in there and kind in (MarkKind.LINK, MarkKind.NOTE):
            yield f"the {kind} <{id}> is missing"

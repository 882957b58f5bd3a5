"""Pieces to an article: its title and front matter, sections by heading, ids, sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.document.article import (
    Article,
    Block,
    BlockKind,
    MarkKind,
    Picture,
    Role,
    Section,
    Sentence,
    Span,
)
from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleEmpty
from pipeline.languages import words
from pipeline.languages.bylines import byline
from pipeline.languages.dates import long_date
from pipeline.languages.sentences import LONGEST, split
from pipeline.readers.anchors import anchors, land, lead
from pipeline.readers.footnotes import (
    Footnote,
    Footnotes,
    Links,
    bearers,
    link,
    links_to,
    told_unmarked,
)
from pipeline.readers.front_matter import Front
from pipeline.readers.pieces import Piece, prose

_ONE_THING = frozenset([MarkKind.CODE, MarkKind.FORMULA, MarkKind.RUBY])
_SENTENCE_MARKS = re.compile(r"[.!?…。！？]|(?<=\S)\s+(?=\S)")
_END_MATTER = {Role.CREDIT, Role.IMAGE_NOTE, Role.RELATED, Role.REFERENCES}


def assemble(
    name: str, front: Front, pieces: Sequence[Piece], language: str, cover: Picture | None = None
) -> tuple[Article, list[Notice]]:
    """The article that `front` and `pieces` of the file `name` make, in the language `language`.

    `cover` is the author's own; where `front` tells what it shows, it stands in the front matter as a figure.

    Raises `ArticleEmpty` when there is nothing to read in it but headings and end matter.
    """
    footnotes = Footnotes([piece for piece in pieces if _present(piece)])
    title, rest, notices = _title(name, front, footnotes.text)
    body = [piece for piece in rest if piece.role not in _END_MATTER]
    back = [piece for piece in rest if piece.role in _END_MATTER]
    if not any(_readable(piece) for piece in body if piece.kind is not BlockKind.HEADING):
        raise ArticleEmpty(
            f"{name} has no text to publish, only headings, front matter or end matter.",
            "Write the article's text into it and try again.",
        )
    drafts = _drafts(body, title, prose(BlockKind.HEADING, words(language)["introduction"], Role.LEAD))
    notes = [footnotes.marked_in(draft.walk(), f"s{number}") for number, draft in enumerate(drafts, 1)]
    drafts[-1].pieces += (unmarked := footnotes.unmarked_notes())
    mint = _Mint(language)
    article = Article(
        language=language,
        title=mint.block(link(replace(title, role=Role.TITLE), {}), "s0-b1", level=1),
        front=mint.blocks([*_front(front, language), *_cover_figure(cover, front.cover_alt)], "s0", 2),
        sections=tuple(
            mint.top_section(draft, f"s{number}", marked)
            for number, (draft, marked) in enumerate(zip(drafts, notes, strict=True), 1)
        ),
        back=mint.blocks([link(piece, {}) for piece in back], "e0", 1),
        authors=front.authors,
        date=front.date,
        description=front.description,
        tags=front.tags,
        cover=cover,
        slug=front.slug,
    )
    article, dead = lead(name, article, mint.places)
    return article, [*notices, *told_unmarked(name, unmarked), *_empty_sections(name, drafts), *dead]


@dataclass(slots=True)
class _Draft:
    """A section before its ids."""

    heading: Piece
    pieces: list[Piece] = field(default_factory=list)
    drafts: list["_Draft"] = field(default_factory=list)

    def walk(self) -> Iterator[Piece]:
        """Its heading and its pieces, those of the sections in it included."""
        yield from (self.heading, *self.pieces)
        for draft in self.drafts:
            yield from draft.walk()

    def link(self, links: Links) -> "_Draft":
        """The same with the marks of its notes made `links`."""
        pieces = [link(piece, links) for piece in self.pieces]
        return _Draft(link(self.heading, links), pieces, [draft.link(links) for draft in self.drafts])


def _present(piece: Piece) -> bool:
    """Whether there is anything of it to see; an empty cell keeps the others in their columns."""
    if piece.text.strip() or piece.kind in (BlockKind.RULE, BlockKind.CELL):
        return True
    return any(part.text.strip() or part.picture for part in piece.walk())


def _readable(piece: Piece) -> bool:
    return any(any(sign.isalnum() for sign in part.text) for part in piece.walk())


def _title(name: str, front: Front, pieces: Sequence[Piece]) -> tuple[Piece, list[Piece], list[Notice]]:
    """The title, the pieces without it, and a notice when it had to be made up."""
    first = next((piece for piece in pieces if piece.kind is BlockKind.HEADING and piece.level == 1), None)
    if front.title:
        same = first is not None and _key(first.text) == _key(front.title)
        rest = [piece for piece in pieces if not (same and piece is first)]
        heading = prose(BlockKind.HEADING, front.title)
        places = anchors(first) if same and first else ()
        return replace(heading, spans=(*places, *heading.spans)), rest, []
    if first:
        return first, [piece for piece in pieces if piece is not first], []
    stem = " ".join(re.split(r"[\s_-]+", name.rpartition(".")[0] or name)).strip() or name
    title = stem[:1].upper() + stem[1:]
    message = f"No title was found, so the file's name serves: “{title}”. Write “# ” before the title."
    notice = Notice("reading.title-missing", Level.WARNING, name, message)
    return prose(BlockKind.HEADING, title), list(pieces), [notice]


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _front(front: Front, language: str) -> Iterator[Piece]:
    lines = (
        (front.subtitle, Role.SUBTITLE),
        (byline(front.authors, language), Role.BYLINE),
        (long_date(front.date, language) if front.date else "", Role.DATELINE),
    )
    return (prose(BlockKind.PARAGRAPH, text, role) for text, role in lines if text)


def _cover_figure(cover: Picture | None, alternative: str) -> Iterator[Piece]:
    """The cover as a figure with its alternative; a drawing is no cover (`writers.cover`)."""
    if cover and alternative and cover.media_type != "image/svg+xml":
        description = prose(BlockKind.ALTERNATIVE, alternative)
        yield Piece(BlockKind.FIGURE, pieces=(description,), role=Role.COVER, picture=cover)


def _drafts(body: Sequence[Piece], title: Piece, introduction: Piece) -> list[_Draft]:
    """The sections by heading; a heading goes under the nearest one before it that ranks higher."""
    top: list[_Draft] = []
    lead: list[Piece] = []
    stack: list[_Draft] = []
    for piece in body:
        if piece.kind is BlockKind.HEADING:
            while stack and stack[-1].heading.level >= piece.level:
                stack.pop()
            draft = _Draft(piece)
            (stack[-1].drafts if stack else top).append(draft)
            stack.append(draft)
        else:
            (stack[-1].pieces if stack else lead).append(piece)
    if not top:
        return [_Draft(title, lead)]
    said = any(piece.kind is not BlockKind.RULE for piece in lead)
    return [*([_Draft(introduction, lead)] if said else []), *top]


def _empty_sections(name: str, drafts: Iterable[_Draft]) -> Iterator[Notice]:
    for draft in drafts:
        if not draft.pieces and not draft.drafts:
            where = f"{name}:{draft.heading.line}" if draft.heading.line else name
            message = f"Nothing stands under the heading “{draft.heading.text}”."
            yield Notice("reading.section-empty", Level.WARNING, where, message)
        yield from _empty_sections(name, draft.drafts)


class _Mint:
    """Gives ids, and cuts text into sentences."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.places: dict[str, str] = {}
        """The id of the block in whose text each place lies that a link leads to."""

    def top_section(self, draft: _Draft, id: str, notes: Sequence[Footnote]) -> Section:
        """The section `id` right under the title, with its `notes` at the end."""
        links = links_to(notes)
        made = self.section(draft.link(links), id, 2)
        minted = [self.block(link(note.piece, links), note.id) for note in notes]
        marked = bearers([*made.walk(), *(inner for block in minted for inner in block.walk())])
        note_blocks = (
            replace(block, label=note.label, marked=marked[note.id])
            for block, note in zip(minted, notes, strict=True)
        )
        return replace(made, blocks=(*made.blocks, *note_blocks))

    def section(self, draft: _Draft, id: str, level: int) -> Section:
        """The section `id`, whose heading is of the rank `level` in this article, whatever its mark-up said."""
        nested = enumerate(draft.drafts, 1)
        return Section(
            id=id,
            title=self.block(draft.heading, f"{id}-b1", level=level),
            blocks=self.blocks(draft.pieces, id, 2),
            sections=tuple(self.section(inner, f"{id}-s{number}", level + 1) for number, inner in nested),
        )

    def blocks(self, pieces: Iterable[Piece], stem: str, first: int) -> tuple[Block, ...]:
        """One block a piece, the first of them with the number `first`."""
        present = (piece for piece in pieces if _present(piece))
        return tuple(self.block(piece, f"{stem}-b{number}") for number, piece in enumerate(present, first))

    def block(self, piece: Piece, id: str, level: int = 0) -> Block:
        """The block `id` with everything in it."""
        names, piece = land(piece)
        for name in names:
            self.places.setdefault(name, id)
        return Block(
            id=id,
            kind=piece.kind,
            role=piece.role,
            sentences=self._sentences(piece, id),
            blocks=self.blocks(piece.pieces, id, 1) if piece.pieces else (),
            level=level,
            ordered=piece.ordered,
            start=piece.start,
            checked=piece.checked,
            heads=piece.heads,
            columns=piece.columns,
            rows=piece.rows,
            picture=piece.picture,
            spoken_by=piece.spoken_by,
        )

    def _sentences(self, piece: Piece, id: str) -> tuple[Sentence, ...]:
        whole = piece.kind in (BlockKind.CODE, BlockKind.HEADING)
        said = _mask(piece.spans)
        parts = (said,) if whole else split(said, self._language, longest=LONGEST)
        lengths = [len(part) for part in parts if part]
        if len(lengths) == 1:
            return (Sentence(f"{id}-k1", piece.spans),)
        cut = _cut(piece.spans, lengths)
        return tuple(Sentence(f"{id}-k{number}", spans) for number, spans in enumerate(cut, 1))


def _mask(spans: Iterable[Span]) -> str:
    """The text of `spans`, as long as it is, without what would end a sentence inside code, a formula or a ruby."""
    return "".join(
        _SENTENCE_MARKS.sub(lambda mark: "_" * len(mark.group()), span.text)
        if any(mark.kind in _ONE_THING for mark in span.marks)
        else span.text
        for span in spans
    )


def _cut(spans: Sequence[Span], lengths: Iterable[int]) -> Iterator[tuple[Span, ...]]:
    """`spans` cut into runs of these lengths in characters."""
    position, used = 0, 0
    for length in lengths:
        run: list[Span] = []
        while length:
            span = spans[position]
            taken = span.text[used : used + length]
            run.append(Span(taken, span.marks))
            length -= len(taken)
            used += len(taken)
            if used == len(span.text):
                position, used = position + 1, 0
        while position < len(spans) and spans[position].is_point:
            run.append(spans[position])
            position += 1
        yield tuple(run)

"""The pages of an edition: the one order in which it is read, shown and heard.

Every visible sentence of the book stands on exactly one page with an id of its own, the cover's and
the contents page's fixed words included, so that all of it can be narrated and highlighted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.document.article import (
    Article,
    Block,
    BlockKind,
    Edition,
    Mark,
    MarkKind,
    Role,
    Section,
    Sentence,
    Span,
)
from pipeline.document.untranslated import is_left

OTHER = "-o"
"""What the id of a sentence in the other of two languages ends with."""
ENTRY = "contents-"
"""What the id of an entry of the contents page begins with; the id of the section it leads to follows."""


class PageKind(StrEnum):
    """What a page is in the book."""

    COVER = "cover"
    CONTENTS = "contents"
    SECTION = "section"
    END = "end"


@dataclass(frozen=True, slots=True)
class Page:
    """One document of the book and one piece of the sound."""

    id: str
    """`cover`, `contents`, a top section's id, `credits`, `references` or `related`."""
    kind: PageKind
    title: str
    blocks: tuple[Block, ...]
    """In reading order, headings among them; nested sections are flattened into headings by level.
    Notes come last."""
    episode: bool
    """Whether it is part of the podcast episode too; the contents page, references and related links are not."""

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in reading order, children of blocks included."""
        for block in self.blocks:
            for inner in block.walk():
                yield from inner.sentences


def pages(edition: Edition, words: Mapping[str, str], disclosures: tuple[str, ...]) -> tuple[Page, ...]:
    """The pages of `edition`: cover, contents, one a top section, end matter when there is any.

    `words` are the fixed words of the edition's language (`contents`, `about`, `related`,
    `introduction`); `disclosures` say who translated and who speaks, a sentence each.
    """
    article = edition.article
    made = [_cover(article, disclosures), _contents(article, words)]
    made += [_section(section, article) for section in article.sections]
    apart = (Role.RELATED, Role.REFERENCES)
    credits = tuple(block for block in article.back if block.role not in apart)
    references = tuple(block for block in article.back if block.role is Role.REFERENCES)
    related = tuple(block for block in article.back if block.role is Role.RELATED)
    if credits:
        made.append(_matter("credits", words["about"], credits, episode=True))
    if references:
        made.append(_references(references))
    if related:
        made.append(_matter("related", words["related"], related, episode=False))
    return tuple(made)


def side_by_side(pages: Iterable[Page], edition: Edition) -> tuple[Page, ...]:
    """The pages of `edition` with each translated sentence followed by the one it translates.

    That one bears the same id with `-o` at its end, and the mark of its language.
    """
    language = edition.source.language
    originals = {sentence.id: sentence for sentence in edition.source.sentences()}
    return tuple(
        replace(page, blocks=tuple(_beside(block, originals, language) for block in page.blocks))
        for page in pages
    )


def _beside(block: Block, originals: Mapping[str, Sentence], language: str) -> Block:
    below = tuple(_beside(inner, originals, language) for inner in block.blocks)
    if block.kind in (BlockKind.CODE, BlockKind.ALTERNATIVE):
        return replace(block, blocks=below)
    sentences = [
        shown
        for sentence in block.sentences
        for shown in (sentence, *_other(originals.get(sentence.id), sentence, language))
    ]
    return replace(block, sentences=tuple(sentences), blocks=below)


def _other(original: Sentence | None, sentence: Sentence, language: str) -> Iterator[Sentence]:
    """The original beside its translation; nothing where both say the same, or it was left in its place."""
    if original is not None and original.text.strip() != sentence.text.strip() and not is_left(sentence):
        foreign = Mark(MarkKind.LANGUAGE, language)
        spans = (Span(span.text, (foreign, *span.marks)) for span in original.spans if not span.is_point)
        yield Sentence(f"{sentence.id}{OTHER}", tuple(spans))


def _cover(article: Article, disclosures: tuple[str, ...]) -> Page:
    disclosure_blocks = tuple(
        _fixed_block(f"d{number}", BlockKind.PARAGRAPH, text, Role.DISCLOSURE)
        for number, text in enumerate(disclosures, 1)
    )
    blocks = (article.title, *article.front, *disclosure_blocks)
    return Page("cover", PageKind.COVER, article.title.text.strip(), blocks, episode=True)


def _contents(article: Article, words: Mapping[str, str]) -> Page:
    heading = replace(_fixed_block("contents-b1", BlockKind.HEADING, words["contents"], Role.BODY), level=1)
    listed = _entries(article.sections, "contents-b2")
    return Page("contents", PageKind.CONTENTS, words["contents"], (heading, listed), episode=False)


def _entries(sections: Sequence[Section], id: str) -> Block:
    """The list of `sections` in the contents, those nested in them in lists of their own."""
    return Block(id, BlockKind.LIST, blocks=tuple(_entry(section) for section in sections), ordered=True)


def _entry(section: Section) -> Block:
    id = f"{ENTRY}{section.id}"
    return Block(
        id,
        BlockKind.ITEM,
        sentences=_rename(section.title.sentences, id),
        blocks=(_entries(section.sections, f"{id}-b1"),) if section.sections else (),
    )


def _section(section: Section, article: Article) -> Page:
    shown = [block for block in _flat(section) if block is not section.title or _is_written(block, article)]
    flat = sorted(shown, key=lambda block: block.kind is BlockKind.NOTE)
    return Page(section.id, PageKind.SECTION, section.title.text.strip(), tuple(flat), episode=True)


def _is_written(heading: Block, article: Article) -> bool:
    """Whether somebody wrote a section's heading, and it does not only name what lists must call by a name: what stands
    before the first heading, or all of an article without any."""
    only = len(article.sections) == 1
    repeats = only and heading.text.strip() == article.title.text.strip()
    return heading.role is not Role.LEAD and not repeats


def _flat(section: Section) -> Iterator[Block]:
    yield section.title
    yield from section.blocks
    for nested in section.sections:
        yield from _flat(nested)


def _matter(name: str, title: str, blocks: tuple[Block, ...], *, episode: bool) -> Page:
    heading = replace(_fixed_block(f"{name}-b0", BlockKind.HEADING, title, Role.BODY), level=2)
    return Page(name, PageKind.END, title, (heading, *blocks), episode)


def _references(blocks: tuple[Block, ...]) -> Page:
    """The works that were used, under the article's own heading; nobody listens to addresses in an episode."""
    heading = replace(blocks[0], kind=BlockKind.HEADING, level=2)
    return Page("references", PageKind.END, heading.text.strip(), (heading, *blocks[1:]), episode=False)


def _fixed_block(id: str, kind: BlockKind, text: str, role: Role) -> Block:
    return Block(id, kind, role, (Sentence(f"{id}-k1", (Span(text),)),))


def _rename(sentences: tuple[Sentence, ...], stem: str) -> tuple[Sentence, ...]:
    return tuple(replace(sentence, id=f"{stem}-k{number}") for number, sentence in enumerate(sentences, 1))

"""The article as it was read, and the edition made of it in one language.

Ids are minted once, by the reader, in document order: `s2` is the second section, `s2-b3` its third
block, `s2-b3-b1` that block's first child, `s2-b3-k1` that block's first sentence. Front matter counts
as section `s0`, end matter as section `e0`. Section and block ids are the same in every language;
sentence ids belong to an edition. All begin with a letter and are valid in XML and CSS.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.document.notices import Notice


class MarkKind(StrEnum):
    """What an inline mark says about its text."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    LANGUAGE = "language"
    ABBREVIATION = "abbreviation"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    DELETED = "deleted"
    RUBY = "ruby"
    FORMULA = "formula"
    NOTE = "note"
    ANCHOR = "anchor"
    """A place that a link in the article leads to, on its way through a reader; no article has one."""
    PHONEMES = "phonemes"
    """Of a word that a lexicon knows, on its way into a book; no article has one."""
    UNTRANSLATED = "untranslated"
    """Words of the edition's language that say of what follows that it stays in the article's."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One inline mark."""

    kind: MarkKind
    value: str = ""
    """The address of a link, or `#` and the id of the block that it leads to; the BCP 47 tag of a language span, what an abbreviation stands for, the id of
    the block that a note's mark leads to, the reading that stands over characters, a word's sounds in IPA, the MathML that shows a formula, whose text stands for it in a line; else empty."""
    label: str = ""
    """Of a note's mark: what is shown there. The mark stands on a span without text, and is not spoken."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text under the same marks, outermost mark first."""

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def is_point(self) -> bool:
        """Whether it is a note's mark or an anchor: a place in the text, and no text."""
        return not self.text and any(mark.kind in (MarkKind.NOTE, MarkKind.ANCHOR) for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest thing that is translated, spoken and highlighted.

    Joining the texts of a block's sentences gives the block's text back exactly: white space
    between two sentences ends the earlier one.
    """

    id: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The sentence without marks, white space at its end included."""
        if len(self.spans) == 1:
            return self.spans[0].text
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a format EPUB allows (EPUB 3.3, section 3.2)."""

    name: str
    """File name, ASCII, unique in the article."""
    media_type: str
    data: bytes = field(repr=False)
    width: int = 0
    """CSS pixels, 0 when unknown; likewise `height`."""
    height: int = 0


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    QUOTATION = "quotation"
    FIGURE = "figure"
    ALTERNATIVE = "alternative"
    CAPTION = "caption"
    CODE = "code"
    RULE = "rule"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    DEFINITIONS = "definitions"
    TERM = "term"
    DEFINITION = "definition"
    NOTE = "note"


class Heads(StrEnum):
    """What a header cell of a table heads."""

    NOTHING = ""
    COLUMN = "column"
    ROW = "row"


class SpokenBy(StrEnum):
    """By whom the author says that a quotation was said, where they say it; nobody guesses."""

    UNSAID = ""
    FEMALE = "female"
    MALE = "male"


class Role(StrEnum):
    """What a block is for; roles decide what is shown, translated and narrated, and where."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATELINE = "dateline"
    DISCLOSURE = "disclosure"
    BODY = "body"
    LEAD = "lead"
    """A heading that is not the author's: the name, in lists, of what stands before the first one."""
    CREDIT = "credit"
    CAPTION = "caption"
    IMAGE_NOTE = "image note"
    COVER = "cover"
    RELATED = "related links"
    REFERENCES = "references"
    CONTENTS_LINE = "table of contents line"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, a list and so on.

    Text stands in `sentences`, structure in `blocks`: a list holds items, a quotation paragraphs,
    a figure its alternative and its caption, an item its own sentences and then nested lists, a table its
    caption and then rows of cells, definitions terms and what they mean. Notes stand at the end of
    their section.
    """

    id: str
    kind: BlockKind
    role: Role = Role.BODY
    sentences: tuple[Sentence, ...] = ()
    blocks: tuple["Block", ...] = ()
    level: int = 0
    """Of a heading: 1 for the article's title, 2 for a top section; else 0."""
    ordered: bool = False
    """Of a list: numbered."""
    start: int = 1
    """Of a numbered list: its first number."""
    checked: bool | None = None
    """Of an item in a list of tasks: whether it is done."""
    heads: Heads = Heads.NOTHING
    """Of a cell; likewise `columns` and `rows`, over how many it reaches."""
    columns: int = 1
    rows: int = 1
    label: str = ""
    """Of a note: its mark, as shown."""
    marked: str = ""
    """Of a note: the id of the block whose text bears its first mark."""
    picture: Picture | None = None
    """Of a figure."""
    spoken_by: SpokenBy = SpokenBy.UNSAID
    """Of a quotation."""

    @property
    def text(self) -> str:
        """The block's own text without marks; its children's is not in it."""
        return "".join(sentence.text for sentence in self.sentences)

    def walk(self) -> Iterator["Block"]:
        """This block, then all below it, in document order."""
        yield self
        for block in self.blocks:
            yield from block.walk()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the blocks under it, and the sections nested in it."""

    id: str
    title: Block
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()

    def walk(self) -> Iterator[Block]:
        """Its title and all its blocks, nested sections included, in document order."""
        yield from self.title.walk()
        for block in self.blocks:
            yield from block.walk()
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Article:
    """One article in one language."""

    language: str
    """BCP 47."""
    title: Block
    front: tuple[Block, ...] = ()
    """Subtitle, byline and dateline, as shown under the title, and the author's own cover if it is told."""
    sections: tuple[Section, ...] = ()
    back: tuple[Block, ...] = ()
    """Credits, image notes, references and related links: kept, but not body."""
    authors: tuple[str, ...] = ()
    date: str = ""
    """ISO 8601, a day or a moment with an offset; empty when the article names none."""
    description: str = ""
    """A sentence or two from the front matter, for feeds and catalogues; may be empty."""
    tags: tuple[str, ...] = ()
    """What it is about, in the author's words."""
    cover: Picture | None = None
    """The author's own."""
    slug: str = field(default="", compare=False)
    """What its author calls it in addresses; it says where the article is, and not what."""

    def walk(self) -> Iterator[Block]:
        """Every block in reading order."""
        yield from self.title.walk()
        for block in self.front:
            yield from block.walk()
        for section in self.sections:
            yield from section.walk()
        for block in self.back:
            yield from block.walk()

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in reading order."""
        for block in self.walk():
            yield from block.sentences


class Origin(StrEnum):
    """Where the words of an edition come from."""

    ORIGINAL = "original"
    REVIEWED = "reviewed"
    MACHINE = "machine"
    MIXED = "mixed"


LEFT = "left"
"""The standing of a sentence that stays in the article's language because no translation could be relied on."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a sentence of an edition came by its words."""

    sentence: str
    """Its id."""
    standing: str
    """`machine`, `edited`, `reviewed` or `final`; `left` where no translation could be relied on, and the sentence stays
    in the article's language; empty where nothing was to be translated."""
    engine: str = ""
    """Name and version of the translator that made or drafted them, when known."""
    who: str = ""
    """The person who edited or reviewed them, when known."""
    day: str = ""
    """When they were made, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The article in one language, and where its words come from."""

    article: Article
    source: Article
    """The article as it was read; the very same value for the source language's edition."""
    origin: Origin
    engines: tuple[str, ...] = ()
    """Names and versions of the translators that took part, each once, in order of first use."""
    notices: tuple[Notice, ...] = ()
    origins: tuple[Rendering, ...] = ()
    """Of every sentence, the description's included, in reading order; empty for the original."""

    @property
    def language(self) -> str:
        """BCP 47."""
        return self.article.language

    @property
    def left(self) -> tuple[str, ...]:
        """The ids of the sentences that stay in the article's language because no translation could be relied on."""
        return tuple(each.sentence for each in self.origins if each.standing == LEFT)

    def pairs(self) -> Mapping[str, tuple[str, str]]:
        """By id, the text of each sentence in the article, and what it is here."""
        said = {each.id: each.text.strip() for each in self.source.sentences()}
        return {
            each.id: (said[each.id], each.text.strip())
            for each in self.article.sentences()
            if each.id in said
        }

"""Markdown (CommonMark, and tables) to pieces.

An image alone in its paragraph is a figure. Its caption is the image's title, as in
`![alternative](picture.png "caption")`, or else a paragraph right below it that is emphasised from
end to end. Raw HTML is set aside with a notice; a table becomes a list, a row an item.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.document.article import BlockKind, Mark, MarkKind, Role, Span
from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleError
from pipeline.readers.front import Front
from pipeline.readers.pictures import Album
from pipeline.readers.pieces import Manuscript, Piece, marked, prose, tidy, without
from pipeline.readers.roles import sort
from pipeline.readers.signature import signed
from pipeline.readers.wraps import closed_up

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_DEEPEST = 40
"""Levels of quotes, lists and items in each other; a list takes two."""
_EFFORT = 500_000_000
"""Brackets times characters: what the search for links may cost, about 2 s."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"(?<=\A<)[A-Za-z][\w-]*")
_EMPHASIS = Mark(MarkKind.EMPHASIS)
_MARKS = {"em_open": _EMPHASIS, "strong_open": Mark(MarkKind.STRONG)}
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|[0-9a-f:]*:[0-9a-f:.]*")


def parse(text: str, album: Album, name: str, front: Front) -> Manuscript:
    """The pieces of the Markdown `text`, whose file is called `name`; its pictures come from `album`.

    Raises `PictureError`, and `ArticleError` for quotes and lists nested beyond reason.
    """
    reader = _Reader(album, name)
    try:
        tokens = _parser(reader).parse(text)
        _refuse_depth(tokens, name)
        pieces = tuple(reader.blocks(iter(tokens)))
    except RecursionError as error:
        raise _too_deep(name, "") from error
    found = sort(pieces, name)
    told, body = signed(front, found.body)
    return Manuscript(told, (*body, *found.back), (*reader.notices, *reader.tags(), *found.notices))


def _parser(reader: "_Reader") -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.core.ruler.at("inline", reader.inline)
    return parser


def _refuse_depth(tokens: Sequence["Token"], name: str) -> None:
    """The parser leaves out what lies deeper than its limit, so reaching it is an error."""
    for token in tokens:
        if token.level >= _DEEPEST - 1 and token.type in (
            "blockquote_open",
            "list_item_open",
            "bullet_list_open",
        ):
            raise _too_deep(name, f":{token.map[0] + 1}" if token.map else "")


def _too_deep(name: str, line: str) -> ArticleError:
    return ArticleError(
        f"{name}{line}: quotes, lists or marks lie in each other too deeply to be read.",
        f"Keep to {_DEEPEST // 2} levels.",
    )


class _Reader:
    """One pass over the tokens of one text."""

    def __init__(self, album: Album, name: str) -> None:
        self.notices: list[Notice] = []
        self._name = name
        self._album = album
        self._effort = _EFFORT
        self._line = 0
        self._tags: dict[str, None] = {}

    def inline(self, state: "StateCore") -> None:
        """The parser's rule for text within a block, within a budget: brackets without end take for ever."""
        from markdown_it.token import Token

        for token in state.tokens:
            if token.type != "inline":
                continue
            before = self._effort
            self._effort -= token.content.count("[") * len(token.content)
            token.children = []
            if self._effort > 0:
                state.md.inline.parse(token.content, state.md, state.env, token.children)
                continue
            token.children.append(Token("text", "", 0, content=token.content))
            if before > 0:
                self._line = token.map[0] + 1 if token.map else 0
                told = "Too many brackets to look for links: from here on, marks are read as plain text."
                self._tell("brackets", Level.WARNING, told)

    def blocks(self, tokens: Iterator["Token"], closing: str = "") -> Iterator[Piece]:
        """The pieces up to the token `closing`."""
        return _captioned(self._blocks(tokens, closing))

    def _blocks(self, tokens: Iterator["Token"], closing: str) -> Iterator[Piece]:
        for token in tokens:
            if token.type == closing:
                return
            if token.map:
                self._line = token.map[0] + 1
            yield from self._block(token, tokens)

    def _block(self, token: "Token", tokens: Iterator["Token"]) -> Iterator[Piece]:
        line = self._line
        if token.type == "heading_open":
            parts = list(self._text(next(tokens)))
            spans = tidy((span for part in parts for span in part.spans), breaks=False)
            yield Piece(BlockKind.HEADING, spans, level=int(token.tag[1]), line=line)
            yield from (part for part in parts if part.kind is BlockKind.FIGURE)
        elif token.type == "paragraph_open":
            yield from self._text(next(tokens))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            ordered = token.type == "ordered_list_open"
            items = tuple(self.blocks(tokens, token.type.replace("open", "close")))
            yield Piece(BlockKind.LIST, pieces=items, ordered=ordered, line=line)
        elif token.type == "list_item_open":
            yield _item(list(self.blocks(tokens, "list_item_close")), line)
        elif token.type == "blockquote_open":
            inner = tuple(_unheaded(piece) for piece in self.blocks(tokens, "blockquote_close"))
            yield Piece(BlockKind.QUOTATION, pieces=inner, line=line)
        elif token.type in ("fence", "code_block"):
            yield Piece(BlockKind.CODE, (Span(token.content.rstrip("\n")),), line=line)
        elif token.type == "hr":
            yield Piece(BlockKind.RULE, line=line)
        elif token.type == "html_block":
            self._html(token.content)
        elif token.type == "table_open":
            yield from self._table(tokens, line)

    def _text(self, token: "Token") -> Iterator[Piece]:
        """A paragraph, with the figures that stood in it before or behind it."""
        line, spans, before, behind = self._line, [], [], []  # type: int, list[Span], list[Piece], list[Piece]
        for part in self._spans(token.children or []):
            if isinstance(part, Piece):
                (behind if "".join(span.text for span in spans).strip() else before).append(part)
            else:
                spans.append(part)
        yield from before
        told = tidy(spans)
        if told:
            yield Piece(BlockKind.PARAGRAPH, told, line=line)
        yield from behind

    def _spans(self, tokens: Sequence["Token"]) -> Iterator[Span | Piece]:
        marks: list[Mark] = []
        opened: list[bool] = []
        for position, token in enumerate(tokens):
            if token.type.endswith("_open"):
                mark = _MARKS.get(token.type) or self._link(str(token.attrGet("href") or ""))
                opened.append(mark is not None and mark not in marks)
                marks += [mark] if opened[-1] and mark else []
            elif token.type.endswith("_close"):
                if opened.pop():
                    marks.pop()
            elif token.type == "image":
                yield from self._image(token)
            elif token.type == "code_inline":
                yield Span(token.content, (*marks, Mark(MarkKind.CODE)))
            elif token.type == "html_inline" and not _BREAK.fullmatch(token.content):
                self._tags |= {tag.lower(): None for tag in _TAG.findall(token.content)}
            else:
                yield Span(_plain(token, tokens, position), tuple(marks))

    def _link(self, address: str) -> Mark | None:
        if _leads_somewhere(address):
            return Mark(MarkKind.LINK, address)
        told = f"The link to {address[:80] or 'nothing'} was left out, its text kept: it leads nowhere from an e-book."
        self._tell("link", Level.INFO, told)
        return None

    def _image(self, token: "Token") -> Iterator[Span | Piece]:
        address, caption = str(token.attrGet("src") or ""), str(token.attrGet("title") or "")
        alternative = " ".join(_alternative(token).split())
        shows = "\n".join(part for part in (alternative, caption.strip()) if part)
        picture = self._album.picture(address, f"{self._name}:{self._line}", shows)
        if picture is None:
            if caption:
                yield prose(BlockKind.PARAGRAPH, caption, Role.CAPTION, line=self._line)
            return
        parts = []
        if alternative:
            parts.append(prose(BlockKind.ALTERNATIVE, alternative))
        else:
            told = f"The picture {address} has no alternative text; write in its brackets what it shows."
            self._tell("alternative-missing", Level.WARNING, told)
        if caption.strip():
            parts.append(prose(BlockKind.CAPTION, caption, Role.CAPTION))
        yield Piece(BlockKind.FIGURE, pieces=tuple(parts), picture=picture, line=self._line)

    def _html(self, content: str) -> None:
        told = " ".join(content.split())
        if told.startswith("<!--") and told.endswith("-->"):
            return
        told = told if len(told) <= 80 else f"{told[:79]}…"
        self._tell("html", Level.WARNING, f"Raw HTML was left out: {told}")

    def _table(self, tokens: Iterator["Token"], line: int) -> Iterator[Piece]:
        rows: list[list[tuple[Span, ...]]] = []
        figures: list[Piece] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                parts = list(self._spans(token.children or []))
                rows[-1].append(tidy((part for part in parts if isinstance(part, Span)), breaks=False))
                figures += [part for part in parts if isinstance(part, Piece)]
        self._line = line
        self._tell("table", Level.INFO, "A table was turned into a list, a row an item.")
        head, *body = rows
        items = [tidy(_row(head, row)) for row in body] or [tidy(_row([], head))]
        listed = tuple(Piece(BlockKind.ITEM, spans, line=line) for spans in items if spans)
        yield Piece(BlockKind.LIST, pieces=listed, line=line)
        yield from figures

    def tags(self) -> Iterator[Notice]:
        """What to say of the HTML tags within text, once for all of them."""
        if self._tags:
            told = f"HTML tags were left out, the text in them kept: {', '.join(sorted(self._tags))}."
            yield Notice("reading.html", Level.INFO, self._name, told)

    def _tell(self, subject: str, level: Level, text: str) -> None:
        self.notices.append(Notice(f"reading.{subject}", level, f"{self._name}:{self._line}", text))


def _leads_somewhere(address: str) -> bool:
    """Whether `address` means the same in an e-book as on the web."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(_HOST.fullmatch(parts.hostname or "")) and port != 0
    return parts.scheme in ("mailto", "tel") and bool(parts.path)


def _plain(token: "Token", tokens: Sequence["Token"], position: int) -> str:
    if token.type in ("hardbreak", "html_inline"):
        return "\n"
    if token.type != "softbreak":
        return token.content
    return "" if closed_up(_neighbour(tokens, position, -1), _neighbour(tokens, position, 1)) else " "


def _neighbour(tokens: Sequence["Token"], position: int, step: int) -> str:
    """The nearest text before or behind a line break."""
    position += step
    while 0 <= position < len(tokens):
        if tokens[position].content or tokens[position].type in ("softbreak", "hardbreak"):
            return tokens[position].content
        position += step
    return ""


def _alternative(token: "Token") -> str:
    """The image's alternative without its marks. The parser limits how deep images lie in each other."""
    return "".join(
        _alternative(inner)
        if inner.type == "image"
        else " "
        if inner.type.endswith("break")
        else inner.content
        for inner in token.children or []
        if inner.type != "html_inline"
    )


def _captioned(pieces: Iterator[Piece]) -> Iterator[Piece]:
    figure: Piece | None = None
    for piece in pieces:
        if figure and piece.kind is BlockKind.PARAGRAPH and marked(piece.spans, _EMPHASIS):
            told = Piece(
                BlockKind.CAPTION, without(piece.spans, _EMPHASIS), role=Role.CAPTION, line=piece.line
            )
            yield _with(figure, told)
            figure = None
            continue
        if figure:
            yield figure
        bare = piece.kind is BlockKind.FIGURE and all(part.role is not Role.CAPTION for part in piece.pieces)
        figure = piece if bare else None
        if not bare:
            yield piece
    if figure:
        yield figure


def _with(figure: Piece, caption: Piece) -> Piece:
    return Piece(figure.kind, pieces=(*figure.pieces, caption), picture=figure.picture, line=figure.line)


def _item(inner: list[Piece], line: int) -> Piece:
    first = inner[0] if inner else None
    if first and first.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return Piece(BlockKind.ITEM, first.spans, tuple(_unheaded(piece) for piece in inner[1:]), line=line)
    return Piece(BlockKind.ITEM, pieces=tuple(_unheaded(piece) for piece in inner), line=line)


def _unheaded(piece: Piece) -> Piece:
    """A heading inside a quotation or an item opens no section; it becomes a strong paragraph."""
    if piece.kind is not BlockKind.HEADING:
        return piece
    strong = Mark(MarkKind.STRONG)
    spans = tuple(Span(span.text, tuple(dict.fromkeys((strong, *span.marks)))) for span in piece.spans)
    return Piece(BlockKind.PARAGRAPH, spans, line=piece.line)


def _row(head: Sequence[tuple[Span, ...]], row: Sequence[tuple[Span, ...]]) -> Iterator[Span]:
    """A row as one line: each cell behind its column's heading."""
    cells = [(head[column] if column < len(head) else (), spans) for column, spans in enumerate(row) if spans]
    for number, (heading, spans) in enumerate(cells):
        if number:
            yield Span("; ")
        yield from heading
        if heading:
            yield Span(": ")
        yield from spans

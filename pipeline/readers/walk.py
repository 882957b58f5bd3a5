"""HTML elements to pieces: the one walk that Markdown, web pages and Word documents share.

Elements that only group or mark are passed through without depth; only what the article keeps as
structure (lists, quotations, tables, definitions, notes) is walked within itself, to a limit.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from lxml import etree

from pipeline.document.article import BlockKind, Mark, MarkKind, Picture, Role, Span
from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleError
from pipeline.readers import elements
from pipeline.readers.aside import Aside
from pipeline.readers.figures import captioned, pictured
from pipeline.readers.notes import notes
from pipeline.readers.pieces import Piece, tidy
from pipeline.readers.spaces import HARD, Run, collapsed, paragraphs
from pipeline.readers.tables import table

_DEEPEST = 40
"""Lists, items, quotations, tables in each other; a list takes two."""
_STRONG = Mark(MarkKind.STRONG)

Marks = tuple[Mark, ...]


class Pictures(Protocol):
    """Where pictures come from; `Album` says what is promised."""

    def picture(self, address: str, where: str, shows: str = "") -> Picture | None:
        """The picture at an address, or None when it was set aside."""

    def embedded(self, data: bytes, stem: str, where: str, shows: str = "") -> Picture | None:
        """The picture of these bytes, or None when it was set aside."""


def pieces(
    root: Any, name: str, album: Pictures, *, address: str = "", numbered: bool = True
) -> tuple[tuple[Piece, ...], tuple[Notice, ...]]:
    """The pieces of everything in the element `root`, and what was set aside; `name` is the file's.

    The tree has to come from `markup.parsed`. A line for notices is what the nearest `data-line` says,
    or else the parser when the text is `numbered` as the file is. Relative links lead on from the page's
    `address`. Pictures go through the `album`, whose own notices are not among these. Raises
    `ArticleError` for lists, quotations or tables that lie in each other too deeply.
    """
    walker = Walker(root, name, album, address, numbered)
    made = tuple(_without_heads(walker.flow(root, ()), walker.aside))
    return made, (*walker.said, *walker.aside.notices())


@dataclass(slots=True)
class _Flow:
    """Blocks in the making, and the text that is not yet a paragraph."""

    made: list[Piece] = field(default_factory=list)
    run: Run = field(default_factory=list)
    behind: list[Piece] = field(default_factory=list)
    """Pictures that stood in the text of this paragraph."""
    line: int = 0
    told: bool = False
    """Whether the run has anything to see."""

    def add(self, text: str, marks: Marks, line: int) -> None:
        """Text of this paragraph."""
        if not self.told and text.strip():
            self.told, self.line = True, line
        if text:
            self.run.append((text, marks))

    def point(self, mark: Mark) -> None:
        """The mark of a note in this paragraph."""
        self.run.append(("", (mark,)))

    def end(self) -> None:
        """The paragraph is over."""
        if self.run:
            self.made += (Piece(BlockKind.PARAGRAPH, spans, line=self.line) for spans in paragraphs(self.run))
        self.made += self.behind
        self.run, self.behind, self.told = [], [], False


class Walker:
    """One walk over one tree."""

    def __init__(self, root: Any, name: str, album: Pictures, address: str, numbered: bool) -> None:
        self.said: list[Notice] = []
        self.aside = Aside(name)
        self.album = album
        self.address = address
        self.line = 0
        self._name = name
        self._notes = notes(root)
        self._marked_lines = root.get("data-line") or root.find(".//*[@data-line]") is not None
        self._numbered = numbered
        self._depth = 0
        self._dead: set[str] = set()
        self._languages: dict[str, str] = {}
        self._language = self._spoken(root)

    @property
    def where(self) -> str:
        """The place in the file, for notices."""
        return f"{self._name}:{self.line}" if self.line else self._name

    def flow(self, element: Any, marks: Marks) -> list[Piece]:
        """The pieces of all that is in `element`, whose text stands under `marks`."""
        flow = _Flow()
        stack = [marks]
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, node in walk:
            if event == "end":
                stack.pop()
                if node is element:
                    break
                if node.tag in elements.BLOCKS:
                    flow.end()
                flow.add(collapsed(node.tail or ""), stack[-1], self.line)
                continue
            self._see(node)
            if node is element:
                stack.append(marks)
            elif self._special(node, flow, stack[-1]):
                stack.append(stack[-1])
                walk.skip_subtree()
                continue
            else:
                stack.append(self._under(stack[-1], node))
                if node.tag in elements.BLOCKS:
                    flow.end()
            flow.add(collapsed(node.text or ""), stack[-1], self.line)
        flow.end()
        return list(captioned(flow.made))

    def within(self, element: Any, marks: Marks = ()) -> list[Piece]:
        """The same for an element of structure, with its own marks: one level deeper, and without headings."""
        return [unheaded(piece) for piece in self._deeper(element, marks)]

    def _deeper(self, element: Any, marks: Marks) -> list[Piece]:
        self._enter()
        made = self.flow(element, self._under(marks, element))
        self._depth -= 1
        return made

    def _enter(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ArticleError(
                f"{self.where}: quotations, lists or tables lie in each other too deeply to be read.",
                f"Keep to {_DEEPEST // 2} levels.",
            )

    def _see(self, node: Any) -> None:
        line = _number(node.get("data-line", "")) if self._marked_lines else None
        if not self._marked_lines and self._numbered:
            line = node.sourceline
        self.line = line or self.line

    def _special(self, node: Any, flow: _Flow, marks: Marks) -> bool:
        """Whether `node` was dealt with as a whole."""
        if self._notes_special(node, flow, marks) or self._unread(node):
            return True
        if node.tag in _STRUCTURE:
            flow.end()
            flow.made += _STRUCTURE[node.tag](self, node, marks)
        elif node.tag == "input" and node.get("type", "").lower() == "checkbox":
            flow.add("☒ " if "checked" in node.attrib else "☐ ", marks, self.line)
        elif node.tag == "br":
            flow.add(HARD, marks, self.line)
        elif node.tag in ("img", "svg", elements.SVG):
            self._picture(node, flow, marks)
        elif node.tag == "math":
            flow.add(node.get("alttext") or _formula(node), marks, self.line)
        elif node.tag == "figcaption" or not elements.CAPTIONS.isdisjoint(elements.words(node, "class")):
            flow.end()
            flow.made += self._caption(node, marks)
        elif node.tag == "q":
            self._quoted(node, flow, marks)
        elif node.tag == "rt":
            self._reading(node, flow, marks)
        else:
            return False
        return True

    def _notes_special(self, node: Any, flow: _Flow, marks: Marks) -> bool:
        if node in self._notes.bodies:
            flow.end()
            flow.made.append(self._note(node, self._notes.bodies[node]))
        elif node in self._notes.marks:
            flow.point(Mark(MarkKind.NOTE, self._notes.marks[node]))
        elif node in self._notes.backlinks:
            pass
        elif node in self._notes.lists:
            flow.end()
            flow.made += self._held(node, marks)
        else:
            return False
        return True

    def _held(self, node: Any, marks: Marks) -> list[Piece]:
        """Notes, and what stands among them; over nothing but notes headings and rules are no part of the text."""
        inner = self._list(node, marks) if node.tag in ("ol", "ul") else self._deeper(node, marks)
        rest = [piece for piece in inner if piece.kind is not BlockKind.RULE]
        if not all(piece.kind in (BlockKind.NOTE, BlockKind.HEADING) for piece in rest):
            return inner
        for piece in rest:
            if piece.kind is BlockKind.HEADING:
                self.aside.put("notes-heading", piece.line, piece.text)
        return [piece for piece in rest if piece.kind is BlockKind.NOTE]

    def _note(self, node: Any, name: str) -> Piece:
        line = self.line
        inner = _unmarked(self.within(node), self._notes.shown[name] if node.tag != "li" else "")
        if len(inner) == 1 and inner[0].kind is BlockKind.PARAGRAPH:
            return Piece(BlockKind.NOTE, inner[0].spans, label=name, line=line)
        return Piece(BlockKind.NOTE, pieces=tuple(inner), label=name, line=line)

    def _unread(self, node: Any) -> bool:
        """Whether nothing in `node` belongs into a book."""
        tag = node.tag
        if tag in elements.SILENT:
            return True
        if elements.hidden(node):
            kind, address = "hidden", ""
        elif tag in elements.EMBEDDED:
            kind, address = "embedded", _source(node)
        elif tag in elements.CONTROLS and node.get("type", "").lower() != "checkbox":
            kind, address = "form", ""
        elif tag == "nav" or "navigation" in elements.words(node, "role"):
            kind, address = "navigation", ""
        elif tag == "noscript":
            kind, address = "noscript", ""
        else:
            return False
        self.aside.put(kind, self.line, elements.text(node), address)
        return True

    def _under(self, marks: Marks, node: Any) -> Marks:
        """The marks of the text in `node`; the language of the whole is none."""
        made = elements.added(marks, self._new(node))
        own = Mark(MarkKind.LANGUAGE, self._language)
        return tuple(mark for mark in made if mark != own) if own in made else made

    def _new(self, node: Any) -> Iterable[Mark]:
        yield from elements.mark(node)
        if node.tag == "a" and node.get("href") is not None:
            yield from self._link(node.get("href"))
        if node.get("lang"):
            told = self._tag(node.get("lang"))
            yield from [Mark(MarkKind.LANGUAGE, told)] if told else []

    def _link(self, written: str) -> Iterable[Mark]:
        address = elements.address(written, self.address)
        if address:
            yield Mark(MarkKind.LINK, address)
        elif written not in self._dead:
            self._dead.add(written)
            shown = written[:80] or "nothing"
            told = f"The link to {shown} was left out, its text kept: it leads nowhere from an e-book."
            self.said.append(Notice("reading.link", Level.INFO, self.where, told))

    def _spoken(self, root: Any) -> str:
        said = (outer.get("lang") for outer in (root, *root.iterancestors()) if outer.get("lang"))
        return self._tag(next(said, ""))

    def _tag(self, written: str) -> str:
        if written not in self._languages:
            self._languages[written] = elements.language(written) if written else ""
        return self._languages[written]

    def _picture(self, node: Any, flow: _Flow, marks: Marks) -> None:
        for found in pictured(self, node):
            if isinstance(found, str):
                flow.add(found, marks, self.line)
            else:
                (flow.behind if flow.told else flow.made).append(found)

    def _quoted(self, node: Any, flow: _Flow, marks: Marks) -> None:
        inner = any(outer.tag == "q" for outer in node.iterancestors())
        before, behind = "‘’" if inner else "“”"
        flow.add(before, marks, self.line)
        self._inline(node, flow, marks)
        flow.add(behind, marks, self.line)

    def _reading(self, node: Any, flow: _Flow, marks: Marks) -> None:
        """The reading of a character, in brackets as where there is no room above."""
        told = elements.text(node)
        if told:
            flow.add(f"（{told}）", marks, self.line)

    def _inline(self, node: Any, flow: _Flow, marks: Marks) -> None:
        for number, piece in enumerate(self.within(node, marks)):
            for span in piece.spans:
                flow.add((HARD if number else "") + span.text.replace("\n", HARD), span.marks, self.line)
            flow.behind += [piece] if piece.pieces or piece.picture else []

    def _heading(self, node: Any, marks: Marks) -> list[Piece]:
        line = self.line
        inner = self._deeper(node, marks)
        spans = _lined(inner, " ")
        heading = Piece(BlockKind.HEADING, spans, level=elements.HEADINGS[node.tag], line=line)
        rest = [piece for piece in inner if piece.kind is not BlockKind.PARAGRAPH]
        return [*([heading] if spans else []), *rest]

    def _list(self, node: Any, marks: Marks) -> list[Piece]:
        """The list; the notes in it stand before it."""
        line, found, items = self.line, [], []  # type: int, list[Piece], list[Piece]
        for child in _parts(node):
            self._see(child)
            if child in self._notes.bodies:
                found.append(self._note(child, self._notes.bodies[child]))
            elif child.tag in ("ol", "ul") and items:
                self._enter()
                nested = self._list(child, marks)
                self._depth -= 1
                items[-1] = replace(items[-1], pieces=(*items[-1].pieces, *nested))
            elif not self._unread(child):
                items += self._item(child, marks)
        ordered = node.tag == "ol"
        start = _number(node.get("start", "")) if ordered else None
        listed = Piece(
            BlockKind.LIST,
            pieces=tuple(items),
            ordered=ordered,
            start=1 if start is None else start,
            line=line,
        )
        return [*found, *([listed] if items else [])]

    def _item(self, node: Any, marks: Marks) -> list[Piece]:
        line = self.line
        box = next((inner for inner in node.iter("input", "li") if inner is not node), None)
        checked = "checked" in box.attrib if box is not None and box.get("type") == "checkbox" else None
        if checked is not None:
            elements.remove(box)
        made = item(BlockKind.ITEM, self.within(node, marks), line)
        return [replace(made, checked=checked)] if made.spans or made.pieces else []

    def _quotation(self, node: Any, marks: Marks) -> list[Piece]:
        line = self.line
        inner = tuple(self.within(node, marks))
        return [Piece(BlockKind.QUOTATION, pieces=inner, line=line)] if inner else []

    def _definitions(self, node: Any, marks: Marks) -> list[Piece]:
        line = self.line
        made = list(self._defined(node, marks))
        return [Piece(BlockKind.DEFINITIONS, pieces=tuple(made), line=line)] if made else []

    def _defined(self, node: Any, marks: Marks) -> Iterator[Piece]:
        """The terms and what they mean; text that is marked as neither says more about what it follows."""
        for child in _parts(node):
            self._see(child)
            at = self.line
            if child.tag == "div" and next(child.iter("dt", "dd"), None) is not None:
                self._enter()
                yield from self._defined(child, marks)
                self._depth -= 1
            elif self._unread(child):
                continue
            elif child.tag == "dt":
                spans = _lined(self.within(child, marks), " ")
                yield from [Piece(BlockKind.TERM, spans, line=at)] if spans else []
            elif inner := self.within(child, marks):
                yield item(BlockKind.DEFINITION, inner, at)

    def _preformatted(self, node: Any, marks: Marks) -> list[Piece]:
        told = _preformatted(node).strip("\n")
        return [Piece(BlockKind.CODE, (Span(told),), line=self.line)] if told.strip() else []

    def _rule(self, node: Any, marks: Marks) -> list[Piece]:
        if "footnotes-sep" in elements.words(node, "class"):
            return []
        return [Piece(BlockKind.RULE, line=self.line)]

    def _caption(self, node: Any, marks: Marks) -> list[Piece]:
        """The caption, which finds its figure later, and what else stood in it."""
        line = self.line
        inner = self.within(node, marks)
        told = _lined((piece for piece in inner if piece.kind is BlockKind.PARAGRAPH), "\n")
        rest = [piece for piece in inner if piece.kind is not BlockKind.PARAGRAPH]
        return [*([Piece(BlockKind.CAPTION, told, role=Role.CAPTION, line=line)] if told else []), *rest]

    def _table(self, node: Any, marks: Marks) -> list[Piece]:
        return table(self, node, marks)

    def _boxed(self, node: Any, marks: Marks) -> list[Piece]:
        """What stands beside the text opens no section of it."""
        return self.within(node, marks)


_STRUCTURE: Mapping[str, Callable[[Walker, Any, Marks], list[Piece]]] = {
    **dict.fromkeys(elements.HEADINGS, Walker._heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), Walker._list),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), Walker._preformatted),
    **dict.fromkeys(("aside", "details", "dialog"), Walker._boxed),
    "blockquote": Walker._quotation,
    "dl": Walker._definitions,
    "hr": Walker._rule,
    "figure": Walker._boxed,
    "table": Walker._table,
}


def unheaded(piece: Piece) -> Piece:
    """A heading inside a quotation or an item opens no section; it becomes a strong paragraph."""
    if piece.kind is not BlockKind.HEADING:
        return piece
    spans = tuple(Span(span.text, tuple(dict.fromkeys((_STRONG, *span.marks)))) for span in piece.spans)
    return Piece(BlockKind.PARAGRAPH, spans, line=piece.line)


def item(kind: BlockKind, inner: Sequence[Piece], line: int) -> Piece:
    """An item, or what is like one: the first paragraph is its own text."""
    first = inner[0] if inner else None
    if first and first.kind is BlockKind.PARAGRAPH:
        return Piece(kind, first.spans, tuple(inner[1:]), line=line)
    return Piece(kind, pieces=tuple(inner), line=line)


def _unmarked(inner: list[Piece], mark: str) -> list[Piece]:
    """What a note says without its own mark before it."""
    first = inner[0] if inner else None
    if not (mark and first and first.spans and first.spans[0].text.startswith(mark)):
        return inner
    rest = first.spans[0].text[len(mark) :].lstrip(".)]: ")
    spans = tidy([Span(rest, first.spans[0].marks), *first.spans[1:]])
    return [replace(first, spans=spans), *inner[1:]]


def _without_heads(made: Sequence[Piece], aside: Aside) -> Iterator[Piece]:
    """`made` without headings and rules over nothing but notes, since the notes go where they are marked."""
    for number, piece in enumerate(made):
        if piece.kind in (BlockKind.HEADING, BlockKind.RULE) and _over_notes(made, number):
            aside.put("notes-heading", piece.line, piece.text)
        else:
            yield piece


def _over_notes(made: Sequence[Piece], number: int) -> bool:
    behind = number + 1
    while behind < len(made) and made[behind].kind is BlockKind.NOTE:
        behind += 1
    ends = behind == len(made) or (
        made[behind].kind is BlockKind.HEADING and made[behind].level <= made[number].level
    )
    return behind > number + 1 and ends


def _lined(inner: Iterable[Piece], between: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    for piece in inner:
        spans += [Span(between), *piece.spans] if spans else piece.spans
    return tidy(spans, breaks=False)


def _parts(node: Any) -> Iterator[Any]:
    """The children of a list; text that stands between them as an element of its own."""
    yield from _stray(node.text)
    for child in list(node):
        yield child
        yield from _stray(child.tail)


def _stray(text: str | None) -> Iterator[Any]:
    if text and text.strip():
        made = etree.Element("span")
        made.text = text
        yield made


def _formula(node: Any) -> str:
    for inner in list(node.iter("annotation", "annotation-xml")):
        elements.remove(inner)
    return " ".join("".join(node.itertext()).split())


def _preformatted(node: Any) -> str:
    for line_break in node.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return "".join(node.itertext()).replace("\r\n", "\n")


def _number(written: str) -> int | None:
    """A number of at most seven figures."""
    return int(written) if re.fullmatch(r"\s*-?\d{1,7}\s*", written) else None


def _source(node: Any) -> str:
    inner = (
        found.get("src") or found.get("data") or ""
        for found in node.iter("iframe", "object", "embed", "audio", "video", "source")
    )
    return str(next((address for address in inner if address.startswith(("http:", "https:", "//"))), ""))

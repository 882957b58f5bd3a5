"""HTML elements to pieces: the one walk that Markdown, web pages and Word documents share.

Elements that only group or mark are passed through without depth; only what the article keeps as
structure (lists, quotations, tables, definitions, notes) is walked within itself, to a limit.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from lxml import etree

from pipeline.document.article import BlockKind, Mark, MarkKind
from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleError
from pipeline.readers.anchors import WITHIN
from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.excluded import Aside
from pipeline.readers.hypertext.figures import attach_captions, picture_pieces
from pipeline.readers.hypertext.formulas import formula
from pipeline.readers.hypertext.fragments import Fragments
from pipeline.readers.hypertext.notes import notes
from pipeline.readers.hypertext.readings import ruby
from pipeline.readers.hypertext.spaces import HARD, Run, collapse, paragraphs
from pipeline.readers.hypertext.structure import (
    STRUCTURE,
    caption,
    hold,
    note,
    without_heading,
    without_heads,
)
from pipeline.readers.hypertext.walk_context import Marks, Pictures
from pipeline.readers.pieces import Piece

_LINE_ALONE = ["data-line"]
_DEEPEST = 40
"""Lists, items, quotations, tables in each other; a list takes two."""


def pieces(
    root: Any, name: str, album: Pictures, *, address: str = "", numbered: bool = True
) -> tuple[tuple[Piece, ...], tuple[Notice, ...]]:
    """The pieces of everything in the element `root`, and what was set aside; `name` is the file's.

    The tree has to come from `markup.parse_html`. A line for notices is what the nearest `data-line` says,
    or else the parser when the text is `numbered` as the file is. Relative links lead on from the page's
    `address`. Pictures go through the `album`, whose own notices are not among these. Raises
    `ArticleError` for lists, quotations or tables that are nested too deeply.
    """
    walker = Walker(root, name, album, address, numbered)
    made = tuple(without_heads(walker.flow(root, ()), walker.aside))
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
        """The mark of a note, or a place that a link leads to, in this paragraph."""
        self.run.append(("", (mark,)))

    def end(self) -> None:
        """The paragraph is over."""
        if self.told or any(not text for text, _ in self.run):
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
        self.notes = notes(root)
        self._fragments = Fragments(root, address, (*self.notes.marks, *self.notes.backlinks))
        self._marked_lines = root.get("data-line") or root.find(".//*[@data-line]") is not None
        self._numbered = numbered
        self._depth = 0
        self._dead: set[str] = set()
        self._languages: dict[str, str] = {}
        self._language = self._spoken_language(root)

    @property
    def where(self) -> str:
        """The place in the file, for notices."""
        return f"{self._name}:{self.line}" if self.line else self._name

    def flow(self, element: Any, marks: Marks) -> list[Piece]:
        """The pieces of all that is in `element`, whose text stands under `marks`."""
        flow = _Flow()
        if not len(element):
            self._text_alone(element, flow, marks)
            return flow.made
        stack = [marks]
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, node in walk:
            if event == "end":
                stack.pop()
                if node is element:
                    break
                if node.tag in elements.BLOCKS:
                    flow.end()
                self._say(flow, node.tail, stack[-1])
                continue
            if node.tag == "p" and node is not element and _holds_text_alone(node):
                flow.end()
                self._text_alone(node, flow, stack[-1])
                stack.append(stack[-1])
                continue
            self.see(node)
            if flow.told and node.tag not in elements.BLOCKS:
                self._land(flow)
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
            self._say(flow, node.text, stack[-1])
        flow.end()
        return list(attach_captions(flow.made))

    def _text_alone(self, element: Any, flow: _Flow, marks: Marks) -> None:
        """The paragraph that an element without others in it is."""
        self.see(element)
        self._say(flow, element.text, marks)
        flow.end()

    def within(self, element: Any, marks: Marks = ()) -> list[Piece]:
        """The same for an element of structure, with its own marks: one level deeper, and without headings."""
        return [without_heading(piece) for piece in self.deeper(element, marks)]

    def deeper(self, element: Any, marks: Marks) -> list[Piece]:
        """The same with its headings."""
        with self.nest():
            return self.flow(element, self._under(marks, element))

    @contextmanager
    def nest(self) -> Iterator[None]:
        """One level deeper."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ArticleError(
                f"{self.where}: quotations, lists or tables are nested too deeply to be read.",
                f"Keep to {_DEEPEST // 2} levels.",
            )
        yield
        self._depth -= 1

    def see(self, node: Any) -> None:
        """From here on, notices tell of `node`'s line, and what leads to `node` leads to the text that follows."""
        self._fragments.pass_by(node)
        if self._marked_lines:
            written = node.get("data-line")
            self.line = (written and elements.number(written)) or self.line
        elif self._numbered:
            self.line = node.sourceline or self.line

    def _say(self, flow: _Flow, text: str | None, marks: Marks) -> None:
        if text and text.strip():
            self._land(flow)
        flow.add(collapse(text or ""), marks, self.line)

    def _land(self, flow: _Flow) -> None:
        for name in self._fragments.passed_names():
            flow.point(Mark(MarkKind.ANCHOR, name))

    def _special(self, node: Any, flow: _Flow, marks: Marks) -> bool:
        """Whether `node` was dealt with as a whole."""
        if self.notes.bodies and self._notes_special(node, flow, marks):
            return True
        if (shown := formula(node)) is not None:
            flow.add(shown.text, (*marks, *shown.marks), self.line)
            self._tell_of_commands(shown.unknown)
            return True
        if self.unread(node):
            return True
        if node.tag in STRUCTURE:
            flow.end()
            flow.made += STRUCTURE[node.tag](self, node, marks)
        elif node.tag == "input" and node.get("type", "").lower() == "checkbox":
            flow.add("☒ " if "checked" in node.attrib else "☐ ", marks, self.line)
        elif node.tag == "br":
            flow.add(HARD, marks, self.line)
        elif node.tag in ("img", "svg", elements.SVG):
            self._picture(node, flow, marks)
        elif node.tag == "figcaption" or not elements.CAPTIONS.isdisjoint(elements.words(node, "class")):
            flow.end()
            flow.made += caption(self, node, marks)
        elif node.tag == "q":
            self._quote(node, flow, marks)
        elif node.tag == "ruby":
            self._ruby(node, flow, marks)
        else:
            return False
        return True

    def _notes_special(self, node: Any, flow: _Flow, marks: Marks) -> bool:
        if node in self.notes.bodies:
            flow.end()
            flow.made.append(note(self, node, self.notes.bodies[node]))
        elif node in self.notes.marks:
            flow.point(Mark(MarkKind.NOTE, self.notes.marks[node]))
        elif node in self.notes.backlinks:
            pass
        elif node in self.notes.lists:
            flow.end()
            flow.made += hold(self, node, marks)
        else:
            return False
        return True

    def unread(self, node: Any) -> bool:
        """Whether nothing in `node` belongs into a book."""
        tag = node.tag
        if tag in elements.SILENT:
            return True
        if elements.is_hidden(node):
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
        made = elements.add_marks(marks, self._new(node))
        if made is marks:
            return marks
        own = Mark(MarkKind.LANGUAGE, self._language)
        return tuple(mark for mark in made if mark != own) if own in made else made

    def _new(self, node: Any) -> Iterable[Mark]:
        yield from elements.mark(node)
        if node.tag == "a" and node.get("href") is not None:
            yield from self._link(node.get("href"))
        if node.get("lang"):
            tag = self._tag(node.get("lang"))
            yield from [Mark(MarkKind.LANGUAGE, tag)] if tag else []

    def _tell_of_commands(self, unknown: Sequence[str]) -> None:
        if unknown:
            message = (
                f"The formula has commands that are not known, which stand as they were written: {', '.join(unknown)}. "
                "Write them with others, or the formula in words."
            )
            self.said.append(Notice("reading.formula", Level.WARNING, self.where, message))

    def _link(self, written: str) -> Iterable[Mark]:
        name = self._fragments.target(written)
        address = f"{WITHIN}{name}" if name else elements.address(written, self.address)
        if address:
            yield Mark(MarkKind.LINK, address)
        elif written not in self._dead:
            self._dead.add(written)
            shown = unquote(written)[:80] or "nothing"
            message = f"The link to {shown} was left out, its text kept: it leads nowhere from an e-book."
            self.said.append(Notice("reading.link", Level.INFO, self.where, message))

    def _spoken_language(self, root: Any) -> str:
        said = (outer.get("lang") for outer in (root, *root.iterancestors()) if outer.get("lang"))
        return self._tag(next(said, ""))

    def _tag(self, written: str) -> str:
        if written not in self._languages:
            self._languages[written] = elements.language(written) if written else ""
        return self._languages[written]

    def _ruby(self, node: Any, flow: _Flow, marks: Marks) -> None:
        """The characters with their readings, then the marks of notes among them; of the rest what is lost is told."""
        seen = deepcopy(node)
        seen.tail = None
        for inner, copy in list(zip(node.iter(etree.Element), seen.iter(etree.Element), strict=True))[1:]:
            point = self.notes.marks.get(inner)
            if point is not None or elements.is_hidden(inner):
                elements.remove(copy)
        for text, reading in ruby(seen):
            flow.add(text, (*marks, *reading), self.line)
        self._tell_of_ruby(node, flow)

    def _tell_of_ruby(self, node: Any, flow: _Flow) -> None:
        walk = etree.iterwalk(node, events=("start",))
        for _, inner in walk:
            if inner is node:
                continue
            if inner in self.notes.marks:
                flow.point(Mark(MarkKind.NOTE, self.notes.marks[inner]))
                walk.skip_subtree()
            elif self.unread(inner):
                walk.skip_subtree()
            elif inner.tag == "a" and inner.get("href") is not None:
                self.aside.put("ruby", self.line, elements.text(inner), inner.get("href"))
            elif inner.tag in ("img", "svg", elements.SVG):
                self.aside.put("ruby", self.line, elements.text(inner), inner.get("src", ""))

    def _picture(self, node: Any, flow: _Flow, marks: Marks) -> None:
        for found in picture_pieces(self, node):
            if isinstance(found, str):
                flow.add(found, marks, self.line)
            else:
                (flow.behind if flow.told else flow.made).append(found)

    def _quote(self, node: Any, flow: _Flow, marks: Marks) -> None:
        inner = any(outer.tag == "q" for outer in node.iterancestors())
        before, behind = "‘’" if inner else "“”"
        flow.add(before, marks, self.line)
        self._inline(node, flow, marks)
        flow.add(behind, marks, self.line)

    def _inline(self, node: Any, flow: _Flow, marks: Marks) -> None:
        for number, piece in enumerate(self.within(node, marks)):
            for span in piece.spans:
                flow.add((HARD if number else "") + span.text.replace("\n", HARD), span.marks, self.line)
            flow.behind += [piece] if piece.pieces or piece.picture else []


def _holds_text_alone(node: Any) -> bool:
    """Whether nothing is in `node` but text, and nothing is said of it but its line, as of most paragraphs of Markdown."""
    return not len(node) and node.keys() in (_LINE_ALONE, [])


def _source(node: Any) -> str:
    inner = (
        found.get("src") or found.get("data") or ""
        for found in node.iter("iframe", "object", "embed", "audio", "video", "source")
    )
    return str(next((address for address in inner if address.startswith(("http:", "https:", "//"))), ""))

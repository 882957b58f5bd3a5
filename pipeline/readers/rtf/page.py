"""Paragraphs, lists and tables of RTF as HTML, put together as they come."""

from dataclasses import dataclass, field
from html import escape

_BLOCKS = {
    "title": "h1",
    "caption": 'p class="caption-text"',
    "subtitle": 'p class="subtitle"',
    "code": "pre",
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is known of a paragraph when it ends."""

    html: str
    role: str = ""
    level: int = -1
    """Of an item: how deep its list lies, from 0; -1 for none."""
    numbered: bool = False
    indent: int = 0
    """How far in from the margin it stands."""


@dataclass(slots=True)
class Blocks:
    """One run of paragraphs: the text, a cell or a note."""

    raised: int = 0
    """How many ranks headings go down, because the title has the first."""
    _made: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    """The lists that are open, outer ones first."""
    _indents: list[int] = field(default_factory=list)
    """How far in the last item of each of them stands."""
    _last: str = ""

    def add(self, paragraph: Paragraph) -> None:
        """One more paragraph."""
        if paragraph.level >= 0:
            self._item(paragraph)
            return
        if self._continues(paragraph):
            self._continue(paragraph)
            return
        self.close()
        if not paragraph.html.strip():
            return
        if paragraph.role == self._last == "code":
            self._made[-1] = f"{self._made[-1].removesuffix('</pre>')}\n{paragraph.html}</pre>"
        else:
            self._made.append(self._block(paragraph))
        self._last = paragraph.role

    def put(self, html: str) -> None:
        """What is whole already."""
        self.close()
        self._made.append(html)
        self._last = ""

    def close(self) -> None:
        """End the lists that are open."""
        while self._open:
            self._end_list()

    def html(self) -> str:
        """All of it."""
        self.close()
        return "\n".join(self._made)

    def _block(self, paragraph: Paragraph) -> str:
        role = paragraph.role
        if role == "quotation":
            return f"<blockquote><p>{paragraph.html}</p></blockquote>"
        tag = (
            f"h{min(6, int(role[1:]) + self.raised)}"
            if role[:1] == "h" and role[1:].isdigit()
            else _BLOCKS.get(role, "p")
        )
        return f"<{tag}>{paragraph.html}</{tag.split()[0]}>"

    def _end_list(self) -> None:
        self._made.append(f"</li></{self._open.pop()}>")
        self._indents.pop()

    def _continues(self, paragraph: Paragraph) -> bool:
        """Whether it stands as far in as an item above it, as what goes on in that item does."""
        plain = not paragraph.role and bool(paragraph.html.strip())
        return plain and paragraph.indent > 0 and paragraph.indent in self._indents

    def _continue(self, paragraph: Paragraph) -> None:
        while self._indents[-1] != paragraph.indent:
            self._end_list()
        self._made.append(f"<p>{paragraph.html}</p>")

    def _item(self, paragraph: Paragraph) -> None:
        tag = "ol" if paragraph.numbered else "ul"
        level = min(paragraph.level, len(self._open))
        while len(self._open) > level + 1:
            self._end_list()
        if len(self._open) == level + 1:
            if self._open[-1] == tag:
                self._made.append("</li>")
            else:
                self._end_list()
        if len(self._open) <= level:
            self._open.append(tag)
            self._indents.append(0)
            self._made.append(f"<{tag}>")
        self._indents[-1] = paragraph.indent
        self._made.append(f"<li>{paragraph.html}")
        self._last = ""


@dataclass(slots=True)
class Table:
    """A table, as long as its rows come."""

    rows: list[tuple[bool, list[str]]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    heads: bool = False
    """Whether the row that is being read heads the table."""

    def end_row(self) -> None:
        """The row is over."""
        if self.cells:
            self.rows.append((self.heads, self.cells))
        self.cells, self.heads = [], False

    def html(self) -> str:
        """All of it."""
        return f"<table>{''.join(_row(cells, 'th' if heads else 'td') for heads, cells in self.rows)}</table>"


def _row(cells: list[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def marked(text: str, tags: tuple[str, ...]) -> str:
    """`text` in elements, outer ones first."""
    made = escape(text, quote=False).replace("\n", "<br>")
    for tag in reversed(tags):
        made = f"<{tag}>{made}</{tag}>"
    return made

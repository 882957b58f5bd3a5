"""The content of an OpenDocument text as HTML, for the walk that all HTML takes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pipeline.readers.opendocument.names import local, named, value
from pipeline.readers.opendocument.styles import Style, Styles

_SILENT = frozenset(
    [
        "tracked-changes", "annotation-end", "forms", "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "soft-page-break",
        "change", "change-start", "change-end", "hidden-text", "placeholder", "script", "event-listeners", "table-column", "table-columns",
        "covered-table-cell", "note-citation", "index-title-template", "alphabetical-index-mark", "toc-mark", "user-index-mark", "bookmark-end",
        "reference-mark-end", "page-variable-set", "contour-polygon", "contour-path", "shapes",
    ]
)  # fmt: skip
"""Elements of which nothing is shown, or which are dealt with elsewhere."""
_INDICES = frozenset(
    [
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "alphabetical-index",
        "user-index",
    ]
)
_ROWS = frozenset(["table-rows", "table-row-group", "table-header-rows"])
_PARAGRAPHS = frozenset(["p", "h"])
_LEFT_OF_DELETED = frozenset(["table-cell", "covered-table-cell", "p", "span", "soft-page-break", "change"])
"""Elements that stay in a row when all that was in it is deleted."""
_PARAGRAPHS_ANYWHERE = tuple(f"{{*}}{name}" for name in _PARAGRAPHS)
_MOST_REPEATED = 100
"""Times that one row, cell or space may stand for others like it."""
_DEEPEST = 60

Pictures = Callable[[Any], str]
"""The name by which the walk asks for the picture of an element `image`."""


@dataclass(slots=True)
class Page:
    """One document on its way to HTML."""

    styles: Styles
    picture: Pictures
    formulas: Mapping[str, Any]
    """The roots of the objects in the document that are formulas, by their paths."""
    raised: int = 0
    """How many ranks headings go down, because the title has the first."""
    notes: list[Any] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    _depth: int = 0

    def body(self, text: Any) -> Any:
        """The element `body` of the document's `text`."""
        styles = (self.styles.style(named(each, "style-name")) for each in text.iter("{*}p"))
        self.raised = int(any(style.role == "title" for style in styles))
        made = etree.Element("body")
        self._blocks(text, made)
        if self.notes:
            _sub(made, "section", role="doc-endnotes").extend(self.notes)
        return made

    def _blocks(self, element: Any, made: Any) -> None:
        for inner in element:
            self._block(inner, made)

    def _block(self, inner: Any, made: Any) -> None:
        name = local(inner)
        if name in _BLOCKS:
            _BLOCKS[name](self, inner, made)
        elif name == "annotation":
            self._comment(inner, made)
        elif name in _INDICES:
            self.contents.append(_text(inner))
        elif not _is_silent(inner) and self._depth < _DEEPEST:
            self._depth += 1
            self._blocks(inner, made)
            self._depth -= 1

    def _heading(self, element: Any, made: Any) -> None:
        if self._hides(element):
            return
        level = int(value(named(element, "outline-level"), "1"))
        self._inline(element, _sub(made, f"h{min(6, max(1, level) + self.raised)}"))

    def _paragraph(self, element: Any, made: Any) -> None:
        if self._hides(element):
            return
        style = self.styles.style(named(element, "style-name"))
        if style.role == "title":
            self._inline(element, _sub(made, "h1"))
        elif style.level and not style.role:
            self._inline(element, _sub(made, f"h{min(6, style.level + self.raised)}"))
        else:
            self._fill(element, _holder(made, style), style)

    def _fill(self, element: Any, holder: Any, style: Style) -> None:
        if holder.tag == "pre" and (len(holder) or holder.text):
            _append(holder, "\n")
        self._inline(element, holder if holder.tag == "pre" else _nested(holder, style.tags))

    def _section(self, element: Any, made: Any) -> None:
        if not self._hides(element):
            self._blocks(element, _sub(made, "div"))

    def _hides(self, element: Any) -> bool:
        """Whether `element` is hidden, which is told then."""
        hidden = _is_hidden(element) or self.styles.style(named(element, "style-name")).hidden
        if hidden:
            self.hidden.append(_text(element))
        return hidden

    def _list(self, element: Any, made: Any, style: str = "", level: int = 1) -> None:
        style = named(element, "style-name") or style
        if any(local(head) == "h" for item in element for head in item):
            return self._blocks_of_items(element, made)
        first = self.styles.numbers(style, level)
        holder = _sub(made, "ul" if first is None else "ol")
        for number, item in enumerate(
            each for each in element if local(each) in ("list-item", "list-header")
        ):
            if not number and first is not None:
                holder.set("start", value(named(item, "start-value"), str(first)))
            self._item(item, _sub(holder, "li"), style, level)
        return None

    def _item(self, item: Any, made: Any, style: str, level: int) -> None:
        for inner in item:
            if local(inner) == "list" and level < _DEEPEST:
                self._list(inner, made, style, level + 1)
            else:
                self._block(inner, made)

    def _blocks_of_items(self, element: Any, made: Any) -> None:
        """Headings that stand in a list for their numbers."""
        for item in element:
            self._blocks(item, made)

    def _table(self, element: Any, made: Any) -> None:
        rows = [row for row in element.iter("{*}table-row") if next(row.iterancestors("{*}table")) is element]
        if rows and all(map(_is_deleted, rows)):
            return
        holder = _sub(made, "table")
        for inner in element:
            if local(inner) == "table-header-rows":
                self._rows(inner, _sub(holder, "thead"), "th")
            elif local(inner) == "table-row":
                self._row(inner, holder, "td")
            elif local(inner) in _ROWS:
                self._rows(inner, holder, "td")

    def _rows(self, element: Any, made: Any, cell: str) -> None:
        for inner in element:
            if local(inner) == "table-row":
                self._row(inner, made, cell)
            elif local(inner) in _ROWS:
                self._rows(inner, made, cell)

    def _row(self, row: Any, made: Any, cell: str) -> None:
        if _is_deleted(row):
            return
        holder = _sub(made, "tr")
        for inner in row:
            if local(inner) != "table-cell":
                continue
            empty = not len(inner)
            for _ in range(
                1 if empty else min(_MOST_REPEATED, int(value(named(inner, "number-columns-repeated"), "1")))
            ):
                made_cell = _sub(holder, cell)
                for name, of in (("colspan", "number-columns-spanned"), ("rowspan", "number-rows-spanned")):
                    if named(inner, of):
                        made_cell.set(name, value(named(inner, of), "1"))
                self._blocks(inner, made_cell)

    def _inline(self, element: Any, made: Any) -> None:
        """The words in `element`, with what stands among them."""
        if self._depth >= _DEEPEST:
            self._flat(element, made)
            return
        self._depth += 1
        _append(made, element.text or "")
        for inner in element:
            self._word(inner, made)
            _append(made, inner.tail or "")
        self._depth -= 1

    def _flat(self, element: Any, made: Any) -> None:
        """The same for what is nested beyond reason: without marks, and without what is left out elsewhere too."""
        walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
        for event, node in walk:
            if event != "start":
                _append(made, "" if node is element else node.tail or "")
            elif node is element or (_only_marks(node) and not self._hides(node)):
                _append(made, node.text or "")
            else:
                walk.skip_subtree()
                if not _only_marks(node):
                    self._word(node, made)

    def _word(self, inner: Any, made: Any) -> None:
        name = local(inner)
        if name in _WORDS:
            _WORDS[name](self, inner, made)
        elif name in _BLOCKS:
            _BLOCKS[name](self, inner, made)
        elif not _is_silent(inner):
            self._inline(inner, made)

    def _span(self, element: Any, made: Any) -> None:
        if self._hides(element):
            return
        style = self.styles.style(named(element, "style-name"))
        holder = _nested(made, style.tags)
        if style.language:
            holder = _sub(holder, "span", lang=style.language)
        self._inline(element, holder)

    def _link(self, element: Any, made: Any) -> None:
        address = named(element, "href")
        inside = address.startswith("#") and "|" not in address
        self._inline(
            element, _sub(made, "a", href=address) if inside or not address.startswith("#") else made
        )

    def _note(self, element: Any, made: Any) -> None:
        number = len(self.notes) + 1
        label = next((_text(inner) for inner in element if local(inner) == "note-citation"), "") or str(
            number
        )
        _sub(_sub(made, "a", href=f"#note-{number}", role="doc-noteref"), "sup").text = label
        body = etree.Element("div", id=f"note-{number}", role="doc-footnote")
        self.notes.append(body)
        for inner in element:
            if local(inner) == "note-body":
                self._blocks(inner, body)

    def _comment(self, element: Any, made: Any) -> None:
        del made
        self.comments.append(_text(element))

    def _frame(self, element: Any, made: Any) -> None:
        """A picture with what it shows, a formula, or text in a box."""
        said = {
            local(inner): " ".join("".join(inner.itertext()).split())
            for inner in element
            if local(inner) in ("title", "desc")
        }
        for inner in element:
            if (
                local(inner) == "object"
                and (formula := self.formulas.get(named(inner, "href").removeprefix("./"))) is not None
            ):
                made.append(formula.__copy__())
                return
        for inner in element:
            if local(inner) == "text-box":
                self._blocks(inner, _sub(made, "div"))
                return
        image = next((inner for inner in element if local(inner) == "image"), None)
        if image is not None:
            _sub(made, "img", src=self.picture(image), alt=said.get("desc") or said.get("title", ""))

    def _ruby(self, element: Any, made: Any) -> None:
        holder = _sub(made, "ruby")
        for inner in element:
            self._inline(inner, holder if local(inner) == "ruby-base" else _sub(holder, "rt"))


def _is_silent(element: Any) -> bool:
    name = local(element)
    return (
        not name
        or name in _SILENT
        or (name == "variable-set" and named(element, "display") == "none")
        or (name in ("title", "desc") and "svg" in element.tag)
    )


def _is_deleted(row: Any) -> bool:
    """Whether of a table's row only the marks are left that tell of tracked deletions: its text was what they took out."""
    inside = {local(inner) for inner in row.iterdescendants() if local(inner)}
    return "change" in inside and inside <= _LEFT_OF_DELETED and not "".join(row.itertext()).strip()


def _is_hidden(element: Any) -> bool:
    """Whether a section, or a paragraph by a field of its own, is hidden."""
    if local(element) == "section":
        how = named(element, "display")
        return how == "none" or (how == "condition" and named(element, "is-hidden") == "true")
    fields = element.iter("{*}hidden-paragraph") if local(element) in _PARAGRAPHS else ()
    return any(
        named(each, "is-hidden") == "true" and next(each.iterancestors(*_PARAGRAPHS_ANYWHERE)) is element
        for each in fields
    )


def _only_marks(element: Any) -> bool:
    name = local(element)
    return name in ("span", "a") or not (name in _WORDS or name in _BLOCKS or _is_silent(element))


def _space(page: Page, element: Any, made: Any) -> None:
    del page
    _append(made, " " * min(_MOST_REPEATED, int(value(named(element, "c"), "1"))))


def _tab(page: Page, element: Any, made: Any) -> None:
    del page, element
    _append(made, "\t")


def _break(page: Page, element: Any, made: Any) -> None:
    del page, element
    _sub(made, "br")


def _place(page: Page, element: Any, made: Any) -> None:
    """What a link leads to."""
    del page
    if named(element, "name"):
        _sub(made, "a", id=named(element, "name"))


_BLOCKS: Mapping[str, Callable[[Page, Any, Any], None]] = {
    "h": Page._heading,
    "p": Page._paragraph,
    "list": Page._list,
    "section": Page._section,
    "table": Page._table,
    "frame": Page._frame,
}
_WORDS: Mapping[str, Callable[[Page, Any, Any], None]] = {
    "span": Page._span,
    "a": Page._link,
    "note": Page._note,
    "annotation": Page._comment,
    "ruby": Page._ruby,
    "s": _space,
    "tab": _tab,
    "line-break": _break,
    "bookmark": _place,
    "bookmark-start": _place,
    "reference-mark-start": _place,
}


def _holder(made: Any, style: Style) -> Any:
    """The element for a paragraph of this style in `made`."""
    last = made[-1] if len(made) else None
    if style.role == "code":
        return last if last is not None and last.tag == "pre" else _sub(made, "pre")
    if style.role == "quotation":
        around = last if last is not None and last.tag == "blockquote" else _sub(made, "blockquote")
        return _sub(around, "p")
    classes = {"subtitle": "subtitle", "caption": "caption-text"}
    return _sub(made, "p", **({"class": classes[style.role]} if style.role in classes else {}))


def _nested(made: Any, tags: Iterable[str]) -> Any:
    for tag in tags:
        made = _sub(made, tag)
    return made


def _sub(made: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(made, tag, attributes)


def _append(made: Any, text: str) -> None:
    if not len(made):
        made.text = (made.text or "") + text
    else:
        made[-1].tail = (made[-1].tail or "") + text


def _text(element: Any) -> str:
    """All text of an element, a paragraph a line, whether it is shown or not."""
    return "\n".join(line for line in _lines(element) if line)


def _lines(element: Any) -> Iterator[str]:
    paragraphs = list(element.iter("{*}p", "{*}h")) or [element]
    for each in paragraphs:
        yield " ".join("".join(each.itertext()).split())

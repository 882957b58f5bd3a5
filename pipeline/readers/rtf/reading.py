"""One walk over the tokens of an RTF file."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape

from pipeline.errors import ArticleError
from pipeline.languages import surrogates
from pipeline.readers.rtf.destinations import KEPT_STARRED, MARGINS, PROPERTIES, SKIPPED, TABLES, TIMES
from pipeline.readers.rtf.page import Blocks, Paragraph, Table, marked
from pipeline.readers.rtf.tables import Tables
from pipeline.readers.rtf.tokens import Kind, Token, tokens
from pipeline.readers.sources.source import clean

_DEEPEST = 500
"""Groups in each other."""
_TOGGLES = {"b": "strong", "i": "em", "strike": "del", "striked": "del"}
_CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "qmspace": " ", "softline": " ", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
_SIGNS = {"~": "\u00a0", "_": "\u2011", "-": "", ":": "", "\n": "\n", "\r": "\n"}
_SHAPE_NAME, _SHAPE_VALUE, _SHAPE_PICTURE = "sn", "sv", "pib"
_DESCRIPTIONS = frozenset(["wzDescription", "pDescription"])
"""Properties of shapes and pictures that say what is shown."""
_LINK = re.compile(r'\s*HYPERLINK\s+(\\l\s+)?"([^"]{1,2000})"')
_CONTENTS = re.compile(r"\s*TOC\b")
_SHIFTS = {"super": "sup", "sub": "sub", "nosupersub": ""}


@dataclass(slots=True)
class Found:
    """What is in one file."""

    html: str = ""
    properties: dict[str, str] = field(default_factory=lambda: defaultdict(str))
    pictures: list[bytes] = field(default_factory=list)
    aside: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """What is left out, by its kind."""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds until its group ends."""

    to: str = "text"
    """Where its text goes: the text, or the name of what is no text."""
    tags: tuple[str, ...] = ()
    shift: str = ""
    font: int = 0
    skipped: int = 1
    """Characters behind one by its number in Unicode, which stand for it elsewhere."""
    hidden: bool = False
    deleted: bool = False
    link: str = ""
    starts_note: bool = False

    @property
    def shows(self) -> bool:
        """Whether what stands in it is seen in the text."""
        return self.to == "text" and not self.hidden and not self.deleted


@dataclass(slots=True)
class _Format:
    """What holds for a paragraph until it is said anew."""

    style: int = -1
    outline: int = -1
    list: int = 0
    level: int = 0
    legacy: bool | None = None
    """Of an item as old programs write it: whether it is numbered."""
    in_table: bool = False
    indent: int = 0


@dataclass(slots=True)
class _Run:
    """Paragraphs that go to one place: the text, or a note."""

    blocks: Blocks
    words: list[str] = field(default_factory=list)
    table: Table | None = None
    cell: Blocks | None = None


def found_in(data: bytes, name: str) -> Found:
    """What is in the RTF `data` of the file `name`. Raises `ArticleError` for groups nested beyond reason."""
    reading = _Reading(name)
    for token in tokens(data):
        reading.take(token)
    return reading.end()


class _Reading:
    def __init__(self, name: str) -> None:
        self._name = name
        self._found = Found()
        self._tables = Tables()
        self._group = _Group()
        self._stack: list[tuple[_Group, bool]] = []
        self._starred = self._fresh = False
        self._skip = 0
        self._bytes = bytearray()
        self._runs = [_Run(Blocks())]
        self._notes: list[str] = []
        self._format = _Format()
        self._texts: dict[str, list[str]] = defaultdict(list)
        """What stands in a group that is no text, until it ends."""
        self._style: tuple[int, int | None] = (-1, None)
        self._link = ""
        self._contents = False
        """Whether the field that is being read is a table of contents."""
        self._property = self._alternative = ""
        self._half = ""
        """The first half of a character beyond the first plane."""

    def take(self, token: Token) -> None:
        """One more token."""
        if token.kind is not Kind.BYTES:
            self._flush()
        match token.kind:
            case Kind.OPEN:
                self._open()
            case Kind.CLOSE:
                self._close()
            case Kind.BYTES:
                self._take_bytes(token.data)
            case Kind.SIGN:
                self._sign(token.word)
            case Kind.WORD:
                self._word(token.word, token.number, token.data)
        if token.kind not in (Kind.OPEN, Kind.SIGN) or token.word != "*":
            self._fresh = token.kind is Kind.OPEN

    def end(self) -> Found:
        """What was found, now that all is read."""
        self._flush()
        while len(self._runs) > 1:
            self._end_note()
        self._paragraph()
        self._end_table()
        notes = f'<section role="doc-endnotes">{"".join(self._notes)}</section>' if self._notes else ""
        self._found.html = f"<!DOCTYPE html><body>{clean(self._runs[0].blocks.html())}{clean(notes)}"
        return self._found

    def _open(self) -> None:
        self._skip = 0
        if len(self._stack) >= _DEEPEST:
            raise ArticleError(
                f"{self._name}: groups are nested too deeply to be read.",
                "Open it in a word processor and save it anew as .docx.",
            )
        self._stack.append((self._group, self._starred))
        self._group = replace(self._group, starts_note=False)
        self._starred, self._fresh = False, True

    def _close(self) -> None:
        self._skip = 0
        if not self._stack:
            return
        ended = self._group
        self._group, self._starred = self._stack.pop()
        if ended.starts_note:
            self._end_note()
        if ended.to != self._group.to:
            self._end_destination(ended.to)
        elif ended.to == "stylesheet":
            self._end_style()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = self._fresh
        elif sign in "\n\r":
            self._paragraph_mark()
        else:
            self._say(_SIGNS.get(sign, sign if sign in "\\{}" else ""))

    def _word(self, word: str, number: int | None, data: bytes) -> None:
        if self._fresh and self._destination(word):
            return
        if self._starred and self._fresh and word not in KEPT_STARRED:
            self._group = replace(self._group, to="skip")
            return
        self._starred = False
        if word == "u" and number is not None:
            self._say(_character(number))
            self._skip = self._group.skipped
        elif word in _CHARACTERS:
            self._say(_CHARACTERS[word])
        elif word in _MARKS:
            if self._group.to == "text":
                _MARKS[word](self)
            elif _MARKS[word] == _Reading._paragraph_mark:
                self._paragraph_mark()
        elif word == "bin":
            self._texts["pict"] += [data.hex()] if self._group.to == "pict" else []
        else:
            self._state(word, number)

    def _destination(self, word: str) -> bool:
        """Whether a word at the beginning of a group says that it is no text."""
        if self._group.to == "skip":
            return False
        if word in ("footnote",):
            self._begin_note()
        elif word in TABLES or word in SKIPPED or (word in PROPERTIES | TIMES and self._group.to == "info"):
            self._group = replace(self._group, to="skip" if word in SKIPPED else word)
        elif word in ("info", "pict", "fldinst", "annotation", "bkmkstart", "pn", _SHAPE_NAME):
            self._group = replace(self._group, to=word)
        elif word == _SHAPE_VALUE:
            held = self._property == _SHAPE_PICTURE
            self._group = replace(self._group, to=self._group.to if held else word)
        elif word in MARGINS:
            self._group = replace(self._group, to="margins")
        elif word == "fldrslt":
            contents = self._contents and self._group.to == "text"
            self._group = replace(self._group, link=self._link, to="contents" if contents else self._group.to)
        elif word == "field":
            self._link, self._contents = "", False
        elif word == "moMath" and self._group.shows:
            self._group = replace(self._group, to="formulas")
        else:
            return False
        self._starred = False
        return True

    def _end_destination(self, to: str) -> None:
        text = "".join(self._texts.pop(to, []))
        if to == "fldinst":
            self._contents = bool(_CONTENTS.match(text))
            found = _LINK.match(text)
            self._link = ("#" if found[1] else "") + found[2] if found else ""
        elif to == "pict":
            self._picture(text)
        elif to == "bkmkstart" and text.strip() and self._group.shows:
            self._runs[-1].words.append(f'<a id="{escape(text.strip())}"></a>')
        elif to == "annotation":
            self._found.aside["comments"].append(text)
        elif to in ("margins", "hidden", "contents", "formulas"):
            self._found.aside[to].append(text)
        elif to in PROPERTIES:
            self._found.properties[to] += text
        elif to == _SHAPE_NAME:
            self._property = text.strip()
        elif to == _SHAPE_VALUE and self._property in _DESCRIPTIONS:
            self._alternative = text
        elif to == "stylesheet":
            self._end_style()

    def _end_style(self) -> None:
        number, level = self._style
        text = "".join(self._texts.pop("stylesheet", []))
        if text.strip():
            self._tables.style(max(number, 0), text, level)
        self._style = (-1, None)

    def _state(self, word: str, number: int | None) -> None:
        group = self._group
        if group.to == "fonttbl":
            self._tables.font(word, number or 0)
        elif group.to == "pn":
            self._format.legacy = word != "pnlvlblt" if word.startswith("pnlvl") else self._format.legacy
        elif group.to in ("listtable", "listoverridetable"):
            self._tables.list_word(word, number or 0)
        elif group.to == "stylesheet":
            if word in ("s", "cs", "ds", "ts"):
                self._style = (number or 0 if word == "s" else 1_000_000, self._style[1])
            elif word == "outlinelevel":
                self._style = (self._style[0], number)
        elif group.to in TIMES:
            self._time(group.to, word, number or 0)
        elif word == "ansicpg":
            self._tables.page(number or 1252)
        elif not self._format_word(word, number):
            self._group = _changed(group, word, number)
            self._found.changed |= self._group.deleted

    def _format_word(self, word: str, number: int | None) -> bool:
        """Whether a word is of the paragraph."""
        if self._group.to != "text":
            return False
        if word == "pard":
            self._format = _Format()
        elif word == "s":
            self._format.style = number or 0
        elif word == "outlinelevel":
            self._format.outline = number or 0
        elif word == "ls":
            self._format.list = number or 0
        elif word == "ilvl":
            self._format.level = min(number or 0, 8)
        elif word in ("li", "lin"):
            self._format.indent = number or 0
        elif word == "intbl":
            self._format.in_table = True
        elif word == "trhdr" and self._runs[-1].table:
            self._runs[-1].table.heads = True
        else:
            return False
        return True

    def _time(self, name: str, word: str, number: int) -> None:
        said = self._found.properties
        said[name] += f"{number:04}" if word == "yr" else f"-{number:02}" if word in ("mo", "dy") else ""

    def _take_bytes(self, data: bytes) -> None:
        taken = data[self._skip :]
        self._skip = max(0, self._skip - len(data))
        self._bytes += taken

    def _flush(self) -> None:
        if self._bytes:
            text = self._bytes.decode(self._tables.encoding_of(self._group.font), "replace")
            self._bytes.clear()
            self._say(text)

    def _say(self, text: str) -> None:
        group = self._group
        text = self._paired(text)
        if group.to == "skip" or group.deleted or not text:
            return
        if group.to != "text":
            self._texts[group.to].append(text)
        elif group.hidden:
            self._found.aside["hidden"].append(text)
        else:
            tags = (
                *((f'a href="{escape(group.link)}"',) if group.link else ()),
                *group.tags,
                *((group.shift,) if group.shift else ()),
            )
            self._runs[-1].words.append(_closed(marked(text, tags)))

    def _paired(self, text: str) -> str:
        """`text`, in which the halves of a character that come apart are one."""
        if "\ud800" <= text[-1:] <= "\udbff":
            self._half = text
            return ""
        whole, self._half = self._half + text, ""
        return surrogates.whole(whole)

    def _picture(self, text: str) -> None:
        hexadecimal = re.sub(r"[^0-9A-Fa-f]", "", text)
        data = bytes.fromhex(hexadecimal[: len(hexadecimal) // 2 * 2])
        if not data or not self._group.shows:
            return
        self._runs[-1].words.append(
            f'<img src="picture:{len(self._found.pictures)}" alt="{escape(self._alternative.strip())}">'
        )
        self._found.pictures.append(data)
        self._alternative = ""

    def _begin_note(self) -> None:
        """A note of its own where it hangs on text; elsewhere its text goes the way of what it hangs on."""
        group = self._group
        if group.deleted:
            self._group = replace(group, to="skip")
            return
        if group.hidden or group.to != "text":
            self._group = replace(group, to="hidden" if group.to == "text" else group.to)
            return
        self._group = replace(_Group(font=self._group.font, skipped=self._group.skipped), starts_note=True)
        self._runs.append(_Run(Blocks()))

    def _end_note(self) -> None:
        self._flush()
        self._paragraph()
        number = len(self._notes) + 1
        self._notes.append(
            f'<div id="note-{number}" role="doc-footnote">{self._runs.pop().blocks.html()}</div>'
        )
        self._runs[-1].words.append(f'<a href="#note-{number}" role="doc-noteref"><sup>{number}</sup></a>')

    def _paragraph_mark(self) -> None:
        if self._group.to == "text":
            self._paragraph()
        elif self._group.to != "skip":
            self._texts[self._group.to].append("\n")

    def _paragraph(self) -> None:
        """The paragraph is over."""
        run = self._runs[-1]
        html, run.words = "".join(run.words), []
        if self._format.in_table and len(self._runs) == 1:
            run.cell = run.cell or Blocks()
            run.cell.add(Paragraph(html))
            return
        self._end_table()
        role = self._tables.roles.get(self._format.style, "")
        role = f"h{self._format.outline + 1}" if 0 <= self._format.outline < 9 and not role else role
        run.blocks.raised = max(run.blocks.raised, int(role == "title"))
        levels = self._tables.lists.get(self._format.list)
        if levels is None and self._format.legacy is not None:
            levels = [self._format.legacy]
        if levels is None or not html.strip():
            run.blocks.add(Paragraph(html, role, indent=self._format.indent))
        else:
            numbered = levels[min(self._format.level, len(levels) - 1)] if levels else False
            run.blocks.add(
                Paragraph(html, level=self._format.level, numbered=numbered, indent=self._format.indent)
            )

    def _cell(self) -> None:
        run = self._runs[-1]
        run.table = run.table or Table()
        html, run.words = "".join(run.words), []
        if html:
            run.cell = run.cell or Blocks()
            run.cell.add(Paragraph(html))
        run.table.cells.append(run.cell.html() if run.cell else "")
        run.cell = None

    def _row(self) -> None:
        table = self._runs[-1].table
        if table:
            table.end_row()

    def _begin_row(self) -> None:
        self._runs[-1].table = self._runs[-1].table or Table()

    def _end_table(self) -> None:
        run = self._runs[-1]
        if run.cell:
            self._cell()
        if run.table:
            run.table.end_row()
            if run.table.rows:
                run.blocks.put(run.table.html())
        run.table = None


_MARKS: Mapping[str, Callable[[_Reading], None]] = {
    "par": _Reading._paragraph_mark,
    "sect": _Reading._paragraph_mark,
    "page": _Reading._paragraph_mark,
    "nestcell": _Reading._paragraph_mark,
    "cell": _Reading._cell,
    "row": _Reading._row,
    "trowd": _Reading._begin_row,
}


def _changed(group: _Group, word: str, number: int | None) -> _Group:
    """`group` after a word that changes how its text is."""
    on = number != 0
    if word in _TOGGLES:
        others = tuple(tag for tag in group.tags if tag != _TOGGLES[word])
        return replace(group, tags=(*others, _TOGGLES[word]) if on else others)
    if word in _SHIFTS:
        return replace(group, shift=_SHIFTS[word] if on else "")
    match word:
        case "plain":
            return replace(group, tags=(), shift="", hidden=False, deleted=False)
        case "v":
            return replace(group, hidden=on)
        case "deleted":
            return replace(group, deleted=on)
        case "f":
            return replace(group, font=number or 0)
        case "uc":
            return replace(group, skipped=min(number if number is not None else 1, 10))
    return group


def _character(number: int) -> str:
    """A character, or half of one, by its number in UTF-16."""
    return chr(number % 0x10000)


def _closed(html: str) -> str:
    """`html` with the element of a link closed by its name alone."""
    return re.sub(r'</a href="[^"]*">', "</a>", html)

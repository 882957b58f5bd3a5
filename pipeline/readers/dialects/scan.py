"""A text on its way from a dialect to plain Markdown: where the reading stands, and what was set aside."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.document.notices import Notice
from pipeline.readers.hypertext.excluded import Aside

if TYPE_CHECKING:
    from pipeline.readers.front_matter import Front

LONGEST_TAG = 5_000
"""Characters of a tag, arguments included; what is longer is text."""

_MOST_PATTERNS = 200
_BLOCK_END = re.compile(
    r"\n(?=[ \t>]*+(?:\n|\Z|#{1,6}[ \t]|\||~{3}|`{3}|</?[A-Za-z]|(?:[-*+]|\d{1,9}[.)])[ \t]|[-=*_][-=*_ \t]*(?:\n|\Z)))"
)
"""Before an empty line, a heading, an item, a row of a table, a fence, a tag of HTML or a line of signs."""
_ROW = re.compile(r"[ \t>]*+\|")
_CELL_END = re.compile(r"(?<!\\)\||\n|\Z")
_HEADING = re.compile(r"[ \t>]*+#")


@dataclass(slots=True)
class Scan:
    """One walk over one text. Lines are kept: what is taken out leaves its line ends."""

    text: str
    front: "Front"
    aside: Aside
    at: int = 0
    """How far the text is read."""
    line: int = 1
    line_start: int = 0
    """Where the line begins in which the reading stands."""
    made: list[str] = field(default_factory=list)
    private: list[int] = field(default_factory=list)
    """The lines on which private comments begin."""
    told: list[Notice] = field(default_factory=list)
    """What else there is to tell."""
    highlight_ends: set[int] = field(default_factory=set)
    """Where highlights end that have begun."""
    groupings: list[str] = field(default_factory=list)
    """The elements that are open around the lines, those whose tags stay with an exclamation mark."""
    imports_end: int = -1
    """Where the last line ends that brings components."""
    closed_only: bool = False
    """Whether a comment that never ends is text."""
    defined: frozenset[str] = frozenset()
    """The keys of works that the text itself names."""
    _next: dict[str, tuple[int, int]] = field(default_factory=dict)
    """From where each sign was looked for last, and where it stands; so that no text is searched twice."""
    _met: dict[re.Pattern[str], tuple[int, re.Match[str] | None]] = field(default_factory=dict)

    def find(self, sign: str, start: int, most: int = 0) -> int:
        """Where `sign` stands from `start` on, within `most` characters if they are limited; -1 when nowhere."""
        asked, known = self._next.get(sign, (0, -1))
        if not asked <= start <= known:
            found = self.text.find(sign, start)
            known = len(self.text) if found < 0 else found
            self._next[sign] = (start, known)
        beyond = known == len(self.text) or (most and known > start + most)
        return -1 if beyond else known

    def search(self, pattern: re.Pattern[str], start: int, *, fixed: bool = False) -> re.Match[str] | None:
        """The first of this `pattern` from `start` on.

        Of too many patterns, of which each walks through the text, none is; those that are `fixed` do not come from it.
        """
        asked, known = self._met.get(pattern, (len(self.text) + 1, None))
        if asked <= start and (known is None or start <= known.start()):
            return known
        if not fixed and pattern not in self._met and len(self._met) >= _MOST_PATTERNS:
            return None
        found = pattern.search(self.text, start)
        self._met[pattern] = (start, found)
        return found

    def keep(self, end: int) -> None:
        """Take the text to `end` as it is."""
        self._write(end, self.text[self.at : end])

    def put(self, end: int, replacement: str = "") -> None:
        """Write `replacement` for the text to `end`, with as many line ends as that has."""
        lines = self.text.count("\n", self.at, end)
        self._write(end, replacement + "\n" * (lines - replacement.count("\n")))

    def set_aside(self, kind: str, end: int, evidence: str = "") -> None:
        """Leave out the text to `end`, and tell of it as of this kind."""
        from pipeline.readers.dialects.private_comments import without_comments

        evidence = without_comments(evidence or self.text[self.at : end].strip(), closed_only=True)
        self.aside.put(kind, self.line, evidence)
        self.put(end)

    def close_up(self) -> None:
        """Take back the space right before, of what stood behind it and is left out."""
        if self.made and self.made[-1].endswith(" ") and not self.begins_line:
            self.made[-1] = self.made[-1].rstrip(" ")

    def hide(self, end: int, replacement: str = "") -> None:
        """Leave out a private comment that reaches to `end`; nothing of its words is told."""
        if self.text[self.at : end].strip("<!->{}%/* \n"):
            self.private.append(self.line)
        self.put(end, replacement)

    def line_end(self, start: int) -> int:
        """Where the line ends that `start` is in, before its line end."""
        found = self.find("\n", start)
        return len(self.text) if found < 0 else found

    def paragraph_end(self, start: int) -> int:
        """Where the paragraph ends that `start` is in."""
        found = self.find("\n\n", start)
        return len(self.text) if found < 0 else found

    def block_end(self, start: int) -> int:
        """Where the paragraph, the item, the heading or the cell ends that `start` is in."""
        if _ROW.match(self.text, self.line_start) and (cell := self.search(_CELL_END, start, fixed=True)):
            return cell.start()
        if _HEADING.match(self.text, self.line_start):
            return self.line_end(start)
        found = self.search(_BLOCK_END, start, fixed=True)
        return found.start() if found else len(self.text)

    @property
    def begins_line(self) -> bool:
        """Whether nothing but spaces and signs of quotations stands before on the line."""
        return not self.text[self.line_start : self.at][:80].strip(" \t>") and self.at < self.line_start + 80

    @property
    def follows_empty_line(self) -> bool:
        """Whether the line above is empty, or none is there."""
        return not self.text[
            max(self.text.rfind("\n", 0, max(self.line_start - 1, 0)), 0) : self.line_start
        ].strip()

    @property
    def before(self) -> str:
        """The character before the reading's place; a line end at the beginning."""
        return self.text[self.at - 1] if self.at else "\n"

    def _write(self, end: int, part: str) -> None:
        self.made.append(part)
        lines = self.text.count("\n", self.at, end)
        if lines:
            self.line += lines
            self.line_start = self.text.rfind("\n", self.at, end) + 1
        self.at = end

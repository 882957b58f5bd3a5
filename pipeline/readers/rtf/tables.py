"""The tables at the head of an RTF file: fonts by the encodings of their text, styles by what they are, lists by whether they are numbered."""

import re
from dataclasses import dataclass, field

_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Numbers of character sets by encoding; 0 and others are the document's own."""
_ROLES = (
    (re.compile(r"(?:title|titel|titre|título|제목|标题|表題)\Z", re.IGNORECASE), "title"),
    (re.compile(r"(?:subtitle|부제|副标题)\Z", re.IGNORECASE), "subtitle"),
    (re.compile(r"(?:intense )?quot(?:e|ations)\Z", re.IGNORECASE), "quotation"),
    (re.compile(r"(?:image |table )?caption\Z", re.IGNORECASE), "caption"),
    (re.compile(r"(?:html )?preformatted(?: text)?\Z|source code\Z", re.IGNORECASE), "code"),
)
_HEADING = re.compile(r"(?:heading|überschrift|titre|제목|标题|見出し) ?([1-9])\Z", re.IGNORECASE)
_BULLETS = frozenset([23, 255])


@dataclass(slots=True)
class Tables:
    """What the head of one file says."""

    encoding: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)
    """What paragraphs of a style are, `h1` to `h9` among it, by its number."""
    lists: dict[int, list[bool]] = field(default_factory=dict)
    """By the number that paragraphs name, whether each level is numbered."""
    _lists_by_id: dict[int, list[bool]] = field(default_factory=dict)
    _levels: list[bool] = field(default_factory=list)
    _list_id: int = 0
    _font: int = 0

    def encoding_of(self, font: int) -> str:
        """The encoding of text in this font."""
        return self.fonts.get(font, self.encoding)

    def page(self, number: int) -> None:
        """The file's own code page."""
        try:
            "".encode(f"cp{number}")
        except LookupError:
            return
        self.encoding = f"cp{number}"

    def font(self, word: str, number: int) -> None:
        """A control word in the table of fonts."""
        if word == "f":
            self._font = number
        elif word == "fcharset" and number in _CHARSETS:
            self.fonts[self._font] = _CHARSETS[number]

    def style(self, number: int, name: str, level: int | None) -> None:
        """A style of this number, with its outline level if it has one."""
        written = name.strip().rstrip(";").strip()
        if level is not None and 0 <= level < 9:
            self.roles[number] = f"h{level + 1}"
        elif found := _HEADING.match(written):
            self.roles[number] = f"h{found[1]}"
        else:
            known = (role for pattern, role in _ROLES if pattern.match(written))
            self.roles[number] = next(known, "")

    def list_word(self, word: str, number: int) -> None:
        """A control word in the tables of lists."""
        if word == "list":
            self._levels = []
        elif word == "levelnfc":
            self._levels.append(number not in _BULLETS)
        elif word == "listid":
            self._list_id = number
            self._lists_by_id.setdefault(number, self._levels)
        elif word == "ls":
            self.lists[number] = self._lists_by_id.get(self._list_id, [])

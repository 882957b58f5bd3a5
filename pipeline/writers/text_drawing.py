"""Text as it is drawn in a picture: which font has which character, where a line may end, and how it looks.

The fonts come with installed packages, never from the system, so that a cover looks the same on every
machine. Arabic letters are joined and right-to-left lines turned here, by packages of their own; only the
scripts in `SHAPED` need Pillow's Raqm, which finds FriBidi on most systems and not on all.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pipeline.document.boundaries import graphemes, line_segments
from pipeline.languages import Language
from pipeline.writers.linebreaks import Piece, cut, set_evenly

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIMPLE = ("", "Hebrew", "Arabic", "Armenian", "Georgian", "Ethiopic", "Symbols")
SHAPED = (
    "Devanagari",
    "Bengali",
    "Gujarati",
    "Gurmukhi",
    "Tamil",
    "Telugu",
    "Kannada",
    "Malayalam",
    "Oriya",
    "Sinhala",
    "Thai",
    "Lao",
    "Khmer",
    "Myanmar",
)
CJK = {"Jpan": 0, "Kore": 1, "Hans": 2, "Hant": 3}
"""The faces of Noto Sans CJK by script; each draws shared Han characters in its own land's way."""

_NOWHERE = "\U0010fffe"  # a noncharacter: drawn as the font's sign for "no such glyph"
_PROBE = 24
_SCALE = 200
# How much smaller letters may be, of the largest, to spare a line's end within a phrase; kana tell phrases well.
_SPARED = {"Jpan": 0.3}
_LEADING = {"Arab": 1.5, "Deva": 1.4, "Thai": 1.4, "Kore": 1.32, "Hans": 1.32, "Hant": 1.32, "Jpan": 1.32}


@dataclass(frozen=True, slots=True)
class Face:
    """One font file, and which of its faces."""

    package: str
    file: str
    index: int = 0
    shaped: bool = False


def faces(language: Language) -> tuple[Face, ...]:
    """All faces of letters, the language's own first."""
    noto = [_noto(script) for script in SIMPLE] + [_noto(script, shaped=True) for script in SHAPED]
    cjk = Face("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", CJK.get(language.script, 2))
    own = {"Arab": _noto("Arabic"), "Hebr": _noto("Hebrew")}
    return (cjk if language.script in CJK else own.get(language.script, noto[0]), *noto, cjk)


class Lettering:
    """Text of one language in one weight, fitted into lines and drawn."""

    def __init__(self, language: Language, weight: int) -> None:
        self.language = language
        self.weight = weight
        self._fonts: dict[tuple[Face, int], FreeTypeFont] = {}
        self._found: dict[str, Face | None] = {}
        self._widths: dict[str, float] = {}

    @property
    def leading(self) -> float:
        """From one baseline to the next, in letter heights."""
        return _LEADING.get(self.language.script, 1.18)

    def drawable(self, text: str) -> str | None:
        """`text` on one line, without signs that cannot be drawn; None when a letter has no glyph."""
        signs = []
        for character in _plain(text):
            if self._face(character) is not None or _unseen(character):
                signs.append(character)
            elif unicodedata.category(character)[0] in "LMN":
                return None
        return "".join(signs).strip()

    def fit(self, text: str, width: int, height: int, sizes: Sequence[int]) -> tuple[int, tuple[str, ...]]:
        """The best of `sizes`, in pixels and falling, at which `text` fits, and its lines.

        Large is good, and so are lines that end where a reader would pause. At the smallest size
        what is too much gives way to an ellipsis.
        """
        halfway = width / sizes[len(sizes) // 2]
        segments = line_segments(text, self.language.tag, keep_all=self.language.keep_all)
        most = max(1, int(height / (self.leading * sizes[-1])))
        pieces = list(_filling(self._all_pieces(segments, halfway), most * width / sizes[-1]))
        merit, best = 0.0, None
        spared = _SPARED.get(self.language.script, 0.2)
        for size in sizes:
            if size / sizes[0] <= merit:
                break
            setting = set_evenly(pieces, width / size, int(height / (self.leading * size)))
            if setting is not None and (best is None or size / sizes[0] - spared * setting[0] > merit):
                merit, best = size / sizes[0] - spared * setting[0], (size, setting[1])
        if best is not None:
            return best
        return sizes[-1], cut(pieces, width / sizes[-1], most, self._measure("…"))

    def draw(self, canvas: "ImageDraw", text: str, x: float, baseline: float, size: int, fill: str) -> None:
        """Draw one line from `x`: its left end, or its right one in a right-to-left language."""
        runs = list(self._runs(self._visual(text)))
        if self.language.direction == "rtl":
            x -= sum(self._font(face, size).getlength(run) for face, run in runs)
        for face, run in runs:
            font = self._font(face, size)
            canvas.text((x, baseline), run, font=font, fill=fill, anchor="ls")
            x += font.getlength(run)

    def _all_pieces(self, parts: Iterable[str], room: float) -> Iterator[Piece]:
        return (piece for part in parts for piece in self._pieces(part, room))

    def _pieces(self, part: str, room: float) -> Iterator[Piece]:
        """`part` as one piece, or as several when it is a word too long for a line of middling size."""
        word = part.rstrip(" ")
        space = self._measure(" ") if part != word else 0.0
        count = int(self._measure(word) / (0.92 * room)) + 1
        letters = graphemes(word)
        for number in range(count):
            begin, end = (len(letters) * step // count for step in (number, number + 1))
            last = number == count - 1
            text = "".join(letters[begin:end]) + ("" if last else self._hyphen(letters[end - 1][0]))
            yield Piece(text, self._measure(text), space if last else 0.0)

    def _hyphen(self, letter: str) -> str:
        return "-" if letter.isalpha() and self.language.script in ("Latn", "Cyrl") else ""

    def _measure(self, text: str) -> float:
        """The width of `text` in letter heights."""
        if text not in self._widths:
            self._widths[text] = self._measure_afresh(text)
        return self._widths[text]

    def _measure_afresh(self, text: str) -> float:
        runs = self._runs(self._visual(text))
        return sum(self._font(face, _SCALE).getlength(run) for face, run in runs) / _SCALE

    def _visual(self, text: str) -> str:
        """`text` in the order of drawing from left to right, Arabic letters in the forms that join."""
        if all(unicodedata.bidirectional(character) not in ("R", "AL") for character in text):
            return text
        # The package's other get_display, written in Rust, leaves brackets unmirrored.
        from bidi.algorithm import get_display

        base = "R" if self.language.direction == "rtl" else "L"
        return str(get_display(self._reshaper.reshape(text), base_dir=base))

    @cached_property
    def _reshaper(self) -> Any:
        from arabic_reshaper import ArabicReshaper

        return ArabicReshaper({"delete_harakat": True})

    def _runs(self, text: str) -> Iterator[tuple[Face, str]]:
        """The stretches of `text` that one face draws, those that none draws left out."""
        for face, run in groupby(text, self._face):
            if face is not None:
                yield face, "".join(run)

    def _face(self, character: str) -> Face | None:
        if character not in self._found:
            faces = () if _unseen(character) else self._faces
            self._found[character] = next((face for face in faces if self._has(face, character)), None)
        return self._found[character]

    def _has(self, face: Face, character: str) -> bool:
        """Whether `face` has a glyph. A shaped face puts a dotted circle before any lone mark, its own or not, so it is asked unshaped."""
        font = self._font(replace(face, shaped=False), _PROBE)
        return bytes(font.getmask(character)) != bytes(font.getmask(_NOWHERE))

    @cached_property
    def _faces(self) -> tuple[Face, ...]:
        """All faces that can be drawn here, the language's own first."""
        from PIL import features

        drawn = [face for face in faces(self.language) if not face.shaped or features.check("raqm")]
        return (*drawn, Face("manimgx_fonts", "NotoEmoji[wght].ttf"))

    def _font(self, face: Face, size: int) -> "FreeTypeFont":
        from PIL.ImageFont import Layout, truetype

        if (face, size) not in self._fonts:
            layout = Layout.RAQM if face.shaped else Layout.BASIC
            font = truetype(str(files(face.package) / face.file), size, face.index, layout_engine=layout)
            axis = font.get_variation_axes()[0]
            font.set_variation_by_axes([min(max(self.weight, axis["minimum"] or 0), axis["maximum"] or 900)])
            self._fonts[face, size] = font
        return self._fonts[face, size]


def _filling(pieces: Iterable[Piece], room: float) -> Iterator[Piece]:
    """The first `pieces` up to the one that is too much for all lines together, `room` letter heights wide, however
    many spaces fall to the lines' ends."""
    filled = 0.0
    for piece in pieces:
        yield piece
        filled += piece.width
        if filled > room:
            return


def _plain(text: str) -> str:
    """`text` on one line: composed, without control signs, white space in single spaces."""
    spaced = re.sub(r"[^\S\u00a0\u202f]+", " ", unicodedata.normalize("NFC", text))
    return "".join(
        sign for sign in spaced if unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Cn")
    ).strip()


def _unseen(character: str) -> bool:
    """Whether a character shapes or turns its neighbours, and has no look of its own."""
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def _noto(script: str, *, shaped: bool = False) -> Face:
    return Face("manimgx_fonts", f"NotoSans{script}[wght].ttf", shaped=shaped)

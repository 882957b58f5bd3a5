"""Fonts within the book: the glyphs it needs of the fonts that its cover is drawn with, and their licence.

The fonts are Noto's, under the SIL Open Font License 1.1, which allows a part of a font in a document if copyright
and licence go with it. They stay variable, so that bold is drawn and not smeared.
"""

import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import distribution
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline.document.pages import Page
from pipeline.languages import Language
from pipeline.writers.epub.parts import Part
from pipeline.writers.text_drawing import Face, faces

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

ALWAYS = " 0123456789.,()\u2022\u2610\u2611\u25e6\u25aa"
"""What readers show of themselves: the numbers and signs of lists and tasks, notes' marks."""
_COPYRIGHT, _NAME = 0, 4  # in a font's table of names
_LICENCE = "SIL OPEN FONT LICENSE Version 1.1"
_MEDIA_TYPES = {".ttf": "font/ttf", ".otf": "font/otf"}


def fonts(pages: Iterable[Page], language: Language) -> tuple[Part, ...]:
    """A font for each of the faces that the text of `pages` needs, the language's own first, then the licence.

    A sign that no face has is left to the reader's own fonts, and so are emoji, which readers have in colour.
    """
    letters = set(ALWAYS).union(*(sentence.text for page in pages for sentence in page.sentences()))
    parts, copyrights = [], []
    for number, (face, own) in enumerate(_shared_out(letters, faces(language)).items(), 1):
        with _open_font(face) as font:
            copyrights.append(f"{font['name'].getDebugName(_NAME)}: {font['name'].getDebugName(_COPYRIGHT)}")
            suffix = ".otf" if "CFF2" in font else ".ttf"
            data = _subset(font, own)
        parts.append(Part(f"font-{number}", f"fonts/{number}{suffix}", _MEDIA_TYPES[suffix], data))
    return (*parts, _licence(copyrights))


def rules(parts: Sequence[Part]) -> bytes:
    """The style sheet's rules that show the book in the fonts among `parts`; a reader's own choice goes before."""
    shown = [part for part in parts if part.media_type in _MEDIA_TYPES.values()]
    named = [
        f'@font-face {{\n  font-family: "{_family(part)}";\n  src: url({part.path});\n  font-weight: 100 900;\n}}\n'
        for part in shown
    ]
    families = ", ".join([*(f'"{_family(part)}"' for part in shown), "sans-serif"])
    return "\n".join([*named, f"body {{\n  font-family: {families};\n}}\n"]).encode()


def _family(part: Part) -> str:
    return f"Book {part.id.rpartition('-')[2]}"


def _shared_out(letters: set[str], candidates: Sequence[Face]) -> Mapping[Face, set[str]]:
    """The letters by the first face that has them; what only shapes its neighbours goes to every face."""
    shaping = {letter for letter in letters if unicodedata.category(letter) == "Cf"}
    left, shared = letters - shaping, {}
    for face in candidates:
        if not left:
            break
        with _open_font(face) as font:
            own = left & set(map(chr, font.getBestCmap()))
        if own:
            shared[face] = own | shaping
            left -= own
    return shared


def _open_font(face: Face) -> "TTFont":
    from fontTools.ttLib import TTFont

    path = files(face.package) / face.file
    return TTFont(str(path), fontNumber=face.index, lazy=True, recalcTimestamp=False)


def _subset(font: "TTFont", letters: set[str]) -> bytes:
    from fontTools import subset

    options = subset.Options(hinting=False, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # copyright and licence among them
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, letters)))
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _licence(copyrights: Sequence[str]) -> Part:
    """The Open Font License as the fonts' package brings it, under the copyright of each font."""
    text = "\n\n".join([*copyrights, _words_of("manimgx-fonts")])
    return Part("font-licence", "fonts/OFL.txt", "text/plain", text.encode())


def _words_of(package: str) -> str:
    """The licence's own words: the package's file lists its fonts before them."""
    licence = distribution(package).read_text("licenses/LICENSE") or ""
    return licence[licence.index(_LICENCE) :]

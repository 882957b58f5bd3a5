"""The cover of an edition: a square picture for the e-book, the recording and the podcast's feed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from pipeline.document.article import Article, Picture
from pipeline.document.excerpts import shorten
from pipeline.document.notices import Level, Notice
from pipeline.languages import Language, find, languages
from pipeline.languages.bylines import join_names
from pipeline.writers.text_drawing import Lettering

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

COVER, SMALL_COVER = "cover.jpg", "cover-small.jpg"
"""What the files of an edition are called that hold it."""
SIDE = 1500  # Apple takes 1400 to 3000 pixels
SMALL_SIDE = 512
"""Of the one that pages show."""
_SMALL_BYTES = 40_000
_MARGIN = 130
_NAME_BASELINE = 236
_TITLE_TOP, _TITLE_BOTTOM = 300, 1030
_WAVE_MIDDLE, _WAVE_HEIGHT = 1160, 190
_AUTHOR_BASELINE = 1382
_TITLE_SIZES = range(184, 55, -4)
_NAME_SIZES = range(64, 35, -2)
_AUTHOR_SIZES = range(50, 35, -2)
_BARS, _BAR_WIDTH = 48, 13
_PLAYED = 17
_SMOOTH = 4  # bars are drawn this much larger, then scaled down


SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")
"""What an author's own cover may be; a drawing is not set as a picture of dots here."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Three colours that go together: text and accent stand out from the ground by 7:1 or more."""

    ground: str
    accent: str
    quiet: str
    """For what may recede: a darker shade of the accent."""
    text: str = "#fffdf7"


PALETTES = (
    Palette("#13233f", "#ffc857", "#4a5a78"),
    Palette("#3a1620", "#ffb4a2", "#7a4a55"),
    Palette("#0f332c", "#9fe3c0", "#3f6b60"),
    Palette("#2b1b47", "#d3b8ff", "#63527f"),
    Palette("#402408", "#ffd08a", "#7d5c38"),
    Palette("#0b3044", "#8fdcff", "#3d667c"),
    Palette("#242a1b", "#d6e08a", "#5d664c"),
    Palette("#2a2226", "#ffaecb", "#69595f"),
)


def cover(title: str, author: str, language: str) -> tuple[bytes, tuple[Notice, ...]]:
    """A JPEG with `title`, `author` and the language's own name; the same words give the same bytes.

    Where no font has the letters of a text, that text is left out and a notice says so.
    """
    from PIL import Image, ImageDraw

    spoken = find(language)
    palette = PALETTES[list(languages()).index(spoken.tag) % len(PALETTES)]
    picture = Image.new("RGB", (SIDE, SIDE), palette.ground)
    canvas = ImageDraw.Draw(picture)
    missing = [
        *_name(canvas, spoken, palette),
        *_title(canvas, title, spoken, palette),
        *_author(canvas, author, spoken, palette),
    ]
    _wave(picture, title, spoken, palette)
    return _jpeg(picture), tuple(missing)


def drawn_words(article: Article, words: Mapping[str, str]) -> str:
    """What the cover drawn for `article` says: title, authors and language, by the fixed `words` of that language."""
    lines = (
        words["cover"],
        article.title.text,
        join_names(article.authors, article.language),
        find(article.language).native,
    )
    return " · ".join(" ".join(one.split()) for one in lines if one.strip())


def smaller(cover: bytes) -> bytes:
    """A cover of ours at the size that a page shows."""
    from PIL import Image

    with Image.open(BytesIO(cover)) as opened:
        small = opened.resize((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
    return _jpeg(small, at_most=_SMALL_BYTES)


def square(picture: Picture) -> bytes:
    """The author's own cover as a square JPEG of our size: whole, on a ground of its mean colour."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(picture.data)) as opened:
        shown = ImageOps.contain(opened.convert("RGB"), (SIDE, SIDE), Image.Resampling.LANCZOS)
    ground = shown.resize((1, 1), Image.Resampling.BOX)
    square = ground.resize((SIDE, SIDE))
    square.paste(shown, ((SIDE - shown.width) // 2, (SIDE - shown.height) // 2))
    return _jpeg(square)


def _name(canvas: "ImageDraw", language: Language, palette: Palette) -> Iterator[Notice]:
    start = _start(language)
    bar = (start, _MARGIN, start + (-96 if language.direction == "rtl" else 96), _MARGIN + 14)
    canvas.rectangle((min(bar[0], bar[2]), bar[1], max(bar[0], bar[2]), bar[3]), palette.accent)
    lettering = Lettering(language, 600)
    yield from _line(canvas, language.native, lettering, _NAME_SIZES, _NAME_BASELINE, palette.accent)


def _title(canvas: "ImageDraw", title: str, language: Language, palette: Palette) -> Iterator[Notice]:
    lettering = Lettering(language, 700)
    text = lettering.drawable(title)
    if text is None:
        yield _left_out(title, language)
    if not text:
        return
    size, lines = lettering.fit(text, SIDE - 2 * _MARGIN, _TITLE_BOTTOM - _TITLE_TOP, _TITLE_SIZES)
    for number, line in enumerate(lines):
        baseline = _TITLE_TOP + size * (lettering.leading * (number + 1) - 0.25)
        lettering.draw(canvas, line, _start(language), baseline, size, palette.text)


def _author(canvas: "ImageDraw", author: str, language: Language, palette: Palette) -> Iterator[Notice]:
    lettering = Lettering(language, 400)
    yield from _line(canvas, author, lettering, _AUTHOR_SIZES, _AUTHOR_BASELINE, palette.text)


def _line(
    canvas: "ImageDraw", words: str, lettering: Lettering, sizes: range, baseline: int, fill: str
) -> Iterator[Notice]:
    language = lettering.language
    text = lettering.drawable(words)
    if text is None:
        yield _left_out(words, language)
    if not text:
        return
    for size in sizes:
        one_line = int(1.5 * lettering.leading * size)
        size, lines = lettering.fit(text, SIDE - 2 * _MARGIN, one_line, [size])
        if not lines[0].endswith("…"):
            break
    lettering.draw(canvas, lines[0], _start(language), baseline, size, fill)


def _wave(picture: "Image", title: str, language: Language, palette: Palette) -> None:
    """A recording's sound as a player shows it, played to about a third; its shape follows from the title."""
    from PIL import Image, ImageDraw

    width = SIDE - 2 * _MARGIN
    for played, colour in ((True, palette.accent), (False, palette.quiet)):
        large = Image.new("L", (width * _SMOOTH, _WAVE_HEIGHT * _SMOOTH))
        canvas = ImageDraw.Draw(large)
        for number, height in enumerate(_heights(title)):
            if (number < _PLAYED) is played:
                canvas.rounded_rectangle(_bar(number, height, language), _BAR_WIDTH * _SMOOTH // 2, 255)
        mask = large.resize((width, _WAVE_HEIGHT), Image.Resampling.BOX)
        picture.paste(colour, (_MARGIN, _WAVE_MIDDLE - _WAVE_HEIGHT // 2), mask)


def _heights(title: str) -> list[int]:
    """Of each bar, 0 to 255: rough like speech, swelling and falling like sentences."""
    rough = sha256(title.encode()).digest() + sha256(title.encode()[::-1]).digest()
    swell = [min(255, 90 + abs(rough[n % 32] - rough[(n + 7) % 32])) for n in range(0, _BARS + 8, 6)]
    return [rough[n] * swell[n // 6] // 255 for n in range(_BARS)]


def _bar(number: int, height: int, language: Language) -> tuple[int, int, int, int]:
    width = SIDE - 2 * _MARGIN
    place = number * (width - _BAR_WIDTH) // (_BARS - 1)
    left = width - _BAR_WIDTH - place if language.direction == "rtl" else place
    half = (_BAR_WIDTH + height * (_WAVE_HEIGHT - _BAR_WIDTH) // 255) // 2
    middle = _WAVE_HEIGHT // 2
    right = left + _BAR_WIDTH
    return left * _SMOOTH, (middle - half) * _SMOOTH, right * _SMOOTH - 1, (middle + half) * _SMOOTH - 1


def _start(language: Language) -> int:
    return SIDE - _MARGIN if language.direction == "rtl" else _MARGIN


def _jpeg(picture: "Image", at_most: int = 400_000) -> bytes:
    """The finest JPEG of so many bytes, which all titles but the longest ones have at once."""
    for quality in (88, 74, 60, 45, 30):
        file = BytesIO()
        picture.save(file, "JPEG", quality=quality, subsampling=0, optimize=True)
        if file.tell() < at_most:
            break
    return file.getvalue()


def _left_out(text: str, language: Language) -> Notice:
    return Notice(
        "cover.glyphs",
        Level.WARNING,
        language.tag,
        f"“{shorten(text, 60)}” is not on the cover: no font that was found can draw all its letters. "
        "Scripts whose letters change shape need the FriBidi library (Debian's package libfribidi0).",
    )

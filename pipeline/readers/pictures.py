"""Pictures beside the article: found inside its folder, known by their content, and made safe."""

import re
import unicodedata
import warnings
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from pipeline.document.article import Picture
from pipeline.errors import PictureError

_LARGEST = 20_000_000
"""Bytes of one picture."""
_MOST_PIXELS = 50_000_000
_TYPES = {
    "PNG": ("image/png", "png"),
    "JPEG": ("image/jpeg", "jpg"),
    "GIF": ("image/gif", "gif"),
    "WEBP": ("image/webp", "webp"),
}
_FORMATS = "PNG, JPEG, GIF, WebP or SVG"


class Album:
    """The pictures of one article, each file read once, each with a name of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Path, Picture] = {}

    def picture(self, address: str, where: str) -> Picture:
        """The picture at `address`, a path relative to the article's folder as written in mark-up.

        `where` is the place in the article, for the message of the `PictureError` that is raised when
        the file is missing, outside the folder, damaged, or of a kind that e-books cannot show.
        """
        path = self._inside(address, where)
        if path not in self._known:
            self._known[path] = self._read(path, f"{where}: the picture {address}")
        return self._known[path]

    def _inside(self, address: str, where: str) -> Path:
        try:
            folder = self._folder.resolve()
            path = (folder / unquote(address)).resolve()
            there = path.is_file()
        except (OSError, ValueError, RuntimeError) as error:
            raise PictureError(
                f"{where}: “{address[:80]}” is no name of a picture.", "Correct the name."
            ) from error
        if not path.is_relative_to(folder):
            raise PictureError(
                f"{where}: the picture {address} lies outside the article's folder.",
                f"Copy it into {folder}.",
            )
        if not there:
            raise PictureError(
                f"{where}: there is no picture {address}.", f"Put it into {folder}, or correct its name."
            )
        return path

    def _read(self, path: Path, what: str) -> Picture:
        try:
            if path.stat().st_size > _LARGEST:
                raise PictureError(f"{what} is larger than {_LARGEST // 1_000_000} MB.", "Save it smaller.")
            data = path.read_bytes()
        except OSError as error:
            raise PictureError(
                f"{what} cannot be read: {error.strerror}.", "Check its permissions."
            ) from error
        name, taken = _ascii(path.stem), {picture.name for picture in self._known.values()}
        made = _drawing(data, what) if b"<svg" in data[:4096] else _raster(data, what)
        ending = made.name
        unique = name
        number = 2
        while f"{unique}.{ending}" in taken:
            unique, number = f"{name}-{number}", number + 1
        return Picture(f"{unique}.{ending}", made.media_type, made.data, made.width, made.height)


def _ascii(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "picture"


def _raster(data: bytes, what: str) -> Picture:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(data), formats=tuple(_TYPES)) as image:
                width, height, kind = image.width, image.height, str(image.format)
                if width * height > _MOST_PIXELS:
                    raise PictureError(f"{what} has {width} × {height} pixels.", "Save it smaller.")
                image.load()
    except UnidentifiedImageError as error:
        raise PictureError(f"{what} is not {_FORMATS}.", "Save it as one of them.") from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        ArithmeticError,
        Warning,
        Image.DecompressionBombError,
    ) as error:
        raise PictureError(f"{what} is damaged: {error}.", "Save it anew.") from error
    media_type, ending = _TYPES[kind]
    return Picture(ending, media_type, data, width, height)


def _drawing(data: bytes, what: str) -> Picture:
    from pipeline.readers.drawings import safe

    made, width, height = safe(data, what)
    return Picture("svg", "image/svg+xml", made, width, height)

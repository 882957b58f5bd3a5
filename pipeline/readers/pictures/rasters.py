"""Photographs and other rasters as e-books allow them: kind, size, upright, still, without what cameras write into them."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.errors import PictureError

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE = 2000
"""Pixels; no reading screen shows more of one."""
_MOST_PIXELS = 50_000_000
_MOST_PIXELS_OF = {"WEBP": 24_000_000, "AVIF": 24_000_000, "JPEG2000": 16_000_000}
"""Of those that are unpacked several times over; each limit is about 450 MB of memory, measured."""
_READ = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "JPEG2000")
_KEPT = {
    "PNG": ("image/png", "png"),
    "JPEG": ("image/jpeg", "jpg"),
    "GIF": ("image/gif", "gif"),
    "WEBP": ("image/webp", "webp"),
}
"""What EPUB 3.3 allows (section 3.2)."""
_KINDS = "PNG, JPEG, GIF, WebP, SVG, TIFF, BMP or AVIF"
_HARMLESS = {"APP0", "APP14"}
_TELLING = {"exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment"}
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""By the orientation that the camera noted (Exif 2.32, tag 0x0112)."""
_MANY_COLOURS = 256


@dataclass(frozen=True, slots=True)
class Raster:
    """A raster that e-books can show."""

    data: bytes
    media_type: str
    ending: str
    width: int
    height: int
    changes: tuple[str, ...] = ()
    """What was done to it, for a person; dropping what the camera wrote is not told."""
    still: bool = False
    """Whether it moved before."""


def raster(data: bytes, what: str) -> Raster:
    """The raster in `data`, made fit; the same bytes always give the same.

    Metadata, and with it the place where a photograph was taken, is dropped. A moving picture stands
    still, since a book cannot promise that it may be paused (WCAG 2.2.2) or does not flash (2.3.1).
    Raises `PictureError`, which calls the picture `what`.
    """
    with _telling(what):
        with _open(data, what) as image:
            kind = "JPEG" if image.format == "MPO" else str(image.format)
            width, height = image.size
            still = getattr(image, "n_frames", 1) > 1 and kind in ("GIF", "WEBP", "PNG", "AVIF")
            changes = tuple(_changes(image, kind, still))
            image.load()
            if not changes and not _tells(image):
                return Raster(data, *_KEPT[kind], width, height)
            made, kind = _save(image, kind, bool(changes), still)
        with _open(made, what) as image:
            return Raster(made, *_KEPT[kind], image.width, image.height, changes, still)


@contextmanager
def _telling(what: str) -> Iterator[None]:
    """Turn whatever a damaged picture makes Pillow raise into `PictureError`."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    except UnidentifiedImageError as error:
        raise PictureError(f"{what} is not {_KINDS}.", "Save it as one of them.") from error
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        SyntaxError,
        EOFError,
        IndexError,
        ArithmeticError,
        RuntimeError,
        struct.error,
        Warning,
        Image.DecompressionBombError,
    ) as error:
        raise PictureError(f"{what} is damaged: {error}.", "Save it anew.") from error


def _open(data: bytes, what: str) -> "Image":
    from PIL import Image

    image = Image.open(BytesIO(data), formats=_READ)
    if image.width * image.height > _MOST_PIXELS_OF.get(str(image.format), _MOST_PIXELS):
        raise PictureError(f"{what} has {image.width} × {image.height} pixels.", "Save it smaller.")
    return image


def _changes(image: "Image", kind: str, still: bool) -> Iterator[str]:
    if still:
        yield "it moved and stands still now, showing its first frame"
    if kind not in _KEPT:
        yield f"{kind} is not a format of e-books"
    elif kind == "JPEG" and image.mode not in ("L", "RGB"):
        yield "its colours were those of print"
    if max(image.size) > LONGEST_SIDE:
        yield f"it was larger than {LONGEST_SIDE} pixels"
    if _turn(image):
        yield "it was turned upright"


def _turn(image: "Image") -> str:
    """How the picture has to be turned to stand upright, as Pillow calls it; empty when it does."""
    from PIL import ExifTags

    orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    return _TURNS.get(orientation, "") if isinstance(orientation, int) else ""


def _tells(image: "Image") -> bool:
    """Whether more than the picture is in the file: where and when it was taken, by whom, with what."""
    segments: Any = getattr(image, "applist", ())
    has_details = any(
        name not in _HARMLESS and not (name == "APP2" and segment.startswith(b"ICC_PROFILE"))
        for name, segment in segments
    )
    return (
        has_details
        or image.format == "MPO"
        or bool(_TELLING & set(image.info) or getattr(image, "text", None))
    )


def _save(image: "Image", kind: str, changed: bool, still: bool) -> tuple[bytes, str]:
    """The picture's bytes without metadata, and their format."""
    held = BytesIO()
    if kind in ("JPEG", "WEBP", "PNG") and not changed:
        _save_as_it_is(image, kind, held)
        return held.getvalue(), kind
    upright = _upright(image)
    plain = kind == "JPEG" or not (
        still or _transparent(upright) or upright.convert("RGB").getcolors(_MANY_COLOURS)
    )
    if plain:
        upright.convert("L" if upright.mode == "L" else "RGB").save(held, "JPEG", quality=90, optimize=True)
    else:
        upright.save(held, "PNG")
    return held.getvalue(), "JPEG" if plain else "PNG"


def _save_as_it_is(image: "Image", kind: str, held: BytesIO) -> None:
    profile = image.info.get("icc_profile")
    if kind == "JPEG" and image.format == "JPEG":
        image.info.pop("comment", None)
        image.save(held, "JPEG", quality="keep", icc_profile=profile, exif=b"")
    elif kind == "WEBP":
        image.save(held, "WEBP", lossless=True, exact=True, icc_profile=profile, exif=b"", xmp=b"")
    elif kind == "PNG":
        image.info = {name: image.info[name] for name in ("transparency", "gamma") if name in image.info}
        image.save(held, "PNG", icc_profile=profile)
    else:
        image.save(held, "JPEG", quality=92, icc_profile=profile, exif=b"")


def _upright(image: "Image") -> "Image":
    """The picture small enough, upright, and in the colours of screens. Made small first: it spares memory."""
    from PIL import Image

    turned = _turn(image)
    made = image if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else image.convert(_colours(image))
    if max(made.size) > LONGEST_SIDE:
        made.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    made = _of_screens(made, image.info.get("icc_profile"))
    if turned:
        made = made.transpose(Image.Transpose[turned])
    made.info = {}
    return made


def _colours(image: "Image") -> str:
    return "RGBA" if _transparent(image) else "L" if image.mode in ("1", "I", "I;16", "F") else "RGB"


def _transparent(image: "Image") -> bool:
    return image.has_transparency_data


def _of_screens(image: "Image", profile: bytes | None) -> "Image":
    """In sRGB, by the picture's own profile when it is of use."""
    from PIL import ImageCms

    wanted = {"CMYK": "RGB"}.get(image.mode, image.mode)
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            screen = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(image, BytesIO(profile), screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None
        if made is not None:
            return made
    return image.convert(wanted) if wanted != image.mode else image

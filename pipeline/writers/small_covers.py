"""Covers as lists show them: a hundredth of the picture's weight, named by what it was made from."""

from io import BytesIO

from pipeline.document.report import PublishedEdition
from pipeline.infra.published import file_named

SMALL_COVERS = 1
"""Raised when one would be made otherwise from the same picture."""
_SIDE = 224
"""Pixels: twice what a list shows, for fine screens."""
_QUALITY = 78
_LETTERS = 16


def small_cover_name(edition: PublishedEdition) -> str:
    """What the small cover of an edition is called; empty where it has none. Another picture has another name."""
    cover = file_named(edition, "/cover.jpg")
    return f"{cover.digest[:_LETTERS]}-{SMALL_COVERS}.jpg" if cover else ""


def small_cover(picture: bytes) -> bytes | None:
    """A picture, small; None when it is none."""
    from PIL import Image

    try:
        with Image.open(BytesIO(picture)) as whole:
            whole.draft("RGB", (_SIDE, _SIDE))
            small = whole.convert("RGB")
            small.thumbnail((_SIDE, _SIDE))
    except (OSError, ValueError):
        return None
    made = BytesIO()
    small.save(made, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return made.getvalue()

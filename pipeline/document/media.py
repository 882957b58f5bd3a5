"""The media types of everything that is published."""

from collections.abc import Mapping

MEDIA_TYPES: Mapping[str, str] = {
    ".epub": "application/epub+zip",
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt; charset=utf-8",
    ".chapters.json": "application/json+chapters",
    ".opds.json": "application/opds+json",
    ".atom": "application/xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
"""By the end of a file's name; the first that fits holds. Browsers show a feed as what it is called in general, XML, with its
style sheet; under the name that feeds have among programs they show its source, or put it away as a file."""


def media_type(name: str) -> str:
    """What a file called `name` holds, with its encoding where it is text; empty when nobody knows."""
    return next((kind for ending, kind in MEDIA_TYPES.items() if name.lower().endswith(ending)), "")

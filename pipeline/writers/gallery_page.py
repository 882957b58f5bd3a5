"""The page on which voices can be compared: a play button for each, by language."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.languages import FALLBACK, Language, languages
from pipeline.writers.page_rendering import render


@dataclass(frozen=True, slots=True)
class GalleryVoice:
    """A voice on the page."""

    name: str
    """Its engine's name and its own."""
    file: str
    """Its sound, beside the page; empty where it could not be spoken."""
    why: str = ""
    """Why not."""


@dataclass(frozen=True, slots=True)
class GalleryLanguage:
    """What is heard in one language."""

    language: Language
    text: str
    """The sentence that each voice says."""
    voices: Sequence[GalleryVoice]


def gallery_page(shown: Sequence[GalleryLanguage]) -> bytes:
    """One page, which needs no script and nothing but the sounds beside it."""
    return render("gallery.html", languages()[FALLBACK], ("gallery.css",), title="Voices", shown=shown)

"""The files of an edition that can be fetched, as pages name them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import quote

from pipeline.languages import Language, figures

SOUND = "download_sound"
"""The word for the whole recording."""

_ENDINGS = {
    "download_book": ".{language}.epub",
    SOUND: ".{language}.mp3",
    "download_captions": ".{language}.vtt",
    "download_bilingual": ".{language}.with-*.epub",
    "download_small_book": ".{language}.small.epub",
    "download_small_sound": ".{language}.small.mp3",
    "download_text": ".{language}.text.epub",
}
"""The word for a file, and how its name ends; the last four are made when they are asked for."""


@dataclass(frozen=True, slots=True)
class Link:
    """A file to be fetched."""

    href: str
    size: str
    """For a person, unit included."""


def link(path: str, amount: int, language: Language) -> Link:
    """The link to the file at `path` of `amount` bytes."""
    return Link(quote(path), figures.size(amount, language.tag))


def downloads(links: Mapping[str, Link], language: Language) -> Iterator[tuple[str, Link]]:
    """The files to be fetched that are there, each with the word for it, in the table's order."""
    for word, ending in _ENDINGS.items():
        pattern = f"*{ending.format(language=language.tag)}"
        yield from ((word, link) for name, link in links.items() if fnmatchcase(name, pattern))

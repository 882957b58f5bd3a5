"""Show notes: what an episode is about, as HTML of few elements that every app shows.

All text is escaped, `>` too, so that no CDATA section can end within it.
"""

from collections.abc import Iterator, Sequence
from html import escape as escaped

from pipeline.document.excerpts import shorten
from pipeline.document.podcasting import DESCRIPTION_BYTES
from pipeline.document.report import Chapter
from pipeline.languages import words
from pipeline.writers.feeds.feed_addresses import Places
from pipeline.writers.feeds.markup import allowed_text
from pipeline.writers.feeds.shows import Episode


def short(episode: Episode) -> str:
    """Within Apple's limit: what it is about, who wrote and who speaks, and as many chapters as there is room for."""
    disclosures = [_paragraph(text) for text in episode.edition.disclosures if text.strip()]
    room = DESCRIPTION_BYTES - len("".join(disclosures).encode())
    about = _within(episode.edition.description.strip(), room)
    made = "".join([*about, *disclosures])
    stamps = _stamps(episode.edition.chapters)
    while stamps and len((made + _lines(stamps)).encode()) > DESCRIPTION_BYTES:
        stamps = stamps[:-1]
    return made + _lines(stamps)


def full(episode: Episode, places: Places) -> str:
    """All of it: the chapters with their times, and where to read along, in which languages."""
    edition = episode.edition
    paragraphs = [edition.description, *edition.disclosures]
    return "".join(
        [
            *(_paragraph(text) for text in paragraphs if text.strip()),
            _lines(_stamps(edition.chapters)),
            _lines([*_links(episode, places)]),
        ]
    )


def _links(episode: Episode, places: Places) -> Iterator[str]:
    fixed = words(episode.edition.language)
    yield _link(places.page(episode.slug, episode.edition.language), fixed["read_along"])
    if book := episode.file(f".{episode.edition.language}.epub"):
        yield _link(places.file(episode.slug, book), fixed["download_book"])
    for other in episode.siblings:
        yield _link(places.page(other.slug, other.edition.language), other.language.native)


def _link(address: str, text: str) -> str:
    return f'<a href="{_escape(address)}">{_escape(text)}</a>'


def _stamps(chapters: Sequence[Chapter]) -> list[str]:
    """Times as apps find them: at the beginning of a line."""
    return [f"{_clock(chapter)} {_escape(chapter.title.strip())}" for chapter in chapters]


def _clock(chapter: Chapter) -> str:
    minutes, seconds = divmod(int(chapter.start), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def _lines(texts: Sequence[str]) -> str:
    return f"<p>{'<br/>'.join(texts)}</p>" if texts else ""


def _paragraph(text: str) -> str:
    return f"<p>{_escape(text.strip())}</p>"


def _escape(text: str) -> str:
    return escaped(allowed_text(text))


def _within(text: str, room: int) -> list[str]:
    """The paragraph `text`, shortened until it fits; nothing when there is no text."""
    shown = text
    while shown and len(_paragraph(shown).encode()) > room:
        shown = shorten(text, len(shown) * 9 // 10) if len(shown) > 12 else ""
    return [_paragraph(shown)] if shown else []

"""What lies published, written down: the editions' pages, an article's report and page, the site's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from pipeline import shelf
from pipeline.document.article import Edition
from pipeline.document.notices import Notice
from pipeline.document.report import Chapter, PublishedEdition, Report, SpeakerUsed
from pipeline.document.sound import Artifact, Timeline
from pipeline.settings import Settings
from pipeline.writers.page import article_page, edition_page, pictures, site_page

PAGE = "index.html"
REPORT = "report.json"
PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class Shelved:
    """An edition whose files are in their places, its page excepted."""

    edition: Edition
    timeline: Timeline
    disclosures: tuple[str, ...]
    files: Mapping[str, Artifact]
    """By name within the edition's folder."""
    notices: tuple[Notice, ...]


def paged(folder: Path, shelved: Sequence[Shelved], base_url: str) -> dict[str, Artifact]:
    """Write the page of each edition of the article in `folder`, and the pictures they share; the pages by language.

    `base_url` is where the folder above it will stand on the web; empty when that is not known.
    """
    languages = [each.edition.language for each in shelved]
    shown: dict[str, bytes] = {}
    made: dict[str, Artifact] = {}
    for each in shelved:
        sizes = {name: file.size for name, file in each.files.items()}
        address = f"{base_url.rstrip('/')}/{quote(folder.name)}/{each.edition.language}/" if base_url else ""
        page = edition_page(each.edition, each.timeline, sizes, languages, address)
        shelf.put(folder / each.edition.language / PAGE, page)
        made[each.edition.language] = shelf.artifact(PAGE, page)
        shown |= pictures([track.page for track in each.timeline.tracks])
    if shown:
        shelf.place(folder / PICTURES, {Path(name).name: data for name, data in shown.items()})
    return made


def entry(
    shelved: Shelved, page: Artifact, date: str, source_digest: str, notices: Sequence[Notice]
) -> PublishedEdition:
    """What the report says of an edition."""
    edition, timeline = shelved.edition, shelved.timeline
    article, voice = edition.article, timeline.voice
    return PublishedEdition(
        language=edition.language,
        title=article.title.text.strip(),
        description=article.description,
        authors=article.authors,
        date=date,
        origin=edition.origin.value,
        engines=edition.engines,
        speaker=SpeakerUsed(voice.engine, voice.name, voice.version),
        seconds=round(timeline.seconds(timeline.samples), 3),
        chapters=tuple(
            Chapter(track.page.title, round(timeline.seconds(begin), 3))
            for track, begin in zip(timeline.episode, timeline.begins, strict=True)
        ),
        disclosures=shelved.disclosures,
        files=tuple(
            replace(file, path=f"{edition.language}/{file.path}") for file in (*shelved.files.values(), page)
        ),
        notices=tuple(notices),
        source_digest=source_digest,
    )


def write(report: Report, settings: Settings) -> None:
    """Write an article's report, and, unless nothing of it is published, its page and the site's page that lists it."""
    folder = settings.output / report.slug
    shelf.put(folder / REPORT, report.as_json())
    if report.published:
        shelf.put(folder / PAGE, article_page(report))
        write_site(settings)


def write_site(settings: Settings) -> None:
    """Write the site's page: all articles, and the feeds that are there."""
    page, _ = site_page(settings.output, settings)
    shelf.put(settings.output / PAGE, page)

"""A newsroom's own templates tried on a small article, before anything is made with them."""

from collections.abc import Iterator

from pipeline.config.tables import Theme
from pipeline.document.article import (
    Article,
    Block,
    BlockKind,
    Edition,
    Origin,
    Role,
    Section,
    Sentence,
    Span,
)
from pipeline.document.pages import Page, pages
from pipeline.document.report import PublishedEdition, Report, SpeakerUsed
from pipeline.document.sound import Artifact, Clip, Cue, Timeline, Track, Voice
from pipeline.languages import FALLBACK, languages, words
from pipeline.writers.article_page import article_page
from pipeline.writers.configuration import FeedsConfiguration
from pipeline.writers.edition_page import edition_page
from pipeline.writers.feeds.feed_addresses import Places
from pipeline.writers.feeds.feed_page import feed_page
from pipeline.writers.feeds.shows import Episode, Show
from pipeline.writers.page_files import page_files
from pipeline.writers.site_pages import site_pages

_TAG = FALLBACK
_RATE = 8_000
_NAME, _DAY, _DIGEST = "sample", "2024-01-01", "0" * 64
_ADDRESS = "https://example.org"
_SOUND = f"{_NAME}.{_TAG}.mp3"


def try_templates(theme: Theme) -> None:
    """Make one page of each kind, and throw it away. Raises `SettingsError` for a template that cannot be followed."""
    site, report, edition, timeline = FeedsConfiguration(theme=theme), _report(), _edition(), _timeline()
    site_pages([report], site)
    article_page(report, theme)
    episode = Episode(_NAME, "", report.published[0])
    feed_page(Show(languages()[_TAG], (episode,), Places(_ADDRESS), site), "", ())
    edition_page(edition, timeline, {_SOUND: 1}, (_TAG,), f"{_ADDRESS}/{_NAME}/{_TAG}/", "", theme)
    page_files(edition, timeline, {_SOUND: _DIGEST}, {}, "", theme)


def _report() -> Report:
    files = (Artifact(f"{_TAG}/{_SOUND}", "audio/mpeg", _DIGEST, 1),)
    published = PublishedEdition(
        language=_TAG,
        title=_NAME,
        description="",
        authors=(),
        date=_DAY,
        origin=Origin.ORIGINAL.value,
        engines=(),
        speaker=SpeakerUsed("", "", ""),
        seconds=1,
        chapters=(),
        disclosures=(),
        files=files,
        notices=(),
        source_digest=_DIGEST,
    )
    return Report(_NAME, _NAME, _DIGEST, _NAME, _TAG, _DAY, (published,), ())


def _edition() -> Edition:
    title = _block("s0-b1", BlockKind.HEADING, Role.TITLE, 1)
    section = Section(
        "s1", _block("s1-b1", BlockKind.HEADING, level=2), (_block("s1-b2", BlockKind.PARAGRAPH),)
    )
    article = Article(_TAG, title, sections=(section,), date=_DAY)
    return Edition(article, article, Origin.ORIGINAL)


def _block(id: str, kind: BlockKind, role: Role = Role.BODY, level: int = 0) -> Block:
    return Block(id, kind, role, (Sentence(f"{id}-k1", (Span(_NAME),)),), level=level)


def _timeline() -> Timeline:
    tracks = tuple(map(_track, pages(_edition(), words(_TAG), ())))
    return Timeline(_RATE, Voice("", "", _TAG, ""), tracks)


def _track(page: Page) -> Track:
    """A second a sentence."""
    ids = [sentence.id for sentence in page.sentences()]
    return Track(page, tuple(Clip(id, "", _RATE, _RATE) for id in ids), tuple(_cues(ids)))


def _cues(ids: list[str]) -> Iterator[Cue]:
    for number, id in enumerate(ids):
        yield Cue(id, number * _RATE, (number + 1) * _RATE)

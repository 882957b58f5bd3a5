"""What lies published as podcasts see it: shows, one a language, and their episodes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid5

from pipeline.config.tables import SiteWords
from pipeline.document.notices import Level, Notice
from pipeline.document.podcasting import show_guid
from pipeline.document.report import PublishedEdition, Report
from pipeline.document.sound import Artifact
from pipeline.infra.published import file_named, read_reports
from pipeline.languages import Language, languages, words
from pipeline.writers.configuration import FeedsConfiguration
from pipeline.writers.feeds.episode_decisions import Kept
from pipeline.writers.feeds.feed_addresses import Places
from pipeline.writers.feeds.markup import allowed_text

EPISODES = UUID("4ce71bd3-4042-5589-b850-04aa8808843f")
"""The namespace of our items' guids; never to be changed, or players show every episode as new."""
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Episode:
    """An edition as an item of its language's show."""

    slug: str
    guid: str
    edition: PublishedEdition
    siblings: tuple["Episode", ...] = field(default=(), repr=False, compare=False)
    """The same article in the other languages."""

    @property
    def language(self) -> Language:
        """Its language."""
        return languages()[self.edition.language]

    @property
    def sound(self) -> Artifact | None:
        """The recording; None for an edition that was made to be read only."""
        return self.file(f".{self.edition.language}.mp3")

    @property
    def small_sound(self) -> Artifact | None:
        """The recording at a low bit rate, where it was asked for."""
        return self.file(".small.mp3")

    @property
    def moment(self) -> datetime | None:
        """When the article appeared: its date, at midnight UTC unless it says more."""
        return _moment(self.edition.date)

    @property
    def changed(self) -> datetime | None:
        """When its words or its sound last changed; when it appeared, where nothing later is known."""
        moments = [moment for each in (self.edition.modified, self.edition.date) if (moment := _moment(each))]
        return max(moments, default=None)

    def file(self, suffix: str) -> Artifact | None:
        """The edition's file that ends with `suffix`."""
        return file_named(self.edition, suffix)


@dataclass(frozen=True, slots=True)
class Show:
    """One language's episodes, newest first, and what is said of them all."""

    language: Language
    episodes: tuple[Episode, ...]
    places: Places
    configuration: FeedsConfiguration

    @property
    def title(self) -> str:
        """The site's, with the language's name where it is not the language's own, to tell the feeds apart."""
        if own := self._words.title:
            return own
        if self.configuration.site_title:
            return f"{self.configuration.site_title} – {self.language.native}"
        return allowed_text(self.episodes[-1].edition.title.strip()) or self.language.native

    @property
    def description(self) -> str:
        """What it is about."""
        newest = self.episodes[0].edition
        return (
            self._words.description or self.configuration.site_description or newest.description or self.title
        )

    @property
    def author(self) -> str:
        """Whose it is."""
        named = self._words.author or self.configuration.site_author or self.configuration.owner
        return named or allowed_text(", ".join(self.episodes[0].edition.authors)) or self.title

    @property
    def funding_words(self) -> str:
        """What the link to the page where it can be supported is called."""
        return self._words.funding or words(self.language.tag)["support"]

    @property
    def heard(self) -> tuple[Episode, ...]:
        """The episodes that have a recording."""
        return tuple(episode for episode in self.episodes if episode.sound)

    @property
    def newest(self) -> datetime | None:
        """When its newest episode appeared, or any of them was last changed."""
        moments = [moment for episode in self.episodes if (moment := episode.changed)]
        return max(moments, default=None)

    @property
    def guid(self) -> UUID:
        """The `podcast:guid`: that of the first address, wherever the show has moved since."""
        first = self.configuration.first_base_url.strip().rstrip("/")
        return show_guid((Places(first) if first else self.places).feed(self.language.tag))

    @property
    def _words(self) -> SiteWords:
        return self.configuration.site_words.get(self.language.tag, SiteWords())


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def item_guid(slug: str, language: str) -> str:
    """The guid of an article's edition: the same wherever it is hosted, however it is titled and made anew."""
    return uuid5(EPISODES, f"{slug}/{language}").urn


def shows(
    output: Path, configuration: FeedsConfiguration, places: Places, kept: Kept
) -> tuple[tuple[Show, ...], tuple[Notice, ...]]:
    """The show of every language, in the tags' order, and a notice for all that is left out."""
    reports, notices = read_reports(output)
    all_notices = [*notices, *_twice(reports, kept), *_unknown(reports, kept), *_left_out(reports, kept)]
    by_language: dict[str, list[Episode]] = {}
    earlier = set(kept.renamed.values())
    for report in reports:
        if report.slug not in earlier:
            for episode in _related_episodes(list(_episodes(report, kept))):
                if episode.sound is None:
                    all_notices.append(_silent(episode))
                by_language.setdefault(episode.edition.language, []).append(episode)
    made = (
        Show(languages()[tag], tuple(sorted(found, key=_newness, reverse=True)), places, configuration)
        for tag, found in sorted(by_language.items())
    )
    return tuple(made), tuple(all_notices)


def _episodes(report: Report, kept: Kept) -> Iterator[Episode]:
    for edition in report.published:
        if not kept.holds(report.slug, edition.language):
            yield Episode(report.slug, item_guid(kept.first_name(report.slug), edition.language), edition)


def _related_episodes(alone: Sequence[Episode]) -> Iterator[Episode]:
    for one in alone:
        others = tuple(other for other in alone if other is not one)
        yield Episode(one.slug, one.guid, one.edition, others)


def _newness(episode: Episode) -> tuple[datetime, str]:
    return episode.moment or UNDATED, episode.slug


def _twice(reports: Sequence[Report], kept: Kept) -> Iterator[Notice]:
    """Articles that lie published under two names, as when a file was renamed."""
    found: dict[tuple[str, str], str] = {}
    for report in sorted(reports, key=lambda report: report.slug):
        if report.slug in kept.renamed.values():
            continue
        for edition in report.published:
            if not edition.source_digest or kept.holds(report.slug, edition.language):
                continue
            other = found.setdefault((edition.source_digest, edition.language), report.slug)
            if other != report.slug:
                yield Notice(
                    "feed.twice",
                    Level.WARNING,
                    edition.language,
                    f"{other} and {report.slug} hold the same article, and it is in the feed twice. If one is the other's "
                    f"new name, say so: feed --renamed OLD NEW; else withdraw one: feed --withdraw {report.slug}.",
                )


def _unknown(reports: Sequence[Report], kept: Kept) -> Iterator[Notice]:
    known = {report.slug for report in reports}
    for slug in sorted({*kept.withdrawn, *kept.renamed} - known):
        yield Notice(
            "feed.unknown",
            Level.INFO,
            slug,
            f".episodes.toml speaks of {slug}, and no such article lies published.",
        )


def _left_out(reports: Sequence[Report], kept: Kept) -> Iterator[Notice]:
    """What lies published and is in no feed because somebody decided so."""
    for report in reports:
        later = [slug for slug, before in kept.renamed.items() if before == report.slug]
        for slug in later:
            text = f"{report.slug} is in no feed, because {slug} goes on under its guids; its folder may be removed."
            yield Notice("feed.renamed", Level.INFO, report.slug, text)
        tags = [one.language for one in report.published if kept.holds(report.slug, one.language)]
        if tags and not later:
            text = f"{report.slug} is withdrawn ({', '.join(tags)}); feed --restore {report.slug} brings it back."
            yield Notice("feed.withdrawn", Level.INFO, report.slug, text)


def _silent(episode: Episode) -> Notice:
    return Notice(
        "feed.incomplete",
        Level.WARNING,
        episode.edition.language,
        f"The {episode.edition.language} edition of {episode.slug} has no sound, and is not in the podcast; readers find it.",
    )

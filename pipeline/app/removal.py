"""What is no longer wanted, taken out: an article, or one of its editions, and what speaks of it.

Only what is ours goes. Feeds are written anew afterwards, by `site.feed_state`, which lets their episodes go.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.app.identity import ARTICLE, REMOVED, removed_articles
from pipeline.app.stage_configurations import site_of
from pipeline.config.settings import Settings
from pipeline.config.tables import Theme
from pipeline.document.notices import Notice
from pipeline.errors import SettingsError, writing
from pipeline.infra import atomic_output
from pipeline.infra.folder_leases import alone_anywhere
from pipeline.infra.ownership import RECORD, Ledger, is_systems_own
from pipeline.infra.published import read_report
from pipeline.languages import find, languages
from pipeline.site.edition_pages import as_report, correct_page, page_entries
from pipeline.site.site_index import (
    PAGE,
    REPORT,
    article_folders,
    claim_site,
    ledger_of,
    site_ledger,
    write_site,
)
from pipeline.writers.article_page import article_page
from pipeline.writers.edition_page import without


@dataclass(frozen=True, slots=True)
class Removed:
    """What became of an article, or of an edition."""

    gone: tuple[Path, ...]
    """Files that were taken away."""
    changed: tuple[Path, ...]
    """Files that a run wrote and a person changed, which stay."""
    strange: tuple[Path, ...]
    """Files that no run wrote, which stay too."""
    notices: tuple[Notice, ...]
    """Pages that speak of it still, because they are not ours."""


def remove(settings: Settings, slug: str, language: str = "") -> Removed:
    """Take the article `slug` out of the output, or its edition in one language, and write anew what speaks of it.

    Raises `SettingsError` when there is nothing such, `NotOurs`, before anything is removed, when its report is not
    as a run wrote it, `InUse` and `WriteError`.
    """
    try:
        removed = _remove(settings, slug, language)
    except SettingsError:
        if (settings.output / PAGE).exists():
            write_site(site_of(settings))  # what an earlier removal left to do when it was killed
        raise
    return replace(removed, notices=(*removed.notices, *write_site(site_of(settings))))


def _remove(settings: Settings, slug: str, language: str) -> Removed:
    folder = _folder(settings, slug)
    with alone_anywhere(folder, settings.output, settings.store / "locks"):
        ledger = ledger_of(folder, settings.theme, replace=settings.replace)
        there = _editions(ledger)
        tag = _known_language(language, there) if language else ""
        with writing(folder):
            ledger.check(folder / REPORT)
        claim_site(site_of(settings))
        if tag and there != {tag}:
            return _remove_edition(ledger, tag, settings.theme)
        return _remove_article(ledger, settings)


def _folder(settings: Settings, slug: str) -> Path:
    folders = {folder.name: folder for folder in article_folders(settings.output)}
    if slug not in folders:
        raise SettingsError(
            f"No article called “{slug}” lies published in {settings.output}.",
            f"There are: {', '.join(folders) or 'none'}.",
        )
    return folders[slug]


def _editions(ledger: Ledger) -> set[str]:
    """The languages of which something lies in the folder, by its report or its record."""
    report = read_report(ledger.folder)
    listed = {edition.language for edition in report.published} if report else set()
    return listed | {name.partition("/")[0] for name in ledger.names} & languages().keys()


def _known_language(language: str, there: Collection[str]) -> str:
    tag = find(language).tag
    if tag not in there:
        raise SettingsError(
            f"No edition in {find(language).name} lies published.", f"There are: {', '.join(sorted(there))}."
        )
    return tag


def _remove_article(ledger: Ledger, settings: Settings) -> Removed:
    """Its name stays known, so that no other article is taken for it by those who subscribed."""
    if known := ledger.about.get(ARTICLE):
        with (
            alone_anywhere(settings.output, settings.output, settings.store / "locks", patient=True),
            writing(settings.output),
        ):
            own = site_ledger(site_of(settings))
            own.about[REMOVED] = {**removed_articles(own), ledger.folder.name: known}
            own.announce({})
    removed = _taken_away(ledger, ledger.folder)
    with writing(ledger.folder):
        ledger.end()
        if not any(ledger.folder.iterdir()):
            ledger.folder.rmdir()
    return removed


def _remove_edition(ledger: Ledger, tag: str, theme: Theme) -> Removed:
    """First what speaks of the edition, so that nothing of it is gone when that fails, and the report last: as long as
    it speaks of the edition, the next run finishes what this one began.
    """
    report = _correct_pages(ledger, tag, theme)
    removed = _taken_away(ledger, ledger.folder / tag)
    if report:
        atomic_output.put(ledger.folder / REPORT, report, ledger)
    return replace(removed, notices=tuple(ledger.notices))


def _correct_pages(ledger: Ledger, tag: str, theme: Theme) -> bytes:
    """Take the language `tag` out of the pages of its neighbours and of the article; the report as it is then, if there is one."""
    if not (report := read_report(ledger.folder)):
        return b""
    table = json.loads((ledger.folder / REPORT).read_bytes())
    table["editions"] = [one for one in table["editions"] if one.get("language") != tag]
    for file in page_entries(table):
        with ledger.passing():
            correct_page(ledger, file, lambda page: without(page, tag))
    with ledger.passing():
        others = tuple(one for one in report.editions if one.language != tag)
        page = article_page(replace(report, editions=others), theme)
        atomic_output.put(ledger.folder / PAGE, page, ledger)
    return as_report(table)


def _taken_away(ledger: Ledger, folder: Path) -> Removed:
    """Take away all that is ours in `folder`, and say what stays."""
    inside = set(ledger.names) if folder == ledger.folder else set(ledger.within(folder))
    gone = atomic_output.remove({ledger.folder / name for name in inside}, ledger)
    left = [path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir()]
    stays = [path for path in left if path.name != RECORD and not is_systems_own(path.name)]
    changed = tuple(path for path in stays if ledger.name(path) in inside)
    return Removed(gone, changed, tuple(path for path in stays if path not in changed), ())

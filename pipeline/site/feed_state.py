"""Feeds put in their places: written when something changed, and what a person did there is never lost."""

from collections.abc import Collection, Mapping
from pathlib import Path

from pipeline.document.notices import Level, Notice
from pipeline.errors import PublishError, SettingsError, WriteError, writing
from pipeline.infra import atomic_output
from pipeline.infra.folder_leases import alone_anywhere
from pipeline.infra.ownership import Ledger, digest_of, set_aside
from pipeline.infra.published import earlier
from pipeline.infra.store import Store
from pipeline.languages import find
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.page_links import held_folders, link_pages
from pipeline.site.site_index import FEEDS_BEFORE, SOUND, claim_site, feeds_ledger, site_ledger, write_site
from pipeline.writers.feeds import feeds
from pipeline.writers.feeds.episode_decisions import ALL, NAME, Kept, read_decisions
from pipeline.writers.feeds.feed_addresses import address_in_feeds, address_of, places

_FEEDS = (".xml", ".atom", ".json")
_UNLINKED = "unlinked"
"""In the record of the feeds: the articles whose pages are still to be told where they stand."""
_SILENT = "feed.incomplete"
"""Of an edition that was made to be read only, which its run knows."""


def publish_feeds(
    site: SiteConfiguration, *, links: bool = True, own: Path | None = None
) -> tuple[tuple[Path, ...], tuple[Notice, ...]]:
    """Write the feeds of every language that lies published, the catalogue, and the site's pages that link to them.

    With `links`, editions' pages that do not know yet where they stand are told so, those of the article `own`, whose folder
    this run holds, among them. The paths of the feeds, and what was
    left out or could not be written, because what lies there is not ours. Raises `SettingsError` naming all that is missing.
    """
    folder = site.output / "feeds"
    places(site)
    linked = link_pages(site, own) if links else ()
    claim_site(site)
    with alone_anywhere(folder, site.output, site.store / "locks", patient=True), writing(folder):
        made = feeds(site.output, site)  # of what lies there now: who was waited for may have published more
        ledger = feeds_ledger(site)
        if links:
            ledger.about |= {_UNLINKED: held_folders(linked)}
        atomic_output.tidy(folder)
        atomic_output.tidy(folder / "sound")
        Store(site.store).tidy()
        for name, source in made.sounds.items():
            with ledger.passing():
                atomic_output.link(site.output / name, site.output / source, ledger)
        ended = _write({site.output / name: data for name, data in made.files.items()}, ledger)
        _tidy(folder / "sound", {Path(name).name for name in made.sounds})
        (folder / FEEDS_BEFORE).unlink(missing_ok=True)
    shown = (site.output / name for name in made.files if name.endswith(_FEEDS))
    return tuple(shown), (*linked, *made.notices, *ended, *ledger.notices, *write_site(site))


def foretell_feeds(site: SiteConfiguration) -> tuple[Notice, ...]:
    """Before a run begins: why no feeds could be written when it ends; nothing where none are wanted."""
    if not site.base_url:
        return ()
    try:
        places(site)
        read_decisions(site.output)
    except (SettingsError, WriteError) as error:
        return (_unwritable_notice(error),)
    return ()


def keep_site(site: SiteConfiguration, own: Path | None = None) -> tuple[Notice, ...]:
    """Write the site's pages after a run, and its feeds where it is known where it will stand; what a person should know.

    Pages that lie there already are told where they stand when that was not known before, or another run had them then;
    `own` is the folder of the article that this run holds. Settings that cannot be followed are told: the articles lie
    there, and their run is to say so.
    """
    if not site.base_url:
        return _list_articles(site)
    try:
        moved = address_in_feeds(site.output) != address_of(site.base_url)
        links = moved or bool(feeds_ledger(site).about.get(_UNLINKED))
        _, notices = publish_feeds(site, links=links, own=own)
    except SettingsError as error:
        return (_unwritable_notice(error), *_list_articles(site))
    return tuple(notice for notice in notices if notice.level is not Level.INFO and notice.code != _SILENT)


def _unwritable_notice(error: PublishError) -> Notice:
    return Notice("feed.settings", Level.WARNING, "publish.toml", str(error))


def _list_articles(site: SiteConfiguration) -> tuple[Notice, ...]:
    try:
        return write_site(site)
    except SettingsError as error:
        text = f"The site's pages were not written, and list the articles of before. {error}"
        return (Notice("site.settings", Level.ERROR, "publish.toml", text),)


def check_feeds(site: SiteConfiguration) -> bool:
    """Whether there are feeds; raises `SettingsError` when there are and they could not be written anew."""
    there = bool(feeds_ledger(site).names)
    if there:
        places(site)
    return there


def withdraw(site: SiteConfiguration, slug: str, language: str = "") -> None:
    """Take an article's edition out of all feeds, or all its editions, for as long as it is not restored."""
    tag = _known_language(site, slug, language)
    _keep(site, read_decisions(site.output).without(slug, tag))


def restore(site: SiteConfiguration, slug: str, language: str = "") -> None:
    """Bring back what was withdrawn, under the guid that it had."""
    before = read_decisions(site.output)
    if not before.withdrawn.get(slug):
        listed = ", ".join(slug for slug, tags in sorted(before.withdrawn.items()) if tags) or "nothing"
        raise SettingsError(f"{slug} is not withdrawn.", f"Withdrawn is: {listed}.")
    _keep(site, before.back(slug, find(language).tag if language else ALL))


def rename(site: SiteConfiguration, before: str, after: str) -> None:
    """Let the article `after` go on under the guids of `before`, whose own editions leave the feeds."""
    _known_language(site, after, "")
    decided = read_decisions(site.output)
    if before == after or decided.first_name(before) == after:
        raise SettingsError(f"{after} cannot be its own earlier name.", f"Look into {site.output / NAME}.")
    _keep(site, Kept(decided.withdrawn, {**decided.renamed, after: before}))


def _known_language(site: SiteConfiguration, slug: str, language: str) -> str:
    """The language's tag, or `all`; raises `SettingsError` where nothing such lies published."""
    tag = find(language).tag if language else ALL
    there = [edition.language for edition in earlier(site.output / slug)] if _plain(slug) else []
    if not there or (language and tag not in there):
        reports = sorted(site.output.glob("*/report.json"))
        raise SettingsError(
            f"No edition of “{slug}”{f' in {tag}' if language else ''} lies published in {site.output}.",
            f"There {'is' if there else 'are'}: {', '.join(there or [path.parent.name for path in reports]) or 'none'}.",
        )
    return tag


def _plain(slug: str) -> bool:
    return slug not in ("", ".", "..") and Path(slug).name == slug


def _keep(site: SiteConfiguration, decided: Kept) -> None:
    """Write down what was decided; a copy is kept of what a person wrote there beside it, such as their reasons."""
    path = site.output / NAME
    with (
        alone_anywhere(site.output, site.output, site.store / "locks", patient=True),
        writing(path),
    ):
        ledger = site_ledger(site)
        if path.exists() and path.read_bytes() == read_decisions(site.output).as_toml():
            ledger.announce({NAME: digest_of(path)})
        elif path.exists():
            set_aside(path, hidden=True)
        atomic_output.put(path, decided.as_toml(), ledger)


def _write(files: Mapping[Path, bytes], ledger: Ledger) -> tuple[Notice, ...]:
    """Write `files`, and take away what was written before and is no more; the feeds that ended."""
    for path, data in files.items():
        with ledger.passing():
            atomic_output.put(path, data, ledger)
    old = sorted({ledger.folder / name for name in ledger.names} - files.keys())
    for path in old:
        with ledger.passing():
            ledger.make_room(path)
    gone = atomic_output.remove(old, ledger)
    return tuple(_ended_notice(path) for path in gone if path.suffix == ".xml")


def _ended_notice(path: Path) -> Notice:
    text = f"{path} was removed, because no episode is left for it; remove it from your web server too."
    return Notice("feed.ended", Level.INFO, str(path), text)


def _tidy(folder: Path, current: Collection[str]) -> None:
    """Leave, beside the recordings in use, the one before each for whoever is listening to it; no other of ours."""
    stems = {match["stem"] for name in current if (match := SOUND.fullmatch(name))}
    old: dict[str, list[Path]] = {}
    for path in folder.glob("*.mp3"):
        match = SOUND.fullmatch(path.name)
        if match and path.name not in current:
            old.setdefault(match["stem"], []).append(path)
    for stem, paths in old.items():
        newest_first = sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
        for path in newest_first[1 if stem in stems else 0 :]:
            if _bears_its_digest(path):
                path.unlink()


def _bears_its_digest(path: Path) -> bool:
    match = SOUND.fullmatch(path.name)
    return bool(match and not path.is_symlink() and digest_of(path).startswith(match["digest"]))

"""Feeds put in their places: written when something changed, and what a person did there is never lost."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline import shelf
from pipeline.catalogue import write_site
from pipeline.document.notices import Level, Notice
from pipeline.errors import SettingsError, writing
from pipeline.languages import find
from pipeline.settings import Settings
from pipeline.writers.feeds import feeds
from pipeline.writers.feeds.kept import ALL, NAME, Kept, kept
from pipeline.writers.published import earlier

WRITTEN = ".written.json"
"""In the folder of the feeds: the digests of what was written there last."""
_SOUND = re.compile(r"(?P<stem>.+)\.[0-9a-f]{8}\.mp3")


def publish_feeds(settings: Settings) -> tuple[tuple[Path, ...], tuple[Notice, ...]]:
    """Write the feeds of every language that lies published, the catalogue, and the site's page that links to them.

    The paths of the feeds, and what was left out. Raises `SettingsError` naming all that is missing.
    """
    made = feeds(settings.output, settings)
    folder = settings.output / "feeds"
    shelf.tidy(folder / "sound")
    for name, source in made.sounds.items():
        shelf.link(settings.output / name, settings.output / source)
    told = list(_written(folder, {Path(name).name: data for name, data in made.files.items()}))
    _tidy(folder / "sound", {Path(name).name for name in made.sounds})
    write_site(settings)
    shown = (settings.output / name for name in made.files if not name.endswith(".jpg"))
    return tuple(shown), (*made.notices, *told)


def withdraw(settings: Settings, slug: str, language: str = "") -> None:
    """Take an article's edition out of all feeds, or all its editions, for as long as it is not restored."""
    tag = _known(settings, slug, language)
    _keep(settings, kept(settings.output).without(slug, tag))


def restore(settings: Settings, slug: str, language: str = "") -> None:
    """Bring back what was withdrawn, under the guid that it had."""
    before = kept(settings.output)
    if not before.withdrawn.get(slug):
        listed = ", ".join(slug for slug, tags in sorted(before.withdrawn.items()) if tags) or "nothing"
        raise SettingsError(f"{slug} is not withdrawn.", f"Withdrawn is: {listed}.")
    _keep(settings, before.back(slug, find(language).tag if language else ALL))


def renamed(settings: Settings, before: str, after: str) -> None:
    """Let the article `after` go on under the guids of `before`, whose own editions leave the feeds."""
    _known(settings, after, "")
    decided = kept(settings.output)
    if before == after or decided.first_name(before) == after:
        raise SettingsError(
            f"{after} cannot be its own earlier name.", f"Look into {settings.output / NAME}."
        )
    _keep(settings, Kept(decided.withdrawn, {**decided.renamed, after: before}))


def _known(settings: Settings, slug: str, language: str) -> str:
    """The language's tag, or `all`; raises `SettingsError` where nothing such lies published."""
    tag = find(language).tag if language else ALL
    there = [edition.language for edition in earlier(settings.output / slug)] if _plain(slug) else []
    if not there or (language and tag not in there):
        reports = sorted(settings.output.glob("*/report.json"))
        raise SettingsError(
            f"No edition of “{slug}”{f' in {tag}' if language else ''} lies published in {settings.output}.",
            f"There {'is' if there else 'are'}: {', '.join(there or [path.parent.name for path in reports]) or 'none'}.",
        )
    return tag


def _plain(slug: str) -> bool:
    return slug not in ("", ".", "..") and Path(slug).name == slug


def _keep(settings: Settings, decided: Kept) -> None:
    shelf.put(settings.output / NAME, decided.as_toml())


@dataclass(frozen=True, slots=True)
class _Folder:
    """The folder of the feeds, and what was written there last."""

    path: Path
    before: Mapping[str, str]

    def set_aside(self, name: str) -> Notice | None:
        """Keep a copy of a file that is not as it was written; players would lose nothing, a person might."""
        path = self.path / name
        data = path.read_bytes() if path.is_file() else b""
        if not path.is_file() or self.before.get(name) == _digest(data):
            return None
        copy = path.with_name(f".{name}.{_digest(data)[:8]}.edited")
        shelf.put(copy, data)
        return Notice(
            "feed.edited",
            Level.WARNING,
            str(path),
            f"{path} was not as it was written last and is written anew; what stood there is kept in {copy}. "
            "What shall last belongs into the table [site] of publish.toml.",
        )


def _written(path: Path, files: Mapping[str, bytes]) -> Iterator[Notice]:
    """Write `files` into the folder, and take away what was written before and is no more."""
    folder = _Folder(path, _digests(path / WRITTEN))
    for name, data in files.items():
        if not (path / name).is_file() or (path / name).read_bytes() != data:
            if told := folder.set_aside(name):
                yield told
            shelf.put(path / name, data)
    for name in sorted(folder.before.keys() - files.keys()):
        if told := folder.set_aside(name):
            yield told
        with writing(path / name):
            (path / name).unlink(missing_ok=True)
        if name.endswith(".xml"):
            yield _ended(path / name)
    if files or folder.before:
        listed = {name: _digest(data) for name, data in files.items()}
        shelf.put(path / WRITTEN, (json.dumps(listed, indent=1, sort_keys=True) + "\n").encode())


def _ended(path: Path) -> Notice:
    text = f"{path} was taken away, because no episode is left for it; take it from your web server too."
    return Notice("feed.ended", Level.INFO, str(path), text)


def _digests(path: Path) -> Mapping[str, str]:
    """None when the list is gone or damaged: then whatever differs is kept."""
    try:
        table = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    listed = table.items() if isinstance(table, dict) else ()
    return {name: str(digest) for name, digest in listed if _plain(name)}


def _tidy(folder: Path, current: Collection[str]) -> None:
    """Leave, beside the recordings in use, the one before each for whoever is listening to it; no other of ours."""
    stems = {match["stem"] for name in current if (match := _SOUND.fullmatch(name))}
    old: dict[str, list[Path]] = {}
    for path in folder.glob("*.mp3"):
        match = _SOUND.fullmatch(path.name)
        if match and path.name not in current:
            old.setdefault(match["stem"], []).append(path)
    for stem, paths in old.items():
        newest_first = sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
        for path in newest_first[1 if stem in stems else 0 :]:
            with writing(path):
                path.unlink(missing_ok=True)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()

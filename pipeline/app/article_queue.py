"""A folder as a queue: what is put into it is published, the newest first, and moved to `done` or `failed`.

An article lies in it as a file, with what belongs to it and is called alike (`news.md`, `news.ko.xlf`), or in a folder of
its own, with its pictures. Beside what was moved lies its report. Nothing that lies there already is replaced.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

from pipeline.app.article_folders import HIDDEN, belonging_to, places_of, standing_in
from pipeline.app.job import read_job
from pipeline.app.run import Result, Waiting, failing
from pipeline.config.settings import Settings
from pipeline.document.report import Report
from pipeline.errors import (
    ArticleError,
    ArticleIsDirectory,
    ArticleMissing,
    PublishError,
    SettingsError,
    writing,
)
from pipeline.infra import atomic_output
from pipeline.infra.store import write_aside
from pipeline.readers import Place
from pipeline.readers.front_matter import split

DONE = "done"
"""The folder in the queue for what was published whole."""
FAILED = "failed"
"""The folder in the queue for what was not."""
_PROJECT = (".git", "publish.toml", "pyproject.toml")
"""What no queue holds: it is a folder in which somebody works."""
_LOCKS = ".locks"
_REPORT = ".report.json"
_LONGEST_NAME = 255 - len(" (999)") - len("..12345678.partial")
"""Bytes of a name, on most systems, with all that may be added to it."""
_HEAD = 25_000
"""Characters of an article in which its front matter is looked for."""
_COARSE_NS = 3_000_000_000
"""Some systems write down to two seconds when a folder was changed: what was seen so soon after may not be all."""
_OLD_NS = 60_000_000_000
"""After which it is looked into all the same: clocks of a share may differ."""
_WRITTEN = (".md", ".markdown", ".txt")

Stamp = tuple[int, int]
"""Of a file: when it was changed, in nanoseconds, and its size."""


@dataclass(slots=True)
class _Entry:
    """What was taken from the queue, a file or a folder."""

    path: Path
    articles: Sequence[Path]
    files: Mapping[Path, Stamp]
    """All of it, pictures and translations too, as they were when it was taken."""
    error: ArticleError | None = None
    """Why a folder cannot be looked into; it stands for its articles then."""
    results: list[Result] = field(default_factory=list)


class ArticleQueue:
    """The articles of one queue folder. For one thread."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        if not folder.is_dir():
            raise ArticleMissing(
                f"There is no folder {folder} for a queue.", "Make it, and put articles into it."
            )
        _refuse_shared(folder, settings)
        _refuse_aside(folder)
        self._folder = folder
        self._settings = settings
        self._taken: dict[Path, _Entry] = {}
        """By path in the queue."""
        self.takes_more = True
        """Whether something may lie in it that was not taken yet."""
        self._seen: tuple[int, int, Sequence[Path]] = 0, 0, ()
        """When the folder was changed, when that was seen, and what lay in it, for `waiting`."""
        self._dates: dict[tuple[Path, Stamp], str] = {}

    def alone(self) -> AbstractContextManager[None]:
        """Keep the queue for this run, whatever its store: two would move away each other's articles. Raises `InUse`."""
        return atomic_output.alone(self._folder, self._folder / _LOCKS)

    def articles(self) -> Iterator[Waiting]:
        """What lies in the queue and was not taken yet; each time the newest of what lies there then."""
        self.takes_more = False
        while entry := self._take():
            for path in entry.articles:
                where = Place(path=path)
                read = partial(read_job, path, self._settings)
                yield failing(where, entry.error) if entry.error else Waiting(where, read)

    def waiting(self) -> int:
        """How many articles and folders lie in the queue and were not taken yet; for any thread, and as often as it likes.

        The folder is looked into when something was put into it or taken out since.
        """
        with suppress(ArticleError, OSError):
            changed, now = self._folder.stat().st_mtime_ns, time.time_ns()
            seen, when, there = self._seen
            if changed != seen or when - changed < _COARSE_NS or now - when > _OLD_NS:
                there = tuple(self._there())
                self._seen = changed, now, there
            return sum(each not in self._taken for each in there)
        return 0

    def settle(self, result: Result) -> None:
        """Move an article out of the queue, with its report, once all of its folder's are through; let others be.

        One that was changed meanwhile, or to which something was added, stays, and is taken again. Raises `WriteError`.
        """
        path = result[0].place.path
        entry = next((each for each in self._taken.values() if path in each.articles), None)
        if entry is None:
            return
        entry.results.append(result)
        if len(entry.results) < len(entry.articles):
            return
        if entry.error or _files(entry.path).items() <= entry.files.items():
            self._move(entry)
        else:
            self.takes_more = True
        del self._taken[entry.path]

    def _take(self) -> _Entry | None:
        new = (each for each in self._there() if each not in self._taken)
        for path in sorted(new, key=self._date, reverse=True):
            if (entry := self._entry(path)).articles:
                self._taken[path] = entry
                return entry
        return None

    def _there(self) -> Iterator[Path]:
        aside = {self._folder / DONE, self._folder / FAILED}
        return (each for each in standing_in(self._folder, self._settings) if each not in aside)

    def _entry(self, path: Path) -> _Entry:
        """What lies in the queue at `path`; without articles when it is a folder that holds none."""
        files = _files(path)
        try:
            return _Entry(path, [each for each in self._paths(path) if each.exists()], files)
        except ArticleError as error:
            return _Entry(path, [path], files, error)

    def _paths(self, path: Path) -> Sequence[Path]:
        if not path.is_dir():
            return [path]
        try:
            return [each.path for each in places_of([path], self._settings) if each.path]
        except ArticleIsDirectory:
            return []

    def _date(self, path: Path) -> str:
        """The day of an article, as it says itself, else when its file was changed; of a folder, that of its newest."""
        with suppress(ArticleError):
            return max((self._date_of(each) for each in self._paths(path)), default="")
        return ""

    def _date_of(self, path: Path) -> str:
        if (stamp := _stamp(path)) is None:
            return ""
        if (path, stamp) not in self._dates:
            changed = datetime.fromtimestamp(stamp[0] / 1e9, UTC).isoformat()
            self._dates[path, stamp] = _own_date(path) or changed
        return self._dates[path, stamp]

    def _move(self, entry: _Entry) -> None:
        folder = self._folder / (DONE if all(map(_is_whole, entry.results)) else FAILED)
        whole = _whole(entry.path)
        stem = entry.path.name if entry.path.is_dir() else entry.path.stem
        with writing(folder):
            folder.mkdir(exist_ok=True)
            endings = [each.name.removeprefix(stem) for each in whole]
            name = _free_name(folder, _shorten(stem, [*endings, _REPORT]), [*endings, _REPORT])
            for each, ending in zip(whole, endings, strict=True):
                with suppress(FileNotFoundError):  # somebody took it out meanwhile
                    _rename(each, folder / f"{name}{ending}")
            # One of an earlier run came along, when the article was put into the queue again with all that lay beside it.
            report = _free_name(folder, name, [_REPORT])
            write_aside(folder / f"{report}{_REPORT}", _reports(entry.results))


def _refuse_shared(folder: Path, settings: Settings) -> None:
    """What lies in a queue is moved, so that a folder that holds anything else is none."""
    own = [each.resolve() for each in (settings.output, settings.store, settings.voices, settings.models)]
    whole = folder.resolve()
    shared = next((each for each in own if each.is_relative_to(whole) or whole.is_relative_to(each)), None)
    shared = shared or next((each for name in _PROJECT if (each := whole / name).exists()), None)
    if shared:
        raise SettingsError(
            f"{folder} is no folder for a queue, for {shared} belongs to it: what lies in a queue is moved.",
            "Make a folder for the queue alone, and name that.",
        )


def _refuse_aside(folder: Path) -> None:
    """Neither of the two can be moved to unless it is a folder on the queue's own disk, or not there yet."""
    for each in (folder / DONE, folder / FAILED):
        if os.path.lexists(each) and not each.is_dir():
            raise SettingsError(f"{each} is no folder.", "Take it away: what was published is moved there.")
        if each.is_dir() and each.stat().st_dev != folder.stat().st_dev:
            raise SettingsError(
                f"{each} lies on another disk than the queue, and files cannot be moved there in one step.",
                "Take that link away, or put the whole queue on that disk.",
            )


def _whole(path: Path) -> Sequence[Path]:
    """What goes together with what lies in the queue at `path`, itself first."""
    return [path] if path.is_dir() else [path, *belonging_to(path)]


def _files(path: Path) -> Mapping[Path, Stamp]:
    """All files that go together with `path`, but for hidden ones; those that cannot be looked at are left out."""
    files = [file for each in _whole(path) for file in (_below(each) if each.is_dir() else [each])]
    return {each: stamp for each in files if (stamp := _stamp(each))}


def _below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(HIDDEN)]
        yield from (Path(where, each) for each in names if not each.startswith(HIDDEN))


def _stamp(path: Path) -> Stamp | None:
    """None when there is no such file any more."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _own_date(path: Path) -> str:
    """The date in an article's front matter; empty where there is none that can be read."""
    if path.suffix.lower() not in _WRITTEN:
        return ""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return split(file.read(_HEAD), path.name)[0].date
    except (OSError, PublishError):
        return ""


def _is_whole(result: Result) -> bool:
    return isinstance(result[1], Report) and not result[1].failed


def _free_name(folder: Path, stem: str, endings: Sequence[str]) -> str:
    """`stem`, or the first of `stem (2)`, `stem (3)` … of which nothing with one of the `endings` is in `folder`."""
    names = (stem if number == 1 else f"{stem} ({number})" for number in count(1))
    return next(name for name in names if not any((folder / f"{name}{each}").exists() for each in endings))


def _shorten(stem: str, endings: Sequence[str]) -> str:
    """`stem`, without its end where that would leave no room for the endings, a number, and what a file is called while it is written."""
    room = _LONGEST_NAME - max(len(os.fsencode(each)) for each in endings)
    return os.fsencode(stem)[:room].decode("utf-8", "ignore") if len(os.fsencode(stem)) > room else stem


def _rename(path: Path, to: Path) -> None:
    """A link goes on leading where it led."""
    leads = path.readlink() if path.is_symlink() else None
    if leads is None or leads.is_absolute():
        path.rename(to)
        return
    to.symlink_to(os.path.relpath(path.parent / leads, to.parent), target_is_directory=path.is_dir())
    path.unlink()


def _reports(results: Sequence[Result]) -> bytes:
    """One report as it is, several as a list."""
    reports = [report.as_json() for _, report in results]
    if len(reports) == 1:
        return reports[0]
    return (json.dumps([json.loads(each) for each in reports], ensure_ascii=False, indent=2) + "\n").encode()

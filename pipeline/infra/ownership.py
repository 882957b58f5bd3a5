"""What is ours in a folder where others may work: a record of what was written there, and what becomes of the rest.

The record is a hidden file of the folder. What is to be written stands in it before it takes its place, so a run
that is killed in between leaves nothing behind that nobody knows. What a person added or changed is in no record,
and stays where it lies, or is moved aside where that was asked for; it is never deleted.
"""

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

from pipeline.document.notices import Level, Notice
from pipeline.errors import NotOurs
from pipeline.infra.exception_messages import check_refusal
from pipeline.infra.store import write_aside

RECORD = ".manyvoices.json"
ANYTHING = ""
"""Stands for every digest, where an earlier version wrote down a file's name and no more."""
LEFTOVER = re.compile(r"\..+\.[0-9a-f]{8}\.partial|\.bench\..{8}\.partial", re.DOTALL)
"""Names that only a run of ours gives, to what is half-way into its place."""
_SYSTEMS_OWN = frozenset(
    (".DS_Store", ".directory", ".localized", "Thumbs.db", "desktop.ini", "ehthumbs.db", "Icon\r")
)
_SHOWN = 5
"""How many strangers an error names."""
STOPPED = "ownership.stopped"
"""The notice of a file that was not written, because what lies there is not ours."""

Files = Mapping[str, Collection[str]]
"""By name within the folder, every digest (sha256, hexadecimal) with which a file is ours."""


Stamp = tuple[int, ...]
"""What the system says of a file; none of it stays when the file is written again or replaced."""


class Ledger:
    """What we wrote into `folder`, by name within it. Safe with several threads, not with several processes.

    `before` says what an earlier version wrote there, and is asked where no record lies. With `replace`, strangers
    are moved aside; `elsewhere` says how another folder is named. `record` is the file to keep it in.
    """

    def __init__(
        self,
        folder: Path,
        before: Callable[[], Files] = dict,
        *,
        replace: bool = False,
        elsewhere: str = "Choose another folder with --output",
        record: Path | None = None,
    ) -> None:
        self.folder = folder
        self.replace = replace
        self.notices: list[Notice] = []
        """What was moved aside, and what was not written because something is in its way."""
        self._elsewhere = elsewhere
        self._record = record or folder / RECORD
        self._lock = Lock()
        self._digests: dict[Path, tuple[Stamp, str]] = {}
        stated = _read_record(self._record)
        files, self.about = stated if stated else (before(), {})
        """Further things to be written down, as JSON has them."""
        self._files = {
            _compose(name): frozenset(digests)
            for name, digests in files.items()
            if _is_inside(name) and name != RECORD
        }

    @property
    def names(self) -> tuple[str, ...]:
        """All that is written down, in order."""
        return tuple(sorted(self._files))

    def name(self, path: Path) -> str:
        """What `path`, which lies below the folder, is called here."""
        return _compose(path.relative_to(self.folder).as_posix())

    def knows(self, path: Path) -> bool:
        """Whether a file at `path` is written down, whatever became of it."""
        return self.name(path) in self._files

    def has_settled(self, path: Path, digest: str) -> bool:
        """Whether it is written down that `path` holds this, and nothing more that it may hold since a run was disturbed."""
        return self._files.get(self.name(path)) == frozenset((digest,))

    def strangers(self, path: Path, wanted: Mapping[str, str] = {}) -> tuple[Path, ...]:
        """What lies at `path`, a file or a folder, and is neither ours nor already as `wanted`, by name and digest.

        Empty folders are nobody's, and what systems leave in a folder stops nothing.
        """
        return tuple(each for each in lying(path) if not self._is_ours(each, wanted))

    def check(self, *paths: Path, wanted: Mapping[str, str] = {}) -> tuple[Path, ...]:
        """The strangers at `paths`; raises `NotOurs` when there are some, and they are not to be moved aside."""
        strangers = tuple(stranger for path in paths for stranger in self.strangers(path, wanted))
        if strangers and not self.replace:
            raise self._error(paths, strangers)
        return strangers

    def make_room(self, path: Path, wanted: Mapping[str, str] = {}) -> None:
        """Move what lies at `path` aside if any of it is not ours. Raises as `check`."""
        if self.check(path, wanted=wanted):
            text = f"What lay there and is not ours was moved to {set_aside(path)}."
            self.notices.append(Notice("ownership.moved", Level.INFO, str(path), text))

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Let what is not ours stop this step alone, and tell of it among the `notices`."""
        try:
            yield
        except NotOurs as error:
            self.notices.append(Notice(STOPPED, Level.ERROR, "output", f"{error.message} {error.advice}"))

    def announce(self, wanted: Mapping[str, str]) -> None:
        """Write down that these files, by name and digest, are about to take their places."""
        with self._lock:
            for name, digest in wanted.items():
                self._files[name] = self._files.get(name, frozenset()) | {digest}
            self._save()

    def settle(self, there: Mapping[str, str], gone: Iterable[str] = ()) -> None:
        """Write down that these files have taken their places, and that those `gone` are no longer ours."""
        with self._lock:
            for name in gone:
                self._files.pop(name, None)
            self._files |= {name: frozenset((digest,)) for name, digest in there.items()}
            self._save()

    def within(self, folder: Path) -> tuple[str, ...]:
        """The names of what is written down below `folder`."""
        return tuple(name for name in self.names if name.startswith(f"{self.name(folder)}/"))

    def end(self) -> None:
        """Take the record away."""
        self._record.unlink(missing_ok=True)

    def _is_ours(self, path: Path, wanted: Mapping[str, str]) -> bool:
        if is_systems_own(path.name) or LEFTOVER.fullmatch(path.name):
            return True
        known = self._files.get(name := self.name(path), frozenset()) | {wanted.get(name)} - {None}
        if not known or path.is_symlink() or not path.is_file():
            return False
        return ANYTHING in known or self._digest(path) in known

    def _digest(self, path: Path) -> str:
        """What the file says, read once: an edition is looked at before work is done for it, and when it is replaced."""
        stamp = stamp_of(path)
        seen, digest = self._digests.get(path, (None, ""))
        if seen != stamp:
            digest = digest_of(path)
            self._digests[path] = stamp, digest
        return digest

    def _error(self, paths: Sequence[Path], strangers: Sequence[Path]) -> NotOurs:
        alone = paths[0] if len(paths) == 1 else None
        where = alone or self.folder
        named = ", ".join(_relative_name(each, where) for each in strangers[:_SHOWN])
        more = f" and {len(strangers) - _SHOWN} more" if len(strangers) > _SHOWN else ""
        what = _kind(where) if strangers[0] == where else f": {named}{more}"
        aside = f"{alone.name} to {free_name(alone).name}" if alone else "them aside"
        return NotOurs(
            f"{where} is not as a run of this program left it{what}. Nothing there was touched.",
            f"{self._elsewhere}, or move it away, or add --replace, which moves {aside} and deletes nothing.",
        )

    def _save(self) -> None:
        if not (self._files or self.about or self._record.is_file()):
            return
        files = {name: _as_value(digests) for name, digests in self._files.items()}
        text = json.dumps({**self.about, "files": files}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        data = text.encode("utf-8", "surrogateescape")
        if not self._record.is_file() or self._record.read_bytes() != data:
            self._record.parent.mkdir(parents=True, exist_ok=True)
            write_aside(self._record, data)


def stated_about(record: Path) -> Mapping[str, Any]:
    """What a record states besides the files, as `Ledger.about`; nothing where there is none. Raises as `Ledger`."""
    stated = _read_record(record)
    return stated[1] if stated else {}


def set_aside(path: Path, *, hidden: bool = False) -> Path:
    """Move a file, folder or link to a neighbouring name that is free, and say which."""
    free = free_name(path, hidden=hidden)
    path.rename(free)
    return free


def free_name(path: Path, *, hidden: bool = False) -> Path:
    """A name beside `path` at which nothing lies: `ko.kept`, `index.kept.html`, `index.kept-2.html`. It is visible
    though `path` be hidden, unless `hidden` asks for the contrary.
    """
    stem, suffix = (path.name, "") if path.is_dir() else (path.stem, path.suffix)
    stem = f"{'.' if hidden else ''}{stem.lstrip('.') or 'file'}"
    names = (f"{stem}.kept{f'-{number}' if number > 1 else ''}{suffix}" for number in count(1))
    return next(free for name in names if not os.path.lexists(free := path.with_name(name)))


def is_systems_own(name: str) -> bool:
    """Whether a file of this name was left by an operating system's file manager."""
    return name in _SYSTEMS_OWN or name.startswith("._")


def digest_of(path: Path) -> str:
    """sha256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stamp_of(path: Path) -> Stamp:
    """That of the file that `path` leads to."""
    status = path.stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def lying(path: Path) -> Iterator[Path]:
    """What lies at `path`: itself, or all files and links below it; folders that are links are not entered.

    Raises `OSError` for a folder that cannot be looked into, which a pattern (`rglob`) passes over, and as `is_there`.
    """
    if path.is_dir() and not path.is_symlink():
        for below in sorted(path.iterdir()):
            yield from lying(below)
    elif is_there(path):
        yield path


def is_there(path: Path) -> bool:
    """Whether something lies at `path`, a link that leads nowhere too. Raises `OSError` where the system does not let us
    look, which `os.path.lexists` takes for nothing: what is not seen would be disowned.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _read_record(record: Path) -> tuple[dict[str, Collection[str]], dict[str, Any]] | None:
    """The files and all else that a record states; None where there is none, or nothing that is one. Raises
    `MachineLimit` when the system does not let it be read: written anew without its files, it would disown them.
    """
    try:
        stated = json.loads(record.read_text("utf-8", "surrogateescape"))
    except (OSError, ValueError) as error:
        check_refusal(error)
        return None
    if isinstance(stated, list):  # as the first version wrote a laid out site
        return {name: (ANYTHING,) for name in stated if isinstance(name, str)}, {}
    if not isinstance(stated, dict) or not isinstance(stated.get("files"), dict):
        return None
    files: dict[str, Collection[str]] = {name: _digests(digests) for name, digests in stated["files"].items()}
    return files, {name: value for name, value in stated.items() if name != "files"}


def _is_inside(name: str) -> bool:
    """Whether a name out of a record can be that of one of the folder's files."""
    return not {"", "..", "."} & set(name.split("/"))


def _digests(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _as_value(digests: Collection[str]) -> str | list[str]:
    return next(iter(digests)) if len(digests) == 1 else sorted(digests)


def _compose(name: str) -> str:
    """`name` as we write it, whatever a file system made of its accents and syllables."""
    return unicodedata.normalize("NFC", name)


def _relative_name(path: Path, above: Path) -> str:
    return path.relative_to(above).as_posix() + (" (a link)" if path.is_symlink() else "")


def _kind(path: Path) -> str:
    if path.is_symlink():
        return ", but a link to another place"
    return ", but something else" if path.is_dir() else ""

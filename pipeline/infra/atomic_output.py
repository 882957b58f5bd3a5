"""The output folder as a view of what was made: whole editions appear, half ones never.

An edition is written aside, into a hidden folder, and renamed into its place. A folder that
already holds the same bytes is not touched, and what is not ours is not replaced.
"""

import ctypes
import errno
import glob
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from filelock import FileLock, Timeout

from pipeline.document.media import media_type
from pipeline.document.notices import Notice
from pipeline.document.sound import Artifact
from pipeline.errors import InUse, writing
from pipeline.infra.ownership import LEFTOVER, Ledger, is_systems_own, is_there
from pipeline.infra.store import Content, fingerprint, write_aside

ASIDE = ".partial"
_PATIENCE_S = 120
"""How long another run's writing of a page or of the feeds is waited for."""
_HANDED_OUT = "handed-out.json"
"""In the store: the files that were put into people's own folders."""
_HERE = -100
"""AT_FDCWD of Linux: names are relative to the working folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS."""


@contextmanager
def alone(folder: Path, locks: Path, *, patient: bool = False) -> Iterator[None]:
    """Hold `folder` for this run; raises `InUse` when another run holds it, at once or, if `patient`, after a while.

    The lock lies in the folder `locks`, and is let go by the system however the run ends.
    """
    with writing(locks):
        locks.mkdir(parents=True, exist_ok=True)
        lock = FileLock(locks / f"{sha256(str(folder.resolve()).encode()).hexdigest()[:16]}.lock")
        try:
            lock.acquire(timeout=_PATIENCE_S if patient else 0)
        except Timeout as error:
            raise InUse(
                f"Another run is publishing into {folder}.",
                "Wait until it is done, then run the same command again.",
            ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def bench(folder: Path) -> Iterator[Path]:
    """A hidden folder in `folder` for what is in the making and too large for memory.

    It is gone when the block is left; `tidy` removes what a killed run left of it. Raises `WriteError`.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(
            prefix=".bench.", suffix=ASIDE, dir=folder, ignore_cleanup_errors=True
        ) as name:
            yield Path(name)


def place(
    folder: Path,
    files: Mapping[str, Content],
    ledger: Ledger,
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> None:
    """Make `folder` hold exactly `files`, by relative path, all at once. Raises `WriteError`, and `NotOurs` when it
    holds something that `ledger` does not know; see there for what becomes of it.

    With them come those of `beside`, which others may `put` anew: while the rest is the same, they stay as they lie there.
    """
    own = _fingerprints(folder, files, ledger)
    others = _fingerprints(folder, beside, ledger)
    with writing(folder):
        if not _holds(folder, files, beside):
            own |= others
            _replace(folder, {**files, **beside}, ledger, own)
        ledger.settle(own, set(ledger.within(folder)) - own.keys() - others.keys())


def _fingerprints(folder: Path, files: Mapping[str, Content], ledger: Ledger) -> dict[str, str]:
    """Digests by the names that the ledger knows the files by."""
    return {ledger.name(folder / name): fingerprint(content) for name, content in files.items()}


def put(path: Path, data: bytes, ledger: Ledger) -> None:
    """Make the file `path` hold `data`, all at once. Raises `WriteError`, and `NotOurs` as `place`."""
    own = {ledger.name(path): fingerprint(data)}
    with writing(path):
        if not _same(path, data):
            ledger.make_room(path, own)
            ledger.announce(own)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_aside(path, data)
        ledger.settle(own)


def put_together(files: Mapping[Path, bytes], ledger: Ledger) -> None:
    """`put` several files, which are written down all at once: in a large folder the record is what takes time.

    What is not ours stops its own file alone, and is told among the ledger's notices. Raises `WriteError`.
    """
    if not files:
        return
    own = {ledger.name(path): fingerprint(data) for path, data in files.items()}
    free = []
    with writing(ledger.folder):
        for path in files:
            with ledger.passing():
                ledger.make_room(path, own)
                free.append(path)
        named = {name: own[name] for name in map(ledger.name, free)}
        ledger.announce(named)
        for path in free:
            if not _same(path, files[path]):
                path.parent.mkdir(parents=True, exist_ok=True)
                write_aside(path, files[path])
        ledger.settle(named)


def put_all(files: Mapping[str, Callable[[], bytes]], ledger: Ledger) -> int:
    """Make the files in the folder of `ledger` hold what is made for each; how many were written.

    Raises as `put`, and then nothing was written where something is in the way of any.
    """
    with writing(ledger.folder):
        own, changed = {}, []
        for folder in {(ledger.folder / name).parent for name in (*files, *ledger.names)}:
            tidy(folder)
        for name, make in files.items():
            data = make()
            own[name] = fingerprint(data)
            if not _same(ledger.folder / name, data):
                changed.append(name)
        ledger.check(*(ledger.folder / name for name in changed), wanted=own)
        ledger.announce({name: own[name] for name in changed})
        for name in changed:
            path = ledger.folder / name
            ledger.make_room(path, own)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_aside(path, files[name]())
        ledger.settle(own)
    return len(changed)


def link(path: Path, source: Path, ledger: Ledger) -> None:
    """Make the file `path`, whose name tells its content, be the file `source` too: one set of bytes where the disk
    can, else a copy. One of the same size that is there already stays, and with it what browsers know of it; any
    other is not ours. Raises as `put`.
    """
    with writing(path):
        if path.is_file() and not path.is_symlink() and path.stat().st_size == source.stat().st_size:
            return
        ledger.make_room(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = _aside(path)
        try:
            os.link(source, aside)
        except OSError:
            shutil.copyfile(source, aside)
        os.replace(aside, path)


def hand_out(
    path: Path, data: bytes, store: Path, *, replace: bool = False, elsewhere: str = "Rename it"
) -> tuple[Notice, ...]:
    """Put a single file where a person wants it, in a folder that is not ours; what was moved aside.

    What was handed out is written down in the `store`; when that is lost, no file is taken for ours. Raises as `put`.
    """
    path = Path(os.path.normpath(path.absolute()))
    with alone(store / _HANDED_OUT, store / "locks", patient=True):
        tidy(store)
        tidy(path.parent, path.name)
        ledger = Ledger(Path(path.anchor), replace=replace, elsewhere=elsewhere, record=store / _HANDED_OUT)
        put(path, data, ledger)
        with writing(store):
            others = {*ledger.names} - {ledger.name(path)}
            ledger.settle({}, [name for name in others if not (ledger.folder / name).exists()])
    return tuple(ledger.notices)


def remove(paths: Collection[Path], ledger: Ledger) -> tuple[Path, ...]:
    """Take away those of these files that are ours, and the folders that are empty then; what was taken away.

    What was changed since, or was never ours, stays. Raises `WriteError`.
    """
    gone = []
    for path in sorted(paths):
        with writing(path):
            if is_there(path) and not ledger.strangers(path):
                path.unlink()
                gone.append(path)
    with writing(ledger.folder):
        away = [path for path in paths if not is_there(path)]  # also by a run that was killed just then
        _prune(away, ledger.folder)
        ledger.settle({}, [ledger.name(path) for path in away])
    return tuple(gone)


_KEPT = (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.ENOTDIR, errno.EBUSY)
"""Why a folder stays: it holds something, is gone already, or is a disk of its own."""


def _prune(gone: Iterable[Path], root: Path) -> None:
    """Remove the folders below `root` that held what is gone and hold nothing else. Raises `OSError`."""
    above = {folder for path in gone for folder in path.parents if folder.is_relative_to(root)}
    for folder in sorted(above - {root}, reverse=True):  # inner ones first
        try:
            folder.rmdir()
        except OSError as error:
            if error.errno not in _KEPT and not any(folder.iterdir()):
                raise


def tidy(folder: Path, name: str = "") -> None:
    """Remove what a killed run left aside in `folder`, on its way to the file `name` if only that is asked for."""
    for left in sorted(folder.glob(f".{glob.escape(name) or '*'}.*{ASIDE}")):
        if not LEFTOVER.fullmatch(left.name):
            continue
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def slug(name: str, otherwise: str) -> str:
    """`name` as a file name in any script: its letters and digits, lower case, joined by hyphens.

    At most 40 characters, so that three bytes each stay below every file system's limit; `otherwise`
    when nothing is left.
    """
    letters = "".join(
        letter if unicodedata.category(letter)[0] in "LNM" else "-"
        for letter in unicodedata.normalize("NFC", name).casefold()
    )
    return re.sub("-+", "-", letters).strip("-")[:40].rstrip("-") or otherwise


def artifact(path: str, content: Content) -> Artifact:
    """What is said of a file in the report; its media type follows from its name."""
    return Artifact(path, media_type(path).partition(";")[0], fingerprint(content), _size(content))


def _replace(folder: Path, files: Mapping[str, Content], ledger: Ledger, own: Mapping[str, str]) -> None:
    """Write `files` aside and put them in the place of `folder`, unless something is there that is not ours."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = _aside(folder)
    try:
        for name, content in files.items():
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.writelines(_blocks(content))
        ledger.make_room(folder, own)
        ledger.announce(own)
        _carry(folder, aside)
        swap(aside, folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def _carry(folder: Path, aside: Path) -> None:
    """Take along what an operating system keeps in a folder: where icons stand is a person's doing."""
    for path in folder.rglob("*") if folder.is_dir() else ():
        if is_systems_own(path.name) and path.is_file() and not path.is_symlink():
            there = aside / path.relative_to(folder)
            if there.parent.is_dir():
                shutil.copy2(path, there)


def _holds(folder: Path, files: Mapping[str, Content], beside: Collection[str]) -> bool:
    if folder.is_symlink():
        return False
    there = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    present = {path.relative_to(folder).as_posix() for path in there if not is_systems_own(path.name)}
    return present == {*files, *beside} and all(
        _same(folder / name, content) for name, content in files.items()
    )


def _same(path: Path, content: Content) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != _size(content):
        return False
    with path.open("rb") as file:
        return all(file.read(len(block)) == block for block in _blocks(content))


def _size(content: Content) -> int:
    return len(content) if isinstance(content, bytes) else content.size


def _blocks(content: Content) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content.blocks()


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.{secrets.token_hex(4)}{ASIDE}")


def swap(aside: Path, folder: Path) -> None:
    """Put `aside` in the place of `folder`, which is never empty where the system can exchange two folders; elsewhere
    it is between two renames, and a run killed there leaves it to the next.
    """
    if not folder.exists():
        os.replace(aside, folder)
        return
    if _is_exchanged(aside, folder):
        old = aside
    else:
        old = _aside(folder)
        os.replace(folder, old)
        os.replace(aside, folder)
    shutil.rmtree(old, ignore_errors=True)


def _is_exchanged(one: Path, other: Path) -> bool:
    """Whether the system exchanged the two names in one step, which Python has no call for: Linux by renameat2 with
    RENAME_EXCHANGE, macOS by renamex_np with RENAME_SWAP; neither on every file system.
    """
    system = ctypes.CDLL(None) if os.name == "posix" else None
    names = os.fsencode(one), os.fsencode(other)
    if exchange := getattr(system, "renameat2", None):
        return bool(exchange(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)
    if exchange := getattr(system, "renamex_np", None):
        return bool(exchange(*names, _EXCHANGE) == 0)
    return False

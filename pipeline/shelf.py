"""The output folder as a view of what was made: whole editions appear, half ones never.

An edition is written aside, into a hidden folder, and renamed into its place. A folder that
already holds the same bytes is not touched.
"""

import ctypes
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from pipeline.document.media import media_type
from pipeline.document.sound import Artifact
from pipeline.errors import InUse, writing
from pipeline.store import Content, fingerprint, write_aside

ASIDE = ".partial"
_HERE = -100
"""AT_FDCWD of Linux: names are relative to the working folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS."""


@contextmanager
def alone(folder: Path, locks: Path) -> Iterator[None]:
    """Hold `folder` for this run; raises `InUse` when another run holds it.

    The lock lies in the folder `locks`, and is let go by the system however the run ends.
    """
    with writing(locks):
        locks.mkdir(parents=True, exist_ok=True)
        lock = FileLock(locks / f"{sha256(str(folder.resolve()).encode()).hexdigest()[:16]}.lock")
        try:
            lock.acquire(timeout=0)
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
        ) as made:
            yield Path(made)


def place(folder: Path, files: Mapping[str, Content], beside: Collection[str] = ()) -> None:
    """Make `folder` hold exactly `files`, by relative path, all at once. Raises `WriteError`.

    What is called as one of `beside` may lie there too, and goes when the rest changes.
    """
    if _holds(folder, files, beside):
        return
    with writing(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = _aside(folder)
        try:
            for name, content in files.items():
                path = aside / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as file:
                    file.writelines(_blocks(content))
            swap(aside, folder)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise


def put(path: Path, data: bytes) -> None:
    """Make the file `path` hold `data`, all at once. Raises `WriteError`."""
    with writing(path):
        if path.is_file() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        write_aside(path, data)


def link(path: Path, source: Path) -> None:
    """Make the file `path`, whose name tells its content, be the file `source` too: one set of bytes where the disk
    can, else a copy. One of the same size that is there already stays, and with it what browsers know of it.
    """
    with writing(path):
        if path.is_file() and path.stat().st_size == source.stat().st_size:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = _aside(path)
        try:
            os.link(source, aside)
        except OSError:
            shutil.copyfile(source, aside)
        os.replace(aside, path)


def tidy(folder: Path) -> None:
    """Remove what a killed run left aside in `folder`."""
    for left in sorted(folder.glob(f".*{ASIDE}")):
        if left.is_dir():
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


def _holds(folder: Path, files: Mapping[str, Content], beside: Collection[str]) -> bool:
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return present - set(beside) == set(files) and all(
        _same(folder / name, content) for name, content in files.items()
    )


def _same(path: Path, content: Content) -> bool:
    if path.stat().st_size != _size(content):
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
    if _exchanged(aside, folder):
        old = aside
    else:
        old = _aside(folder)
        os.replace(folder, old)
        os.replace(aside, folder)
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
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

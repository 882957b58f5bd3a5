"""A folder that several machines share, as NFS or SMB mounts it, for entries.

It is written without locks, which such systems do not always have: an entry is written under a name that nobody else has,
and then linked or renamed to its own, which NFS does in one step. A machine that dies leaves the first one behind, and nothing else.
"""

import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import IO

from pipeline.errors import SettingsError, writing
from pipeline.infra.store import BLOCK_BYTES, move_folder_aside

_TRIES = 3


class SharedFolder:
    """A `Place` that is a folder. What is half-made in it bears the `mark` of who makes it."""

    def __init__(self, folder: Path, mark: str = "") -> None:
        if not folder.is_dir():
            raise SettingsError(
                f"The folder {folder} of the store is not there.",
                "Make it, or mount what it lies on; it is never made by itself, so that a share that is not mounted is seen.",
            )
        self.name = str(folder)
        self._folder = folder
        self._mark = mark

    def read(self, name: str) -> Iterable[bytes] | None:
        """As `Place`."""
        try:
            file = (self._folder / name).open("rb")
        except FileNotFoundError:
            return None
        except OSError:
            return ()  # what stands there is no entry

        def blocks() -> Iterator[bytes]:
            with file, writing(self.name):
                while block := file.read(BLOCK_BYTES):
                    yield block

        return blocks()

    def size(self, name: str) -> int | None:
        """As `Place`."""
        try:
            status = (self._folder / name).stat()
        except OSError:
            return None
        return status.st_size if S_ISREG(status.st_mode) else None

    def create(self, name: str, blocks: Iterable[bytes], size: int) -> bool:
        """As `Place`; where the system knows no links, what is put is empty for a moment, and so counts as damaged."""
        path = self._folder / name
        if path.exists():
            return False
        with writing(self.name):
            aside = self._write_aside(path, blocks)
            try:
                _link(aside, path)
            except FileExistsError:
                return False
            except FileNotFoundError:
                if path.exists():
                    return False  # and who came first took the half-made away
                raise
            finally:
                with suppress(OSError):
                    aside.unlink()
        return True

    def write(self, name: str, blocks: Iterable[bytes], size: int) -> None:
        """As `Place`."""
        path = self._folder / name
        with writing(self.name):
            aside = self._write_aside(path, blocks)
            try:
                move_folder_aside(path)
                os.replace(aside, path)
            finally:
                aside.unlink(missing_ok=True)

    def delete(self, name: str) -> None:
        """As `Place`."""
        with writing(self.name):
            move_folder_aside(self._folder / name)
            (self._folder / name).unlink(missing_ok=True)

    def names(self, folder: str) -> Sequence[str]:
        """As `Place`, but for what is hidden, as what is half-made."""
        with writing(self.name):
            paths = (self._folder / folder).glob("[!.]*")
            return [f"{folder}/{path.name}" for path in sorted(paths)]

    def clear_half_made(self, pattern: str) -> None:
        """Take away what one with this mark left half-made of the entries that `pattern` names, as in `glob`, when it was killed."""
        path = self._folder / pattern
        for left in path.parent.glob(f".{path.name}.{self._mark}*.partial"):
            with suppress(OSError):
                left.unlink()

    def _write_aside(self, path: Path, blocks: Iterable[bytes]) -> Path:
        """A file beside `path` that holds the blocks, on the disk and not only on its way there."""
        aside = path.with_name(f".{path.name}.{self._mark}{secrets.token_hex(8)}.partial")
        try:
            with _open(aside) as file:
                file.writelines(blocks)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        return aside


def _open(path: Path) -> IO[bytes]:
    """A new file, in a folder that is made for it; whoever takes an empty one away just then has to look on."""
    for _ in range(_TRIES):
        path.parent.mkdir(exist_ok=True)
        with suppress(FileNotFoundError):
            return path.open("wb")
    return path.open("wb")


def _link(aside: Path, path: Path) -> None:
    """Have `path` be what was written aside. Raises `FileExistsError` where something is there; one of several alone succeeds.

    Raises `FileNotFoundError`, and leaves nothing at `path`, where what was written aside is gone.
    """
    try:
        os.link(aside, path)
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError:  # no links here: its name is taken first, in one step too
        path.open("xb").close()
        os.replace(aside, path)

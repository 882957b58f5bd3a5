"""Any exception in words: what the machine does not allow is said plainly, and a bug is logged and told once."""

import errno
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.document.excerpts import shorten
from pipeline.errors import MachineLimit, ProgramFault, PublishError, WriteError, write_error

_MEMORY = MachineLimit(
    "There is not enough memory for this.",
    "Close other programs, use --jobs 1, or divide the article; what was finished is kept.",
)
_FILES = MachineLimit(
    "The system allows no more open files.",
    "Allow more with: ulimit -n 4096, or use --jobs 1; what was finished is kept.",
)
_THREADS = MachineLimit(
    "The system allows no more processes or threads.",
    "Allow more with: ulimit -u, or use --jobs 1; what was finished is kept.",
)
_NAMES = MachineLimit(
    "Files of this system can have names in ASCII only, by its locale.",
    "Set LC_ALL=C.UTF-8 or PYTHONUTF8=1 and run the same command again.",
)


def _machine_limit(error: OSError) -> MachineLimit:
    return MachineLimit(
        f"{shorten(str(error.filename or 'A file'), _LONGEST)} could not be read or written: {error.strerror}.",
        "Look at the disk and at the permissions there, and run the same command again; what was finished is kept.",
    )


_LIMITS: Mapping[int, Callable[[OSError], PublishError]] = {
    errno.ENOMEM: lambda _: _MEMORY,
    errno.EMFILE: lambda _: _FILES,
    errno.ENFILE: lambda _: _FILES,
    errno.EAGAIN: lambda _: _THREADS,
    errno.ENAMETOOLONG: lambda error: MachineLimit(
        f"The system allows no name as long as {shorten(str(error.filename or 'this'), _LONGEST)}.",
        "Choose a shorter --output, or a shorter name for the article's file.",
    ),
    **dict.fromkeys(
        (errno.EIO, errno.EACCES, errno.EPERM, errno.EROFS, errno.ESTALE, errno.ENODEV), _machine_limit
    ),
}
_LONGEST = 200
"""Characters of a name or of an exception's words that are shown."""
_logs: dict[tuple[str, ...], Path | None] = {}
"""By where a bug was raised, what it was told in, if that could be written."""


def in_words(error: Exception) -> PublishError:
    """`error` as one that a person can act on. A bug is written to a file, named in its advice when it is new."""
    if isinstance(error, PublishError):
        return error
    return limit(error) or _fault(error)


def check_refusal(error: Exception) -> None:
    """Raise in words what the machine did not allow at `error`, or return: a file that cannot be read for now is not
    to be taken for one that is not there, or is damaged.
    """
    if (refusal := limit(error)) is not None:
        raise refusal from error


def limit(error: BaseException | None) -> PublishError | None:
    """What to say when the machine gave no more, at `error` or at what led to it; None for anything else."""
    while error is not None:
        if isinstance(error, WriteError):
            return error
        if (fault := _limit(error)) is not None:
            return fault
        error = error.__cause__ or error.__context__
    return None


def _limit(error: BaseException) -> PublishError | None:
    if isinstance(error, MemoryError):
        return _MEMORY
    if isinstance(error, RuntimeError) and "can't start new thread" in str(error):
        return _THREADS
    if isinstance(error, UnicodeEncodeError) and sys.getfilesystemencoding() == error.encoding != "utf-8":
        return _NAMES
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return write_error(error, error.filename or "a file")
    if isinstance(error, OSError) and (error_class := _LIMITS.get(error.errno or 0)):
        return error_class(error)
    return None


def _fault(error: Exception) -> ProgramFault:
    place = (type(error).__name__, *map(str, traceback.extract_tb(error.__traceback__)[-1:]))
    cause = f"{type(error).__name__}: {shorten(str(error), _LONGEST)}"
    if place in _logs:
        return ProgramFault(f"This is a bug in manyvoices, the same as before: {cause}")
    _logs[place] = log = _log(error)
    advice = (
        f"Please report it with {log}; read that file first, it may hold words of your article."
        if log
        else "Please report it, and what you did; no file about it could be written to the folder for temporary files."
    )
    return ProgramFault(f"This is a bug in manyvoices: {cause}", advice)


def _log(error: Exception) -> Path | None:
    """A file that says where the bug is; None where none can be written: on a full disk the bug is told all the same."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="replace", prefix="manyvoices-", suffix=".log", delete=False
        ) as log:
            traceback.print_exception(error, file=log)
    except OSError:
        return None
    return Path(log.name)

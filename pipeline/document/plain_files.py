"""Files that people put somewhere for us, read only when they are files: a named pipe would be waited for without end."""

import errno
import stat
from pathlib import Path


def read_plain_file(path: Path, most_bytes: int = -1) -> bytes:
    """The bytes at `path`, or as many of them as are wanted. Raises `OSError` for a pipe, a socket or a device too."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "it is not an ordinary file", str(path))
    with path.open("rb") as file:
        return file.read(most_bytes)

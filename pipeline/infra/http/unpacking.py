"""gzip as it arrives, never more at a time than is wanted: a bomb is as large as its first bytes allow.

urllib3 unpacks too, but takes what breaks off for the whole.
"""

import zlib


class Damaged(Exception):
    """What came is not packed as it should be, or not all of it came."""


class Unpacking:
    """One packed answer."""

    def __init__(self) -> None:
        self._gzip = _member()
        self._whole = False
        """Whether a member has ended; what follows may be another, or what some servers add."""

    def more(self, chunk: bytes, most: int) -> bytes:
        """What is in `chunk`, up to one byte over `most`. Raises `Damaged`."""
        content = b""
        while chunk and len(content) <= most:
            if self._gzip.eof:
                self._gzip = _member()
            try:
                content += self._gzip.decompress(chunk, most + 1 - len(content))
            except zlib.error as error:
                if self._whole:
                    return content
                raise Damaged from error
            self._whole = self._whole or self._gzip.eof
            chunk = self._gzip.unused_data
        return content

    def end(self) -> None:
        """Raise `Damaged` unless all has arrived."""
        if not self._whole:
            raise Damaged


def _member() -> "zlib._Decompress":
    return zlib.decompressobj(zlib.MAX_WBITS | 16)

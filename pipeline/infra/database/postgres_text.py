"""Text as PostgreSQL keeps it: it takes neither NUL nor half a surrogate pair, and both come back as they were.

They are written as U+001A (SUBSTITUTE) with four hexadecimal digits behind it, and so is U+001A itself; all other text
stands in the tables as it is.
"""

import re
from typing import Any

_UNFIT = re.compile("[\0\x1a\ud800-\udfff]")
_WRITTEN = re.compile("\x1a([0-9a-f]{4})")


def to_stored(value: Any) -> Any:
    """`value` as it is handed to PostgreSQL; what is no text stays as it is."""
    return _UNFIT.sub(_mark, value) if isinstance(value, str) else value


def from_stored(value: Any) -> Any:
    """`value` as it was before `to_stored`."""
    if isinstance(value, str) and "\x1a" in value:
        return _WRITTEN.sub(lambda match: chr(int(match[1], 16)), value)
    return value


def _mark(match: re.Match[str]) -> str:
    return f"\x1a{ord(match[0]):04x}"

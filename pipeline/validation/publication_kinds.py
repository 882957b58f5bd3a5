"""What can be checked: e-books, recordings, feeds and reports, known by what they hold."""

import os
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from pipeline.errors import EditionMissing
from pipeline.validation.feeds import is_feed

_BOOK, _RECORDING, _FEED, _REPORT = ".epub", ".mp3", ".xml", "report.json"
_MIMETYPE = b"mimetypeapplication/epub+zip"
_MIMETYPE_AT = 30
"""How every e-book begins, and at which byte (OCF 3.3, section 4.3)."""


class Kind(Enum):
    """What rules a file is held to."""

    BOOK = "e-book"
    REPORT = "report"
    RECORDING = "recording"
    FEED = "feed"


_ORDER = ((Kind.BOOK, Kind.REPORT), (Kind.RECORDING,), (Kind.FEED,))
"""Of what lies in a folder."""


def kind(path: Path) -> Kind | None:
    """What a file is, None for what is nothing that can be checked."""
    if path.name == _REPORT:
        return Kind.REPORT
    if path.suffix.lower() == _RECORDING:
        return Kind.RECORDING
    if path.suffix.lower() == _BOOK or _is_book(path):
        return Kind.BOOK
    return Kind.FEED if is_feed(path) else None


def named_kind(path: Path) -> Kind:
    """What a file that somebody named should be, though it be damaged beyond knowing."""
    return kind(path) or (Kind.FEED if path.suffix.lower() == _FEED else Kind.RECORDING)


def lying(path: Path) -> Sequence[tuple[Path, Kind]]:
    """The file at `path`, or all below it that can be checked; raises `EditionMissing` when there is none."""
    if path.is_dir():
        walked = os.walk(path)  # what is taken away meanwhile is passed over
        inside = sorted(
            file for at, _, names in walked for name in names if (file := Path(at, name)).is_file()
        )
        known = [(file, kind(file)) for file in inside]
        files = [(file, what) for order in _ORDER for file, what in known if what in order]
        files = [(file, what) for file, what in files if what is not Kind.RECORDING or not _is_part(file)]
    else:
        files = [(path, named_kind(path))] if path.is_file() else []
    if not files:
        raise EditionMissing(
            f"Nothing to check is at {path}.",
            "Name an e-book (EPUB), a recording (MP3), a feed (RSS) or a folder.",
        )
    return [(file, what) for file, what in files if what is not None]


def _is_book(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(_MIMETYPE_AT + len(_MIMETYPE))[_MIMETYPE_AT:] == _MIMETYPE
    except OSError:
        return False


def _is_part(recording: Path) -> bool:
    """Whether it is a part of another recording, or the same under the name that feeds use."""
    return recording.parent.name == "sections" or recording.parts[-3:-1] == ("feeds", "sound")

"""What was found in a file before, kept in the store by the file's content and the version of the checks."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pipeline.document.notices import Level
from pipeline.errors import WriteError
from pipeline.infra import codec
from pipeline.infra.ownership import digest_of
from pipeline.infra.store import Store, key
from pipeline.validation import sound
from pipeline.validation.findings import Finding

_VERSION = 1
"""Raised when entries are written otherwise."""
_PASSING = ("B11", "ace")
"""Findings of what went wrong in checking: another time it may go well."""
_DECIDING = ("pipeline.validation", "pipeline.languages")
"""Packages whose files decide what is found."""


class Kept:
    """Findings kept in a store. Without one nothing is kept; `again` has all found anew, and kept."""

    def __init__(self, store: Store | None = None, *, again: bool = False) -> None:
        self._store = store
        self._again = again

    def findings(
        self, part: str, about: Sequence[Path], find: Callable[[], Iterable[Finding]], version: str = ""
    ) -> tuple[tuple[Finding, ...], bool]:
        """What a `part` of the checks, of a `version` where it is another's, finds in the files it is `about`, and
        whether it is known from before."""
        if self._store is None:
            return tuple(find()), False
        own = _key(part, about, version)
        if (known := self._get(own)) is not None:
            return tuple(_finding(**each) for each in json.loads(known)), True
        findings = tuple(find())
        if not any(each.number in _PASSING for each in findings):
            self._put(own, [asdict(each) for each in findings])
        return findings, False

    def length(self, recording: Path) -> float:
        """How long a recording lasts, in seconds. Raises `CodecError`."""
        if self._store is None:
            return sound.length(recording)
        own = _key("length", [recording])
        if (known := self._get(own)) is not None:
            return float(known)
        seconds = sound.length(recording)
        self._put(own, seconds)
        return seconds

    def _get(self, own: str) -> bytes | None:
        return None if self._again or self._store is None else self._store.get(own)

    def _put(self, own: str, value: object) -> None:
        """A store that cannot be written to keeps nothing, and hinders nothing."""
        with suppress(WriteError):
            if self._store is not None:
                self._store.put(own, json.dumps(value, ensure_ascii=False).encode())


def _key(part: str, about: Sequence[Path], version: str = "") -> str:
    contents = [[path.name, digest_of(path)] for path in about]
    return key("proof", _VERSION, part=part, about=contents, version=version, checks=_checks())


def _finding(number: str, where: str, text: str, level: str) -> Finding:
    return Finding(number, where, text, Level(level))


@cache
def _checks() -> str:
    """The version of our own checks: a digest of all that decides what they find, ffmpeg's name included."""
    hasher = hashlib.sha256(Path(codec.ffmpeg()).name.encode())
    for package in _DECIDING:
        for name, data in sorted(_sources(files(package))):
            hasher.update(name.encode() + b"\0" + data)
    return hasher.hexdigest()


def _sources(folder: Traversable) -> Iterable[tuple[str, bytes]]:
    for each in folder.iterdir():
        if each.is_file() and each.name.endswith((".py", ".toml")):
            yield each.name, each.read_bytes()

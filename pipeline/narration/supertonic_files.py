"""Supertonic's weights on this machine: which files they are, whether all of them are here, and whether their licence was accepted.

They lie beside Kokoro's voices in a folder of their own, named by their revision and laid out as they are published.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.errors import EngineRefused
from pipeline.infra.ownership import digest_of

LICENCE = "LICENSE"
"""The file with the weights' licence."""
INSTALL = "Run: python cli.py voices install supertonic"
_ACCEPTED = "accepted.json"
_STYLES = "voice_styles"


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """What a file must be."""

    size: int
    """Bytes."""
    digest: str
    """sha256, hexadecimal."""


@dataclass(frozen=True)
class Published:
    """A revision of the weights."""

    revision: str
    sources: tuple[str, ...]
    """Addresses under which the files lie."""
    files: Mapping[str, PublishedFile]
    """By their names within the folder."""

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files.values())

    @property
    def voices(self) -> tuple[str, ...]:
        """The names of the voices."""
        return tuple(Path(name).stem for name in self.files if name.startswith(f"{_STYLES}/"))


@cache
def published() -> Published:
    """The revision that is spoken by."""
    table = _table()
    known = {name: PublishedFile(**file) for name, file in table["files"].items()}
    return Published(table["revision"], tuple(table["sources"]), known)


def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("pipeline.narration") / "supertonic.toml").read_text("utf-8"))


def weights_folder(voices: Path) -> Path:
    """Where the weights lie, in the folder of voices."""
    return voices / f"supertonic-{published().revision[:12]}"


def style_name(voice: str) -> str:
    """The file of a voice."""
    return f"{_STYLES}/{voice}.json"


def lack(voices: Path) -> str:
    """Why Supertonic cannot speak by what lies in the folder of voices, in words; empty when it can. Reads sizes alone."""
    folder = weights_folder(voices)
    if not folder.is_dir():
        return _other_revision(voices) or "it is not installed"
    for name, file in published().files.items():
        size = _size(folder / name)
        if size != file.size:
            return f"{name} is missing" if size is None else f"{name} has {size} bytes of {file.size}"
    return "" if accepted_on(folder) else "its licence was not accepted"


def accepted_on(folder: Path) -> str:
    """The day on which the licence of the weights in `folder` was accepted; empty when it was not, or another was."""
    try:
        kept = json.loads((folder / _ACCEPTED).read_bytes())
        return str(kept["day"]) if kept["licence"] == published().files[LICENCE].digest else ""
    except (OSError, ValueError, LookupError, TypeError):
        return ""


def acceptance(day: str) -> tuple[str, bytes]:
    """The file that says that the licence was accepted on a day: its name, and what it holds."""
    kept = {"licence": published().files[LICENCE].digest, "day": day}
    return _ACCEPTED, json.dumps(kept, indent=1).encode() + b"\n"


def is_whole(path: Path, name: str) -> bool:
    """Whether the file at `path` is the published `name`, by size and digest."""
    file = published().files[name]
    return _size(path) == file.size and digest_of(path) == file.digest


def check_whole(folder: Path, name: str) -> Path:
    """The file `name` of the weights. Raises `EngineRefused` when it is not the published one."""
    path = folder / name
    try:
        whole = is_whole(path, name)
    except OSError as error:
        raise EngineRefused(
            f"{path} cannot be read: {error.strerror or error}.", "See that it may be read."
        ) from error
    if not whole:
        raise EngineRefused(
            f"{path} is not as it was published: damaged, cut short, or of another revision.",
            f"{INSTALL} --replace",
        )
    return path


def _other_revision(voices: Path) -> str:
    others = sorted(path.name for path in voices.glob("supertonic-*") if path.is_dir())
    return f"{others[0]} is of another revision" if others else ""


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None

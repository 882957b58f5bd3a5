"""A folder with all that one try touches: articles, output, site, store, memory, models, temporary files, and what is
the user's own among them.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

OWN = {
    "articles/publish.toml": '[site]\nbase_url = "https://example.org/news"\n',
    "articles/notes.txt": "Call the harbour master.",
    "articles/ferry.ko.draft.txt": "아직 쓰는 중이다.",
    "output/drafts/essay.md": "# Not published yet",
    "output/index.old.html": "<p>mine</p>",
    "output/ferry/mine.txt": "beside the editions",
    "output/다리/내 글.md": "# 아직 멀었다",
    "output/feeds/note.txt": "who subscribes",
    "output/feeds/sound/jingle.0a1b2c3d.mp3": "hummed at home",
    "site/about.html": "<p>我的网页</p>",
    "site/ferry/photo.txt": "a picture",
    "models/own/model.bin": "trained at home",
    "store/README": "what is this folder?",
}
"""The user's own files, which nothing may change."""
_ENTRY_DIGEST = 32
_IDENTITY = 62
"""Letters of an entry's name below its folder of two."""

_NOW = "1767225600"
"""The first second of 2026."""


@dataclass(frozen=True, slots=True)
class State:
    """What lies in a world, by name within it."""

    files: Mapping[str, str]
    """sha256 of what was made: output, site, models, and the articles' folder; and of the memory's lines."""
    own: Mapping[str, tuple[str, int]]
    """sha256 and time of change of the user's files."""
    others: frozenset[str]
    """What is neither: in the store what is no whole entry, and all that lies among temporary files."""


@dataclass(frozen=True, slots=True)
class World:
    """The folder `root`, which may be copied: nothing in it tells where it lies."""

    root: Path

    @property
    def articles(self) -> Path:
        """The folder where the user works, and where commands are started."""
        return self.root / "articles"

    def made(self) -> "World":
        """Make the folders, and the user's own files in them."""
        for name in ("articles", "output", "site", "store", "models", "temporary"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        for name, text in OWN.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return self

    def copied(self, root: Path) -> "World":
        """The same world in another place."""
        shutil.copytree(self.root, root, symlinks=True)
        return World(root)

    def environment(self) -> Mapping[str, str]:
        """What sends the program's every path into this world, and stops its clock: a correction bears its time."""
        own = {
            "output": self.root / "output",
            "store": self.root / "store",
            "memory": self.root / "memory.sqlite",
            "voices": self.root / "voices",
            "models": self.root / "models",
            "translator": "marker",
            "doubtful": "accept",
            "speaker": "hum",
            "offline": "1",
            "jobs": "1",
        }
        named = {f"MANYVOICES_{name.upper()}": str(value) for name, value in own.items()}
        places = {"TMPDIR": str(self.root / "temporary"), "XDG_DATA_HOME": str(self.root / "data")}
        return {**named, **places, "SOURCE_DATE_EPOCH": _NOW}

    def state(self) -> State:
        """What lies here now."""
        files: dict[str, str] = {}
        own: dict[str, tuple[str, int]] = {}
        others: set[str] = set()
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()) and name.count("/") and not name.startswith("store/"):
                    others.add(f"{name}/")
            elif name in OWN:
                own[name] = _digest(path), path.stat().st_mtime_ns
            elif name.startswith("temporary/") or (name.startswith("store/") and not _is_entry(path)):
                others.add(name)
            elif not name.startswith(("store/", "memory.sqlite")) and path.name != ".lock":
                files[name] = _digest(path)
        return State({**files, "memory": _memory(self.root / "memory.sqlite")}, own, frozenset(others))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _is_entry(path: Path) -> bool:
    """Whether it is a whole entry of the store, or one of its few other files."""
    if (
        path.suffix == ".lock"
        or path.name == "handed-out.json"
        or (path.parent.name, path.suffix) == ("runs", ".json")
    ):
        return True
    raw = path.read_bytes()
    whole = hashlib.sha256(raw[_ENTRY_DIGEST:]).digest() == raw[:_ENTRY_DIGEST]
    return len(path.name) == _IDENTITY and whole


def _memory(path: Path) -> str:
    """A digest of the memory's lines but for their numbers and times; SQLite itself says whether the file is whole."""
    if not path.exists():
        return ""
    with closing(sqlite3.connect(path)) as connection:
        [(sound,)] = connection.execute("PRAGMA integrity_check").fetchall()
        if sound != "ok":
            return f"damaged: {sound}"
        tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'entry'").fetchone()[0]
        columns = (
            "source_language, target_language, source, source_codes, target, target_codes, standing, engine, "
            "version, options, article, block, before, who, part"
        )
        rows = connection.execute(f"SELECT {columns} FROM entry").fetchall() if tables else []
    return hashlib.sha256(repr(sorted(rows, key=repr)).encode()).hexdigest()


def differences(expected: State, found: State) -> list[str]:
    """What was made and is not as it should be."""
    names = sorted(expected.files.keys() | found.files.keys())
    return [
        f"{'missing' if name not in found.files else 'differs'}: {name}"
        for name in names
        if name in expected.files and expected.files[name] != found.files.get(name)
    ]


def losses(expected: State, found: State) -> list[str]:
    """The user's own files that are gone or changed."""
    return [name for name, value in expected.own.items() if found.own.get(name) != value]


def leftovers(expected: State, found: State) -> list[str]:
    """What an undisturbed run would not have left."""
    more = found.files.keys() - expected.files.keys()
    return sorted({*more, *(found.others - expected.others)})


def removed(world: World) -> None:
    """Take a world away, whatever its permissions are."""
    shutil.rmtree(world.root, ignore_errors=True)


def processor_count() -> int:
    """How many tries run side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

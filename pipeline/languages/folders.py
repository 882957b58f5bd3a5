"""What lies in the folders of the languages: found there, listed nowhere, and read when it is first asked for.

All that is known of a language lies in `languages/<primary subtag>/`: `ko/`. A folder within it, called as the next part
of a tag, holds what is otherwise there: `zh/Hant/`. A folder is a language when its `language.toml` has a name; what all
writings of Chinese share is none by itself.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from types import MappingProxyType, ModuleType
from typing import Any

_LAST = 1000
"""The place in lists of a language that names none."""

Table = Mapping[str, Any]


@cache
def tags() -> tuple[str, ...]:
    """The tags of all languages, by their `order` and then by the alphabet."""
    found = [(read.get("order", _LAST), tag) for tag, read in _languages() if "name" in read]
    return tuple(tag for _, tag in sorted(found))


@cache
def table(tag: str, file: str) -> Table:
    """What `<file>.toml` says in the folder of `tag`, over what it says in the folders around that; empty without one.

    A part of a tag that has no folder is passed over: `en-GB` is `en`. A section is taken key by key.
    """
    merged: dict[str, Any] = {}
    for folder in _folders(tag):
        for name, value in _read(folder / f"{file}.toml").items():
            nested = isinstance(value, dict) and isinstance(merged.get(name), dict)
            merged[name] = {**merged[name], **value} if nested else value
    return MappingProxyType(merged)


@cache
def module(base: str, name: str) -> ModuleType | None:
    """The code `name` (`g2p`, `normalization.grammar`) in the folder of the primary subtag `base`; None without one."""
    if not (files(__package__) / base).is_dir():
        return None
    path = f"{__package__}.{base}.{name}"
    try:
        spec = find_spec(path)
    except ModuleNotFoundError:  # nor a folder that it could lie in
        return None
    return import_module(path) if spec and spec.origin else None


def _folders(tag: str) -> Iterator[Traversable]:
    folder = files(__package__)
    base, *parts = tag.split("-")
    if (folder / base / "language.toml").is_file():
        folder = folder / base
        yield folder
        for part in parts:
            if (folder / part).is_dir():
                folder = folder / part
                yield folder


def _languages() -> Iterator[tuple[str, Table]]:
    for outer in files(__package__).iterdir():
        if (outer / "language.toml").is_file():
            yield outer.name, _read(outer / "language.toml")
            for inner in outer.iterdir():
                if (inner / "language.toml").is_file():
                    tag = f"{outer.name}-{inner.name}"
                    yield tag, table(tag, "language")


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}

"""Where the pictures of a site's article lie: beside it, or from the site's folder on, as its programs look for them."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

_MARKS = (
    ".git", ".obsidian", ".vitepress", "_config.yml", "_config.yaml", "_config.toml", "hugo.toml", "hugo.yaml", "hugo.json", "config.toml",
    "mkdocs.yml", "pelicanconf.py", "package.json", "book.toml", "conf.py", "zola.toml",
)  # fmt: skip
"""Files and folders that stand at the top of a site or a vault, and nowhere within."""
_ROOTS = ("", "static", "public", "source", "content", "assets", "src", "docs", "static/images", "static/img")
"""Where a site's own path may begin, below its folder."""
_ATTACHED = (
    "attachments", "_attachments", "Attachments", "assets", "_assets", "images", "Images", "img", "media", "files", "resources", "_resources",
    "pictures", "static",
)  # fmt: skip
"""Folders in which programs keep the pictures that a note names without a path."""
_PREFIXES = ("@/", "~/", "/")
_MOST_LEVELS = 12


def site_folder(folder: Path) -> Path | None:
    """The top folder of the site that `folder` is in; None when it is in none, or when none can be told from a home."""
    for level in [folder, *folder.parents][:_MOST_LEVELS]:
        if level in (Path.home(), Path(tempfile.gettempdir()), Path(level.anchor)):
            return None
        if level.name == "_posts" or any((level / mark).exists() for mark in _MARKS):
            return level.parent if level.name == "_posts" else level
    return None


def candidates(folder: Path, site: Path | None, written: str, stem: str) -> Iterator[Path]:
    """Where the picture `written` in the article called `stem` may be, the likeliest first; not all are there."""
    address = unquote(written)
    bare = address.partition("?")[0].partition("#")[0]
    yield folder / address
    yield folder / bare
    prefix = next((prefix for prefix in _PREFIXES if bare.startswith(prefix)), "")
    path = bare.removeprefix(prefix).lstrip("/")
    if not path:
        return
    yield from (
        folder / inner / path for inner in ("", stem, "images", "assets", "attachments") if inner or prefix
    )
    for level in _levels(folder, site):
        yield from (level / root / path for root in (_ROOTS if prefix or "/" in path else ()))
        yield from (level / inner / path for inner in (_ATTACHED if "/" not in path else ()))


def _levels(folder: Path, site: Path | None) -> Iterator[Path]:
    """The folders from `folder` up to the site's."""
    if site is None:
        return
    yield folder
    for level in folder.parents:
        if not level.is_relative_to(site):
            return
        yield level

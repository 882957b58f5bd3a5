"""What an edition is made from, watched: the article, its translations, pictures, glossary, lexicon, and the settings."""

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from threading import Event

from pipeline.config.settings import Settings
from pipeline.readers.sources.media_kinds import ENDINGS

_ENDINGS = frozenset(
    (
        *ENDINGS,
        *(".xlf", ".xliff", ".csv", ".tbx", ".toml", ".pls"),
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp", ".tif", ".tiff"),
    )
)
"""Of files that an edition may be made from."""
_QUIET_MS = 400
"""Editors write a file in several steps; so long nothing must change before it is told."""
_LOOK_MS = 250
"""How long one kind of folder is looked at before the other."""


def changes(
    articles: Sequence[Path],
    settings: Settings,
    stop: Event | None = None,
    apart: Sequence[Path] = (),
    every_s: float | None = None,
) -> Iterator[tuple[Path, ...]]:
    """The files that changed since this was called, each time some did, until `stop` is set or Ctrl-C.

    Looked at are the folders of the articles and of publish.toml, as far as editions are made from them, and with a
    folder of articles all that lies below it, but for the folders `apart`. With `every_s` none is told when nothing
    changed for so many seconds.
    """
    whole = {path.resolve() for path in articles if path.is_dir()}
    around = {path.resolve().parent for path in articles if path.parent.is_dir()} | {Path.cwd()}
    own = [each.resolve() for each in (settings.output, settings.store, *apart)]
    stop = stop or Event()
    watched = [_watch(around, own, stop, deep=False)]
    watched += [_watch(whole, own, stop, deep=True)] if whole else []
    first = [next(each, ()) for each in watched]  # from now on they are looked at
    return _join_changes(chain([first], zip(*watched, strict=False)), every_s)


def _join_changes(
    looks: Iterable[Iterable[Collection[Path]]], every_s: float | None
) -> Iterator[tuple[Path, ...]]:
    since = time.monotonic()
    for look in looks:
        changed = set(chain.from_iterable(look))
        if changed or (every_s is not None and time.monotonic() - since >= every_s):
            yield tuple(sorted(changed))
            since = time.monotonic()  # when whoever was told has done what there was to do


def _watch(
    folders: Collection[Path], own: Sequence[Path], stop: Event, *, deep: bool
) -> Iterator[Collection[Path]]:
    """What changed lately within these folders, or with `deep` below them, again and again; nothing, if nothing did.

    What lies in `own` is never told.
    """
    from watchfiles import Change, watch

    def matters(_: Change, name: str) -> bool:
        path = Path(name)
        return (
            path.suffix.lower() in _ENDINGS
            and not _is_hidden(path, folders)
            and not any(map(path.is_relative_to, own))
        )

    for batch in watch(
        *folders,
        watch_filter=matters,
        debounce=_QUIET_MS,
        step=_QUIET_MS // 4,
        stop_event=stop,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        recursive=deep,
    ):
        yield {Path(name) for _, name in batch}


def _is_hidden(path: Path, folders: Collection[Path]) -> bool:
    """Whether it, or a folder on the way to it, is hidden, or is what an editor is working on."""
    above = max((folder for folder in folders if path.is_relative_to(folder)), default=path.parent)
    return any(part.startswith((".", "~")) for part in path.relative_to(above).parts)

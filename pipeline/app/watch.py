"""What an edition is made from, watched: the article, its translations, pictures, glossary, lexicon, and the settings."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from pipeline.config.settings import Settings

_ENDINGS = frozenset(
    (
        *(".md", ".markdown", ".mdown", ".mkd", ".txt", ".html", ".htm", ".docx"),
        *(".xlf", ".xliff", ".csv", ".tbx", ".toml", ".pls"),
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp", ".tif", ".tiff"),
    )
)
"""Of files that an edition may be made from."""
_QUIET_MS = 400
"""Editors write a file in several steps; so long nothing must change before it is told."""


def changes(
    articles: Sequence[Path], settings: Settings, stop: Event | None = None
) -> Iterator[tuple[Path, ...]]:
    """The files that changed, each time some did, until `stop` is set or Ctrl-C.

    Looked at are the folders of the articles and of publish.toml, as far as editions are made from them.
    """
    from watchfiles import Change, watch

    own = [settings.output.resolve(), settings.store.resolve()]

    def matters(_: Change, name: str) -> bool:
        path = Path(name)
        hidden = path.name.startswith((".", "~"))
        ours = any(path.is_relative_to(folder) for folder in own)
        return path.suffix.lower() in _ENDINGS and not hidden and not ours

    folders = {path.resolve().parent for path in articles} | {Path.cwd()}
    seen = watch(
        *folders,
        watch_filter=matters,
        debounce=_QUIET_MS,
        step=_QUIET_MS // 4,
        stop_event=stop,
        recursive=False,
    )
    for found in seen:
        yield tuple(sorted({Path(name) for _, name in found}))

"""The articles of a folder: files of the kinds that are read, in it and below, but for what only belongs to articles.

Left out are hidden files and folders, what a run wrote, a copied edition's page, what a browser saved beside a page
(`page_files`), a translation beside its article (`article.ko.md`), and README files, which speak of a folder.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.config.settings import Settings
from pipeline.errors import ArticleIsDirectory, ArticleUnreadable, UnknownLanguage
from pipeline.infra.ownership import Ledger
from pipeline.infra.published import earlier
from pipeline.languages import find
from pipeline.readers import Place, place
from pipeline.readers.sources.media_kinds import ENDINGS, PAGES

HIDDEN = (".", "~")
"""How names begin that are hidden, or that editors give to what they are working on."""
_SAVED = "_files"
_README = "readme"
_PAGE, _OF_EDITIONS = "index.html", (".vtt", ".chapters.json")
"""What a run calls an edition's page, and how the names of other files of it end behind the language."""


def places_of(typed: Iterable[str | Path | Place], settings: Settings) -> tuple[Place, ...]:
    """The place of each article that is typed, and in a folder's stead those of its articles, in the order of their paths.

    A file and links to it are one article, known by the file. Raises `ArticleIsDirectory` for a folder without any, `ArticleUnreadable` for one that cannot be looked into, and
    what `place` raises.
    """
    places: list[Place] = []
    for each in map(place, typed):
        is_folder = each.path is not None and each.path.is_dir()
        places += map(place, _articles(each.path, settings)) if each.path and is_folder else [each]
    return _each_once(places)


def _each_once(places: Iterable[Place]) -> tuple[Place, ...]:
    chosen: dict[object, Place] = {}
    for each in places:
        file = _file(each)
        if file not in chosen or (_is_link(chosen[file]) and not _is_link(each)):
            chosen[file] = each
    return tuple(chosen.values())


def _file(where: Place) -> object:
    """What is the same for every path to one file; the place itself where none can be looked at."""
    try:
        status = where.path.stat() if where.path else None
    except (OSError, ValueError):
        return where
    return (status.st_dev, status.st_ino) if status else where


def _is_link(where: Place) -> bool:
    return where.path is not None and where.path.is_symlink()


def standing_in(folder: Path, settings: Settings) -> tuple[Path, ...]:
    """The articles' files that lie in a folder itself, and the folders in it, but for those that a run writes into.

    Raises `ArticleUnreadable` when the folder cannot be looked into.
    """
    entries = [each for each in _entries(folder) if not each.name.startswith(HIDDEN)]
    names = {each.name.lower() for each in entries}
    own = _own_folders(settings)
    return tuple(path for each in entries for path in [folder / each.name] if _stands(each, path, names, own))


def belonging_to(article: Path) -> tuple[Path, ...]:
    """What lies beside an article and belongs to it alone: its translations, and what a browser saved of its page.

    `news.2026.ko.xlf` is of `news.2026.md`, where that lies there, and not of `news.md`; what two articles are called by
    (`news.md`, `news.txt`) is neither's alone.
    """
    entries = _entries(article.parent)
    names = {each.name.lower() for each in entries}
    paths = [article.parent / each.name for each in entries if each.name.startswith(f"{article.stem}.")]
    others = [each.stem for each in paths if each != article and _is_article(each, names)]
    paths = [each for each in paths if not each.name.startswith(tuple(f"{stem}." for stem in others))]
    saved = [
        article.parent / each.name
        for each in entries
        if each.name == f"{article.stem}{_SAVED}" and article.stem not in others and each.is_dir()
    ]
    alike = [each for each in paths if each != article]
    return (*alike, *saved)


def _stands(entry: os.DirEntry[str], path: Path, names: set[str], own: frozenset[Path]) -> bool:
    if entry.is_dir(follow_symlinks=False):
        return path.resolve() not in own and not _is_saved(entry.name, names)
    try:
        return _is_article(path, names) and entry.is_file()
    except OSError:  # a link that leads in a circle, or where nobody may look
        return False


def _articles(folder: Path, settings: Settings) -> Sequence[Path]:
    articles = sorted(_files_below(folder, _own_folders(settings), ()))
    if not articles:
        raise ArticleIsDirectory(
            f"There is no article in the folder {place(folder)}.",
            f"Put articles into it ({', '.join(ENDINGS)}), or name an article's file.",
        )
    return articles


def _own_folders(settings: Settings) -> frozenset[Path]:
    """Those that a run writes into, or keeps what it needs in."""
    return frozenset(
        each.resolve() for each in (settings.output, settings.store, settings.voices, settings.models)
    )


def _files_below(folder: Path, own: frozenset[Path], records: Sequence[Ledger]) -> Iterator[Path]:
    """`records` are those of the folders above, which tell what runs wrote. No link to a folder is followed."""
    records = (*records, Ledger(folder))
    entries = _entries(folder)
    names = {entry.name.lower() for entry in entries}
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith(HIDDEN) or any(record.knows(path) for record in records):
            continue
        if entry.is_dir(follow_symlinks=False):
            if path.resolve() not in own and not _is_saved(entry.name, names):
                yield from _files_below(path, own, records)
        elif _is_article(path, names) and (entry.is_file() or not path.exists()):
            yield path


def _entries(folder: Path) -> Sequence[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise ArticleUnreadable(
            f"The folder {place(folder)} cannot be looked into: {error.strerror or error}.",
            "Check its permissions, or name the articles' files.",
        ) from error


def _is_article(path: Path, names: set[str]) -> bool:
    """Whether a file is an article of its own among `names` in lower case."""
    if path.suffix.lower() not in ENDINGS or path.name.partition(".")[0].lower() == _README:
        return False
    if path.name == _PAGE and (any(map(_is_editions, names)) or earlier(path.parent)):
        return False
    stem, _, tag = path.stem.lower().rpartition(".")
    return not (stem and _is_language(tag) and any(f"{stem}{ending}" in names for ending in ENDINGS))


def _is_editions(name: str) -> bool:
    """Whether a file of this name, in lower case, is an edition's captions or chapters, which lie beside its page."""
    stem, _, tag = next(
        (name.removesuffix(end) for end in _OF_EDITIONS if name.endswith(end)), ""
    ).rpartition(".")
    return bool(stem) and _is_language(tag)


def _is_language(tag: str) -> bool:
    try:
        return bool(find(tag))
    except UnknownLanguage:
        return False


def _is_saved(name: str, names: set[str]) -> bool:
    """Whether a folder of this name holds what a browser saved of a page beside it, among `names` in lower case."""
    page = name.lower().removesuffix(_SAVED)
    return page != name.lower() and any(f"{page}{ending}" in names for ending in PAGES)

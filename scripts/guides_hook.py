"""What MkDocs puts into the guides beside the files of docs/: the sample's editions, and pictures made today.

The editions are those that `publish input/article.md` made. Pictures that `picture_docs.py --to build/pictures` made take
the place of those that docs/ keeps.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def on_files(files: Any, config: Any) -> Any:
    """Called by MkDocs with the files of docs/."""
    from mkdocs.exceptions import PluginError
    from mkdocs.structure.files import File

    if missing := lacking(ROOT):
        raise PluginError(missing)
    for name, path in additions(ROOT):
        if replaced := files.get_file_from_path(name):
            files.remove(replaced)
        files.append(File.generated(config, name, abs_src_path=str(path)))
    return files


def lacking(root: Path) -> str:
    """What to do before the guides can be built; empty when they can."""
    if (root / "output" / "article" / "report.json").is_file():
        return ""
    return "The guides hold the sample's editions, which are not made yet. Run: python cli.py publish input/article.md"


def additions(root: Path) -> Iterator[tuple[str, Path]]:
    """Every further file by its place in the guides.

    The editions lie at a place from which their way to the list of articles leads to the guides' first page.
    """
    yield from _below(root / "output" / "article", "sample")
    yield from _below(root / "build" / "pictures", "pictures")


def _below(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    """The files of a folder that are to be seen."""
    for path in sorted(folder.rglob("*")):
        within = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in within.parts):
            yield f"{name}/{within.as_posix()}", path

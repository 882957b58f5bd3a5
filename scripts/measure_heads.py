"""How often a page's title, date, authors and first and last sentence are what a person says they are.

Usage: python scripts/measure_heads.py FOLDER [--half 0|1] [--show]

FOLDER has a folder for each language with saved pages (`*.html`, `*.html.gz`) and `expected.toml`, a table a page by its file's
name: `title`, `date` (a day), `authors`, and what the `first` and the `last` sentence of its text begin or end with. What a
table does not say is not asked. `--half 0` reads the first, third … page by name, `--half 1` the others.
"""

import gzip
import logging
import tomllib
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.document.article import Article, BlockKind, Role
from pipeline.errors import PublishError
from pipeline.readers import read

_TOLD = {BlockKind.HEADING, BlockKind.ALTERNATIVE}
_FIELDS = ("title", "date", "authors", "first", "last")


def wrong(article: Article, expected: Mapping[str, Any]) -> Iterator[str]:
    """What of the article is not as expected: the field and what was read instead."""
    sentences = list(_sentences(article))
    found = {
        "title": article.title.text,
        "date": article.date[:10],
        "authors": list(article.authors),
        "first": sentences[0] if sentences else "",
        "last": sentences[-1] if sentences else "",
    }
    for field in _FIELDS:
        if field in expected and not _agrees(field, found[field], expected[field]):
            yield f"{field}: {found[field]}"


def _agrees(field: str, found: Any, expected: Any) -> bool:
    if field == "first":
        return _key(found).startswith(_key(expected))
    if field == "last":
        return _key(found).endswith(_key(expected))
    return _key(found) == _key(expected) if field == "title" else bool(found == expected)


def _key(text: str) -> str:
    return "".join(text.split())


def _sentences(article: Article) -> Iterator[str]:
    for section in article.sections:
        for block in section.walk():
            if block.kind not in _TOLD and block.role is not Role.CAPTION:
                yield from (sentence.text for sentence in block.sentences if sentence.text.strip())


def _article(page: Path) -> Article:
    data = page.read_bytes()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_bytes(gzip.decompress(data) if page.suffix == ".gz" else data)
        return read(file)[0]


def _tell(language: Path, half: int | None, *, show: bool) -> None:
    expected = tomllib.loads((language / "expected.toml").read_text("utf-8"))
    names: Sequence[str] = sorted(expected)
    asked, missed = Counter[str](), Counter[str]()
    for name in names if half is None else names[half::2]:
        asked.update(field for field in _FIELDS if field in expected[name])
        try:
            faults = list(wrong(_article(language / name), expected[name]))
        except PublishError as error:
            faults = [f"{field}: {error.message}" for field in _FIELDS if field in expected[name]]
        missed.update(fault.partition(":")[0] for fault in faults)
        if show:
            print("".join(f"  {name}  {fault[:150]}\n" for fault in faults), end="")
    right = "  ".join(f"{field} {asked[field] - missed[field]}/{asked[field]}" for field in _FIELDS)
    print(f"{language.name:8} {1 - missed.total() / max(asked.total(), 1):.3f}  {right}")


def _asked() -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--show", action="store_true")
    return parser.parse_args()


def main() -> None:
    """Read the pages and print what is right."""
    asked = _asked()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    for language in sorted(path.parent for path in asked.folder.glob("*/expected.toml")):
        _tell(language, asked.half, show=asked.show)


if __name__ == "__main__":
    main()

"""How much of the words of word processors' files our reader finds: those of Word (.docx) and OpenDocument (.odt).

Usage: python scripts/measure_word.py FOLDER [--worst 20] [--show FILE]

FOLDER holds such files, at any depth; the tests of pandoc, mammoth, python-docx and docx4j have hundreds. Expected are all words of the
document that a word processor shows, those of notes too, found by a walk over its mark-up that knows nothing of our reader. A word counts as
found where the article, its front matter or a notice has it, as often as it stands there. `--show` prints which words of a file were not found.
"""

import re
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from pipeline.document.article import MarkKind
from pipeline.errors import PublishError
from pipeline.readers import read

_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"word/(?:document\d*|footnotes|endnotes)\.xml|content\.xml")
_UNSEEN = frozenset(
    [
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "Fallback",
        "fldData",
        "tracked-changes",
        "hidden-text",
        "conditional-text",
        "placeholder",
        "note-citation",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "forms",
        "index-title-template",
        "title",
        "desc",
        "event-listeners",
        "binary-data",
    ]
)
"""Elements that no word processor shows in the text."""
_GOAL = 0.99


@dataclass(frozen=True, slots=True)
class Reading:
    """One file."""

    path: Path
    wanted: Counter[str]
    found: Counter[str]
    refused: str = ""

    @property
    def recall(self) -> float:
        """The share of its words that were found; 1 where it has none."""
        return 1 - (self.wanted - self.found).total() / max(1, self.wanted.total())


def readings(folder: Path) -> Iterator[Reading]:
    """What was read of each file in `folder`."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".docx", ".odt")):
        try:
            wanted = Counter(_words("\n".join(_shown(path))))
        except (BadZipFile, etree.XMLSyntaxError, KeyError, OSError):
            wanted = Counter()
        try:
            yield Reading(path, wanted, Counter(_words(_read(path))))
        except PublishError as error:
            yield Reading(path, wanted, Counter(), str(error).splitlines()[0])


def _read(path: Path) -> str:
    article, notices = read(path, "en")
    words = [sentence.text for sentence in article.sentences()]
    words += [block.label for block in article.walk()]
    words += [
        mark.value
        for sentence in article.sentences()
        for span in sentence.spans
        for mark in span.marks
        if mark.kind in (MarkKind.FORMULA, MarkKind.RUBY)
    ]
    return "\n".join([*words, *(notice.evidence for notice in notices)])


def _shown(path: Path) -> Iterator[str]:
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if _PARTS.fullmatch(name):
                yield from _paragraphs(etree.fromstring(archive.read(name)))


def _paragraphs(root: Any) -> Iterator[str]:
    """The text of each paragraph, one that stands in another apart."""
    office = "wordprocessingml" in root.tag
    parts: list[list[str]] = [[]]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if event == "end":
            if name in ("p", "h"):
                yield "".join(parts.pop())
            parts[-1].append("" if office else node.tail or "")
        elif name in _UNSEEN or not name:
            walk.skip_subtree()
        else:
            parts += [[]] if name in ("p", "h") else []
            parts[-1].append(
                (node.text or "") if name == "t" or not office else " " if name in ("tab", "br", "cr") else ""
            )
    yield from map("".join, parts)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def main() -> None:
    """Measure and tell."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=20)
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    done = list(readings(options.folder))
    if options.show:
        for each in (each for each in done if options.show in str(each.path)):
            print(each.path, each.refused, dict(each.wanted - each.found))
        return
    read_ = [each for each in done if not each.refused]
    for each in sorted(read_, key=lambda each: each.recall)[: options.worst]:
        print(f"{each.recall:.3f}  {each.wanted.total():6}  {each.path.relative_to(options.folder)}")
    for each in done:
        if each.refused:
            print(f"refused  {each.path.relative_to(options.folder)}: {each.refused}")
    below = sum(each.recall < _GOAL for each in read_)
    whole = 1 - sum((each.wanted - each.found).total() for each in read_) / max(
        1, sum(each.wanted.total() for each in read_)
    )
    print(
        f"{len(done)} files, {len(done) - len(read_)} refused; recall {mean(each.recall for each in read_):.4f} a file, {whole:.4f} of all words; {below} below {_GOAL}"
    )


if __name__ == "__main__":
    main()

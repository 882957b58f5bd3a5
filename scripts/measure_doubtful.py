"""How many editions of plain news articles come out, and what becomes of the sentences that an engine gets wrong.

Usage: python scripts/measure_doubtful.py FOLDER [--to LANGUAGE] [--translator NAME] [--held-out] [--verbose]
FOLDER holds `ntrex/`: en.txt, a sentence a line, and documents.tsv, the document of each line, whose first line is its
headline. Nothing is spoken or written, and nothing leaves the machine. Every second document is for tuning;
`--held-out` counts the others, on which nothing was tuned.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.app.stage_configurations import translation_of
from pipeline.config.settings import Settings
from pipeline.document.article import Article, Block, BlockKind, Edition, Role, Section, Sentence, Span
from pipeline.document.events import Nobody
from pipeline.document.notices import Level, Notice
from pipeline.translation.chain import chain
from pipeline.translation.doubts import reason_to_hold
from pipeline.translation.memory import Memory
from pipeline.translation.translate import translate

_TOLD = ("translation.asked-again", "translation.mended", "translation.left")


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one document."""

    name: str
    edition: Edition
    sentences: int

    @property
    def held(self) -> bool:
        """Whether it would not be published."""
        return bool(reason_to_hold(self.edition) or self.errors)

    @property
    def errors(self) -> Sequence[Notice]:
        """What serious is found in sentences that are shown as translated."""
        found = (each for each in self.edition.notices if each.level is Level.ERROR)
        return [each for each in found if each.code not in _TOLD]

    def told(self, code: str) -> list[Notice]:
        """The notices of a kind."""
        return [each for each in self.edition.notices if each.code == code]


def article_of(lines: Sequence[str]) -> Article:
    """A document as an article: its headline, and a paragraph of all other lines."""
    headline, *rest = lines
    title = Block("s0-b1", BlockKind.HEADING, Role.TITLE, (_sentence("s0-b1-k1", headline),), level=1)
    heading = Block("s1-b1", BlockKind.HEADING, sentences=(_sentence("s1-b1-k1", "Report"),), level=2)
    body = Block(
        "s1-b2",
        BlockKind.PARAGRAPH,
        sentences=tuple(_sentence(f"s1-b2-k{number}", f"{line} ") for number, line in enumerate(rest, 1)),
    )
    return Article("en", title, sections=(Section("s1", heading, (body,)),))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--to", default="pt-BR")
    parser.add_argument("--translator", default="auto")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="print every notice and every finding")
    chosen = parser.parse_args()
    began = time.monotonic()
    documents = list(_documents(chosen.folder))[int(chosen.held_out) :: 2]
    made = list(_made(documents, chosen.to, chosen.translator))
    for each in made:
        _print(each, chosen.verbose)
    _print_sum(made, time.monotonic() - began)


def _made(documents: Sequence[tuple[str, Sequence[str]]], tag: str, translator: str) -> Iterator[Made]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(memory=folder / "memory.sqlite", translator=translator, offline=True)
        with closing(Memory(settings.memory)) as memory:
            engines = chain(translation_of(settings))
            for document, lines in documents:
                article = article_of(lines)
                edition = translate(
                    article, tag, reviewed=None, engines=engines, memory=memory, progress=Nobody()
                )
                yield Made(document, edition, len(lines))


def _print(made: Made, verbose: bool) -> None:
    counts = {code.rpartition(".")[2]: len(made.told(code)) for code in _TOLD}
    if made.held or any(counts.values()):
        summary = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        why = reason_to_hold(made.edition) or f"{len(made.errors)} serious findings"
        print(f"{made.name}: {made.sentences} sentences; {summary}{f'; HELD: {why}' if made.held else ''}")
    for notice in made.edition.notices if verbose else ():
        if notice.code in _TOLD or notice.level is Level.ERROR:
            print(f"  {notice.code} {notice.where}: {notice.text}")
            print("\n".join(f"    {line}" for line in notice.evidence.splitlines()))


def _print_sum(made: Sequence[Made], seconds: float) -> None:
    sentences = sum(each.sentences for each in made)
    held = sum(each.held for each in made)
    counts = Counter(notice.code for each in made for notice in each.edition.notices)
    shares = ", ".join(f"{code.rpartition('.')[2]} {_share(counts[code], sentences)}" for code in _TOLD)
    errors = sum(len(each.errors) for each in made if not each.held)
    print(
        f"{len(made) - held} of {len(made)} editions published ({100 * (len(made) - held) / len(made):.1f} %), {held} held; "
        f"of {sentences} sentences {shares}; serious findings in published sentences: {errors}; {seconds:.0f} s"
    )


def _share(count: int, of: int) -> str:
    return f"{count} ({100 * count / of:.2f} %)"


def _sentence(id: str, text: str) -> Sentence:
    return Sentence(id, (Span(text),))


def _documents(folder: Path) -> Iterator[tuple[str, Sequence[str]]]:
    names = (folder / "ntrex" / "documents.tsv").read_text("utf-8").splitlines()
    lines = (folder / "ntrex" / "en.txt").read_text("utf-8").splitlines()
    for name, group in groupby(zip(names, lines, strict=True), key=lambda row: row[0]):
        yield name, [line for _, line in group]


if __name__ == "__main__":
    main()

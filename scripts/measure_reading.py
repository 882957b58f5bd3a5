"""Measure on a corpus of news how well articles without mark-up are read: titles, headings, sentences, language.

python scripts/measure_reading.py FOLDER [--errors LANGUAGE] [--half odd|even]

FOLDER holds one file a language (`en.txt`, `zh-Hans.txt` …), a sentence a line, the lines aligned, and
`documents.tsv`, which names the document of each line; a document's first line is its headline. Half of the
documents, the odd ones by their place, is for tuning; the others tell whether the rules hold.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path

from pipeline.document.article import BlockKind
from pipeline.languages import find, languages
from pipeline.languages.guess import guess
from pipeline.languages.sentences import split
from pipeline.readers import plain_text
from pipeline.readers.front_matter import Front
from pipeline.readers.hard_wraps import width

COLUMN = 72
GOALS = {"en": 0.97, "ko": 0.92, "zh-Hans": 0.93, "zh-Hant": 0.95, "ja": 0.91, "ar": 0.95, "es": 0.95}
"""The boundary F1 that is asked for."""
MOST_FALSE = 0.005
"""The share of body lines that may be taken for headings."""
_COLUMNS = (
    "titles",
    "headings",
    "w. titles",
    "w. headings",
    "w. whole",
    "F1",
    "apart",
    "right",
    "false",
    "two",
    "missed",
    "language",
)
_ROW = "{:8}{:>7}{:>9}{:>10}{:>12}{:>9}{:>8}{:>8}{:>7}{:>6}{:>5}{:>7}  {}"
HALVES = {"all": slice(None), "odd": slice(0, None, 2), "even": slice(1, None, 2)}
_MARK = re.compile(r"[.。!?！？][\"”」』’»)）]*\Z")
Document = Sequence[str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of every language, or the errors of one; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", metavar="LANGUAGE")
    parser.add_argument("--half", choices=HALVES, default="all")
    options = parser.parse_args(arguments)
    if not (options.folder / "documents.tsv").is_file():
        print(f"There is no corpus in {options.folder}: documents.tsv is missing.", file=sys.stderr)
        return 2
    tags = [tag for tag in languages() if (options.folder / f"{tag}.txt").is_file()]
    corpus = {tag: documents(options.folder, tag)[HALVES[options.half]] for tag in tags}
    if options.errors:
        print("\n".join(errors(corpus[options.errors], options.errors)))
        return 0
    return _table(corpus)


def documents(folder: Path, tag: str) -> list[Document]:
    """The lines of each document in the language `tag`."""
    names = (folder / "documents.tsv").read_text("utf-8").splitlines()
    lines = [line.strip() for line in (folder / f"{tag}.txt").read_text("utf-8").splitlines()]
    pairs = zip(names, lines, strict=True)
    return [[line for _, line in run] for _, run in groupby(pairs, key=lambda pair: pair[0])]


@dataclass(slots=True)
class Boundaries:
    """Ends of sentences within paragraphs: how many were right, made up, missed."""

    right: int = 0
    false: int = 0
    missed: int = 0
    doubled: int = 0
    """Of the made up: behind an end mark outside quotation marks, where a line of the corpus holds two sentences."""

    @property
    def score(self) -> float:
        """F1."""
        return 2 * self.right / max(1, 2 * self.right + self.false + self.missed)

    @property
    def apart(self) -> float:
        """F1 when the doubled are not held against the rules."""
        return 2 * self.right / max(1, 2 * self.right + self.false - self.doubled + self.missed)


def boundaries(corpus: Iterable[Document], tag: str) -> Boundaries:
    """What `split` finds in each document's body, its lines put together to one paragraph."""
    found = Boundaries()
    for document in corpus:
        wanted, made, text = _ends(document, tag)
        found.doubled += sum(_clear(text[:end], wanted) for end in made - wanted)
        found.right += len(wanted & made)
        found.false += len(made - wanted)
        found.missed += len(wanted - made)
    return found


def headings(corpus: Iterable[Document], tag: str, column: int = 0) -> tuple[int, int, int]:
    """How many headlines became titles, how many body lines headings, and of how many lines."""
    titles = false = lines = 0
    for headline, *body in corpus:
        text = _written([headline, *body], column, find(tag).spaced)
        pieces = plain_text.parse(text, "article.txt", Front()).pieces
        found = [piece for piece in pieces if piece.kind is BlockKind.HEADING]
        titles += any(piece.level == 1 and _bare(piece.text) == _bare(headline) for piece in found)
        false += sum(piece.level != 1 for piece in found)
        lines += len(body)
    return titles, false, lines


def paragraphs(corpus: Iterable[Document], tag: str) -> tuple[int, int]:
    """How many body lines, wrapped without an empty line between them, came out whole, and of how many."""
    whole = lines = 0
    for headline, *body in corpus:
        text = _written([headline, *body], COLUMN, find(tag).spaced)
        pieces = plain_text.parse(text, "article.txt", Front()).pieces
        texts = {_bare(part.text) for piece in pieces for part in piece.walk()}
        whole += sum(_bare(line) in texts for line in body)
        lines += len(body)
    return whole, lines


def errors(corpus: Iterable[Document], tag: str) -> Iterator[str]:
    """Every wrong end of a sentence, with what stands around it, and every line wrongly taken for a heading."""
    for document in corpus:
        wanted, made, text = _ends(document, tag)
        for end in sorted(wanted ^ made):
            kind = "false " if end in made else "missed"
            yield f"{kind} {text[max(0, end - 40) : end]}⏎{text[end : end + 30]}"
        pieces = plain_text.parse("\n".join(document), "article.txt", Front()).pieces
        yield from (f"heading {p.text}" for p in pieces if p.kind is BlockKind.HEADING and p.level != 1)


def _table(corpus: dict[str, list[Document]]) -> int:
    missed = False
    print(_ROW.format("", *_COLUMNS))
    for tag, texts in corpus.items():
        ends = boundaries(texts, tag)
        titles, false, lines = headings(texts, tag)
        wrapped_titles, wrapped_false, _ = headings(texts, tag, COLUMN)
        whole, _ = paragraphs(texts, tag)
        good = ends.score >= GOALS.get(tag, 0) and titles == wrapped_titles == len(texts)
        good = good and max(false, wrapped_false) <= MOST_FALSE * lines
        missed = missed or not good
        found = (titles, false, wrapped_titles, wrapped_false, f"{whole / lines:.1%}")
        scores = (f"{ends.score:.4f}", f"{ends.apart:.4f}", ends.right, ends.false, ends.doubled, ends.missed)
        print(_ROW.format(tag, *found, *scores, _guessed(texts, tag)) + ("" if good else "  MISSED"))
    print("w.: wrapped to 72 columns; apart: without the sentences that share a line of the corpus (two)")
    return int(missed)


def _guessed(corpus: Sequence[Document], tag: str) -> str:
    lines = [line for document in corpus for line in document[1:]]
    whole = sum(guess("\n".join(document)) == tag for document in corpus)
    return f"{sum(guess(line) == tag for line in lines)}/{len(lines)} lines, {whole}/{len(corpus)} documents"


def _ends(document: Document, tag: str) -> tuple[set[int], set[int], str]:
    """Where sentences should end and where they do, and the paragraph."""
    gap = " " if find(tag).spaced else ""
    lines = [line + gap for line in document[1:-1]] + list(document[-1:])
    text = "".join(lines)
    wanted = set(accumulate(len(line) for line in lines[:-1]))
    return wanted, set(accumulate(len(part) for part in split(text, tag)[:-1])), text


def _clear(before: str, wanted: set[int]) -> bool:
    """Whether `before`, which ends where no line does, ends in an end mark and has no quotation open."""
    line = before[max((end for end in wanted if end <= len(before)), default=0) :].rstrip()
    quoted = sum(line.count(sign) for sign in "「“«") > sum(line.count(sign) for sign in "」”»")
    return not quoted and bool(_MARK.search(line))


def _written(lines: Sequence[str], column: int, spaced: bool) -> str:
    if not column:
        return "\n".join(lines)
    return "\n\n".join("\n".join(wrapped(line, column, spaced)) for line in lines)


def wrapped(line: str, column: int, spaced: bool = True) -> Iterator[str]:
    """`line` broken to `column` columns: at spaces, or anywhere where words are not set apart."""
    row = ""
    for word in line.split(" ") if spaced else _signs(line):
        gap = " " if row and spaced else ""
        if row and width(row + gap + word) > column:
            yield row
            row, gap = "", ""
        row += gap + word
    yield row


def _signs(line: str) -> Iterator[str]:
    """Signs, those of one Latin word or number together."""
    for latin, run in groupby(line, key=lambda sign: sign.isascii() and not sign.isspace()):
        signs = list(run)
        yield from ["".join(signs)] if latin else signs


def _bare(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    sys.exit(main())

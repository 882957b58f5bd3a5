"""How much of web pages' articles our reader finds, and how little else, beside plain trafilatura.

Usage: python scripts/measure_pages.py FOLDER [--half 0|1] [--worst 10] [--show PAGE]

FOLDER is a copy of scrapinghub/article-extraction-benchmark (`html/*.html.gz`, `ground-truth.json`) or of mozilla/readability's
`test/test-pages` (`*/source.html`, `*/expected.html`). `--half 0` reads the first, third, fifth … page by name, `--half 1`
the others: who tunes to one half can tell the other apart. Compared are runs of four words, as the benchmark does; each page weighs
as much as another.
The benchmark leaves captions out, and so they are here. F is of the mean precision and the mean recall, as the benchmark has it; `pages' F` is the mean of each page's own.
Times are the processor's. `--show` prints what a page's text has beside what was expected.
"""

import gzip
import json
import logging
import re
import time
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

import trafilatura

from pipeline.document.article import Article, Block, BlockKind, Role, Section
from pipeline.errors import PublishError, UnknownLanguage
from pipeline.languages import words
from pipeline.readers import read
from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.markup import parse_html

_RUN = 4
"""Words compared at once."""
_LOST = 0.5
"""F below which a page counts as not read."""
_UNHEARD = {Role.RELATED, Role.CREDIT, Role.IMAGE_NOTE}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a suite."""

    name: str
    html: str
    expected: str
    captions: bool = True
    """Whether what is expected has the captions of pictures."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of one page."""

    name: str
    text: str
    expected: str
    seconds: float
    refused: str = ""

    @property
    def precision(self) -> float:
        """Share of what was read that was expected."""
        return _share(self.text, self.expected)

    @property
    def recall(self) -> float:
        """Share of what was expected that was read."""
        return _share(self.expected, self.text)

    @property
    def f(self) -> float:
        """The harmonic mean of both."""
        return _harmonic(self.precision, self.recall)


def pages(folder: Path) -> Iterator[Page]:
    """The pages of a suite by name."""
    truth = folder / "ground-truth.json"
    if truth.exists():
        expected = json.loads(truth.read_text("utf-8"))
        for name in sorted(expected):
            html = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()).decode("utf-8")
            yield Page(name, html, expected[name]["articleBody"], captions=False)
        return
    for source in sorted(folder.glob("*/source.html")):
        body = parse_html((source.parent / "expected.html").read_text("utf-8"), source.parent.name)
        for picture in body.iter("img"):
            picture.set("alt", "")
        yield Page(source.parent.name, source.read_text("utf-8"), elements.text(body))


def ours(page: Page) -> tuple[str, str]:
    """What an edition of the page reads out, and why it was refused if it was; a page in a language that is not ours is read all the same."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page.html, "utf-8-sig")
        try:
            return _text(page, file), ""
        except UnknownLanguage as error:
            return _text(page, file, "en"), error.message
        except PublishError as error:
            return "", error.message


def _text(page: Page, file: Path, language: str | None = None) -> str:
    article, _ = read(file, language)
    return "\n".join(_lines(article, page.captions))


def plain_trafilatura(page: Page) -> tuple[str, str]:
    """What trafilatura makes of it as the benchmark asks it."""
    text = trafilatura.extract(page.html, include_comments=False) or ""
    return text, "" if text else "nothing found"


def _lines(article: Article, captions: bool) -> Iterator[str]:
    made_up = {article.title.text, words(article.language)["introduction"]}
    unheard = _UNHEARD if captions else _UNHEARD | {Role.CAPTION}
    for section in article.sections:
        yield from _section(section, made_up, unheard)
    yield from (line for block in article.back for line in _block(block, unheard))


def _section(section: Section, made_up: Set[str], unheard: Set[Role]) -> Iterator[str]:
    if section.title.text not in made_up:
        yield section.title.text
    for block in section.blocks:
        yield from _block(block, unheard)
    for inner in section.sections:
        yield from _section(inner, frozenset(), unheard)


def _block(block: Block, unheard: Set[Role]) -> Iterator[str]:
    for part in block.walk():
        if part.kind is not BlockKind.ALTERNATIVE and part.role not in unheard:
            yield "".join(sentence.text for sentence in part.sentences)


def _share(text: str, of: str) -> float:
    """The share of the runs of `text` that `of` has too."""
    runs, others = _runs(text), _runs(of)
    if not runs:
        return float(not others)
    return sum((runs & others).values()) / sum(runs.values())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text)
    many = range(max(1, len(tokens) - _RUN + 1))
    return Counter(run for start in many if (run := tuple(tokens[start : start + _RUN])))


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def _read_all(suite: Sequence[Page], reader: Callable[[Page], tuple[str, str]]) -> list[Reading]:
    made = []
    for page in suite:
        begin = time.process_time()
        text, refused = reader(page)
        made.append(Reading(page.name, text, page.expected, time.process_time() - begin, refused))
    return made


def _tell(title: str, made: Sequence[Reading]) -> None:
    precision, recall = mean(one.precision for one in made), mean(one.recall for one in made)
    lost = sum(one.f < _LOST for one in made)
    print(
        f"{title:12} F {_harmonic(precision, recall):.3f}  pages' F {mean(one.f for one in made):.3f}"
        f"  precision {precision:.3f}  recall {recall:.3f}  under .5: {lost}"
        f"  refused {sum(bool(one.refused) for one in made)}  median {median(one.seconds for one in made) * 1000:.0f} ms"
    )


def _tell_worst(made: Sequence[Reading], many: int) -> None:
    for one in sorted(made, key=lambda one: one.f)[:many]:
        print(
            f"  {one.f:.3f}  precision {one.precision:.3f}  recall {one.recall:.3f}  {one.name}  {one.refused}"
        )
    for one in made:
        if one.refused:
            print(f"  refused: {one.name}: {one.refused}")


def _show(one: Reading) -> None:
    expected, text = (
        [" ".join(line.split()) for line in side.split("\n")] for side in (one.expected, one.text)
    )
    print("\n".join(unified_diff(expected, text, lineterm="", n=1)))


def _asked() -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--worst", type=int, default=10)
    parser.add_argument("--show", default="")
    return parser.parse_args()


def main() -> None:
    """Read the suite and print what was found."""
    asked = _asked()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    suite = list(pages(asked.folder))
    suite = suite if asked.half is None else suite[asked.half :: 2]
    if asked.show:
        for one in _read_all([page for page in suite if page.name.startswith(asked.show)], ours):
            _show(one)
        return
    made = _read_all(suite, ours)
    print(f"{len(suite)} pages of {asked.folder.name}")
    _tell("ours", made)
    _tell("trafilatura", _read_all(suite, plain_trafilatura))
    _tell_worst(made, asked.worst)


if __name__ == "__main__":
    main()

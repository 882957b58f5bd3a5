"""What a glossary says of good translations: wrong alarms, unless the line is at fault.

Usage: python scripts/measure_terms.py FOLDER [GLOSSARY] [--show]
FOLDER holds `ntrex/`: en.txt, ko.txt and so on, a sentence a line. Without a GLOSSARY it is the seed.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.translation.glossary import Glossary
from pipeline.translation.termbase import Termbase, read_termbase, seed
from pipeline.translation.termbase.sheet import from_csv

LANGUAGES = ("ko", "zh-Hans", "zh-Hant", "es", "ja", "ar")
_SEED = "human-rights"

Finding = tuple[int, str]
"""The number of a line, and what is found there."""


def alarms(glossary: Glossary, sources: Sequence[str], targets: Sequence[str]) -> Iterator[Finding]:
    """What `glossary` finds, line by line."""
    for number, (source, target) in enumerate(zip(sources, targets, strict=True), 1):
        for term in glossary.lost_terms(source, target):
            yield number, f"no rendering of “{term.source}”"
        for term, words in glossary.forbidden_words(source, target):
            yield number, f"“{words}” for “{term.source}”"


def occurrences(glossary: Glossary, sources: Sequence[str]) -> int:
    """How often a term of `glossary` occurs, each once a line."""
    return sum(len(glossary.terms_in(source)) for source in sources)


def _lines(folder: Path, tag: str) -> list[str]:
    return (folder / "ntrex" / f"{tag}.txt").read_text("utf-8").splitlines()


def _termbase(path: Path | None) -> Termbase:
    return read_termbase(path) if path else from_csv(seed(_SEED), f"{_SEED}.csv")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("glossary", type=Path, nargs="?")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    termbase, sources = _termbase(chosen.glossary), _lines(chosen.folder, "en")
    for tag in LANGUAGES:
        glossary = termbase.glossary("en", tag)
        targets = _lines(chosen.folder, tag)
        found = list(alarms(glossary, sources, targets))
        print(
            f"{tag:8} {len(found)} findings in {len({number for number, _ in found})} of {len(sources)} lines, "
            f"{occurrences(glossary, sources)} terms"
        )
        for number, words in found if chosen.show else ():
            print(f"  {number}: {words}\n    {sources[number - 1]}\n    {targets[number - 1]}")


if __name__ == "__main__":
    main()

"""Measure how many English homographs of our table are said as they should be, by eSpeak NG alone and by our rules.

    python scripts/measure_homographs.py [--half even|odd] [--treebank FOLDER] [--show]

The table is `tests/narration/pronunciation/english-homographs.tsv`: word, reading, sentence. Every sentence whose check sum
(CRC-32) is odd is set aside: rules are written by the others. A word is right when the phonemes of its sentence hold those of
the reading, wherever they stand: a word stands once in its sentence. Marks of stress count, but for words of one syllable.

With a checkout of Universal Dependencies' English-EWT (or another English treebank) the words of its sentences are measured: nouns and
verbs by its parts of speech, read by its tense.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from pipeline.languages.en.g2p import homographs
from pipeline.languages.en.g2p.front_end import phonemes
from pipeline.languages.g2p import espeak
from pipeline.languages.normalization import normalize

_TABLE = Path(__file__).parents[1] / "tests" / "narration" / "pronunciation" / "english-homographs.tsv"
_ALIKE = str.maketrans("ᵻɐ", "ɪə", "ˌ")
_VOWELS = re.compile("[AIOQWYaeiuæɐɑɔəɚɛɜɪʊʌᵻ]+ː?")


class Case(NamedTuple):
    """A row of the table."""

    word: str
    reading: str
    sentence: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many are right by each, and with `--show` those that our rules get wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--show", action="store_true", help="the sentences that our rules get wrong")
    parser.add_argument("--treebank", type=Path, help="a folder of CoNLL-U files")
    options = parser.parse_args(arguments)
    if options.treebank:
        _print("tree", list(annotated(options.treebank)), options.show)
        return 0
    for half in ("even", "odd") if options.half == "all" else (options.half,):
        cases = [case for case in read() if is_set_aside(case) == (half == "odd")]
        _print(half, cases, options.show)
    return 0


def read() -> Iterator[Case]:
    """The cases of the table, in its order."""
    for line in _TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield Case(*line.split("\t"))


def annotated(folder: Path) -> Iterator[Case]:
    """The nouns and verbs of a treebank's sentences that stand once in theirs, and read."""
    for file in sorted(folder.glob("*.conllu")):
        for block in file.read_text("utf-8").split("\n\n"):
            text = re.search(r"^# text = (.+)$", block, re.MULTILINE)
            rows = [line.split("\t") for line in block.splitlines() if re.match(r"\d+\t", line)]
            words = [row for row in rows if set(homographs.known(row[1].lower())) in _BY_CLASS]
            once = [row for row in words if sum(row[1].lower() == other[1].lower() for other in words) == 1]
            yield from (Case(row[1].lower(), _reading(row), text[1]) for row in once if text)


_BY_CLASS = ({"noun", "verb"}, {"present", "past"})


def _reading(row: Sequence[str]) -> str:
    is_verb = row[3] == "VERB"
    if row[1].lower().startswith("read"):
        return "past" if is_verb and "Past" in row[5] else "present"
    return "verb" if is_verb else "noun"


def is_set_aside(case: Case) -> bool:
    """Whether it is none of those by which rules are written."""
    return bool(crc32(case.sentence.encode()) % 2)


def is_right(case: Case, say: Callable[[str, str], str]) -> bool:
    """Whether `say` gives the word the sounds of its reading."""
    names = homographs.known(case.word)
    wanted = names.get(case.reading) or names["noun" if case.reading != "verb" else "verb"]
    said = say(normalize(case.sentence, "en"), "en").split()
    return _even(wanted) in [_even(word.strip("“”.,:;!?")) for word in said]


def _even(sounds: str) -> str:
    plain = sounds.translate(_ALIKE)
    return plain if len(_VOWELS.findall(plain)) > 1 else plain.replace("ˈ", "")


def _print(half: str, cases: Sequence[Case], show: bool) -> None:
    before, after = (sum(is_right(case, say) for case in cases) for say in (espeak.phonemes, phonemes))
    words = len({case.word.lower() for case in cases})
    print(
        f"{half:5} {len(cases):4} sentences, {words:3} words  eSpeak NG {before / len(cases):6.1%}  ours {after / len(cases):6.1%}"
    )
    for case in cases if show else ():
        if not is_right(case, phonemes):
            print(f"  {case.word} ({case.reading}): {case.sentence}")


if __name__ == "__main__":
    sys.exit(main())

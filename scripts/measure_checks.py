"""How well the checks of translations work: what they find in good ones, and which planted faults they find.

Usage: python scripts/measure_checks.py FOLDER [--raise] [--held-out | --tuned] [--languages TAG,TAG]
FOLDER holds `ntrex/`: en.txt, ko.txt and so on, a sentence a line, and documents.tsv, the document of each line.
Faults are planted in the human translations, in their own digits and units; a line in which numbers are found
before is left out of that count. `--held-out` counts every second document, those on which nothing was tuned;
`--tuned` the others. `--languages` measures others than those with floors.
Exits with 1 when a floor of tests/translation/floors.toml is missed; `--raise` lifts the floors to what was
reached, never lowers one, and is the only way they change.
"""

import argparse
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from random import Random

from pipeline.document.notices import Level, Notice
from pipeline.languages import find
from pipeline.translation.checks import Code, Pair, findings

LANGUAGES = ("ko", "zh-Hans", "zh-Hant", "es", "ja", "ar")
FLOORS = Path(__file__).parent.parent / "tests" / "translation" / "floors.toml"
_NUMBER = re.compile(r"(?<![A-Za-z\d.,٫٬])\d+(?:[.,٫٬]\d+)*(?![A-Za-z\d])")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[!-~]+@[!-~]+")
_UNITS = {
    "ko": (("만", "억"), ("억", "만")),
    "zh-Hans": (("万", "亿"), ("亿", "万")),
    "zh-Hant": (("萬", "億"), ("億", "萬")),
    "ja": (("万", "億"), ("億", "万")),
    "es": (("mil millones", "millones"), ("millones", "mil millones"), ("millón", "mil millones")),
    "ar": (("مليون", "مليار"), ("مليار", "مليون"), ("ملايين", "مليارات")),
}
_SCALES = r"(?:\s?(?:만|억|조|万|亿|萬|億|mil millones|millones|millón|مليون|مليار|ملايين|ألف))?"

_NUMBERED = {Code.NUMBERS, Code.AMOUNTS}

Document = Sequence[Pair]
Plant = Callable[[str, Random, str], str | None]


@dataclass(frozen=True, slots=True)
class Measured:
    """Percentages of one language."""

    quiet: float
    """Of good lines, those in which nothing is found."""
    right: float
    """Of good lines, those in which no error is found."""
    untranslated: float
    """Of planted faults, those that are found; likewise the rest."""
    halved: float
    numbers: float
    shifted: float
    by_kind: Mapping[str, tuple[int, int]]
    """Planted changes of numbers by kind: found, planted."""
    certain: float
    """Of planted changes of numbers, those found as errors."""
    by_check: Mapping[str, float]
    """Of good lines, those in which each check finds something."""


def measure(documents: Sequence[Document], tag: str) -> Measured:
    """What the checks find in `documents` and in what is planted there."""
    pairs = [pair for document in documents for pair in document]
    found = [each for document in documents for each in _found(document, tag)]
    lines = {each.where for each in found}
    wrong = {each.where for each in found if each.level is Level.ERROR}
    checks = Counter(code for code, _ in {(each.code, each.where) for each in found})
    planted = {plant.__name__: _planted(pairs, plant, tag) for plant in (digit, swap, tenfold, unit, drop)}
    kinds = {name: (some, all) for name, (some, all, _) in planted.items()}
    shifts = [shifted for document in documents for shifted in _shifts(document)]
    return Measured(
        quiet=_percent(len(pairs) - len(lines), len(pairs)),
        right=_percent(len(pairs) - len(wrong), len(pairs)),
        untranslated=_caught([_with(pair, pair.source) for pair in pairs], tag),
        halved=_caught(
            [_with(pair, (pair.target or "")[: len(pair.target or "") // 2]) for pair in pairs], tag
        ),
        numbers=_percent(sum(some for some, _ in kinds.values()), sum(all for _, all in kinds.values())),
        shifted=_percent(sum(Code.SHIFTED in _codes(shifted, tag) for shifted in shifts), len(shifts)),
        by_kind=kinds,
        certain=_percent(
            sum(sure for _, _, sure in planted.values()), sum(all for _, all, _ in planted.values())
        ),
        by_check={code: _percent(count, len(pairs)) for code, count in checks.most_common()},
    )


def missed(measured: Mapping[str, Measured], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """The floors that were not reached, in words."""
    return [
        f"{tag} {name}: {getattr(measured[tag], name):.2f}, floor {floor}"
        for tag, row in floors.items()
        for name, floor in row.items()
        if tag in measured and getattr(measured[tag], name) < floor
    ]


def digit(text: str, random: Random, tag: str) -> str | None:
    """One digit of a number is another."""
    numbers = _numbers(text)
    if not numbers:
        return None
    number = random.choice(numbers)
    place = random.choice([place for place in range(*number.span()) if text[place].isdecimal()])
    value = unicodedata.decimal(text[place])
    other = random.choice([each for each in range(int(place == number.start()), 10) if each != value])
    return text[:place] + chr(ord(text[place]) - value + other) + text[place + 1 :]


def swap(text: str, random: Random, tag: str) -> str | None:
    """Two neighbouring digits changed places."""
    places = [
        (one, other)
        for number in _numbers(text)
        for digits in [[place for place in range(*number.span()) if text[place].isdecimal()]]
        for one, other in pairwise(digits)
        if text[one] != text[other] and (one > number.start() or unicodedata.decimal(text[other]))
    ]
    if not places:
        return None
    one, other = random.choice(places)
    signs = list(text)
    signs[one], signs[other] = signs[other], signs[one]
    return "".join(signs)


def tenfold(text: str, random: Random, tag: str) -> str | None:
    """A number has a nought more."""
    numbers = [number for number in _numbers(text) if number[0].isdecimal() and int(number[0])]
    if not numbers:
        return None
    number = random.choice(numbers)
    nought = chr(ord(number[0][-1]) - unicodedata.decimal(number[0][-1]))
    return text[: number.end()] + nought + text[number.end() :]


def unit(text: str, random: Random, tag: str) -> str | None:
    """Millions are thousands of millions, or the like."""
    places = [
        (found.start(), found.end(), found[0].replace(one, other))
        for one, other in _UNITS.get(tag, ())
        for found in re.finditer(rf"(?<=\d)\s?{one}(?!\w*illon)", text)
    ]
    if not places:
        return None
    begin, end, words = random.choice(places)
    return text[:begin] + words + text[end:]


def drop(text: str, random: Random, tag: str) -> str | None:
    """A number is gone; not a one, which sources say by an article or not at all."""
    numbers = [number for number in _numbers(text, _SCALES) if number[0] not in ("1", "١", "１")]
    if not numbers:
        return None
    number = random.choice(numbers)
    return text[: number.start()] + text[number.end() :]


def _numbers(text: str, behind: str = "") -> list[re.Match[str]]:
    """The numbers of `text` outside addresses, with what may follow them."""
    addresses = [place for found in _ADDRESS.finditer(text) for place in range(*found.span())]
    return [
        number for number in re.finditer(_NUMBER.pattern + behind, text) if number.start() not in addresses
    ]


def _planted(pairs: Sequence[Pair], plant: Plant, tag: str) -> tuple[int, int, int]:
    """How many changes were found, planted, found as errors."""
    found = planted = certain = 0
    for pair in pairs:
        target = pair.target or ""
        changed = plant(target, Random(f"{tag} {plant.__name__} {pair.id}"), tag)
        if changed in (None, target) or _NUMBERED & _codes([pair], tag):
            continue
        planted += 1
        codes = _codes([_with(pair, changed or "")], tag)
        found += bool(_NUMBERED & codes)
        certain += Code.NUMBERS in codes
    return found, planted, certain


def _shifts(document: Document) -> Iterator[Document]:
    targets = [pair.target or "" for pair in document]
    for moved in ([*targets[1:], targets[0]], [targets[-1], *targets[:-1]], [*targets[1:], targets[-1]]):
        yield [_with(pair, target) for pair, target in zip(document, moved, strict=True)]


def _caught(pairs: Sequence[Pair], tag: str) -> float:
    return _percent(sum(bool(_found([pair], tag)) for pair in pairs), len(pairs))


def _found(pairs: Document, tag: str) -> Sequence[Notice]:
    return findings(pairs, find("en"), find(tag))


def _codes(pairs: Document, tag: str) -> set[str]:
    return {found.code for found in _found(pairs, tag)}


def _with(pair: Pair, target: str) -> Pair:
    return Pair(pair.id, pair.source, target, running=pair.running)


def _percent(part: int, all: int) -> float:
    return 100 * part / all if all else 100.0


def _documents(folder: Path, tag: str) -> list[Document]:
    """The human translations, a document's first line its headline."""
    names = (folder / "ntrex" / "documents.tsv").read_text("utf-8").splitlines()
    lines = [(folder / "ntrex" / f"{name}.txt").read_text("utf-8").splitlines() for name in ("en", tag)]
    rows = zip(names, range(1, len(names) + 1), *lines, strict=True)
    return [
        [
            Pair(f"l{number}", source, target, running=place > 0)
            for place, (_, number, source, target) in enumerate(group)
        ]
        for _, group in groupby(rows, key=lambda row: row[0])
    ]


def _raised(floors: Mapping[str, Mapping[str, float]], measured: Mapping[str, Measured]) -> str:
    """The floors' file with every floor that was passed lifted."""
    lines = FLOORS.read_text("utf-8").splitlines()
    table = ""
    for place, line in enumerate(lines):
        if line.startswith("["):
            table = line.strip("[]").removeprefix("corpus.").strip('"')
        name, _, floor = line.partition(" = ")
        if table in measured and f"[corpus.{table}]" in lines[:place] and name in floors[table]:
            reached = int(getattr(measured[table], name) * 100) / 100
            lines[place] = f"{name} = {max(reached, float(floor))}"
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and print; exit with 1 when a floor is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--languages", type=lambda tags: tags.split(","), default=LANGUAGES)
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--held-out", dest="part", action="store_const", const=slice(1, None, 2))
    part.add_argument("--tuned", dest="part", action="store_const", const=slice(0, None, 2))
    chosen = parser.parse_args()
    measured = {}
    for tag in chosen.languages:
        documents = _documents(chosen.folder, tag)
        measured[tag] = found = measure(documents[chosen.part] if chosen.part else documents, tag)
        kinds = ", ".join(f"{name} {some}/{all}" for name, (some, all) in found.by_kind.items())
        checks = ", ".join(f"{code.partition('.')[2]} {rate:.2f}" for code, rate in found.by_check.items())
        print(
            f"{tag:8} good lines: errors in {100 - found.right:.2f} %, anything in {100 - found.quiet:.2f} % ({checks}); caught: untranslated {found.untranslated:.1f} %, "
            f"halved {found.halved:.1f} %, shifted {found.shifted:.1f} %, numbers {found.numbers:.2f} %, as errors {found.certain:.1f} % ({kinds})"
        )
    if chosen.part:
        return
    floors = tomllib.loads(FLOORS.read_text("utf-8"))["corpus"]
    if chosen.lift:
        FLOORS.write_text(_raised(floors, measured), "utf-8")
    if below := missed(measured, floors):
        sys.exit("Below the floor:\n" + "\n".join(below))


if __name__ == "__main__":
    main()

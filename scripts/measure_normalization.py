"""Measure how far what is said agrees with a public suite of text normalization, by semiotic class.

    python scripts/measure_normalization.py SUITE [--language ko] [--class money] [--half even|odd] [--show]

SUITE is a checkout of NVIDIA's NeMo-text-processing (`tests/nemo_text_processing/LANGUAGE/data_text_normalization/
test_cases_CLASS.txt`, a line `written~spoken`, further spoken forms behind more tildes) or of WeTextProcessing
(`tn/LANGUAGE/test/data/CLASS.txt`, `written => spoken`). Nothing is fetched, and nothing of it is kept.

Two spoken forms agree when they are alike but for case, punctuation, and spaces. They agree *leniently* when they also are once
what `normalization_leniency.toml` lists is evened out, words of the same meaning and words that may be left out; when the suite's
form has itself been normalized (capitals spelled); or when both have the same phonemes (Japanese numbers in kanji).
A line whose sides are in the other order (German and Arabic have files of them) is read the other way round; one that is to
come back as it was is left out. Every second line of a file, the odd ones by their number, is set aside: rules are written by
the even ones.
"""

import argparse
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import UnknownLanguage
from pipeline.languages import find, folders
from pipeline.languages.normalization import normalize

_NEMO = "tests/nemo_text_processing/*/data_text_normalization/test_cases_*.txt"
_WETEXT = "tn/*/test/data/*.txt"
_TAGS = {"zh": "zh-Hans", "pt": "pt-BR", "chinese": "zh-Hans", "japanese": "ja", "english": "en"}
_DIGITS = re.compile(r"\d")
HALVES = {"all": (0, 1), "even": (0,), "odd": (1,)}


@dataclass(frozen=True, slots=True)
class Case:
    """A line of a suite."""

    language: str
    kind: str
    """The semiotic class, by the name of its file."""
    number: int
    """Of its line, from 1."""
    written: str
    spoken: tuple[str, ...]
    """Each is right."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many cases of each language and class agree, and with `--show` those that do not."""
    options = _options(arguments)
    cases = [case for case in read(options.suite) if _is_wanted(case, options)]
    if not cases:
        print(f"{options.suite} holds no case of a suite that is known.", file=sys.stderr)
        return 1
    leniency = tomllib.loads(
        Path(__file__).with_suffix("").with_name("normalization_leniency.toml").read_text("utf-8")
    )
    counts: Counter[tuple[str, str, str]] = Counter()
    for case in cases:
        said = normalize(case.written, case.language)
        verdict = judge(said, case, leniency.get(case.language, {}))
        counts[case.language, case.kind, verdict] += 1
        if options.show and verdict == "other":
            print(case.language, case.kind, case.number, case.written, case.spoken[0], said, sep=" | ")
    _print(counts)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("suite", type=Path)
    parser.add_argument("--language", help="en, zh-Hans, pt-BR …")
    parser.add_argument("--class", dest="kind")
    parser.add_argument("--half", choices=HALVES, default="all")
    parser.add_argument("--show", action="store_true", help="the cases that do not agree")
    return parser.parse_args(arguments)


def _is_wanted(case: Case, options: argparse.Namespace) -> bool:
    return (
        options.language in (None, case.language)
        and options.kind in (None, case.kind)
        and case.number % 2 in HALVES[options.half]
    )


def read(suite: Path) -> Iterator[Case]:
    """The cases of a checkout, in the order of its files."""
    for path in sorted(suite.glob(_NEMO)):
        if "audio" not in path.stem:
            yield from _cases(path, path.parent.parent.name, path.stem.removeprefix("test_cases_"), "~")
    for path in sorted(suite.glob(_WETEXT)):
        yield from _cases(path, path.parts[-4], path.stem, "=>")


def _cases(path: Path, name: str, kind: str, sign: str) -> Iterator[Case]:
    language = _TAGS.get(name, name)
    if not _is_spoken(language):
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        written, *spoken = (part.strip() for part in line.split(sign))
        if _DIGITS.search("".join(spoken)) and not _DIGITS.search(written):
            written, spoken = spoken[0], [written]
        if written and spoken and any(form and form != written for form in spoken):
            yield Case(language, kind, number, written, tuple(filter(None, spoken)))


def _is_spoken(language: str) -> bool:
    try:
        return find(language).tag == language
    except UnknownLanguage:
        return False


def judge(said: str, case: Case, leniency: Mapping[str, Any]) -> str:
    """`same`, `lenient` or `other`."""
    if _plain(said) in map(_plain, case.spoken):
        return "same"
    forms = [*case.spoken, *(normalize(form, case.language) for form in case.spoken)]
    is_even = _even(said, leniency) in {_even(form, leniency) for form in forms}
    return "lenient" if is_even or _sounds_alike(said, case) else "other"


def _sounds_alike(said: str, case: Case) -> bool:
    """Where a language has phonemes of its own."""
    g2p = folders.module(find(case.language).base, "g2p")
    if g2p is None or not hasattr(g2p, "phonemes"):
        return False
    phonemes = {_plain(g2p.phonemes(form, case.language)) for form in case.spoken}
    return _plain(g2p.phonemes(said, case.language)) in phonemes


def _plain(text: str) -> str:
    """Its letters, marks, digits and signs, in small letters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] in "LMNS")


def _even(text: str, leniency: Mapping[str, Any]) -> str:
    """What it says, whichever of the words that mean the same it takes."""
    words = " ".join(re.findall(r"[\w$€£¥%]+", unicodedata.normalize("NFKC", text).casefold()))
    for same in leniency.get("same", ()):
        words = re.sub("|".join(_found(form) for form in same[1:]), same[0], words)
    for form in leniency.get("omitted", ()):
        words = re.sub(_found(form), "", words)
    return _plain(words)


def _found(form: str) -> str:
    """A word by itself; in scripts without spaces anywhere."""
    return form if re.search(r"[\u3040-\u9fff\uac00-\ud7af]", form) else rf"\b{form}\b"


def _print(counts: Counter[tuple[str, str, str]]) -> None:
    for language in dict.fromkeys(language for language, _, _ in counts):
        kinds = sorted({kind for tag, kind, _ in counts if tag == language})
        for kind in kinds:
            _row(
                language, kind, [counts[language, kind, verdict] for verdict in ("same", "lenient", "other")]
            )
        whole = [
            sum(counts[language, kind, verdict] for kind in kinds) for verdict in ("same", "lenient", "other")
        ]
        _row(language, "all", whole)


def _row(language: str, kind: str, verdicts: Sequence[int]) -> None:
    same, lenient, other = verdicts
    cases = sum(verdicts)
    print(
        f"{language:8} {kind:28} {cases:5}  same {same:5}  lenient {lenient:4}  other {other:4}  {(same + lenient) / cases:6.1%}"
    )


if __name__ == "__main__":
    sys.exit(main())

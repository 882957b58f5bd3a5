"""Measure how far what is said agrees with a public suite of text normalization, by semiotic class.

    python scripts/measure_normalization.py SUITE [--language ko] [--class money] [--half even|odd] [--show]

SUITE is a checkout of NVIDIA's NeMo-text-processing (`tests/nemo_text_processing/LANGUAGE/data_text_normalization/
test_cases_CLASS.txt`, a line `written~spoken`, further spoken forms behind more tildes) or of WeTextProcessing
(`tn/LANGUAGE/test/data/CLASS.txt`, `written => spoken`). Nothing is fetched, and nothing of it is kept.

Two spoken forms agree when they are alike but for case, punctuation, and spaces. They agree *leniently* when they also are once
what `normalization_leniency.toml` lists is evened out, which is style and never another number, sign or unit: words of the same
meaning (`same`), of two spellings (`spelled`), in another order (`turned`), that may be left out (`omitted`), and numbers by their digits
(`figures`: 5332 is 53 32 and 5 3 3 2), or parts of a whole as one number over another (`shares_over`); when the suite's form has itself been normalized (capitals spelled, kanji numerals as figures); or when
both have the same phonemes (Japanese numbers in kanji). A line that fits a row of `ours` differs because ours is right, for the reason
there: it is counted apart, and never as agreeing.
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
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import UnknownLanguage
from pipeline.languages import find, folders
from pipeline.languages.normalization import counting, local, normalize
from pipeline.languages.normalization.tables import table

_NEMO = "tests/nemo_text_processing/*/data_text_normalization/test_cases_*.txt"
_WETEXT = "tn/*/test/data/*.txt"
_TAGS = {"zh": "zh-Hans", "pt": "pt-BR", "chinese": "zh-Hans", "japanese": "ja", "english": "en"}
_WRITTEN = re.compile(r"[\d@°]|\.\S|^\w{1,4}\. ")
"""What only a written form has."""
_KANJI = re.compile("[〇零一二三四五六七八九十百千万億兆]+")
_PLACES = re.compile("(?<=[〇零一二三四五六七八九十百千万億兆])点([〇零一二三四五六七八九]+)")
_VERDICTS = ("same", "lenient", "ours", "other")
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
    counts: Counter[tuple[str, str, str]] = Counter()
    for case in cases:
        said = normalize(case.written, case.language)
        verdict = judge(said, case, _leniency().get(case.language, {}))
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
        if _WRITTEN.search("".join(spoken)) and not _WRITTEN.search(written):
            written, spoken = spoken[0], [written]
        if written and spoken and any(form and form != written for form in spoken):
            yield Case(language, kind, number, written, tuple(filter(None, spoken)))


def _is_spoken(language: str) -> bool:
    try:
        return find(language).tag == language
    except UnknownLanguage:
        return False


def judge(said: str, case: Case, leniency: Mapping[str, Any]) -> str:
    """`same`, `lenient`, `ours` or `other`."""
    if _plain(said) in map(_plain, case.spoken):
        return "same"
    forms = [*case.spoken, *(normalize(_in_arabic(form, case), case.language) for form in case.spoken)]
    even = {each for form in forms for each in _even(form, leniency, case.language)}
    ours = (said, *_as_shares(said, case, leniency))
    if any(even & _even(form, leniency, case.language) for form in ours) or _sounds_alike(said, case):
        return "lenient"
    return "ours" if any(_is_of_kind(case, row) for row in leniency.get("ours", ())) else "other"


def _as_shares(said: str, case: Case, leniency: Mapping[str, Any]) -> Iterator[str]:
    """What was said as one number over another in parts of a whole, where the language's row says that both are style (`shares_over`)."""
    found = re.fullmatch(r"([-−]?)(?:(\d+) )?(\d+)\s?/\s?([\d.]+)", case.written)
    if not leniency.get("shares_over") or not found or case.kind != "fraction":
        return
    base, (sign, whole, top, bottom) = find(case.language).base, found.groups()
    names, number = table(base), int(bottom.replace(".", ""))
    before = [names["minus"]] if sign else []
    if whole:
        before += [_cardinal(int(whole), base), names["with"]]
    over = " ".join([*before, _cardinal(int(top), base), names["over"], _cardinal(number, base)])
    if not _even(over, leniency, case.language) & _even(said, leniency, case.language):
        return
    own = folders.module(base, "normalization.fraction")
    for forms in filter(None, (names["denominators"].get(str(number)), own and own.denominator(number))):
        yield " ".join([*before, _cardinal(int(top), base), forms[top != "1"]])


def _is_of_kind(case: Case, row: Mapping[str, str]) -> bool:
    return case.kind == row["class"] and bool(re.search(row["written"], case.written, re.IGNORECASE))


def _in_arabic(form: str, case: Case) -> str:
    """Numerals in kanji as figures, for the language whose rules read those."""
    kanji = folders.module(find(case.language).base, "normalization.kanji")
    if kanji is None:
        return form
    figures = _KANJI.sub(
        lambda found: str(kanji.value(found.group().replace("零", "〇"))), _PLACES.sub(_places, form)
    )
    return figures.replace("・", "")


def _places(found: re.Match[str]) -> str:
    return "." + "".join(str("〇一二三四五六七八九".index(digit)) for digit in found[1].replace("零", "〇"))


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


def _even(text: str, leniency: Mapping[str, Any], language: str) -> set[str]:
    """What it says, whichever of the words that mean the same it takes; in words, and with its numbers in figures."""
    words = _even_words(text, leniency)
    spelled = _even_words(
        text, {**leniency, "omitted": ()}
    )  # a letter may be alike to a word that may be left out
    return {
        _plain(words),
        _plain(spelled),
        *([_plain(_in_figures(words, language))] if leniency.get("figures") else []),
    }


def _even_words(text: str, leniency: Mapping[str, Any]) -> str:
    words = " ".join(re.findall(r"[\w\u0900-\u0963$€£¥%]+", unicodedata.normalize("NFKC", text).casefold()))
    words = " ".join(leniency.get("letters", {}).get(word, word) for word in words.split())
    for spelled in leniency.get("spelled", ()):
        words = re.sub("|".join(spelled[1:]), spelled[0], words)
    for pattern, turned in leniency.get("turned", ()):
        words = re.sub(pattern, turned, words)
    for same in leniency.get("same", ()):
        words = re.sub("|".join(_found(form) for form in same[1:]), same[0], words)
    for form in leniency.get("omitted", ()):
        words = re.sub(_found(form), "", words)
    return " ".join(words.split())


def _in_figures(words: str, language: str) -> str:
    """Each number in words by its digits, the longest that can be one taken together."""
    numbers, rest, said = _numbers(language), words.split(), []
    while rest:
        length = next((n for n in range(_LONGEST, 1, -1) if "".join(rest[:n]) in numbers), 1)
        said.append(numbers.get("".join(rest[:length]), rest[0]))
        rest = rest[length:]
    return _shares(" ".join(said), language)


def _shares(figures: str, language: str) -> str:
    """A decimal as so many of a hundred, where the language's row says how: 7 and 99 of 100 is 7 point 9 9."""
    row = _leniency().get(language, {}).get("shares")
    if not row:
        return figures
    return re.sub(
        row["pattern"],
        lambda found: f"{found[1]} {row['point']} {found[2].zfill(len(found[3]) - 1)}",
        figures,
    )


_LONGEST = 12
"""Words of a number below ten thousand."""


@cache
def _numbers(language: str) -> Mapping[str, str]:
    base = find(language).base
    leniency = _leniency().get(language, {})
    named = {_even_words(say(n, base), leniency): str(n) for say in (_year, _cardinal) for n in range(10_001)}
    return {words.replace(" ", ""): digits for words, digits in named.items() if words}


def _cardinal(number: int, base: str) -> str:
    return local.verbalize_count(str(number), "", base)


def _year(number: int, base: str) -> str:
    return counting.year(number, base) if 1100 <= number < 2000 else _cardinal(number, base)


@cache
def _leniency() -> Mapping[str, Any]:
    """By language, with the names of its letters."""
    rows = tomllib.loads(Path(__file__).with_name("normalization_leniency.toml").read_text("utf-8"))
    for language, row in rows.items():
        names = table(find(language).base).get("letters", {})
        spelled = {str(name).casefold(): letter.casefold() for letter, name in names.items()}
        row["letters"] = {name: spelled[name] for name in spelled.keys() - set(row.get("omitted", ()))}
    return rows


def _found(form: str) -> str:
    """A word by itself; in scripts without spaces anywhere."""
    return form if re.search(r"[\u3040-\u9fff\uac00-\ud7af]", form) else rf"(?<!\S){form}(?!\S)"


def _print(counts: Counter[tuple[str, str, str]]) -> None:
    for language in dict.fromkeys(language for language, _, _ in counts):
        kinds = sorted({kind for tag, kind, _ in counts if tag == language})
        for kind in kinds:
            _row(language, kind, [counts[language, kind, verdict] for verdict in _VERDICTS])
        whole = [sum(counts[language, kind, verdict] for kind in kinds) for verdict in _VERDICTS]
        _row(language, "all", whole)


def _row(language: str, kind: str, verdicts: Sequence[int]) -> None:
    """How many agree, of all and of those whose difference is not judged to be right."""
    same, lenient, ours, other = verdicts
    cases, agreeing = sum(verdicts), same + lenient
    judged = agreeing / (cases - ours) if cases > ours else 1.0
    print(
        f"{language:8} {kind:28} {cases:5}  same {same:5}  lenient {lenient:4}  ours {ours:4}  other {other:4}"
        f"  {agreeing / cases:6.1%}  {judged:6.1%}"
    )


if __name__ == "__main__":
    sys.exit(main())

"""How many planted defects are found: in e-books by `check`, in translations by their checks.

Usage: python scripts/measure_planted.py [books | translations] [--first N]

The books and their defects are those of the tests; our own rules alone are counted, and with EPUBCheck and Ace beside
them. Ace is asked where `ace-cli` is on the PATH, some ten seconds a book. The translations are those of
scripts/corpora/planted.tsv: a sentence, a right translation, and a wrong one with a fault of its kind. Every third line
was set aside before anything was tuned, and is counted apart. Ends with 1 when a goal is missed.
"""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from PIL import Image

from pipeline.app.publish import publish
from pipeline.config.loading import load
from pipeline.document.events import Nobody
from pipeline.languages import find
from pipeline.translation.checks import Pair, findings, is_shown_first
from pipeline.validation.validate import checkers, proof

TESTS = Path(__file__).parents[1] / "tests" / "proofing"
CORPUS = Path(__file__).parent / "corpora" / "planted.tsv"
GOALS = {"found with the fast mode": 50, "found with the full mode": 60}
"""Of the planted defects, at least so many; with the full mode all; and nothing in the clean books."""

FOUND_TRANSLATIONS = 75.0
"""Percent of the wrong translations in which something new is found, at the least; in the right ones nothing is."""
SET_ASIDE = 3
"""Every so many lines of the corpus, one."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A sentence of the corpus, and what is found in its two translations that is serious or may change the sense."""

    kind: str
    language: str
    source: str
    right: frozenset[str]
    wrong: frozenset[str]
    aside: bool

    @property
    def seen(self) -> bool:
        """Whether something is found in the wrong translation that is not in the right one."""
        return bool(self.wrong - self.right)


@dataclass(frozen=True, slots=True)
class Found:
    """Which numbers were found in one book, by each mode."""

    name: str
    wanted: str
    fast: frozenset[str]
    full: frozenset[str]


def main() -> None:
    """Plant, look, print, and judge."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("books", "translations"), default="books")
    parser.add_argument("--first", type=int, default=None, help="only so many defects")
    asked = parser.parse_args()
    if asked.what == "translations":
        raise SystemExit(_judged_translations(list(planted_translations())[: asked.first]))
    with TemporaryDirectory() as folder:
        clean = _clean(Path(folder))
        faults = [_looked_at(language, "", book) for language, book in clean.items()]
        planted = list(_planted(clean, Path(folder), asked.first))
    raise SystemExit(_judged(faults, planted, whole=asked.first is None))


def planted_translations() -> Iterator[Planted]:
    """The corpus, each line with what is found in it."""
    lines = CORPUS.read_text("utf-8").splitlines()[1:]
    for number, line in enumerate(lines, start=1):
        kind, language, source, right, wrong = line.split("\t")
        good, bad = (_findings(source, translation, language) for translation in (right, wrong))
        yield Planted(kind, language, source, good, bad, number % SET_ASIDE == 0)


def _findings(source: str, target: str, language: str) -> frozenset[str]:
    pair = Pair("s1-b1-k1", source, target)
    found = findings([pair], find("en"), find(language))
    return frozenset(each.code for each in found if is_shown_first(each))


def _judged_translations(planted: Sequence[Planted]) -> bool:
    """Print what was found; whether a goal is missed."""
    for title, lines in (
        ("tuned on", [each for each in planted if not each.aside]),
        ("set aside", [each for each in planted if each.aside]),
    ):
        print(f"{title}: {_counted(lines)}")
        for field in ("kind", "language"):
            for name in dict.fromkeys(getattr(each, field) for each in lines):
                print(f"  {name}: {_counted([each for each in lines if getattr(each, field) == name])}")
    for each in planted:
        if not each.seen or each.right:
            print(
                f"{'wrong alarm' if each.right else 'not found':11} {each.kind} {each.language}  {each.source}"
            )
    return _percent(planted) < FOUND_TRANSLATIONS or any(each.right for each in planted)


def _counted(planted: Sequence[Planted]) -> str:
    alarms = sum(bool(each.right) for each in planted)
    seen = sum(each.seen for each in planted)
    return f"{seen} of {len(planted)} found ({_percent(planted):.1f} %), {alarms} wrong alarms"


def _percent(planted: Sequence[Planted]) -> float:
    return 100 * sum(each.seen for each in planted) / max(len(planted), 1)


def _judged(clean: Sequence[Found], planted: Sequence[Found], *, whole: bool) -> bool:
    fast = [one for one in planted if one.wanted in one.fast]
    full = [one for one in planted if one.wanted in one.full]
    print("asked:", ", ".join(checkers()))
    for one in planted:
        also = sorted(one.full - one.fast)
        print(
            f"{one.wanted:9} {'fast' if one in fast else 'full' if one in full else 'NOT'}  {one.name}  {also}"
        )
    figures = {"found with the fast mode": len(fast), "found with the full mode": len(full)}
    for name, goal in GOALS.items():
        print(f"{name}: {figures[name]} of {len(planted)} planted (goal: {goal})")
    said = {one.name: sorted(one.full) for one in clean if one.full}
    print(f"found in the clean books: {said or 'nothing'} (goal: nothing)")
    short = whole and any(figures[name] < goal for name, goal in GOALS.items())
    return bool(said) or short or len(full) < len(planted)


def _clean(folder: Path) -> Mapping[str, Path]:
    """The tests' two clean books by language, made in `folder`."""
    texts = _module("conftest")
    Image.new("RGB", (48, 32), (60, 60, 70)).save(folder / "well.png")
    options = {"output": f"{folder}/output", "store": f"{folder}/store", "memory": f"{folder}/memory.sqlite"}
    settings = replace(load({**options, "speaker": "hum", "offline": True}), to=())
    made = {}
    for language, text in (("en", texts.ENGLISH), ("ar", texts.ARABIC)):
        article = folder / f"wells-{language}.md"
        article.write_text(text, "utf-8")
        report = publish(article, settings, Nobody())
        assert report.failed == (), report.failed
        made[language] = next((settings.output / report.slug / language).glob("*.epub"))
    return made


def _planted(clean: Mapping[str, Path], folder: Path, first: int | None) -> Iterator[Found]:
    corpus = _module("test_planted_defects")
    wanted = [(name, *planted) for name, planted in corpus.PLANTED.items()]
    wanted += [(name, "en", *planted) for name, planted in corpus.ONLY_IN_FULL.items()]
    for name, language, number, plant in wanted[:first]:
        with ZipFile(clean[language]) as archive:
            files = {entry: archive.read(entry) for entry in archive.namelist()}
        path = folder / "planted.epub"
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for entry, data in plant(files).items():
                archive.writestr(ZipInfo(entry, (1980, 1, 1, 0, 0, 0)), data)
        yield _looked_at(name, number, path)


def _looked_at(name: str, wanted: str, book: Path) -> Found:
    fast, full = (
        frozenset(one.number for found in proof([book], fast=way) for one in found.findings)
        for way in (True, False)
    )
    return Found(name, wanted, fast, full)


def _module(name: str) -> ModuleType:
    spec = spec_from_file_location(name, TESTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()

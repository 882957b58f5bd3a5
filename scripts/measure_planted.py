"""How many planted defects `check` finds: our own rules alone, and with EPUBCheck and Ace beside them.

Usage: python scripts/measure_planted.py [--first N]

The books and their defects are those of the tests. Ace is asked where `ace-cli` is on the PATH, some ten seconds a book.
Ends with 1 when a goal is missed.
"""

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from PIL import Image

from pipeline.document.events import Nobody
from pipeline.proofing.proof import checkers, proof
from pipeline.publish import publish
from pipeline.settings import load

TESTS = Path(__file__).parents[1] / "tests" / "proofing"
GOALS = {"found with the fast mode": 50, "found with the full mode": 60}
"""Of the planted defects, at least so many; with the full mode all; and nothing in the clean books."""


@dataclass(frozen=True, slots=True)
class Found:
    """Which numbers were found in one book, by each mode."""

    name: str
    wanted: str
    fast: frozenset[str]
    full: frozenset[str]


def main() -> None:
    """Plant, look, print, and judge."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=None, help="only so many defects")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        clean = _clean(Path(folder))
        faults = [_looked_at(language, "", book) for language, book in clean.items()]
        planted = list(_planted(clean, Path(folder), asked.first))
    raise SystemExit(_judged(faults, planted, whole=asked.first is None))


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

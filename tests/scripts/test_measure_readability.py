"""How easily a page is read is told by its words and sentences, and the guides reach their goals."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PLAIN = "The dog ran to the gate. It sat down and slept.\n"
HARD = (
    "Consideration of organisational responsibilities necessitates comprehensive documentation of administrative procedures, "
    "notwithstanding the considerable complications regularly encountered.\n"
)


@pytest.fixture(scope="module")
def measure(script: Callable[[str], Any]) -> Any:
    return script("measure_readability")


@pytest.mark.parametrize(
    ("word", "count"),
    [("edition", 3), ("named", 1), ("wanted", 2), ("people", 2), ("boxes", 2), ("plates", 1), ("machine", 2)],
)
def test_syllables_are_those_that_are_said(measure: Any, word: str, count: int) -> None:
    assert measure.syllables(word) == count


def test_the_figure_is_flesch_s(measure: Any) -> None:
    found = measure.reading(PLAIN)
    assert found == (11, 2, 11, 11)
    assert found.ease == pytest.approx(206.835 - 1.015 * 5.5 - 84.6)
    assert measure.reading(HARD).ease < 0


@pytest.mark.parametrize(
    "page",
    [
        f"# {HARD}\n{PLAIN}",
        f"{PLAIN}\n| {HARD.strip()} |\n| --- |\n| {HARD.strip()} |\n",
        f"```sh\n{HARD}```\n\n{PLAIN}",
        f"{PLAIN}\n<p>{HARD.strip()}</p>\n",
    ],
)
def test_headings_tables_and_code_do_not_count(measure: Any, page: str) -> None:
    assert measure.reading(page) == measure.reading(PLAIN)


def test_items_count_and_code_within_a_sentence_is_one_word(measure: Any) -> None:
    assert measure.reading("- It ran.\n- It sat.\n").sentences == 2
    assert measure.reading("Call `cli.py publish --to ko`.").words == 2


def test_a_page_that_is_hard_to_read_is_told_and_ends_with_1(
    measure: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("hard.md", HARD), ("plain.md", PLAIN), ("long.md", PLAIN.strip().join([" "] * 30))):
        (tmp_path / name).write_text(text, "utf-8")
    ends = {name: measure.main([str(tmp_path / f"{name}.md")]) for name in ("hard", "plain", "long")}
    assert ends == {"hard": 1, "plain": 0, "long": 1}
    assert "hard.md" in capsys.readouterr().out


def test_the_guides_reach_their_goals(measure: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert measure.main([]) == 0, capsys.readouterr().out


def test_every_page_is_measured_or_written_by_a_script(measure: Any, script: Callable[[str], Any]) -> None:
    lists = (path.stem for path in Path(measure.__file__).parent.glob("list_*.py"))
    modules = [script(name) for name in lists]
    written = {getattr(module, "PLACE", None) or module.PAGE for module in modules}
    assert {page.stem for page in written} == measure.GENERATED
    assert not written & set(measure.written_pages())
    assert any(page.parent.name == "guides" for page in measure.written_pages())

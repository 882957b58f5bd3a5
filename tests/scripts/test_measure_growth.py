"""Text that is one pattern over and over is read, checked and said in time that grows with its length.

What is listed here once took the square of it: minutes, where it takes less than a second.
"""

import importlib.util
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType, ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "measure_growth.py"
SIGNS = 60_000
PATIENCE_S = 20.0
"""Of the processor's time; a busy machine takes no more of it."""

SQUARES = (
    ("spoken en", "\n"),
    ("spoken en", "\u00a0"),
    ("spoken ko", "가"),
    ("spoken ko", "이천"),
    ("phonemes es", " "),
    ("sentences ko", "... "),
    ("sentences hi", "... "),
    ("clauses packed", "—"),
    ("clauses packed", "?!"),
    ("clauses halved", "a, "),
    ("headlines", "A"),
    ("checks en-ko", "\n"),
    ("checks en-ko", "a"),
    ("checks en-zh-Hans", "三"),
    ("checks ko-en", "한a-"),
    ("addresses", "a"),
    ("addresses", "a."),
    ("read md front list", "{"),
    ("read md", ":"),
    ("read md", "<?"),
    ("read md", "<!a"),
    ("read txt in an article", " "),
    ("read html in an article", " \r"),
)


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(
            SCRIPT.parent
        )  # as `python scripts/measure_growth.py` finds what lies beside it
        yield _loaded()


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measure_growth", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def patience() -> Iterator[None]:
    """End what takes too long."""

    def late(_number: int, _frame: FrameType | None) -> None:
        pytest.fail(f"it took over {PATIENCE_S:g} s of processor time")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE_S)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize(("function", "unit"), SQUARES)
def test_a_long_row_of_one_pattern_is_no_burden(script: ModuleType, function: str, unit: str) -> None:
    script.functions()[function](unit * (SIGNS // len(unit)))


@pytest.mark.parametrize("seconds", [(0.02, 0.08, 0.32), (0.05, 0.2, 0.8)])
def test_what_grows_as_the_square_is_a_fault(script: ModuleType, seconds: tuple[float, float, float]) -> None:
    quarter, half, whole = seconds
    row = script.Measured("f", "p", 10_000, whole, quarter, (half / quarter, whole / half))
    assert row.fault(limit=100) == "grows"


def test_what_grows_as_its_input_is_none_unless_it_is_slow(script: ModuleType) -> None:
    row = script.Measured("f", "p", 10_000, 0.12, 0.03, (2.1, 1.9))
    assert row.fault(limit=2) == ""
    assert row.fault(limit=0.9) == "slow"


def test_one_doubling_that_took_long_is_noise(script: ModuleType) -> None:
    assert script.Measured("f", "p", 10_000, 0.12, 0.03, (1.4, 5.0)).fault(limit=2) == ""


def _square(text: str) -> int:
    return sum(1 for _ in text for _ in text)


def _line(text: str) -> int:
    return sum(1 for _ in text for _ in range(100))


def _square_of_few(text: str) -> int:
    return _square(text[:3_000])


@pytest.mark.parametrize(("function", "fault"), [(_square, "grows"), (_line, ""), (_square_of_few, "")])
def test_a_planted_square_is_found_in_texts_as_short_as_ci_has_them(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, function: Callable[[str], int], fault: str
) -> None:
    monkeypatch.setattr(script, "_functions", lambda: {"planted": function})
    monkeypatch.setattr(script, "_seconds", lambda call, text: call(text) / 1e7)  # so many steps a second
    assert script.measured("planted", repr("가"), 1_200, 1_000).fault(1_000) == fault


def test_in_as_many_turns_as_there_are_shares_a_function_meets_every_pattern(script: ModuleType) -> None:
    names = [str(number) for number in range(348)]
    turns = [script.shared_out(names, turn, 8) for turn in range(120, 128)]
    assert sorted(name for each in turns for name in each) == sorted(names)

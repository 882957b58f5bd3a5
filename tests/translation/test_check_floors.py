"""The checks hold their floors on sentences of our own, with faults planted as in the measurement on news."""

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.translation.checks import Pair

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
DOCUMENT = 10
"""Lines of each document, the first its headline."""


@pytest.fixture(scope="module")
def script() -> ModuleType:
    file = HERE.parents[1] / "scripts" / "measure_checks.py"
    spec = importlib.util.spec_from_file_location("measure_checks", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["measure_checks"] = module
    spec.loader.exec_module(module)
    return module


def documents(tag: str) -> list[list[Pair]]:
    source, target = (
        (HERE / "bilingual" / f"{name}.txt").read_text("utf-8").splitlines() for name in ("en", tag)
    )
    pairs = [
        Pair(f"l{number}", said, told, running=number % DOCUMENT > 0)
        for number, (said, told) in enumerate(zip(source, target, strict=True))
    ]
    return [pairs[begin : begin + DOCUMENT] for begin in range(0, len(pairs), DOCUMENT)]


@pytest.mark.parametrize("tag", FLOORS["own"])
def test_good_lines_stay_quiet_and_planted_faults_are_found(tag: str, script: ModuleType) -> None:
    measured = {tag: script.measure(documents(tag), tag)}
    assert script.missed(measured, {tag: FLOORS["own"][tag]}) == [], measured[tag].by_kind


def test_a_floor_is_only_ever_lifted(script: ModuleType) -> None:
    now = FLOORS["corpus"]
    perfect = script.Measured(*[100.0] * 6, {}, 100.0, {})
    poor = script.Measured(*[1.0] * 6, {}, 1.0, {})
    assert tomllib.loads(script._raised(now, dict.fromkeys(now, perfect)))["corpus"]["ko"]["quiet"] == 100.0
    assert tomllib.loads(script._raised(now, dict.fromkeys(now, poor))) == FLOORS

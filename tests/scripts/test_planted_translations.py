"""The mistranslations of our own corpus are found, and its right translations pass."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "measure_planted.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = spec_from_file_location("measure_planted", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["measure_planted"] = module
    spec.loader.exec_module(module)
    return module


def test_three_in_four_are_found_of_each_kind_and_none_of_the_right_ones(script: ModuleType) -> None:
    planted = list(script.planted_translations())
    assert len(planted) >= 200
    assert [(each.kind, each.source) for each in planted if each.right] == []
    assert {"ko", "zh-Hans", "ja", "es"} <= {each.language for each in planted}
    for field in ("kind", "language"):
        for name in {getattr(each, field) for each in planted}:
            lines = [each for each in planted if getattr(each, field) == name]
            assert script._percent(lines) >= script.FOUND_TRANSLATIONS, name

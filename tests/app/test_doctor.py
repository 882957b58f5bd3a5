"""What is missing on a machine is named with what to do for it, and nothing is advised where all is there."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.app import doctor
from pipeline.config.settings import Settings


@pytest.mark.parametrize(
    ("models", "text", "advice"),
    [((), "no model", "Add one: "), ((SimpleNamespace(source="en", target="ko"),), "models: en to ko", "")],
)
def test_who_has_no_model_is_told_how_to_add_one(
    models: tuple[object, ...],
    text: str,
    advice: str,
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doctor, "installed_models", lambda *_: models)
    found = next(each for each in doctor.examine(settings_in(tmp_path)) if each.name == "translator firefox")
    assert (found.text, found.works) == (text, bool(models))
    assert found.advice.partition("python")[0] == advice

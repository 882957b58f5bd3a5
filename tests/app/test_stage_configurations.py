"""Each stage gets what was chosen for it, and no more."""

import pickle
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.stage_configurations import narration_of, reading_of, site_of, translation_of
from pipeline.config.settings import Settings
from pipeline.config.tables import Casting, Speech

STAGES = (reading_of, translation_of, narration_of, site_of)
Stage = Callable[[Settings], Any]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """No option of a stage as it is by itself."""
    return Settings(
        store=tmp_path / "store",
        casts={"ko": Casting(name="jm_kumo"), "zh-Hans": Casting(speaker="espeak")},
        limits={"google": {"attempts": 2}},
        speech=Speech(voice="유나"),
        site_title="강제 송환",
        lang="ko",
        offline=True,
        replace=True,
        jobs=3,
    )


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_gets_what_was_chosen(stage: Stage, settings: Settings) -> None:
    made = stage(settings)
    assert {each.name: getattr(made, each.name) for each in fields(made)} == {
        each.name: getattr(settings, each.name) for each in fields(made)
    }


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_by_itself_does_as_a_run_without_options(stage: Stage) -> None:
    """But for the processes, of which a run has one a core."""
    made = stage(Settings(jobs=1))
    assert made == type(made)()


@pytest.mark.parametrize("stage", STAGES)
def test_what_a_stage_goes_by_reaches_another_process_whole_and_is_never_changed(
    stage: Stage, settings: Settings
) -> None:
    made = stage(settings)
    again = pickle.loads(pickle.dumps(made))
    assert again == made
    assert hash(again) == hash(made)
    with pytest.raises(AttributeError):
        setattr(made, fields(made)[0].name, "ko")

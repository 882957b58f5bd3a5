import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

CAPTIONS = """WEBVTT

s1-k1
00:00:00.000 --> 00:00:02.500
<v Reader>One boat,
two boats.

00:00:02.500 --> 00:00:30.000
Three.

01:00:30.000 --> 01:00:31.250 line:1
Four.
"""


@pytest.fixture(scope="module")
def ear() -> ModuleType:
    file = Path(__file__).parents[2] / "scripts" / "ear.py"
    spec = importlib.util.spec_from_file_location("ear", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["ear"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("wanted", "found", "distance"),
    [("", "", 0), ("국경", "국경", 0), ("국경", "국강", 1), ("abc", "", 3), ("遣返", "强制遣返", 2)],
)
def test_the_distance_counts_changes(ear: ModuleType, wanted: str, found: str, distance: int) -> None:
    assert ear.distance(wanted, found) == ear.distance(found, wanted) == distance


@pytest.mark.parametrize(
    ("tag", "page", "heard"),
    [
        ("ko", "10월 9일, 500여 명이", "시월 구일 오백여명이."),
        ("zh-Hant", "2013年遣返500多名難民。", "二零一三年遣返五百多名难民"),
        ("en", "In 2013, 1,500 People.", "in 2013 1500 people"),
        ("es", "Devolución: ¡más!", "devolución más"),
    ],
)
def test_both_sides_are_brought_to_bare_letters(ear: ModuleType, tag: str, page: str, heard: str) -> None:
    assert ear.normal(page, tag) == ear.normal(heard, tag)


def test_captions_are_read_with_their_times_and_without_markup(ear: ModuleType) -> None:
    assert list(ear._cues(CAPTIONS)) == [
        (0.0, 2.5, "One boat, two boats."),
        (2.5, 30.0, "Three."),
        (3630.0, 3631.25, "Four."),
    ]


def test_pieces_are_whole_captions_within_half_a_minute(ear: ModuleType) -> None:
    groups = list(ear._grouped([(0, 10, "a"), (10, 27, "b"), (27, 29, "c"), (29, 70, "d")]))
    assert [[cue[2] for cue in group] for group in groups] == [["a", "b"], ["c"], ["d"]]


def test_a_missed_goal_is_told_and_fails(
    ear: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ear, "published", lambda folder, tag: [ear.Said("가나다라", None)])
    monkeypatch.setattr(ear, "heard", lambda sound, tag: "가나")
    assert ear.main(["folder", "ko"]) == 1
    assert "missed" in capsys.readouterr().out
    monkeypatch.setattr(ear, "heard", lambda sound, tag: "가나다라")
    assert ear.main(["folder", "ko"]) == 0

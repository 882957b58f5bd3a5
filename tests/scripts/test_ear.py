import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.document.sound import Sound
from pipeline.infra import codec

CAPTIONS = "WEBVTT\n\ns1-k1\n00:00:00.000 --> 00:00:01.000\n가나다라.\n"


class Ear:
    def __init__(self, words: str) -> None:
        self.words = self.version = words

    def knows(self, language: str) -> bool:
        return True

    def hear(self, sound: Sound, language: str) -> str:
        return self.words


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


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MANYVOICES_STORE", str(tmp_path / "store"))
    folder = tmp_path / "a" / "ko"
    folder.mkdir(parents=True)
    (folder / "a.ko.vtt").write_text(CAPTIONS, "utf-8")
    made, _ = codec.run([*codec.raw_input(16_000), "-f", "mp3", "pipe:1"], [bytes(32_000)])
    (folder / "a.ko.mp3").write_bytes(made)
    return folder.parent


def test_a_missed_goal_is_told_and_fails(
    ear: ModuleType, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ear.main([str(article), "ko"], Ear("가나")) == 1
    assert "missed" in capsys.readouterr().out
    assert ear.main([str(article)], Ear("가나다라")) == 0
    assert "missed" not in capsys.readouterr().out


def test_a_folder_without_an_edition_is_said_to_be_one(
    ear: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ear.main([str(tmp_path)], Ear("")) == 2
    assert str(tmp_path) in capsys.readouterr().out

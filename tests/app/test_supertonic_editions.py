"""Editions by Supertonic, from the plan to the files, here and on the workers of a cluster."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.app import node
from pipeline.app.planning import plan
from pipeline.app.stage_configurations import narration_of, translation_of
from pipeline.config.settings import Settings
from pipeline.config.tables import Casting, Supertonic
from pipeline.document.report import Report
from pipeline.errors import NarrationError
from pipeline.infra.distributed_workers import Node
from pipeline.narration import supertonic_files
from pipeline.narration.narrate import Utterance
from pipeline.narration.synthesis import speaker
from pipeline.narration.voice_selection import cast
from tests.narration import small_supertonic as small

ARTICLE = "# 강을 건너는 다리\n\n어제 저녁 강물이 크게 올랐다. 3명이 다리를 건너지 못했다.\n\n기자: 왜요?\n\n시장: 비가 왔습니다.\n\n기자: 언제요?\n\n시장: 밤에 왔습니다.\n"
FILES = small.weights()


@pytest.fixture(autouse=True)
def _small_weights() -> Iterator[None]:
    table = supertonic_files._table
    small.use(small.release(FILES))
    yield
    supertonic_files._table = table
    small.forget()
    for kept in (speaker, node._version):
        kept.cache_clear()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "다리.md"
    path.write_text(ARTICLE, "utf-8")
    return path


def holding(folder: Path) -> Mapping[str, str]:
    """What a person gets, by name; the report tells when it was made."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".mp3", ".epub", ".vtt", ".html")
    }


def test_an_edition_is_spoken_by_two_of_its_voices_and_is_the_same_bytes_each_time(
    article: Path, tmp_path: Path, published: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    made = []
    for name in ("one", "two"):
        small.install(tmp_path / name / "voices", FILES)
        casts = {"ko": Casting(name="F2", answers="M1")}
        report = published(tmp_path / name, article, speaker="auto", casts=casts)
        assert [(each.speaker.engine, each.speaker.voice) for each in report.published] == [
            ("supertonic", "F2")
        ]
        made.append(holding(tmp_path / name / "output"))
    assert any(name.endswith(".mp3") for name in made[0])
    assert made[0] == made[1]


def test_the_plan_names_who_speaks_and_fetches_nothing_of_kokoros(
    article: Path, tmp_path: Path, settings_in: Callable[..., Settings]
) -> None:
    small.install(tmp_path / "voices", FILES)
    planned = plan(article, settings_in(tmp_path, speaker="auto", offline=False))
    assert [(each.speaker, each.voice, each.private) for each in planned.speech] == [
        ("supertonic", "F1", True)
    ]
    assert planned.downloads == ()


class TestWorkers:
    @pytest.fixture
    def settings(self, tmp_path: Path, settings_in: Callable[..., Settings]) -> Settings:
        small.install(tmp_path / "voices", FILES)
        return settings_in(tmp_path, speaker="supertonic")

    def describe(self, settings: Settings) -> Node:
        return node.describe(narration_of(settings), translation_of(settings), ())

    def test_a_worker_offers_it_where_the_same_weights_are_installed(self, settings: Settings) -> None:
        here = self.describe(settings)
        voice, _ = cast("ko", narration_of(settings))
        assert here.engines["supertonic"]["ko"] == voice.version
        assert (
            here.engines["supertonic"]
            != self.describe(replace(settings, supertonic=Supertonic(steps=5))).engines["supertonic"]
        )

    def test_one_without_them_does_not_and_says_why(self, settings: Settings) -> None:
        (supertonic_files.weights_folder(settings.voices) / "onnx/vocoder.onnx").unlink()
        here = self.describe(settings)
        assert "supertonic" not in here.engines
        assert "supertonic" in here.lacking

    def test_what_it_speaks_comes_to_the_store(self, settings: Settings) -> None:
        voice, _ = cast("ko", narration_of(settings))
        utterance = Utterance("s1", "비가 그쳤다.", voice)
        assert node.speak(narration_of(settings), utterance).key == utterance.key
        other = replace(utterance, voice=replace(voice, version="another"))
        with pytest.raises(NarrationError, match="F1 of supertonic is another one on the worker"):
            node.speak(narration_of(settings), other)


def test_asking_who_speaks_loads_neither_the_model_nor_what_runs_it(tmp_path: Path) -> None:
    table = tmp_path / "table.json"
    table.write_text(json.dumps(small.release(FILES)))
    small.install(tmp_path / "voices", FILES)
    script = (
        "import json, sys; from pathlib import Path\n"
        "from pipeline.narration import supertonic_files\n"
        "supertonic_files._table = lambda: json.loads(Path(sys.argv[1]).read_text())\n"
        "from pipeline.narration.configuration import NarrationConfiguration\n"
        "from pipeline.narration.engines.supertonic import SupertonicSpeaker\n"
        "assert SupertonicSpeaker(NarrationConfiguration(voices=Path(sys.argv[2]))).voice('ko')\n"
        "print(*{'onnxruntime', 'numpy', 'phonemizer', 'filelock', 'requests'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", script, str(table), str(tmp_path / "voices")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

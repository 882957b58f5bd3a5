"""What is missing on a machine is named with what to do for it, and nothing is advised where all is there."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.app import doctor
from pipeline.config.database_url import DatabaseUrl
from pipeline.config.settings import Settings


@pytest.mark.parametrize(
    ("models", "offline", "works", "text", "advice"),
    [
        ((), False, True, "publishing fetches those that an article needs", ""),
        ((), True, False, "no model, and --offline fetches none", "models add"),
        ((SimpleNamespace(source="en", target="ko"),), True, True, "models: en to ko", ""),
    ],
)
def test_a_model_that_publishing_fetches_is_not_called_missing(
    models: tuple[object, ...],
    offline: bool,
    works: bool,
    text: str,
    advice: str,
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doctor, "installed_models", lambda *_: models)
    found = next(
        each
        for each in doctor.examine(settings_in(tmp_path, offline=offline))
        if each.name == "translator firefox"
    )
    assert found.works is works
    assert text in found.text
    assert advice in found.advice
    assert bool(found.advice) is not works
    assert ("MB" in found.text) is (works and not models)


@pytest.mark.parametrize(
    ("offline", "works", "text"),
    [
        (False, True, "publishing fetches all of Kokoro's at once, 27 MB"),
        (True, False, "--offline fetches none; eSpeak NG would speak"),
    ],
)
@pytest.mark.parametrize("language", ["English", "Korean", "Simplified Chinese"])
def test_a_voice_that_publishing_fetches_is_not_called_missing(
    language: str,
    offline: bool,
    works: bool,
    text: str,
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("is_installed", "available"):
        monkeypatch.setattr(doctor, name, lambda *_: True)
    settings = settings_in(tmp_path, voices=tmp_path / "none", offline=offline)
    found = next(each for each in doctor.examine(settings) if each.name == f"speaker kokoro, {language}")
    assert found.works is works
    assert text in found.text
    assert ("voices install" in found.advice) is offline


def test_voices_are_not_promised_where_the_model_is_not_installed(
    tmp_path: Path, settings_in: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "is_installed", lambda: False)
    settings = settings_in(tmp_path, voices=tmp_path / "none")
    found = next(each for each in doctor.examine(settings) if each.name == "speaker kokoro, Korean")
    assert not found.works
    assert "not installed" in found.text


@pytest.mark.parametrize(
    ("folder", "works", "text"),
    [("shared", True, "can be written and read"), ("away", False, "is not there")],
)
def test_a_store_at_an_address_is_tried(
    folder: str, works: bool, text: str, tmp_path: Path, settings_in: Callable[..., Settings]
) -> None:
    (tmp_path / "shared").mkdir()
    settings = settings_in(tmp_path, store_url=f"file://{tmp_path}/{folder}")
    [found] = [each for each in doctor.examine(settings) if each.name == "store"]
    assert found.works is works
    assert text in found.text


def test_offline_no_bucket_is_asked(tmp_path: Path, settings_in: Callable[..., Settings]) -> None:
    settings = settings_in(tmp_path, store_url="s3://bucket/editions")
    [found] = [each for each in doctor.examine(settings) if each.name == "store"]
    assert found.text == "s3://bucket/editions not asked, for --offline opens no connection"


def test_a_database_that_does_not_answer_is_named_without_its_password(
    tmp_path: Path, settings_in: Callable[..., Settings], free_port: int
) -> None:
    address = DatabaseUrl(f"postgresql://me:geheim@127.0.0.1:{free_port}/memory")
    [found] = [
        each for each in doctor.examine(settings_in(tmp_path, memory=address)) if each.name == "memory"
    ]
    assert not found.works
    assert f"postgresql://127.0.0.1:{free_port}/memory" in found.text
    assert "geheim" not in f"{found.text} {found.advice}"


def test_which_graph_of_kokoros_speaks_is_named(
    tmp_path: Path, settings_in: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(folder: Path) -> doctor.Finding:
        settings = settings_in(tmp_path, voices=folder)
        return next(each for each in doctor.examine(settings) if each.name == "speaker kokoro, graph")

    monkeypatch.setattr(doctor, "installed_models", lambda *_: ())
    monkeypatch.setattr(doctor, "can_be_faster", lambda: True)
    assert "from the first sentence on" in found(tmp_path).text
    monkeypatch.setattr(doctor, "faster_graph", lambda folder: folder / "kept" / "graph.onnx")
    assert found(tmp_path).text == f"the faster one, {tmp_path}/kept"
    monkeypatch.setattr(doctor, "can_be_faster", lambda: False)
    assert found(tmp_path).text.startswith("as published: the faster one is not exact")

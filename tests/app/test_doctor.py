"""What is missing on a machine is named with what to do for it, and nothing is advised where all is there."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.app import doctor
from pipeline.config.database_url import DatabaseUrl
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

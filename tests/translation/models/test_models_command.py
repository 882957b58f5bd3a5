"""The command `models`, as a person uses it."""

import json

import pytest

from cli import main
from pipeline.errors import ModelMissing


@pytest.fixture
def run(monkeypatch, tmp_path, capsys):
    """Runs the command; what it printed, or the error that it ended with."""
    for name in ("models", "store"):
        monkeypatch.setenv(f"MANYVOICES_{name.upper()}", str(tmp_path / name))

    def invoke(*words):
        code = 0
        try:
            main(["models", *words])
        except SystemExit as stop:
            code = int(str(stop.code))
        printed = capsys.readouterr()
        return printed.out + printed.err, code

    return invoke


def test_several_languages_are_added_at_once(mozilla, real, split, run, tmp_path):
    for target, files in (("ko", split), ("ja", split), ("zh-Hans", split), ("es", real)):
        mozilla.release(f"en {target}", files)
    _, code = run("add", "English", "ko", "Japanese", "zh-CN", "es")
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "models").glob("en-*")) == [
        "en-es",
        "en-ja",
        "en-ko",
        "en-zh-Hans",
    ]


def test_a_language_without_a_model_does_not_keep_the_others_away(mozilla, split, run):
    mozilla.release("en ko", split)
    said, code = run("add", "en", "sw", "ko")
    assert code == ModelMissing.exit_code
    assert "English to Korean" in said
    assert "from English to Swahili" in said


def test_korean_to_japanese_is_two_models_and_said_to_be(mozilla, real, split, run):
    mozilla.release("ko en", real)
    mozilla.release("en ja", split)
    said, code = run("add", "ko", "ja")
    assert code == 0
    assert "Korean to Japanese goes by way of English, with two models." in said


def test_the_list_shows_size_version_and_scores_of_what_is_here_and_what_could_be_had(
    mozilla, real, split, run
):
    mozilla.export("en-ko", split, comet=0.8726, chrf=38.0)
    mozilla.release("en ko", split)
    mozilla.release("en es", real, version="3.2")
    run("add", "en", "es")
    here, _, could = run("list")[0].partition("Could be had")
    assert "en to es" in here
    assert "base-memory 3.2" in here
    assert "en to ko" in could
    assert "MB, base-memory 3.0" in could
    values = {(each["source"], each["target"]): each for each in json.loads(run("list", "--json")[0])}
    assert values[("en", "es")]["place"] == "folder"
    assert values[("en", "ko")]["size"] > 1_000_000


def test_offline_the_list_shows_what_was_published_with_scores(run):
    said, code = run("list", "--offline")
    assert code == 0
    [korean] = [line for line in said.splitlines() if "en to ko" in line]
    assert "COMET 87.3" in korean
    assert "MB" in korean
    assert any("en to zh-Hant" in line for line in said.splitlines())


def test_a_bundle_goes_from_one_machine_to_another(mozilla, split, run, tmp_path, monkeypatch):
    mozilla.release("en ko", split)
    run("add", "en", "ko")
    said, code = run("bundle", "en", "ko", "--to", str(tmp_path / "stick"))
    assert (code, "en-ko" in said) == (0, True)
    monkeypatch.setenv("MANYVOICES_MODELS", str(tmp_path / "other"))
    said, code = run("add", "en", "ko", "--from", str(tmp_path / "stick"), "--offline")
    assert code == 0
    assert "English to Korean" in said


def test_a_folder_in_the_place_of_a_language_is_named(run, tmp_path):
    said, code = run("add", "en", str(tmp_path))
    assert code == 5
    assert str(tmp_path)[:40] in said  # a long name is shown by its beginning


def test_an_unknown_language_does_not_keep_the_others_away(mozilla, split, run):
    mozilla.release("en ko", split)
    said, code = run("add", "en", "xx", "ko")
    assert code == 5
    assert "English to Korean" in said


def test_one_language_twice_is_refused(run):
    said, code = run("add", "en", "en")
    assert code == 4
    assert "nothing to translate" in said


def test_one_model_is_not_taken_for_two_languages(real, run, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "model.bin").write_bytes(real["model"])
    (folder / "vocab.spm").write_bytes(real["vocab"])
    said, code = run("add", "en", "ko", "ja", "--from", str(folder))
    assert code == 23
    assert "is the model that was added from English to Korean" in said


def test_the_list_is_json_though_a_source_lists_what_is_no_number(mozilla, split, run):
    mozilla.export("en-ko", split, comet=float("nan"))
    mozilla.misbehave = lambda request: request.path.startswith("/v1/") and request.send_error(503) is None
    said, code = run("list", "--json")
    assert code == 0
    assert "NaN" not in said

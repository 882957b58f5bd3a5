"""Models are carried to a machine without network, and nothing wrong is taken from a folder."""

import errno
import json
from pathlib import Path

import pytest

from pipeline.errors import MachineLimit, ModelMissing, SettingsError
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.firefox import FirefoxTranslator
from pipeline.translation.models import Models, bundle, find_model, installed_models, select


@pytest.fixture
def folder(tmp_path, split):
    """Files of a model as a colleague has them."""
    made = tmp_path / "downloads"
    made.mkdir()
    for kind, data in split.items():
        (made / f"{kind}.enko.{'bin' if kind == 'model' else 'spm'}").write_bytes(data)
    return made


@pytest.fixture
def elsewhere(tmp_path):
    """The models folder of another machine, without network."""
    return tmp_path / "other" / "models"


@pytest.fixture
def bundled(models, folder, tmp_path, told):
    Models(models, offline=True).add("en", "ko", told, folder)
    made = tmp_path / "stick"
    assert bundle(select(models, [("en", "ko"), ("en", "pt-BR")]), made) == ("en-ko", "en-pt")
    return made


def test_a_bundle_brings_models_to_a_machine_without_network(bundled, elsewhere, told):
    model = Models(elsewhere, offline=True).add("en", "ko", told, bundled)
    assert (model.source, model.target, model.place) == ("en", "ko", "folder")
    assert FirefoxTranslator(TranslationConfiguration(models=elsewhere, offline=True)).translate(
        ["The Way Forward"], "en", "ko"
    ) == ["O caminho a seguir"]
    assert {path.name for path in elsewhere.iterdir()} == {".lock", "en-ko"}


@pytest.mark.parametrize(
    ("name", "target"), [("en-zh", "zh-Hans"), ("en-zh-Hans", "zh-Hans"), ("enko", "ko")]
)
def test_a_colleagues_folder_of_models_is_understood(folder, tmp_path, elsewhere, told, name, target):
    theirs = tmp_path / "cache" / name
    theirs.parent.mkdir()
    folder.rename(theirs)
    assert Models(elsewhere, offline=True).add("en", target, told, theirs.parent)
    assert theirs.is_dir()


def test_a_model_folder_itself_is_taken_for_its_own_pair_only(folder, tmp_path, elsewhere, told):
    theirs = folder.rename(tmp_path / "en-ko")
    assert Models(elsewhere, offline=True).add("en", "ko", told, theirs)
    with pytest.raises(ModelMissing, match="holds no translation model from en to ja"):
        Models(elsewhere, offline=True).add("en", "ja", told, theirs)


def test_a_damaged_file_of_a_bundle_is_refused(bundled, elsewhere, told):
    model = next((bundled / "en-ko").glob("model.*"))
    model.write_bytes(model.read_bytes()[:-100])
    with pytest.raises(ModelMissing, match="damaged"):
        Models(elsewhere, offline=True).add("en", "ko", told, bundled)
    assert find_model(elsewhere, "en", "ko") is None


@pytest.mark.parametrize("content", ['{"format": 2, "models": ["en-ko"]}', "[]", "no list"])
def test_a_bundle_of_another_version_is_refused(bundled, elsewhere, told, content):
    (bundled / "manyvoices-models.json").write_text(content)
    with pytest.raises(ModelMissing, match="bundle of another version"):
        Models(elsewhere, offline=True).add("en", "ko", told, bundled)


@pytest.mark.parametrize("kind", ["model", "srcvocab", "trgvocab"])
def test_a_file_cut_short_is_refused_and_leaves_nothing(folder, elsewhere, told, kind):
    file = next(folder.glob(f"{kind}.*"))
    file.write_bytes(file.read_bytes()[:-50_000])
    with pytest.raises(ModelMissing, match="cannot be loaded"):
        Models(elsewhere, offline=True).add("en", "ko", told, folder)
    assert [path.name for path in elsewhere.iterdir()] == [".lock"]


def test_a_file_that_makes_the_engine_break_down_is_refused_in_words(folder, elsewhere, told):
    model = next(folder.glob("model.*"))
    model.write_bytes(model.read_bytes()[:8] + b"\xff" * 8 + model.read_bytes()[16:])
    with pytest.raises(ModelMissing, match="the engine broke down"):
        Models(elsewhere, offline=True).add("en", "ko", told, folder)


def test_a_model_that_was_dropped_in_is_tried_before_it_is_loaded(folder, models):
    model = next(folder.glob("model.*"))
    model.write_bytes(b"not a model")
    models.mkdir()
    folder.rename(models / "en-ko")
    with pytest.raises(ModelMissing, match="cannot be loaded"):
        FirefoxTranslator(TranslationConfiguration(models=models, offline=True)).translate(
            ["Hello"], "en", "ko"
        )


@pytest.mark.parametrize("given", ["nothing", "empty", "a file"])
def test_a_place_without_a_model_is_refused(tmp_path, elsewhere, told, given):
    place = tmp_path / "given"
    if given == "empty":
        place.mkdir()
    elif given == "a file":
        place.write_bytes(b"PK")
    with pytest.raises(ModelMissing, match=r"holds no translation model|no folder"):
        Models(elsewhere, offline=True).add("en", "ko", told, place)


def test_a_bundle_is_not_made_over_other_files(models, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "letter.txt").write_text("mine")
    with pytest.raises(SettingsError, match="is not a bundle"):
        bundle(installed_models(models), tmp_path / "docs")
    with pytest.raises(ModelMissing, match="no model from en to ko"):
        select(models, [("en", "ko")])


def test_a_bundle_lists_what_is_in_it(bundled):
    told = json.loads((bundled / "manyvoices-models.json").read_text())
    assert told["models"] == ["en-ko", "en-pt"]
    card = json.loads((bundled / "en-ko" / "manyvoices.json").read_text())
    assert set(card["files"]) == {path.name for path in (bundled / "en-ko").iterdir()} - {"manyvoices.json"}


def test_a_pair_without_a_model_goes_by_way_of_english(models, folder, told):
    Models(models, offline=True).add("en", "ko", told, folder)
    assert (
        len(
            FirefoxTranslator(TranslationConfiguration(models=models, offline=True))
            .prepare("pt-BR", "ko", told)
            .split()
        )
        == 3
    )


def test_a_bundle_holds_one_model_a_pair_the_one_that_a_run_would_use(
    models, folder, tmp_path, elsewhere, told
):
    theirs = folder.rename(tmp_path / "en-pt")
    for path in theirs.iterdir():
        path.rename(theirs / path.name.replace("enko", "enpt"))
    own = Models(models, offline=True).add("en", "pt-BR", told, theirs)
    made = tmp_path / "stick"
    names = bundle(select(models, []), made)
    assert sorted(names) == ["en-pt-BR", "pt-en"]
    assert {path.name for path in (made / "en-pt-BR").glob("*vocab*")} == {
        path.name for path in own.paths if "vocab" in path.name
    }


def test_bundling_again_leaves_no_file_of_the_model_before(models, bundled, split, tmp_path, told):
    newer = tmp_path / "newer" / "en-ko"
    newer.mkdir(parents=True)
    for kind, data in split.items():
        (newer / f"{kind}.enzz.{'bin' if kind == 'model' else 'spm'}").write_bytes(data)
    (newer / "model.enzz.bin").rename(newer / "model.renamed.bin")
    Models(models, offline=True).add("en", "ko", told, newer)
    bundle(select(models, [("en", "ko")]), bundled)
    assert [path.name for path in (bundled / "en-ko").glob("model.*")] == ["model.renamed.bin"]


def test_a_persons_file_behind_a_link_is_not_touched(models, bundled, folder, tmp_path, told, elsewhere):
    own = tmp_path / "own"
    own.mkdir()
    (own / "thesis.txt").write_text("mine")
    (bundled / "en-pt").rename(bundled / "elsewhere")
    (bundled / "en-pt").symlink_to(own)
    with pytest.raises(SettingsError, match="did not put there"):
        bundle(select(models, [("en", "pt-BR")]), bundled)
    elsewhere.mkdir(parents=True)
    (elsewhere / ".partial-en-ko").symlink_to(own)
    Models(elsewhere, offline=True).add("en", "ko", told, folder)
    assert [path.name for path in own.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("content", ["[" * 100_000, '{"comet": "0.8"}', "null", '{"format": 1, "files": []}'])
def test_a_card_that_is_none_is_passed_over(models, folder, content):
    models.mkdir()
    folder.rename(models / "en-ko")
    (models / "en-ko" / "manyvoices.json").write_text(content)
    assert str(find_model(models, "en", "ko").quality()) == ""


def test_a_model_is_not_taken_for_another_pair_than_its_card_says(
    bundled, elsewhere, told, tmp_path, monkeypatch
):
    place = (bundled / "en-pt").rename(tmp_path / "neutral")
    monkeypatch.chdir(place)
    for given in (place, Path()):
        with pytest.raises(ModelMissing, match="holds"):
            Models(elsewhere, offline=True).add("en", "ko", told, given)


def test_a_vocabulary_that_is_one_endless_number_is_refused(folder, elsewhere, told):
    next(folder.glob("trgvocab.*")).write_bytes(b"\xff" * 300_000)
    with pytest.raises(ModelMissing, match="not a complete vocabulary"):
        Models(elsewhere, offline=True).add("en", "ko", told, folder)


def test_a_models_folder_with_a_relative_name_works(models, folder, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Models(Path("models"), offline=True).add("en", "ko", told, folder)


def test_traditional_chinese_is_named_when_neither_model_is_here(models, memory, told):
    with pytest.raises(ModelMissing, match="Traditional Chinese"):
        FirefoxTranslator(TranslationConfiguration(models=models, offline=True)).prepare(
            "en", "zh-Hant", told
        )


def test_what_killed_runs_left_of_other_models_goes_and_downloads_and_strangers_stay(folder, elsewhere, told):
    for name in (".en-pt.12345678.partial/model.bin", ".partial-en-ja/files/model.bin"):
        (elsewhere / name).parent.mkdir(parents=True)
        (elsewhere / name).write_bytes(b"half")
    for name in (".partial-en-zh-Hans/files.packed/1", ".partial-notes/mine.txt"):
        (elsewhere / name).parent.mkdir(parents=True)
        (elsewhere / name).write_bytes(b"kept")
    Models(elsewhere, offline=True).add("en", "ko", told, folder)
    left = {path.name for path in elsewhere.iterdir()}
    assert left == {".lock", "en-ko", ".partial-en-zh-Hans", ".partial-notes"}


def test_a_card_that_cannot_be_read_for_now_makes_no_stranger_of_a_model(
    folder, elsewhere, told, monkeypatch
):
    Models(elsewhere, offline=True).add("en", "ko", told, folder)
    read_text = Path.read_text

    def refused(path, *arguments):
        if path.parent.name == "en-ko" and path.parent.parent == elsewhere:
            raise OSError(errno.EIO, "Input/output error", str(path))
        return read_text(path, *arguments)

    with monkeypatch.context() as during:
        during.setattr(Path, "read_text", refused)
        with pytest.raises(MachineLimit, match="Input/output error"):
            Models(elsewhere, offline=True).add("en", "ko", told, folder, move_aside=True)
    assert {path.name for path in elsewhere.iterdir()} == {".lock", "en-ko"}

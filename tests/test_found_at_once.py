"""What a run cannot do without is missed before its first word is translated."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.app.publish import publish
from pipeline.config.loading import ENVIRONMENT, load
from pipeline.config.settings import Settings
from pipeline.config.tables import Chat
from pipeline.document.events import Progress
from pipeline.errors import PublishError, SettingsError, WriteError
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.chat import ChatTranslator
from pipeline.translation.engines.marker import MarkingTranslator

Run = Callable[..., subprocess.CompletedProcess[str]]

ARTICLE = "# 강을 건너는 다리\n\n어제 저녁 강물이 크게 올랐다.\n"


@pytest.fixture(autouse=True)
def untranslated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may be translated."""
    monkeypatch.setattr(MarkingTranslator, "translate", lambda *_: pytest.fail("a word was translated"))


def _run(
    folder: Path, settings_in: Callable[..., Settings], silent: Progress, text: str, **options: object
) -> None:
    article = folder / "bridge.md"
    article.write_text(text, "utf-8")
    publish(article, settings_in(folder, to=("es",), **options), silent)


@pytest.mark.parametrize(
    ("options", "kind", "word"),
    [
        ({"lexicon": "nowhere.toml"}, SettingsError, "nowhere.toml"),
        ({"glossary": "nowhere.csv"}, PublishError, "nowhere.csv"),
        ({"speaker": "nobody"}, SettingsError, "nobody"),
    ],
)
def test_a_setting_that_leads_nowhere_is_told(
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    silent: Progress,
    options: dict[str, str],
    kind: type[PublishError],
    word: str,
) -> None:
    with pytest.raises(kind, match=word):
        _run(tmp_path, settings_in, silent, ARTICLE, **options)


def test_an_output_that_is_a_file_is_told(
    tmp_path: Path, settings_in: Callable[..., Settings], silent: Progress
) -> None:
    (tmp_path / "file").write_text("글")
    for output in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(WriteError, match="a file stands there"):
            _run(tmp_path, settings_in, silent, ARTICLE, output=output)
    assert (tmp_path / "file").read_text() == "글"


@pytest.mark.parametrize("arguments", [["feed"], ["site", "--target", "site"], ["remove", "a"]])
def test_what_lies_published_is_not_looked_for_in_a_file(
    run: Run, environment: Mapping[str, str], tmp_path: Path, arguments: list[str]
) -> None:
    file = tmp_path / "a.ko.po"
    file.write_text("글")
    own = {**environment, "MANYVOICES_BASE_URL": "https://example.org"}
    done = run(own, *arguments, "--output", file, folder=tmp_path)
    assert done.returncode not in (0, 1, 70)
    assert done.stderr.startswith("Error: ")
    assert file.name in done.stderr
    assert file.read_text() == "글"


def test_an_empty_variable_is_as_none(tmp_path: Path) -> None:
    environment = dict.fromkeys(ENVIRONMENT.values(), "")
    assert load({}, environment, tmp_path / "none.toml") == load({}, {}, tmp_path / "none.toml")


def test_models_without_a_name_are_told_apart_by_their_server() -> None:
    versions = {
        ChatTranslator(
            TranslationConfiguration(chat=Chat(base_url=f"http://127.0.0.1:{port}/v1", model=model))
        ).version
        for port in (1, 2)
        for model in ("", "named")
    }
    assert len(versions) == 3

"""The gallery has a page with a play button for every voice, in each of its languages."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import cli
from pipeline.app.gallery import make_gallery
from pipeline.config.settings import Settings
from pipeline.errors import NotOurs, UnknownLanguage, VoiceMissing
from pipeline.infra import codec
from pipeline.languages import words
from pipeline.narration import supertonic_files
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines.kokoro import KokoroSpeaker
from pipeline.narration.synthesis import speaker
from tests.narration import small_supertonic as small


@pytest.fixture(autouse=True)
def _small_weights(tmp_path: Path) -> Iterator[None]:
    table, files = supertonic_files._table, small.weights()
    small.use(small.release(files))
    small.install(tmp_path / "voices", files)
    yield
    supertonic_files._table = table
    small.forget()
    speaker.cache_clear()


@pytest.fixture
def settings(tmp_path: Path, settings_in: Callable[..., Settings]) -> Settings:
    return settings_in(tmp_path)


def shown(page: Path) -> dict[str, str]:
    """By their names on the page, the files that the buttons play."""
    found = re.findall(
        r'<li><span>([^<]+)</span>\s*<audio controls [^>]*src="([^"]+)"', page.read_text("utf-8")
    )
    return {f"{name}, {file.split('-')[0]}": file for name, file in found}


def test_every_voice_is_heard_in_each_language(tmp_path: Path, settings: Settings) -> None:
    made = make_gallery(["ko", "German", "th"], tmp_path / "gallery", settings)
    voices = ("supertonic F1", "supertonic F2", "supertonic M1", "espeak {}")
    assert list(shown(made.page)) == [
        *(f"{voice.format('ko')}, ko" for voice in voices),
        *(f"{voice.format('de')}, de" for voice in voices),
        "espeak th, th",
    ]
    assert (made.voices, made.languages, made.silent, made.notices) == (9, 3, (), ())
    for file in shown(made.page).values():
        assert codec.decode((made.page.parent / file).read_bytes(), "mp3").samples > 8000
    text = made.page.read_text("utf-8")
    assert all(words(tag)["synthetic_voice"] in text for tag in ("ko", "de", "th"))
    assert 'aria-label="Korean, supertonic F1"' in text


def test_the_same_gallery_is_the_same_bytes_and_speaks_nothing_anew(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bytes_of(folder: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}

    make_gallery(["ko"], tmp_path / "one", settings)
    monkeypatch.setattr("pipeline.narration.narrate.say", lambda *_: pytest.fail("spoken anew"))
    make_gallery(["ko"], tmp_path / "two", settings)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_what_an_earlier_gallery_left_is_taken_away_and_what_is_not_ours_stays(
    tmp_path: Path, settings: Settings
) -> None:
    folder = tmp_path / "gallery"
    make_gallery(["ko", "th"], folder, settings)
    (folder / "notes.txt").write_text("mine")
    make_gallery(["ko"], folder, settings)
    assert not (folder / "th-espeak-th.mp3").exists()
    assert (folder / "notes.txt").read_text() == "mine"
    (folder / "index.html").write_text("mine")
    with pytest.raises(NotOurs):
        make_gallery(["th"], folder, settings)
    assert (folder / "index.html").read_text() == "mine"


def test_a_voice_that_fails_is_named_and_the_others_are_heard(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (supertonic_files.weights_folder(settings.voices) / "voice_styles/M1.json").write_bytes(
        small.style("M1").replace(b"0", b"1")
    )
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "VOICES": settings.voices,
        "STORE": settings.store,
        "JOBS": "1",
        "OFFLINE": "1",
    }.items():
        monkeypatch.setenv(f"MANYVOICES_{name}", str(value))
    done = CliRunner().invoke(cli, ["voices", "gallery", "ko"])
    assert done.exit_code == 0, done.output
    assert f"{Path('gallery/index.html')}: 3 voices in 1 language" in done.output
    assert "supertonic M1 in ko: " in done.output
    assert "supertonic M1, ko" not in shown(tmp_path / "gallery/index.html")
    assert "not as it was published" in (tmp_path / "gallery/index.html").read_text("utf-8")


def test_languages_that_nobody_speaks_or_knows_are_refused(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(UnknownLanguage):
        make_gallery(["Klingon"], tmp_path / "gallery", settings)
    (supertonic_files.weights_folder(settings.voices) / "accepted.json").unlink()
    with pytest.raises(VoiceMissing):
        make_gallery(["ja"], tmp_path / "gallery", settings)


def test_kokoros_voices_stand_with_the_language_they_come_from(voices: Path, tmp_path: Path) -> None:
    for file in voices.iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / "bf_emma.bin").symlink_to(voices / "af_heart.bin")
    engine = KokoroSpeaker(NarrationConfiguration(voices=tmp_path))
    assert {"af_heart", "bf_emma"} == set(engine.voice_names("en"))
    assert engine.voice_names("es") == ["ef_dora"]
    assert engine.voice_names("ko") == []
    assert engine.voice_names("de") == []

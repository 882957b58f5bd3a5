"""Supertonic's weights come on request, with their licence, whole or not at all, and are gone on with after a break."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner
from filelock import FileLock

from cli import cli
from pipeline.app.doctor import examine
from pipeline.config.settings import Settings
from pipeline.errors import NotOurs, NotWritable, SettingsError, VoiceMissing, WriteError
from pipeline.narration import supertonic_files
from pipeline.narration.engines.supertonic import SupertonicSpeaker
from pipeline.narration.supertonic_files import lack, weights_folder
from pipeline.narration.supertonic_install import Weights
from tests.narration import small_supertonic as small

Serve = Callable[[Callable[..., None]], str]
FILES = small.weights()


@pytest.fixture(autouse=True)
def _small_weights() -> Iterator[None]:
    table = supertonic_files._table
    small.use(small.release(FILES))
    yield
    supertonic_files._table = table
    small.forget()


@pytest.fixture
def voices(tmp_path: Path) -> Path:
    return tmp_path / "voices"


@pytest.fixture
def given(tmp_path: Path) -> Path:
    return small.write(tmp_path / "given", FILES)


class Source:
    """A server that holds the files, and what it was asked for."""

    def __init__(self, files: Mapping[str, bytes] = FILES) -> None:
        self.files = dict(files)
        self.asked: list[tuple[str, str]] = []
        self.breaks_after: int | None = None

    def __call__(self, request: Any) -> None:
        name, asked = request.path[1:], request.headers.get("Range", "")
        self.asked.append((name, asked))
        if name not in self.files:
            request.send(b"gone", 404)
            return
        data, first = self.files[name], int(asked[6:-1] or 0) if asked else 0
        if first >= len(data) and asked:
            request.send(b"", 416)
            return
        head = {"Content_Range": f"bytes {first}-{len(data) - 1}/{len(data)}"} if asked else {}
        if self.breaks_after is not None and name.endswith("vocoder.onnx"):
            request.send_response(206 if asked else 200)
            for key, value in {"Content-Length": str(len(data) - first), **head}.items():
                request.send_header(key.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(data[first : first + self.breaks_after])
            return
        request.send(data[first:], 206 if asked else 200, **head)


def use(*sources: str) -> None:
    small.use(small.release(FILES, *sources))


def yes(_: str) -> bool:
    return True


def kept(voices: Path) -> dict[str, bytes]:
    """What lies in the folder of voices, by name, the record of the licence and locks aside."""
    return {
        path.relative_to(voices).as_posix(): path.read_bytes()
        for path in voices.rglob("*")
        if path.is_file() and path.name not in ("accepted.json", ".supertonic.lock")
    }


def whole() -> dict[str, bytes]:
    return {f"{weights_folder(Path()).name}/{name}": data for name, data in FILES.items()}


def test_they_come_from_a_folder_and_speak(voices: Path, given: Path, settings_in: Any) -> None:
    assert lack(voices) == "it is not installed"
    assert set(Weights(voices, given).install(yes)) == set(FILES)
    assert kept(voices) == whole()
    assert lack(voices) == ""
    settings: Settings = settings_in(voices.parent)
    assert SupertonicSpeaker(settings).voice("ko") is not None  # type: ignore[arg-type]


def test_they_come_from_another_machines_folder_of_voices(voices: Path, tmp_path: Path) -> None:
    small.install(tmp_path / "other", FILES)
    Weights(voices, tmp_path / "other").install(yes)
    assert kept(voices) == whole()


def test_they_come_from_the_first_source_and_progress_counts_all_bytes(voices: Path, serve: Serve) -> None:
    first, second = Source(), Source()
    use(serve(first), serve(second))
    told: list[tuple[int, int | None]] = []
    Weights(voices).install(yes, lambda done, total: told.append((done, total)))
    assert kept(voices) == whole()
    assert second.asked == []
    size = sum(map(len, FILES.values()))
    assert told[-1] == (size, size)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_what_broke_off_is_gone_on_with_by_the_next_run(voices: Path, serve: Serve) -> None:
    source = Source()
    use(serve(source))
    source.breaks_after = 1000
    with pytest.raises(VoiceMissing, match=r"could not be had: onnx/vocoder\.onnx") as caught:
        Weights(voices).install(yes)
    assert "goes on with what came" in caught.value.advice
    assert lack(voices) == "it is not installed"
    source.breaks_after = None
    source.asked.clear()
    Weights(voices).install(lambda _: True)
    assert kept(voices) == whole()
    assert source.asked[0] == ("onnx/vocoder.onnx", "bytes=3000-")
    assert "onnx/tts.json" not in [name for name, _ in source.asked]


@pytest.mark.parametrize("status", [302, 307])
def test_a_source_that_sends_on_to_a_store_of_its_own_is_followed_there_and_gone_on_with(
    status: int, voices: Path, serve: Serve
) -> None:
    store = Source()
    store.breaks_after = 1000
    behind = serve(store)
    use(serve(lambda request: request.send(b"", status, Location=f"{behind}{request.path}")))
    with pytest.raises(VoiceMissing):
        Weights(voices).install(yes)
    store.breaks_after = None
    Weights(voices).install(yes)
    assert kept(voices) == whole()
    assert ("onnx/vocoder.onnx", "bytes=3000-") in store.asked


def test_the_second_source_goes_on_where_the_first_broke_off(voices: Path, serve: Serve) -> None:
    first, second = Source(), Source()
    first.breaks_after = 500
    use(serve(first), serve(second))
    Weights(voices).install(yes)
    assert kept(voices) == whole()
    assert second.asked == [("onnx/vocoder.onnx", "bytes=1500-")]


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: data[:-4],
        lambda data: b"<html>Log in</html>",
        lambda data: data + b"more",
    ],
)
def test_what_is_not_the_published_file_is_never_put_in_its_place(
    harm: Callable[[bytes], bytes], voices: Path, serve: Serve
) -> None:
    name = "onnx/text_encoder.onnx"
    bad, good = Source({**FILES, name: harm(FILES[name])}), Source()
    use(serve(bad))
    with pytest.raises(VoiceMissing, match=r"could not be had: onnx/text_encoder\.onnx"):
        Weights(voices).install(yes)
    assert not weights_folder(voices).exists()
    use(serve(bad), serve(good))
    Weights(voices).install(yes)
    assert kept(voices) == whole()


def test_a_folder_with_another_revision_is_refused_by_name(voices: Path, given: Path) -> None:
    small.write(given, {"voice_styles/M1.json": small.style("another")})
    with pytest.raises(VoiceMissing, match="of another revision") as caught:
        Weights(voices, given).install(yes)
    assert str(given / "voice_styles/M1.json") in caught.value.message
    (given / "voice_styles/M1.json").unlink()
    with pytest.raises(VoiceMissing, match=r"has no voice_styles/M1\.json"):
        Weights(voices, given).install(yes)
    assert lack(voices) == "it is not installed"


def test_offline_nothing_is_fetched(voices: Path, serve: Serve) -> None:
    source = Source()
    use(serve(source))
    with pytest.raises(VoiceMissing, match="With --offline nothing is fetched"):
        Weights(voices, offline=True).install(yes)
    assert source.asked == []


def test_nothing_but_the_licence_comes_before_it_is_accepted(voices: Path, serve: Serve) -> None:
    source, shown = Source(), list[str]()
    use(serve(source))
    with pytest.raises(SettingsError, match="was not accepted") as caught:
        Weights(voices).install(lambda text: bool(shown.append(text)))
    assert "--accept-licence" in caught.value.advice
    assert shown == [small.LICENCE]
    assert [name for name, _ in source.asked] == ["LICENSE"]
    assert kept(voices) == {}


def test_the_licence_is_asked_for_once(voices: Path, given: Path) -> None:
    Weights(voices, given).install(yes)
    (weights_folder(voices) / "onnx/tts.json").unlink()
    assert Weights(voices, given).install(lambda _: pytest.fail("asked again")) == ("onnx/tts.json",)
    assert Weights(voices, given).install(lambda _: pytest.fail("asked again")) == ()


def test_weights_that_a_person_put_there_are_asked_for_too(voices: Path, given: Path) -> None:
    small.write(weights_folder(voices), FILES)
    assert lack(voices) == "its licence was not accepted"
    with pytest.raises(SettingsError):
        Weights(voices, given).install(lambda _: False)
    assert Weights(voices, offline=True).install(yes) == ()
    assert lack(voices) == ""


def test_what_was_altered_stays_until_it_may_be_moved_aside(voices: Path, given: Path) -> None:
    Weights(voices, given).install(yes)
    altered = weights_folder(voices) / "voice_styles" / "F1.json"
    altered.write_bytes(b"my own voice")
    with pytest.raises(NotOurs, match=r"F1\.json") as caught:
        Weights(voices, given).install(yes)
    assert "--replace" in caught.value.advice
    assert altered.read_bytes() == b"my own voice"
    assert Weights(voices, given, replace=True).install(yes) == ("voice_styles/F1.json",)
    assert kept(voices) == {**whole(), f"{altered.parent.relative_to(voices)}/F1.kept.json": b"my own voice"}


def test_a_place_that_cannot_be_written_is_told_and_one_that_has_all_is_not_written(
    voices: Path, given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    with monkeypatch.context() as read_only:
        read_only.setattr(Path, "mkdir", refuse)
        with pytest.raises(NotWritable) as caught:
            Weights(voices, given).install(yes)
        assert "MANYVOICES_VOICES" in caught.value.advice
    Weights(voices, given).install(yes)
    monkeypatch.setattr(Path, "mkdir", refuse)
    assert Weights(voices, given).install(yes) == ()


def test_a_file_in_the_place_of_the_folder_is_told(voices: Path, given: Path) -> None:
    voices.write_bytes(b"")
    with pytest.raises(WriteError):
        Weights(voices, given).install(yes)


SCRIPT = """
import json, sys
from pathlib import Path
from tests.narration import small_supertonic as small
from pipeline.narration.supertonic_install import Weights
small.use(json.loads(Path(sys.argv[1]).read_text()))
print(len(Weights(Path(sys.argv[2]), Path(sys.argv[3])).install(lambda _: True)))
"""


def test_of_two_processes_at_once_one_installs_and_the_other_finds_all(
    voices: Path, given: Path, tmp_path: Path
) -> None:
    table = tmp_path / "table.json"
    table.write_text(json.dumps(small.release(FILES)))
    command = [sys.executable, "-c", SCRIPT, str(table), str(voices), str(given)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    added = sorted(int(each.communicate(timeout=60)[0]) for each in both)
    assert added == [0, len(FILES)]
    assert kept(voices) == whole()


def test_who_installs_meanwhile_is_waited_for(voices: Path, given: Path) -> None:
    voices.mkdir()
    other = Thread(target=lambda: Weights(voices, given).install(yes))
    with FileLock(voices / ".supertonic.lock"):
        other.start()
        other.join(0.5)
        assert other.is_alive()
        assert not weights_folder(voices).exists()
    other.join(30)
    assert lack(voices) == ""


class TestCommand:
    @pytest.fixture
    def run(self, voices: Path, given: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
        monkeypatch.setenv("MANYVOICES_VOICES", str(voices))

        def invoke(*options: str) -> Any:
            return CliRunner().invoke(
                cli, ["voices", "install", "supertonic", "--from", str(given), *options]
            )

        return invoke

    def test_who_cannot_be_asked_has_not_accepted(self, run: Callable[..., Any], voices: Path) -> None:
        done = run()
        assert isinstance(done.exception, SettingsError)
        assert small.LICENCE in done.output
        assert lack(voices) == "it is not installed"

    def test_the_flag_accepts_and_doctor_names_what_is_here(
        self, run: Callable[..., Any], voices: Path, settings_in: Any
    ) -> None:
        def found() -> Any:
            settings = settings_in(voices.parent, voices=voices)
            return next(each for each in examine(settings) if each.name == "speaker supertonic")

        assert "it is not installed" in found().text
        assert "voices install supertonic" in found().advice
        done = run("--accept-licence")
        assert done.exit_code == 0, done.output
        assert str(weights_folder(voices)) in done.output
        assert found().works
        assert f"revision {small.REVISION[:12]}" in found().text
        assert "licence accepted on" in found().text
        (weights_folder(voices) / "accepted.json").unlink()
        assert "its licence was not accepted" in found().text

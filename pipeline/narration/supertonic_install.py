"""How Supertonic's weights come to this machine: on request, with their licence, whole by size and digest, gone on with after a break."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from pipeline.errors import NotWritable, SettingsError, VoiceMissing, writing
from pipeline.infra import clock
from pipeline.infra.http import transfer
from pipeline.infra.http.transfer import Told
from pipeline.infra.ownership import Ledger
from pipeline.infra.store import write_aside
from pipeline.narration.supertonic_files import (
    LICENCE,
    acceptance,
    accepted_on,
    is_whole,
    lack,
    published,
    weights_folder,
)

_TRIES = 3
"""How often a file is asked for, the first time included, when a connection breaks off."""
_MOST_S = 7200.0
"""For one file; the largest is 257 MB."""
_SLOWEST = 20_000
"""Bytes a second that a line must let through."""
_LOCK = ".supertonic.lock"
_COMING = ".supertonic.coming"
"""The folder in that of the voices for what is on its way; what came of a file stays there for the next try."""


@dataclass(frozen=True)
class Weights:
    """The weights to be put into the folder of voices."""

    voices: Path
    given: Path | None = None
    """A folder that has them already; nothing is fetched then."""
    offline: bool = False
    replace: bool = False
    """Move aside what lies in their places and is not the published file."""
    silence_s: float = 15.0
    """How long a server may send nothing."""

    def install(
        self, accept: Callable[[str], bool], progress: Told = lambda done, total: None
    ) -> tuple[str, ...]:
        """Put what is lacking in its place; the names of what was put. One process at a time does it, and others wait.

        `accept` is given the licence and asked once, before anything else comes; the answer is kept beside the weights.
        Raises `SettingsError` when it is no, `VoiceMissing` when a file could not be had (what came is gone on with),
        `WriteError`, and `NotOurs` when another's file lies in the place of one.
        """
        folder = weights_folder(self.voices)
        if not lack(self.voices) and not _lacking(folder):
            return ()
        with _writing(self.voices):
            self.voices.mkdir(parents=True, exist_ok=True)
            with FileLock(self.voices / _LOCK):
                return self._install(folder, accept, progress)

    def _install(self, folder: Path, accept: Callable[[str], bool], progress: Told) -> tuple[str, ...]:
        lacking = _lacking(folder)
        ledger = Ledger(
            folder, replace=self.replace, elsewhere="Choose another folder with MANYVOICES_VOICES"
        )
        ledger.check(*(folder / name for name in lacking))
        with _coming(self.voices) as coming:
            self._ask(folder, coming, accept)
            self._bring_all(lacking, coming, progress)
            for name in lacking:
                _put(coming / name, folder / name, ledger)
        _keep_acceptance(folder)
        return lacking

    def _bring_all(self, names: tuple[str, ...], coming: Path, progress: Told) -> None:
        sizes = {name: published().files[name].size for name in names}
        before, total = 0, sum(sizes.values())
        for name, size in sizes.items():
            self._bring(name, coming / name, lambda done, _, before=before: progress(before + done, total))  # type: ignore[misc]
            before += size
            progress(before, total)

    def _ask(self, folder: Path, coming: Path, accept: Callable[[str], bool]) -> None:
        """Have the licence accepted, if it was not before."""
        if accepted_on(folder):
            return
        licence = folder / LICENCE
        if not is_whole(licence, LICENCE):
            licence = coming / LICENCE
            self._bring(LICENCE, licence, lambda done, total: None)
        if not accept(licence.read_text("utf-8")):
            raise SettingsError(
                "Supertonic's weights were not installed: their licence was not accepted.",
                "Read it, and run: python cli.py voices install supertonic --accept-licence",
            )

    def _bring(self, name: str, place: Path, progress: Told) -> None:
        """A file, whole, at `place`; one that is there already is taken as it is."""
        if is_whole(place, name):
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        reasons = self._copy(name, place) if self.given else self._fetch(name, place, progress)
        if not is_whole(place, name):
            raise _missing(name, reasons)

    def _copy(self, name: str, place: Path) -> list[str]:
        found = [folder / name for folder in self._given_folders() if (folder / name).is_file()]
        for path in found:
            try:
                whole = is_whole(path, name)
            except OSError as error:
                return [f"{path}: it cannot be read: {error.strerror or error}"]
            if whole:
                shutil.copyfile(path, place)
                return []
        if found:
            return [f"{found[0]}: damaged, cut short, or of another revision"]
        return [f"{self.given}: has no {name}"]

    def _given_folders(self) -> tuple[Path, ...]:
        """The folder itself may be a folder of voices."""
        return (self.given, weights_folder(self.given)) if self.given else ()

    def _fetch(self, name: str, place: Path, progress: Told) -> list[str]:
        """Ask the sources in their order; what the first one sent is gone on with by the next. Why those gave nothing that did."""
        reasons: list[str] = []
        for source in () if self.offline else published().sources:
            try:
                transfer.download(f"{source}/{name}", place, self._limits(name), progress, _TRIES)
            except transfer.NoAnswer as error:
                reasons.append(f"{source}: {error}")
                continue
            if is_whole(place, name):
                break
            place.unlink()
            reasons.append(f"{source}: damaged, or of another revision")
        return reasons

    def _limits(self, name: str) -> transfer.Limits:
        size = published().files[name].size
        return transfer.Limits(size, _MOST_S, silence_s=self.silence_s, least_rate=_SLOWEST)


@contextmanager
def _coming(voices: Path) -> Iterator[Path]:
    """Where files come to; gone when all are in their places."""
    folder = voices / _COMING
    folder.mkdir(exist_ok=True)
    try:
        yield folder
    except SettingsError:  # nobody goes on with what was not accepted
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _writing(voices: Path) -> Iterator[None]:
    """As `writing`, with the advice that helps here."""
    try:
        with writing(voices):
            yield
    except NotWritable as error:
        raise NotWritable(
            error.message, "Change its permissions, or name another folder: MANYVOICES_VOICES."
        ) from error


def _lacking(folder: Path) -> tuple[str, ...]:
    """The files that are not there, or not as they were published; reads all of them."""
    return tuple(name for name in published().files if not is_whole(folder / name, name))


def _put(path: Path, place: Path, ledger: Ledger) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    ledger.make_room(place)
    path.replace(place)


def _keep_acceptance(folder: Path) -> None:
    if not accepted_on(folder):
        name, content = acceptance(clock.now().date().isoformat())
        write_aside(folder / name, content)


def _missing(name: str, reasons: list[str]) -> VoiceMissing:
    tried = "".join(f"\n  {reason}" for reason in reasons)
    why = f" Tried were:{tried}" if reasons else " With --offline nothing is fetched."
    return VoiceMissing(
        f"Supertonic's weights could not be had: {name}.{why}",
        "Run the same command again with a connection: it goes on with what came. Or have a folder that holds them, "
        "and run: python cli.py voices install supertonic --from FOLDER",
    )

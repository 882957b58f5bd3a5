"""Everything wrong with editions: our own rules always, EPUBCheck and Ace where they are installed."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.document.notices import Level
from pipeline.errors import EditionMissing
from pipeline.proofing import access, ace, episode, epubcheck, feeds, overlays, package, sound, texts
from pipeline.proofing.book import Book, NoBook, opened
from pipeline.proofing.findings import Finding, rules
from pipeline.telling import counted

_BOOK, _RECORDING, _FEED, _REPORT = ".epub", ".mp3", ".xml", "report.json"
_USAGE = ("MED-015", "MED_015", "CSS-029")
"""Notes of EPUBCheck that are faults to a listener: audio that no reader must play, a highlight without a rule."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in one file."""

    path: Path
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(one.level is Level.ERROR for one in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return sum(one.level is Level.WARNING for one in self.findings)


def proof(paths: Sequence[Path], *, fast: bool = False) -> Iterator[Proof]:
    """What is wrong with each e-book, recording, report and feed at `paths`, in order; a folder stands for all in it.

    `fast` leaves out EPUBCheck and Ace. Raises `EditionMissing` when a path leads to nothing that can be checked.
    """
    files = [file for path in paths for file in _files(path)]
    for file in files:
        if file.suffix.lower() == _BOOK:
            yield Proof(file, tuple(_book(file, fast)))
        elif file.name == _REPORT:
            yield Proof(file, tuple(episode.reported(file)))
        elif file.suffix.lower() == _FEED:
            yield Proof(file, tuple(feeds.found(file)))
        else:
            yield Proof(file, tuple(episode.found(file)))


def checkers(*, fast: bool = False) -> tuple[str, ...]:
    """Who looks at the books."""
    others = (("EPUBCheck", epubcheck.installed()), ("Ace", ace.program() is not None))
    return ("manyvoices", *(name for name, there in others if there and not fast))


def told(proof: Proof) -> str:
    """A proof for a person: the file and how many findings, then one a line."""
    head = f"{proof.path}: {counted(proof.errors, 'error')}, {counted(proof.warnings, 'warning')}"
    lines = [f"  {one.level} {one.number} {one.where}: {_title(one)}{one.text}" for one in proof.findings]
    return "\n".join([head, *lines])


def _title(one: Finding) -> str:
    rule = rules().get(one.number)
    return f"{rule.title}. " if rule else ""


def _files(path: Path) -> Sequence[Path]:
    if path.is_dir():
        walked = os.walk(path)  # what is taken away meanwhile is passed over
        inside = sorted(
            file for at, _, names in walked for name in names if (file := Path(at, name)).is_file()
        )
        found = [file for file in inside if file.suffix.lower() == _BOOK or file.name == _REPORT]
        found += [file for file in inside if file.suffix.lower() == _RECORDING and not _is_part(file)]
        found += [file for file in inside if file.suffix.lower() == _FEED and feeds.is_feed(file)]
    else:
        found = [path] if path.is_file() else []
    if not found:
        raise EditionMissing(
            f"Nothing to check is at {path}.",
            "Name an e-book (.epub), a recording (.mp3), a feed (.xml) or a folder.",
        )
    return found


def _is_part(recording: Path) -> bool:
    """Whether it is a part of another recording, or the same under the name that feeds use."""
    return recording.parent.name == "sections" or recording.parts[-3:-1] == ("feeds", "sound")


def _book(path: Path, fast: bool) -> Iterator[Finding]:
    try:
        book = opened(path)
    except NoBook as error:
        yield error.found
        return
    try:
        yield from _found(book)
    finally:
        book.close()
    if not fast and epubcheck.installed():
        yield from _validated(path)
    if not fast and ace.program() is not None:
        yield from ace.found(path)


def _found(book: Book) -> Iterator[Finding]:
    yield from package.found(book)
    made = overlays.overlays(book)
    lengths, heard = sound.found(book, made)
    yield from overlays.found(book, made, lengths)
    yield from heard
    yield from access.found(book, made)
    yield from texts.found(book)


def _validated(path: Path) -> Iterator[Finding]:
    for message in next(epubcheck.messages([path])):
        level = Level.ERROR if message.severity in ("FATAL", "ERROR") else Level.WARNING
        if message.severity in epubcheck.FAULTS or message.id in _USAGE:
            yield Finding(message.id, message.where, message.text, level)

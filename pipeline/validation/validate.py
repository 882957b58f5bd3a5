"""Everything wrong with editions: our own rules always, EPUBCheck and Ace where they are installed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.document.notices import Level
from pipeline.document.quantities import count_of
from pipeline.infra.exception_messages import in_words
from pipeline.infra.store import Store
from pipeline.validation import (
    accessibility,
    ace,
    content_documents,
    episode,
    epubcheck,
    feeds,
    overlays,
    package,
    sound,
)
from pipeline.validation.book import Book, NoBook, open_book
from pipeline.validation.finding_cache import Kept
from pipeline.validation.findings import Finding, finding, rules
from pipeline.validation.publication_kinds import Kind, lying

_USAGE = ("MED-015", "MED_015", "CSS-029")
"""Notes of EPUBCheck that are faults to a listener: audio that no reader must play, a highlight without a rule."""
_NO_BOOK = ("B01", "B02", "B03", "B04")
"""Findings of what cannot be opened; the other checkers would say the same."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in one file."""

    path: Path
    findings: tuple[Finding, ...]
    kept: bool = False
    """Whether all of it is known from before: neither the file nor the checks have changed."""

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(one.level is Level.ERROR for one in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return sum(one.level is Level.WARNING for one in self.findings)


def proof(
    paths: Sequence[Path], *, fast: bool = False, store: Store | None = None, again: bool = False
) -> Iterator[Proof]:
    """What is wrong with each e-book, recording, report and feed at `paths`, in order; a folder stands for all in it.

    `fast` leaves out EPUBCheck and Ace. What was found in unchanged files is kept in the `store`; with `again` all is
    found anew. Whatever goes wrong with a file is a finding about that file. Raises `EditionMissing`, before anything is
    checked, when a path leads to nothing that can be.
    """
    cache = Kept(store, again=again)
    files = [each for path in paths for each in lying(path)]
    return (_proof(file, kind, cache, fast) for file, kind in files)


def checkers(*, fast: bool = False) -> tuple[str, ...]:
    """Who looks at the books."""
    others = (("EPUBCheck", epubcheck.is_installed()), ("Ace", ace.program() is not None))
    return ("manyvoices", *(name for name, there in others if there and not fast))


def describe(proof: Proof) -> str:
    """A proof for a person: the file and how many findings, then one a line."""
    head = f"{proof.path}: {count_of(proof.errors, 'error')}, {count_of(proof.warnings, 'warning')}"
    known = ", unchanged since it was checked" if proof.kept else ""
    lines = [f"  {one.level} {one.number} {one.where}: {_title(one)}{one.text}" for one in proof.findings]
    return "\n".join([f"{head}{known}", *lines])


def _title(one: Finding) -> str:
    rule = rules().get(one.number)
    return f"{rule.title}. " if rule else ""


def _proof(file: Path, kind: Kind, cache: Kept, fast: bool) -> Proof:
    try:
        return Proof(file, *_findings(file, kind, cache, fast))
    except Exception as error:  # noqa: BLE001 - whatever it is, the other files are checked
        return Proof(file, (_unchecked_finding(file, error),))


def _findings(file: Path, kind: Kind, cache: Kept, fast: bool) -> tuple[tuple[Finding, ...], bool]:
    match kind:
        case Kind.BOOK:
            return _book(file, cache, fast)
        case Kind.RECORDING:
            find = partial(_guard, file, episode.check(file))
            return cache.findings("recording", [file, *episode.beside(file)], find)
        case Kind.REPORT:  # it names files, all of which have to be read anyway
            return tuple(_guard(file, episode.check_report(file))), False
        case Kind.FEED:  # likewise, their lengths excepted
            return tuple(_guard(file, feeds.check(file, cache.length))), False


def _book(file: Path, cache: Kept, fast: bool) -> tuple[tuple[Finding, ...], bool]:
    findings, known = cache.findings("book", [file], lambda: _own(file))
    if fast or any(one.number in _NO_BOOK for one in findings):
        return findings, known
    if epubcheck.is_installed():
        more, as_before = cache.findings(
            "EPUBCheck", [file], lambda: _guard(file, _validate(file)), epubcheck.version()
        )
        findings, known = findings + more, known and as_before
    if ace.program() is not None:
        more, as_before = cache.findings("Ace", [file], lambda: _guard(file, ace.check(file)), ace.version())
        findings, known = findings + more, known and as_before
    return findings, known


def _own(file: Path) -> Iterator[Finding]:
    """What our own rules find in a book; one subject's trouble leaves the others."""
    try:
        book = open_book(file)
    except NoBook as error:
        yield error.found
        return
    try:
        for subject in (package.check, _check_overlays, content_documents.check):
            yield from _guard(file, subject(book))
    finally:
        book.close()


def _check_overlays(book: Book) -> Iterator[Finding]:
    """The overlays, their sound, and what is said of both."""
    own = overlays.overlays(book)
    lengths, sound_findings = sound.check(book, own)
    own = overlays.end_open_clips(own, lengths)
    yield from overlays.check(book, own, lengths)
    yield from sound_findings
    yield from accessibility.check(book, own)


def _guard(file: Path, findings: Iterable[Finding]) -> Iterator[Finding]:
    """What is `findings`, and a finding for what ends the search."""
    try:
        yield from findings
    except Exception as error:  # noqa: BLE001 - whatever it is, the rest is checked
        yield _unchecked_finding(file, error)


def _unchecked_finding(file: Path, error: Exception) -> Finding:
    why = in_words(error)
    return finding("B11", file.name, f"{why.message} {why.advice}".rstrip())


def _validate(path: Path) -> Iterator[Finding]:
    for message in next(epubcheck.messages([path])):
        level = Level.ERROR if message.severity in ("FATAL", "ERROR") else Level.WARNING
        if message.severity in epubcheck.FAULTS or message.id in _USAGE:
            yield Finding(message.id, message.where, message.text, level)

"""Terms with their renderings in all languages, and the glossary of two languages out of them; those that we bring, too."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path

from pipeline.document.plain_files import read_plain_file
from pipeline.errors import GlossaryError
from pipeline.languages import folders
from pipeline.translation.characters import traditional
from pipeline.translation.glossary import Glossary, Term

OWN = ""
"""Stands for the article's own language, whichever it is."""
NAMES = ("glossary.csv", "glossary.tbx")
"""What a glossary beside an article is called."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What one language says for a term."""

    words: tuple[str, ...] = ()
    """The one to use first."""
    forbidden: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One term in all languages."""

    wordings: Mapping[str, Wording]
    """By BCP 47 tag, or `OWN`."""
    case: bool = False
    keep: bool = False
    note: str = ""
    sources: str = ""
    """Where the wordings are from."""


@dataclass(frozen=True, slots=True)
class Termbase:
    """All terms of a project."""

    entries: tuple[Entry, ...] = field(default=())
    _made: dict[tuple[str, str], Glossary] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """One object for all who ask for the same terms: what was found by it is remembered by it."""

    def glossary(self, source: str, target: str) -> Glossary:
        """The terms for one pair of languages, BCP 47."""
        pair = source, target
        if pair not in self._made:
            by = folders.table(target, "language").get("writing", {}).get("converted_from")
            converted = tuple(_traditional_terms(self.entries, source, by)) if by else ()
            terms = tuple(_terms(self.entries, source, target))
            self._made[pair] = Glossary(source, target, terms, converted)
        return self._made[pair]


def beside(article: Path) -> Path | None:
    """The glossary that stands in the folder of the article at `article`, if there is one."""
    return next((path for name in NAMES if (path := article.parent / name).is_file()), None)


def read_termbase(path: Path) -> Termbase:
    """The terms in the file at `path`, CSV or TBX by its name.

    Raises one `GlossaryError` that names every fault with its line.
    """
    try:
        data = read_plain_file(path)
    except OSError as error:
        raise GlossaryError(
            f"The glossary {path} cannot be read: {error.strerror}.", "Check its name and permissions."
        ) from error
    return parse_termbase(data, path.name)


def parse_termbase(data: bytes, name: str) -> Termbase:
    """The terms that a file called `name` holds. Raises as `read_termbase`."""
    from pipeline.translation.termbase.sheet import from_csv
    from pipeline.translation.termbase.tbx import from_tbx

    is_tbx = name.lower().endswith((".tbx", ".xml"))
    return from_tbx(data, name) if is_tbx else from_csv(data, name)


def seeds() -> tuple[str, ...]:
    """The names of the glossaries that come with the program."""
    folder = files("pipeline.translation") / "seeds"
    return tuple(
        sorted(item.name.removesuffix(".csv") for item in folder.iterdir() if item.name.endswith(".csv"))
    )


def seed(name: str) -> bytes:
    """The glossary called `name` that comes with the program, CSV. Raises `GlossaryError` when there is none."""
    if name not in seeds():
        raise GlossaryError(f"No glossary is called “{name}”.", f"Known are: {', '.join(seeds())}.")
    return (files("pipeline.translation") / "seeds" / f"{name}.csv").read_bytes()


def _terms(entries: tuple[Entry, ...], source: str, target: str) -> Iterator[Term]:
    for entry in entries:
        own = _wording(entry, source) or entry.wordings.get(OWN)
        there = _wording(entry, target) or Wording()
        for word in own.words if own else ():
            if entry.keep or there.words or there.forbidden:
                yield Term(word, there.words, there.forbidden, entry.keep, entry.case, there.sure)


def _traditional_terms(entries: tuple[Entry, ...], source: str, by: str) -> Iterator[Term]:
    """What the language `by` says for the terms, in Taiwan's characters."""
    for term in _terms(entries, source, by):
        if term.renderings:
            yield replace(term, renderings=tuple(map(traditional, term.renderings)), forbidden=())


def _wording(entry: Entry, tag: str) -> Wording | None:
    return entry.wordings.get(tag) or entry.wordings.get(tag.partition("-")[0])

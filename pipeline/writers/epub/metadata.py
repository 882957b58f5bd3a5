"""What the package document says of the book: title, makers, durations, accessibility."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5

from pipeline.document.article import Block, Edition, Origin, Role
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Voice
from pipeline.languages import Language, find
from pipeline.languages.isolation import fill
from pipeline.writers.epub.overlays import clock
from pipeline.writers.epub.pages import alternative
from pipeline.writers.epub.parts import Entry

ACTIVE = "-epub-media-overlay-active"
"""The class a reader gives to what is being read aloud; the style sheet has a rule for it."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the publisher says of an edition; anything may be empty."""

    identifier: str = ""
    """A URN or URL that stays the same when the edition is published anew; made from title and language when empty."""
    modified: str = ""
    """When the edition's words or sound last changed, ISO 8601; the article's date when empty."""
    appeared: str = ""
    """When the article appeared, ISO 8601; as `modified` when empty."""
    publisher: str = ""
    rights: str = ""
    source: str = ""
    """A URN or URL of what the edition was made from."""
    certified_by: str = ""
    """Who evaluated the book against EPUB Accessibility; empty when nobody did."""


CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The wording of EPUB Accessibility 1.1, section 3.3.2."""

ANONYMOUS = Imprint()
"""Of an edition nobody says anything of."""


def identifier(edition: Edition, imprint: Imprint) -> str:
    """The edition's lasting name."""
    named = "\n".join((edition.source.title.text.strip(), edition.source.date, edition.language))
    return imprint.identifier or f"urn:uuid:{uuid5(NAMESPACE_URL, named)}"


def modified_at(edition: Edition, imprint: Imprint) -> datetime:
    """When the edition was last changed, never by the clock; 1970 when nobody says."""
    stated = imprint.modified or edition.article.date
    moment = datetime.fromisoformat(stated or "1970-01-01")
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who reads a book aloud, and how long."""

    voice: Voice
    durations: Mapping[str, int]
    """Milliseconds by overlay's id."""


def entries(
    edition: Edition,
    pages: Sequence[Page],
    spoken: Spoken | None,
    words: Mapping[str, str],
    imprint: Imprint,
    other: str = "",
) -> list[Entry]:
    """All lines of metadata but identifier and time of making.

    `spoken` is None for a book without sound; `other` a second language of the text, BCP 47, which nobody reads.
    """
    sound = list(_sound(spoken, words)) if spoken else []
    return [
        *_catalogue(edition, imprint, other),
        *sound,
        *_accessibility(edition, pages, words, narrated=bool(sound), whole=not other),
        *_conformance(imprint),
    ]


def _conformance(imprint: Imprint) -> Iterator[Entry]:
    """Conformance, claimed only where somebody stands for it (EPUB Accessibility 1.1, section 3.3)."""
    if imprint.certified_by:
        yield _property("dcterms:conformsTo", CONFORMANCE)
        yield _property("a11y:certifiedBy", _line(imprint.certified_by))


def _catalogue(edition: Edition, imprint: Imprint, other: str) -> Iterator[Entry]:
    article = edition.article
    yield Entry("title", _line(article.title.text))
    yield Entry("language", find(edition.language).tag)
    if other:
        yield Entry("language", find(other).tag)
    for number, author in enumerate(article.authors, 1):
        yield Entry("creator", _line(author), {"id": f"creator-{number}"})
        yield _property("role", "aut", refines=f"#creator-{number}", scheme="marc:relators")
    if article.date:
        yield Entry("date", _date(article.date))
    yield from (Entry("subject", _line(tag)) for tag in article.tags)
    optional = {
        "description": article.description,
        "publisher": imprint.publisher,
        "rights": imprint.rights,
        "source": imprint.source,
    }
    yield from (Entry(name, _line(value)) for name, value in optional.items() if value.strip())


def _sound(spoken: Spoken, words: Mapping[str, str]) -> Iterator[Entry]:
    voice, durations = spoken.voice, spoken.durations
    for overlay, duration in durations.items():
        yield _property("media:duration", clock(duration), refines=f"#{overlay}")
    yield _property("media:duration", clock(sum(durations.values())))
    named = {"voice": f"{voice.engine} {voice.name}".strip()}
    yield _property("media:narrator", fill(words["narrator"], voice.language, named))
    yield _property("media:active-class", ACTIVE)


def _accessibility(
    edition: Edition, pages: Sequence[Page], words: Mapping[str, str], *, narrated: bool, whole: bool
) -> Iterator[Entry]:
    """Claims that hold of this very book, of its pictures and of its sound.

    `auditory` suffices where every sentence and every alternative is narrated, the cover's and the
    contents page's too; it does not where a second language stands unread beside the first.
    """
    blocks = [inner for page in pages for block in page.blocks for inner in block.walk()]
    figures = [block for block in blocks if block.picture]
    alternatives = [block for block in figures if alternative(block)]
    values = [
        ("accessMode", ["textual", *(["visual"] if figures else [])]),
        ("accessModeSufficient", _sufficient(narrated and whole, len(alternatives) == len(figures))),
        (
            "accessibilityFeature",
            [
                *(["synchronizedAudioText"] if narrated else []),
                "tableOfContents",
                "readingOrder",
                "structuralNavigation",
                "displayTransformability",
                *(["alternativeText"] if alternatives and len(alternatives) == len(figures) else []),
            ],
        ),
        ("accessibilityHazard", ["none"]),
        ("accessibilitySummary", [_summary(edition, pages, words, narrated and whole)]),
    ]
    yield from (_property(f"schema:{name}", value) for name, listed in values for value in listed)


def _sufficient(has_sound: bool, has_alternatives: bool) -> list[str]:
    """What suffices by itself. A picture nobody tells needs eyes beside the text."""
    if not has_alternatives:
        return ["textual,visual"]
    return ["textual", *(["auditory"] if has_sound else [])]


def _summary(edition: Edition, pages: Iterable[Page], words: Mapping[str, str], has_sound: bool) -> str:
    """What a person should know before opening the book; who translated and who speaks as the cover says it."""
    sentences = [words["accessible_book" if has_sound else "accessible_text"]]
    if edition.origin is Origin.ORIGINAL:
        sentences.append(words["original_text"])
    sentences += [_line(block.text) for block in _disclosures(pages)]
    return _space(find(edition.language)).join(sentences)


def _disclosures(pages: Iterable[Page]) -> Iterator[Block]:
    covers = (page for page in pages if page.kind is PageKind.COVER)
    return (block for cover in covers for block in cover.blocks if block.role is Role.DISCLOSURE)


def _space(language: Language) -> str:
    return " " if language.parted else ""


def _date(stated: str) -> str:
    """A day or a moment in the one form that W3CDTF and ISO 8601 share."""
    try:
        return date.fromisoformat(stated).isoformat()
    except ValueError:
        return datetime.fromisoformat(stated).isoformat()


def _line(value: str) -> str:
    return " ".join(value.split())


def _property(name: str, value: str, **others: str) -> Entry:
    return Entry("meta", value, {**others, "property": name})

"""Rules of honesty: what the metadata says of access, held against what the book has.

EPUB Accessibility 1.1, section 2; Schema.org's accessibility properties.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.document.quantities import count_of
from pipeline.languages.scripts import share
from pipeline.validation.book import Book
from pipeline.validation.content_documents import alternative
from pipeline.validation.findings import Finding, finding
from pipeline.validation.overlays import Overlay, unnarrated_texts
from pipeline.validation.package import language

_SUMMARY_LEAST_SHARE = 0.3


def check(book: Book, overlays: Sequence[Overlay]) -> Iterator[Finding]:
    """Everything untrue or missing in what a book with these `overlays` says of access."""
    modes = set(book.values("schema:accessMode"))
    features = set(book.values("schema:accessibilityFeature"))
    if not modes:
        yield finding("A01", book.root, "The metadata gives no schema:accessMode.")
    yield from _sufficient(book, overlays)
    yield from _sound(book, overlays, features)
    yield from _pictures(book, modes, features)
    if not book.values("schema:accessibilityHazard"):
        yield finding("A08", book.root, "The metadata gives no schema:accessibilityHazard.")
    yield from _summary(book)
    standards = [value for value in book.values("dcterms:conformsTo") if "accessibility" in value.lower()]
    if standards and not any(one.name == "a11y:certifiedBy" and one.value for one in book.statements):
        yield finding("A11", book.root, f"“{standards[0]}” stands without a11y:certifiedBy.")


def _sufficient(book: Book, overlays: Sequence[Overlay]) -> Iterator[Finding]:
    sufficient = [
        set(value.replace(",", " ").split()) for value in book.values("schema:accessModeSufficient")
    ]
    if not sufficient:
        yield finding("A05", book.root, "The metadata gives no schema:accessModeSufficient.")
    if {"auditory"} not in sufficient:
        return
    silent = [page.path for page in book.spine if page.overlay not in book.items]
    left = next((text for overlay in overlays for _, text in unnarrated_texts(book, overlay)), "")
    if silent or left:
        why = f"{silent[0]} has no sound" if silent else f"“{left[:60]}” is not narrated"
        yield finding("A02", book.root, f"accessModeSufficient is “auditory”, but {why}.")


def _sound(book: Book, overlays: Sequence[Overlay], features: set[str]) -> Iterator[Finding]:
    names = {feature.lower() for feature in features}
    claimed = bool(names & {"synchronizedaudiotext", "synchronizedaudio"})
    if claimed and not any(overlay.clips for overlay in overlays):
        yield finding(
            "A03", book.root, "synchronizedAudioText is claimed, and no page has an overlay with clips."
        )
    if overlays and not claimed:
        yield finding("A06", book.root, "The feature synchronizedAudioText is not named.")


def _pictures(book: Book, modes: set[str], features: set[str]) -> Iterator[Finding]:
    images = [image for page in book.spine if page.is_page for image in _images(book, page.path)]
    untold = [image for image in images if image.get("alt") is None]
    telling = [image for image in images if alternative(image).strip()]
    if "alternativeText" in features and untold:
        name = untold[0].get("src", "").rpartition("/")[2]
        yield finding("A04", book.root, f"alternativeText is claimed, and {name} has none.")
    if telling and "visual" not in modes:
        tell = f"{count_of(len(telling), 'picture')} {'tells' if len(telling) == 1 else 'tell'} something"
        yield finding("A07", book.root, f"{tell}, and accessMode does not say visual.")


def _images(book: Book, path: str) -> Iterator[Any]:
    root = book.xml(path)
    return iter(()) if root is None else root.iter("{*}img")


def _summary(book: Book) -> Iterator[Finding]:
    said = book.values("schema:accessibilitySummary")
    if not said:
        yield finding("A09", book.root, "The metadata gives no schema:accessibilitySummary.")
        return
    known = language(book)
    letters, part = share(said[0], known.script) if known else (0, 1.0)
    if letters and part < _SUMMARY_LEAST_SHARE:
        yield finding("A10", book.root, f"“{said[0][:60]}” is not written in the book's script.")

"""A termbase as TBX (ISO 30042:2019), dialect TBX-Basic; written in DCA style, read in DCA and DCT style."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.errors import GlossaryError, UnknownLanguage
from pipeline.languages import find
from pipeline.translation.termbase.project_terms import OWN, Entry, Termbase, Wording

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFERRED, _ADMITTED, _DEPRECATED = (
    f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated")
)
_SHUT = (_DEPRECATED, "supersededTerm-admn-sts")
_KEEP, _CASE, _UNSURE = "Do not translate.", "Capitals matter.", "Uncertain."
_LARGEST = 20_000_000
"""Bytes."""


def to_tbx(termbase: Termbase, own: str = "en") -> bytes:
    """The termbase as a TBX file; `own` is the language of the terms that have none."""
    spaces: Any = {None: _NAMESPACE}
    root = etree.Element(f"{{{_NAMESPACE}}}tbx", nsmap=spaces, type="TBX-Basic", style="dca")
    root.set(_LANGUAGE, own)
    source = _add(_add(_add(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    _add(source, "p", "Glossary of a manyvoices project.")
    body = _add(_add(root, "text"), "body")
    for number, entry in enumerate(termbase.entries, 1):
        _write_entry(_add(body, "conceptEntry", id=f"c{number}"), entry, own)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def from_tbx(data: bytes, name: str) -> Termbase:
    """The termbase in the TBX file `data`, called `name` in messages.

    No entity is resolved. Raises one `GlossaryError` that names every fault with its line.
    """
    root = _parse(data, name)
    faults: list[str] = []
    entries = tuple(_read_entry(concept, faults) for concept in _all(root, "conceptEntry", "termEntry"))
    if not entries:
        faults.append("line 1: there is no conceptEntry")
    if faults:
        listed = "\n".join(f"  {fault}" for fault in faults)
        raise GlossaryError(f"The glossary {name} cannot be used:\n{listed}", "Export it anew as TBX-Basic.")
    return Termbase(entries)


def _write_entry(concept: etree._Element, entry: Entry, own: str) -> None:
    if entry.sources:
        _add(concept, "admin", entry.sources, type="source")
    for note in (_KEEP if entry.keep else "", _CASE if entry.case else "", entry.note):
        if note:
            _add(concept, "note", note)
    for tag, wording in entry.wordings.items():
        section = _add(concept, "langSec")
        section.set(_LANGUAGE, tag or own)
        statuses = [_PREFERRED, *[_ADMITTED] * (len(wording.words) - 1)][: len(wording.words)]
        for word, status in (
            *zip(wording.words, statuses, strict=True),
            *((word, _DEPRECATED) for word in wording.forbidden),
        ):
            term = _add(section, "termSec")
            _add(term, "term", word)
            _add(term, "termNote", status, type="administrativeStatus")
            if not wording.sure and status != _DEPRECATED:
                _add(term, "note", _UNSURE)


def _add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_NAMESPACE}}}{tag}", attributes)
    child.text = text
    return child


def _parse(data: bytes, name: str) -> etree._Element:
    if len(data) > _LARGEST:
        raise GlossaryError(
            f"The glossary {name} is larger than {_LARGEST // 10**6} MB.", "Split it, or name another file."
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise GlossaryError(
            f"The glossary {name} is not a complete XML file: {error}.", "Export it anew as TBX-Basic."
        ) from error
    if root.getroottree().docinfo.internalDTD is not None and any(
        True
        for _ in root.getroottree().docinfo.internalDTD.iterentities()  # type: ignore[union-attr]
    ):
        raise GlossaryError(
            f"The glossary {name} declares entities, which are never resolved.",
            "Export it anew without them.",
        )
    if etree.QName(root).localname not in ("tbx", "martif"):
        raise GlossaryError(f"The glossary {name} is XML, but not TBX.", "Export it anew as TBX-Basic.")
    return root


def _all(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Those below `element`, in order, and none within another one."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if isinstance(child.tag, str) and etree.QName(child).localname in names:
            yield child
        else:
            waiting += reversed(child)


def _read_entry(concept: etree._Element, faults: list[str]) -> Entry:
    wordings: dict[str, Wording] = {}
    for section in _all(concept, "langSec", "langSet"):
        tag = _tag(section, faults)
        words = [_read_term(term) for term in _all(section, "termSec", "tig", "ntig")]
        said = tuple(word for word, status, _ in words if word and status not in _SHUT)
        shut = tuple(word for word, status, _ in words if word and status in _SHUT)
        if said or shut:
            wordings[tag] = Wording(said, shut, not any(unsure for _, _, unsure in words))
    if not any(wording.words for wording in wordings.values()):
        faults.append(f"line {concept.sourceline}: there is no term")
    notes = [child.text or "" for child in concept if etree.QName(child).localname == "note"]
    sources = [
        child.text or ""
        for child in concept
        if child.get("type") == "source" or etree.QName(child).localname == "source"
    ]
    rest = " ".join(note for note in notes if note not in (_KEEP, _CASE))
    return Entry(wordings, _CASE in notes, _KEEP in notes, rest, " ".join(sources))


def _read_term(term: etree._Element) -> tuple[str, str, bool]:
    """The words, their status, and whether they are marked as uncertain."""
    words = next(
        (
            " ".join(str(etree.tostring(child, method="text", encoding="unicode", with_tail=False)).split())
            for child in _all(term, "term")
        ),
        "",
    )
    status = next(
        (
            (child.text or "").strip()
            for child in term.iter(etree.Element)
            if etree.QName(child).localname == "administrativeStatus"
            or child.get("type") == "administrativeStatus"
        ),
        "",
    )
    return words, status, any((child.text or "") == _UNSURE for child in _all(term, "note"))


def _tag(section: etree._Element, faults: list[str]) -> str:
    written = section.get(_LANGUAGE) or ""
    try:
        return find(written).tag if written else OWN
    except UnknownLanguage as error:
        faults.append(f"line {section.sourceline}: {error.message}")
        return OWN

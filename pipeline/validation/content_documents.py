"""Rules of the pages: language, direction, structure, alternatives, links."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from pipeline.errors import UnknownLanguage
from pipeline.languages import FALLBACK, Language, find, words
from pipeline.languages.scripts import LETTERS, share
from pipeline.validation.book import XML_LANG, Book, Item, resolve
from pipeline.validation.findings import Finding, finding
from pipeline.validation.package import alike, language

_HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
_FETCHED = ("img", "audio", "video", "source", "iframe", "object", "embed", "link", "image", "script")
_FETCHED_LINKS = frozenset(("stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest"))
UNSEEN = ("script", "style", "head", "audio", "video", "object", "iframe", "canvas")
"""Elements whose text is not for readers, or only for those that do not know the element."""
_REMOTE = ("audio", "video", "source")
"""Elements that may show something from elsewhere, where page and manifest say so (EPUB 3.3, section 3.6)."""
_LEAST_SHARE = 0.3
"""Of the letters of a part in its language's script; the least that human translations show."""
_FEW_LETTERS = 40
"""Too few to tell a script by."""
_DAMAGED = re.compile("\ufffd|Ã[\x80-\xbf©¨]|â€[™œ\x9d]|[\ue000-\uf8ff]")


def check(book: Book) -> Iterator[Finding]:
    """Everything wrong with the pages in the book's reading order and its navigation document."""
    known = language(book)
    ids: dict[str, frozenset[str]] = {}
    for item in _pages(book):
        root = book.xml(item.path)
        if root is None:
            continue
        ids[item.path] = frozenset(element.get("id") for element in root.iter() if element.get("id"))
        yield from _language(item, root, book, known)
        yield from _structure(item, root)
        yield from _pictures(item, root)
        yield from _outside(item, root, book)
        yield from _letters(item, root, known)
    yield from _links(book, ids)
    yield from _fixed_words(book, known)
    for path, why in book.damaged.items():
        yield finding("B06", path, f"It cannot be read as XML ({why}).")


def body(root: Any) -> Any:
    """The body of a page, or the page where it has none."""
    inner = root.find("{*}body")
    return root if inner is None else inner


def visible_text(element: Any) -> Iterator[str]:
    """The text below `element` that can be seen."""
    if not _is_seen(element):
        return
    yield element.text or ""
    for child in element:
        yield from visible_text(child)
        yield child.tail or ""


def alternative(image: Any) -> str:
    """What a picture says to whom does not see it; nothing where it is hidden from screen readers."""
    return "" if image.get("aria-hidden") == "true" else image.get("alt") or ""


def _pages(book: Book) -> Iterator[Item]:
    listed = {item.path: item for item in book.spine}
    listed |= {item.path: item for item in book.items.values() if "nav" in item.properties}
    return (item for item in listed.values() if item.media_type == "application/xhtml+xml")


def _language(item: Item, root: Any, book: Book, known: Language | None) -> Iterator[Finding]:
    stated = {root.get("lang", ""), root.get(XML_LANG, "")} - {""}
    if not stated:
        yield finding("T01", item.path, "The html element has no lang and no xml:lang.")
    elif book.language and any(not _is_books(one, book) for one in stated):
        named = ", ".join(sorted(stated))
        yield finding("T02", item.path, f"The page says {named}; the book says {book.language}.")
    if known and known.direction == "rtl" and "rtl" not in (root.get("dir"), body(root).get("dir")):
        yield finding("T03", item.path, f"{known.name} runs from right to left, and no dir=“rtl” says so.")


def _is_books(tag: str, book: Book) -> bool:
    """Whether it is one of the languages that the book names."""
    return any(alike(tag, named) for named in book.values("dc:language"))


def _is_named(root: Any) -> bool:
    """Whether a screen reader says what a part of the page is, where nobody sees a heading.

    A name taken from a text that is seen does not count: that text is what ought to be the heading.
    """
    return any(part.get("aria-label") for part in root.iter("{*}section", "{*}nav"))


def _structure(item: Item, root: Any) -> Iterator[Finding]:
    title = root.find("{*}head/{*}title")
    if title is None or not "".join(title.itertext()).strip():
        yield finding("T11", item.path, "The head has no title, which screen readers say first.")
    ranks = [_HEADINGS[name] for element in root.iter() if (name := _name(element)) in _HEADINGS]
    if not ranks and not _is_named(root) and "".join(visible_text(body(root))).strip():
        yield finding("T12", item.path, "No heading leads to this page, and no part of it has a name.")
    for before, after in pairwise(ranks):
        if after > before + 1:
            yield finding("T13", item.path, f"h{after} follows h{before}.")
    for table in root.iter("{*}table"):
        if table.find(".//{*}th") is None:
            yield finding("T14", _place(item, table), "No cell says what its column or row is about.")
    twice = Counter(element.get("id") for element in root.iter() if element.get("id"))
    yield from (
        finding("T06", f"{item.path}#{id}", f"{count} elements have it.")
        for id, count in twice.items()
        if count > 1
    )


def _pictures(item: Item, root: Any) -> Iterator[Finding]:
    for image in root.iter("{*}img"):
        if image.get("alt") is None:
            name = image.get("src", "").rpartition("/")[2]
            yield finding("T04", _place(item, image), f"The picture {name} has no alt attribute.")


def _outside(item: Item, root: Any, book: Book) -> Iterator[Finding]:
    for element in root.iter():
        name = _name(element)
        runs = name == "script" or any(key.lower().startswith("on") for key in element.attrib)
        if runs and "scripted" not in item.properties:
            yield finding("T08", _place(item, element), f"The element {name} runs a script.")
        address = element.get("src") or (element.get("href") if _is_fetched(element) else "") or ""
        if name not in _FETCHED or not re.match(r"(?:https?:)?//", address):
            continue
        is_declared = name in _REMOTE and "remote-resources" in item.properties and address in book.remote
        if not is_declared:
            yield finding("T09", _place(item, element), f"The element {name} fetches {address[:80]}.")


def _is_fetched(element: Any) -> bool:
    """Whether a link brings something to the page; many only name a vocabulary or another place."""
    return _name(element) == "link" and not _FETCHED_LINKS.isdisjoint(element.get("rel", "").lower().split())


def _letters(item: Item, root: Any, known: Language | None) -> Iterator[Finding]:
    text = " ".join("".join(visible_text(body(root))).split())
    if damaged := _DAMAGED.search(text):
        near = text[max(0, damaged.start() - 20) : damaged.end() + 20]
        yield finding("T10", item.path, f"“{near}”: letters that no encoding meant.")
    if known is None:
        return
    letters, part = share("".join(_own(root, known)), known.script)
    if letters >= _FEW_LETTERS and part < _LEAST_SHARE:
        message = f"{part:.0%} of {letters} letters are in the script of {known.name}."
        yield finding("T05", item.path, message)


def _own(root: Any, known: Language) -> Iterator[str]:
    """What can be seen of a page and is in the book's language.

    What says that it is in another one, and is written as that one is, does not count; word processors mark whole
    paragraphs wrongly.
    """
    texts_by_tag: dict[str, list[str]] = defaultdict(list)
    for tag, text in _by_language(body(root), root.get(XML_LANG) or root.get("lang") or known.tag):
        texts_by_tag[tag].append(text)
    for tag, parts in texts_by_tag.items():
        script = _script(tag)
        letters, part = share("".join(parts), script)
        if script == known.script or not letters or part < _LEAST_SHARE:
            yield from parts


def _script(tag: str) -> str:
    """The script (ISO 15924) of a text marked with `tag`; empty where that is not known."""
    written = [part.capitalize() for part in tag.split("-")[1:]]
    named = next((part for part in written if part in LETTERS), "")
    try:
        return named or find(tag).script
    except UnknownLanguage:
        return ""


def _by_language(element: Any, language: str) -> Iterator[tuple[str, str]]:
    """The text below `element` that can be seen, and the language that each piece of it says it is in."""
    if not _is_seen(element):
        return
    own = element.get(XML_LANG) or element.get("lang") or language
    yield own, element.text or ""
    for child in element:
        yield from _by_language(child, own)
        yield own, child.tail or ""


def _is_seen(element: Any) -> bool:
    """Whether an element and what is in it can be seen: no comment, script or the like."""
    hidden = not isinstance(element.tag, str) or element.get("hidden") is not None
    return not hidden and element.tag.rpartition("}")[2] not in UNSEEN


def _links(book: Book, ids: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    for item in _pages(book):
        root = book.xml(item.path) if item.path in ids else None
        for link in () if root is None else root.iter("{*}a"):
            path, id = resolve(item.path, link.get("href", ""))
            missing = path and (path not in book.names or (id and path in ids and id not in ids[path]))
            if missing:
                yield finding(
                    "T07", _place(item, link), f"It leads to {link.get('href')}, which is not there."
                )


def _fixed_words(book: Book, known: Language | None) -> Iterator[Finding]:
    """English words in the contents of a book in another language: its tool was never translated."""
    if known is None or known.base == FALLBACK:
        return
    english = {word.casefold() for word in words(FALLBACK).values()} - {
        word.casefold() for word in words(known.tag).values()
    }
    english |= {"table of contents", "contents", "cover", "start of content", "guide", "landmarks"}
    for item in (item for item in book.items.values() if "nav" in item.properties):
        root = book.xml(item.path)
        for element in () if root is None else root.iter("{*}a", "{*}h1", "{*}h2", "{*}title"):
            text = " ".join("".join(element.itertext()).split())
            if text.casefold() in english:
                yield finding("T15", _place(item, element), f"“{text}” is English in a {known.name} book.")


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _place(item: Item, element: Any) -> str:
    id = element.get("id")
    return f"{item.path}#{id}" if id else f"{item.path}:{element.sourceline}"

"""OpenDocument texts to pieces: HTML is made of them, and the walk that all HTML takes does the rest."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.document.article import Picture
from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleError, ArticleNotText
from pipeline.languages.dates import iso_date
from pipeline.readers.credit_lines import read_bylines
from pipeline.readers.front_matter import Front
from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.walk import pieces
from pipeline.readers.line_roles import sort
from pipeline.readers.opendocument.flat import flat_parts
from pipeline.readers.opendocument.markup import Page
from pipeline.readers.opendocument.names import local, named
from pipeline.readers.opendocument.styles import Styles
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript
from pipeline.readers.sources.media_kinds import PACKED
from pipeline.readers.sources.source import LONGEST, clean
from pipeline.readers.word.bold_headings import bold_headings
from pipeline.readers.word.check_boxes import task_lists
from pipeline.readers.word.docx import lift_front, with_title
from pipeline.readers.word.package import parts, tree
from pipeline.readers.word.properties import MOST_DAYS, TEMPLATES, authors, days_between

_CONTENT, _STYLES, _META, _MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
_MATHS = "{http://www.w3.org/1998/Math/MathML}math"


def parse(data: bytes, name: str, album: Album) -> Manuscript:
    """The article in the OpenDocument text `data`, whose file is called `name`.

    Raises `ArticleNotText` when it is none or needs a password, `ArticleEmpty` when there is no text in it, and
    `ArticleError` when it is damaged or beyond reason.
    """
    found = parts(data, name) if data.startswith(PACKED) else flat_parts(data, name)
    _refuse_password(found, name)
    content = _tree(found, _CONTENT, name)
    text = next(content.iter("{*}text"), None) if content is not None else None
    if text is None:
        raise ArticleNotText(
            f"{name} has no text in it, so it is no OpenDocument text.", "Save it anew as .odt or .docx."
        )
    held = _Enclosed(album, found)
    page = Page(_styles(found, content, name), held.name_of, dict(_formulas(found, name)))
    body = page.body(text)
    if sum(map(len, body.itertext())) > LONGEST:
        raise ArticleError(f"{name} is too long for an article.", "Divide it and publish the parts.")
    for element in body.iter():
        element.text, element.tail = _clean(element.text), _clean(element.tail)
    front = lift_front(_properties(_tree(found, _META, name)), body)
    made, notices = pieces(body, name, held, numbered=False)
    sorted_ = sort(task_lists(bold_headings(made)), name)
    front, titled = with_title(front, sorted_.body)
    full_front, kept = read_bylines(front, titled)
    changed = content.find(".//{*}tracked-changes/{*}changed-region") is not None
    more = _losses(name, page, _margins(found, name), changed=changed)
    return Manuscript(full_front, (*kept, *sorted_.back), (*more, *notices, *sorted_.notices))


class _Enclosed:
    """The album of a document, and the pictures within it."""

    def __init__(self, album: Album, found: Mapping[str, bytes]) -> None:
        self._album = album
        self._found = found

    def name_of(self, image: Any) -> str:
        """The name by which the walk asks for the picture of an element `image`."""
        address = named(image, "href").removeprefix("./")
        return f"picture:{address}" if address in self._found else address

    def picture(self, address: str, where: str, shows: str = "") -> Picture | None:
        """The picture within the document that has this name, or what the album has at this address."""
        path = address.removeprefix("picture:")
        if path == address:
            return self._album.picture(address, where, shows)
        return self.embed(self._found[path], path.rpartition("/")[2].partition(".")[0], where, shows)

    def embed(self, data: bytes, stem: str, where: str, shows: str = "") -> Picture | None:
        """The picture `data`."""
        return self._album.embed(data, stem, where, shows)


def _tree(found: Mapping[str, bytes], path: str, name: str) -> Any:
    return tree(found[path], f"{name}: its part {path}") if path in found else None


def _refuse_password(found: Mapping[str, bytes], name: str) -> None:
    if b"encryption-data" in found.get(_MANIFEST, b""):
        raise ArticleNotText(f"{name} is protected by a password.", "Save it without one and try again.")


def _styles(found: Mapping[str, bytes], content: Any, name: str) -> Styles:
    styles = Styles()
    for root in (_tree(found, _STYLES, name), content):
        if root is not None:
            styles.add(root)
    return styles


def _formulas(found: Mapping[str, bytes], name: str) -> Iterator[tuple[str, Any]]:
    """The roots of the objects in the document that are formulas, by their paths, with names as HTML has them."""
    for path in found:
        folder, _, file = path.rpartition("/")
        if file != _CONTENT or not folder:
            continue
        root = _tree(found, path, name)
        if root.tag == _MATHS or local(root) == "math":
            for element in root.iter():
                element.tag = local(element) or element.tag
            yield folder, root


def _clean(text: str | None) -> str | None:
    return clean(text) if text else text


def _properties(meta: Any) -> Front:
    """What the document says of itself; who saved it last is not who wrote it where the first writer is known."""
    if meta is None:
        return Front()
    said = {local(element): " ".join(clean("".join(element.itertext())).split()) for element in meta.iter()}
    keywords = ("".join(element.itertext()) for element in meta.iter("{*}keyword"))
    return Front(
        title=said.get("title", ""),
        authors=tuple(dict.fromkeys(authors(said.get("initial-creator") or said.get("creator", "")))),
        date=_date(said),
        language=elements.known_tag(said.get("language", "")),
        description=said.get("description", ""),
        tags=tuple(
            dict.fromkeys(
                filter(None, (" ".join(one.split()) for written in keywords for one in written.split(",")))
            )
        ),
    )


def _date(said: Mapping[str, str]) -> str:
    """When it was made, unless a template was."""
    created = said.get("creation-date", "")
    if created.startswith(TEMPLATES) or days_between(created, said.get("date", "")) > MOST_DAYS:
        return ""
    return iso_date(created) or ""


def _margins(found: Mapping[str, bytes], name: str) -> str:
    """What stands at the head and the foot of the pages."""
    root = _tree(found, _STYLES, name)
    margins = [] if root is None else list(root.iter("{*}header", "{*}footer"))
    lines = (" ".join("".join(each.itertext()).split()) for each in margins)
    return "\n".join(dict.fromkeys(filter(None, lines)))


def _losses(name: str, page: Page, margins: str, *, changed: bool) -> Iterator[Notice]:
    """What of the document is not in the article. What was deleted from it is not told."""
    if changed:
        text = "Changes are tracked in it: it was read as if all were accepted; what was deleted is left out."
        yield Notice("reading.changes", Level.INFO, name, text)
    kinds = (
        ("comments", "Comments were left out.", "\n".join(page.comments)),
        ("margins", "Headers and footers of pages were left out.", margins),
        (
            "contents",
            "The table of contents was left out: every edition has its own.",
            "\n".join(page.contents),
        ),
        ("hidden", "Text that the document hides was left out.", "\n".join(page.hidden)),
    )
    yield from (
        Notice(f"reading.{kind}", Level.INFO, name, text, evidence)
        for kind, text, evidence in kinds
        if evidence
    )

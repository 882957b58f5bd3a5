"""Translations as XLIFF 2.1: one unit a block, one segment a sentence, links and emphasis as paired codes.

XLIFF Version 2.1, OASIS Standard, 13 February 2018. A link's address stands in the unit's original data
for the translator to see; what is published comes from the article.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document.article import Article, Mark, MarkKind, Sentence, Span
from pipeline.errors import ReviewedFileError, UnknownLanguage
from pipeline.languages import find, languages
from pipeline.translation.interchange.segments import Coded, Inline, Segment, State, described, units
from pipeline.translation.marks import collapsed, runs

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
LARGEST = 32 * 2**20
"""Bytes; a book of 300,000 words stays below."""

_TYPES = {
    MarkKind.EMPHASIS: ("fmt", "xlf:i"),
    MarkKind.STRONG: ("fmt", "xlf:b"),
    MarkKind.CODE: ("other", "mv:code"),
    MarkKind.LINK: ("link", "mv:link"),
    MarkKind.LANGUAGE: ("other", "mv:language"),
    MarkKind.ABBREVIATION: ("other", "mv:abbreviation"),
    MarkKind.SUPERSCRIPT: ("fmt", "mv:superscript"),
    MarkKind.SUBSCRIPT: ("fmt", "mv:subscript"),
    MarkKind.DELETED: ("fmt", "mv:deleted"),
    MarkKind.NOTE: ("other", "mv:note"),
}


def write_xliff(
    source: Article,
    translated: Article | None,
    target: str,
    *,
    original: str,
    state: State = State.FINAL,
) -> bytes:
    """`source` and its translation as a file for translators; without `translated`, one to be filled in.

    `original` is the article's file name. `state` is what every segment that has a target claims.
    The same values give the same bytes.
    """
    whole = translated is not None and len(described(source)) != len(described(translated))
    targets = dict(units(translated, whole=whole)) if translated else {}
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        f'<xliff xmlns="{NAMESPACE}" version="2.1" srcLang="{source.language}" trgLang="{target}">',
        f'  <file id="article" original="{escape(original)}" canResegment="no" xml:space="preserve">',
        *(
            line
            for unit, sentences in units(source, whole=whole)
            for line in _unit(unit, sentences, targets.get(unit, ()), state)
        ),
        "  </file>",
        "</xliff>",
        "",
    ]
    return "\n".join(lines).encode()


def read_xliff(path: Path, source: str, target: str) -> tuple[Segment, ...]:
    """The segments of a file that translates from the language `source` to `target`, in its order.

    Opens nothing but `path`. Raises `ReviewedFileError` naming the place.
    """
    root = _parsed(path)
    _check_head(path, root, source, target)
    return tuple(_segments(path, root))


def _unit(
    unit: str, sentences: Sequence[Sentence], targets: Sequence[Sentence], state: State
) -> Iterator[str]:
    codes = _Codes(sentences)
    yield f'    <unit id="{unit}">'
    if codes.data:
        yield "      <originalData>"
        for name, value in codes.data.items():
            yield f'        <data id="{name}">{_text(value)}</data>'
        yield "      </originalData>"
    for number, sentence in enumerate(sentences):
        words = targets[number] if number < len(targets) else None
        claim = state if words else State.INITIAL
        yield f'      <segment id="k{number + 1}" state="{claim}">'
        yield f"        <source>{codes.source(number)}</source>"
        if words:
            yield f"        <target>{codes.target(number, words)}</target>"
        yield "      </segment>"
        space = sentence.text[len(sentence.text.rstrip()) :]
        if space and number + 1 < len(sentences):
            yield f"      <ignorable><source>{space}</source></ignorable>"
    yield "    </unit>"


class _Codes:
    """The paired codes of a unit: numbered through its source, and found again in its target."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.data: dict[str, str] = {}
        self._sentences = sentences
        self._ids: list[list[tuple[Mark, str]]] = []
        count = 0
        for sentence in sentences:
            self._ids.append([])
            for mark in _in_order(_stripped(sentence.spans)):
                count += 1
                self._ids[-1].append((mark, str(count)))
                if mark.value:
                    self.data[f"d{count}"] = mark.value

    def source(self, number: int) -> str:
        """The sentence with that number, in XML."""
        return self._coded(_stripped(self._sentences[number].spans), list(self._ids[number]))

    def target(self, number: int, sentence: Sentence) -> str:
        """`sentence`, the translation of the one with that number, in XML."""
        return self._coded(_stripped(sentence.spans), list(self._ids[number]))

    def _coded(self, spans: Sequence[Span], ids: list[tuple[Mark, str]], depth: int = 0) -> str:
        made = []
        for mark, gathered in runs(spans, depth):
            if mark is None:
                made.append(_text("".join(span.text for span in gathered)))
                continue
            named = next((each for each in ids if each[0] == mark), None)
            if named:
                ids.remove(named)
            inner = self._coded(gathered, ids, depth + 1)
            made.append(self._code(mark, named[1], inner) if named else inner)
        return "".join(made)

    def _code(self, mark: Mark, id: str, inner: str) -> str:
        kind, sub = _TYPES[mark.kind]
        data = f' dataRefStart="d{id}"' if mark.value else ""
        keep = ' canDelete="no"' if mark.kind is MarkKind.LINK else ""
        return f'<pc id="{id}" type="{kind}" subType="{sub}"{data}{keep}>{inner}</pc>'


def _text(text: str) -> str:
    return escape(text, quote=False)


def _in_order(spans: Sequence[Span], depth: int = 0) -> Iterator[Mark]:
    for mark, gathered in runs(spans, depth):
        if mark is not None:
            yield mark
            yield from _in_order(gathered, depth + 1)


def _stripped(spans: Sequence[Span]) -> tuple[Span, ...]:
    """`spans` with white space collapsed, none at the ends."""
    text, places = collapsed("".join(span.text for span in spans))
    begin, made = 0, []
    for span in spans:
        end = begin + len(span.text)
        if part := text[places[begin] : places[end]]:
            made.append(Span(part, span.marks))
        begin = end
    return tuple(made)


def _parsed(path: Path) -> "_Element":
    from lxml import etree

    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as error:
        raise ReviewedFileError(
            f"{path} cannot be read: {error.strerror or error}.", "Check the file and its permissions."
        ) from error
    if data is None:
        raise ReviewedFileError(
            f"{path} is larger than {LARGEST // 2**20} MB.", "An article's file is not; see what it is."
        )
    # A file from outside must not make us open other files or addresses, or fill the memory.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReviewedFileError(
            f"{path} is not well-formed XML, line {error.lineno or 1}: {error.msg}.",
            "Export it again from the translation tool, or mend that line.",
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReviewedFileError(
            f"{path} has a document type declaration, which XLIFF never needs.",
            "Export it again from the translation tool.",
        )
    return root


def _check_head(path: Path, root: "_Element", source: str, target: str) -> None:
    if root.tag != f"{{{NAMESPACE}}}xliff" or root.get("version") not in ("2.0", "2.1"):
        raise ReviewedFileError(
            f"{path} is not XLIFF 2.0 or 2.1.", "Export it from the translation tool as XLIFF 2.1."
        )
    for attribute, wanted in (("srcLang", source), ("trgLang", target)):
        said = root.get(attribute, "")
        if _tag(said) != wanted:
            raise ReviewedFileError(
                f"{path}: {attribute} is “{said}”, not {wanted} ({languages()[wanted].name}).",
                "Name the file after its language, or correct the attribute.",
            )


def _tag(name: str) -> str:
    try:
        return find(name).tag
    except UnknownLanguage:
        return name


def _segments(path: Path, root: "_Element") -> Iterator[Segment]:
    seen: set[str] = set()
    for unit in root.iter(f"{{{NAMESPACE}}}unit"):
        id = unit.get("id", "")
        _once(path, seen, id, unit)
        inner: set[str] = set()
        for number, segment in enumerate(unit.findall(f"{{{NAMESPACE}}}segment"), 1):
            name = segment.get("id", f"k{number}")
            _once(path, inner, name, segment)
            yield _segment(path, id, name, segment)


def _once(path: Path, seen: set[str], id: str, element: "_Element") -> None:
    if not id or id in seen:
        what = f"the id “{id}” is used twice" if id else "an id is missing"
        raise ReviewedFileError(
            f"{path}, line {element.sourceline}: {what}.", "Keep the ids as they were exported."
        )
    seen.add(id)


def _segment(path: Path, unit: str, id: str, segment: "_Element") -> Segment:
    source, target = (segment.find(f"{{{NAMESPACE}}}{name}") for name in ("source", "target"))
    if source is None:
        raise ReviewedFileError(
            f"{path}, line {segment.sourceline}: segment {unit}-{id} has no source.",
            "Export it again from the translation tool.",
        )
    state = segment.get("state", State.INITIAL)
    if state not in list(State):
        raise ReviewedFileError(
            f"{path}, line {segment.sourceline}: there is no state “{state}”.",
            f"States are {', '.join(State)}.",
        )
    words = _inline(target) if target is not None else None
    return Segment(unit, id, _inline(source), words if words and words.text else None, State(state))


def _inline(element: "_Element") -> Inline:
    characters = list(_characters(element, ()))
    text, places = collapsed("".join(character for character, _ in characters))
    ends: dict[str, tuple[int, int]] = {}
    for place, (_, ids) in zip(places, characters, strict=False):
        for id in ids:
            begin, end = ends.get(id, (place, place))
            ends[id] = (begin, max(end, min(place + 1, len(text))))
    return Inline(text, tuple(Coded(id, begin, end) for id, (begin, end) in _outer_first(ends)))


def _outer_first(ends: Mapping[str, tuple[int, int]]) -> Sequence[tuple[str, tuple[int, int]]]:
    return sorted(ends.items(), key=lambda item: (item[1][0], -item[1][1]))


def _characters(element: "_Element", ids: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The characters of an inline content, each with the ids of the codes around it.

    Annotations (`mrk`) are passed through; a code that was taken apart (`sc` … `ec`) counts until it ends.
    """
    open_ids = ids
    yield from ((character, open_ids) for character in element.text or "")
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "pc":
            yield from _characters(child, (*open_ids, child.get("id", "")))
        elif name == "mrk":
            yield from _characters(child, open_ids)
        elif name == "sc":
            open_ids = (*open_ids, child.get("id", ""))
        elif name == "ec":
            open_ids = tuple(id for id in open_ids if id != child.get("startRef", child.get("id")))
        elif name == "cp":
            yield chr(int(child.get("hex", "FFFD"), 16)), open_ids
        yield from ((character, open_ids) for character in child.tail or "")

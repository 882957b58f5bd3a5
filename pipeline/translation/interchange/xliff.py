"""Translations as XLIFF 2.1: one unit a block, one segment a sentence, links and emphasis as paired codes.

XLIFF Version 2.1, OASIS Standard, 13 February 2018. A link's address stands in the unit's original data
for the translator to see; what is published comes from the article. The fingerprint of a draft stands in
`subState`, which tools drop when they set another state (section 4.3.1.31).
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document.article import Article, Mark, MarkKind
from pipeline.errors import ReviewedFileError
from pipeline.languages import languages
from pipeline.translation.interchange.elements import read_inline, write_inline
from pipeline.translation.interchange.inlines import Step, Token
from pipeline.translation.interchange.parsing import (
    content,
    language_of,
    line_of,
    local,
    once,
    root_of,
    state_of,
    xml_text,
    xml_value,
)
from pipeline.translation.interchange.segments import (
    Inline,
    Segment,
    State,
    Translations,
    description_of,
    segments_of,
    units,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_OURS = "mv:"

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
    MarkKind.RUBY: ("other", "mv:ruby"),
    MarkKind.FORMULA: ("other", "mv:formula"),
    MarkKind.NOTE: ("other", "mv:note"),
    MarkKind.ANCHOR: ("other", "mv:anchor"),
    MarkKind.PHONEMES: ("other", "mv:phonemes"),
    MarkKind.UNTRANSLATED: ("other", "mv:untranslated"),
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
    whole = translated is not None and len(description_of(source)) != len(description_of(translated))
    words, states = {}, {}
    theirs = dict(units(translated, whole=whole)) if translated else {}
    for unit, sentences in units(source, whole=whole):
        for sentence, other in zip(sentences, theirs.get(unit, ()), strict=False):
            words[sentence.id], states[sentence.id] = other.spans, state
    segments = segments_of(units(source, whole=whole), words, states)
    return write(Translations(source.language, target, original, segments))


def read_xliff(path: Path, source: str, target: str) -> tuple[Segment, ...]:
    """The segments of a file that translates from the language `source` to `target`, in its order.

    Opens nothing but `path`. Raises `ReviewedFileError` naming the place.
    """
    root = root_of(path, content(path))
    _check_version(path, root)
    for attribute, wanted in (("srcLang", source), ("trgLang", target)):
        said = root.get(attribute, "")
        if not said or language_or_text(said) != wanted:
            raise ReviewedFileError(
                f"{path}: {attribute} is “{said}”, not {wanted} ({languages()[wanted].name}).",
                "Name the file after its language, or correct the attribute.",
            )
    return tuple(_segments(path, root))


def language_or_text(said: str) -> str:
    """The tag of a language, or what was said when it names none."""
    try:
        return language_of(Path(), said)
    except ReviewedFileError:
        return said


def write(translations: Translations) -> bytes:
    """The file; the same values give the same bytes."""
    each = translations
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        f'<xliff xmlns="{NAMESPACE}" version="2.1" srcLang="{each.source}" trgLang="{each.target}">',
        f'  <file id="article" original="{xml_value(each.original)}" canResegment="no" xml:space="preserve">',
    ]
    for unit, segments in groupby(each.segments, lambda segment: segment.unit):
        lines += _unit_xml(unit, tuple(segments))
    return "\n".join([*lines, "  </file>", "</xliff>", ""]).encode()


def read(path: Path, data: bytes, target: str = "") -> Translations:
    """What the file at `path` holds, whose content is `data`. Raises `ReviewedFileError`."""
    del target
    root = root_of(path, data)
    _check_version(path, root)
    source, into = (language_of(path, root.get(name, "")) for name in ("srcLang", "trgLang"))
    file = root.find(f"{{{NAMESPACE}}}file")
    original = file.get("original", "") if file is not None else ""
    return Translations(source, into, original, tuple(_segments(path, root)))


def _unit_xml(unit: str, segments: Sequence[Segment]) -> Iterator[str]:
    data = {id: mark.value for each in segments for id, mark in each.marks if _has_data(mark)}
    yield f'    <unit id="{xml_value(unit)}">'
    if data:
        yield "      <originalData>"
        for id, value in data.items():
            yield f'        <data id="d{id}">{xml_text(value)}</data>'
        yield "      </originalData>"
    for each in segments:
        draft = f' subState="{_OURS}{each.draft}"' if each.draft else ""
        yield f'      <segment id="{each.id}" state="{each.state}"{draft}>'
        yield f"        <source>{_inline_xml(each.source, each)}</source>"
        if each.target:
            yield f"        <target>{_inline_xml(each.target, each)}</target>"
        yield "      </segment>"
        if each.space:
            yield f"      <ignorable><source>{xml_text(each.space)}</source></ignorable>"
    yield "    </unit>"


def _has_data(mark: Mark) -> bool:
    return bool(mark.value) and mark.kind is not MarkKind.NOTE


def _inline_xml(inline: Inline, segment: Segment) -> str:
    marks = dict(segment.marks)
    return write_inline(inline, lambda token: _code(token, marks[token.value]))


def _code(token: Token, mark: Mark) -> str:
    if token.step is Step.CLOSE:
        return "</pc>"
    kind, sub = _TYPES[mark.kind]
    said = f'id="{token.value}" type="{kind}" subType="{sub}"'
    if token.step is Step.POINT:
        return f'<ph {said} canDelete="no" disp="{xml_value(mark.label)}"/>'
    data = f' dataRefStart="d{token.value}"' if _has_data(mark) else ""
    keep = ' canDelete="no"' if mark.kind is MarkKind.LINK else ""
    return f"<pc {said}{data}{keep}>"


def _check_version(path: Path, root: "_Element") -> None:
    if root.tag != f"{{{NAMESPACE}}}xliff" or root.get("version") not in ("2.0", "2.1"):
        raise ReviewedFileError(
            f"{path} is not XLIFF 2.0 or 2.1.", "Export it from the translation tool as XLIFF 2.1."
        )


def _segments(path: Path, root: "_Element") -> Iterator[Segment]:
    seen: set[str] = set()
    for unit in root.iter(f"{{{NAMESPACE}}}unit"):
        id = unit.get("id", "")
        once(path, seen, id, line_of(unit))
        inner: set[str] = set()
        for number, segment in enumerate(unit.findall(f"{{{NAMESPACE}}}segment"), 1):
            name = segment.get("id", f"k{number}")
            once(path, inner, name, line_of(segment))
            yield _segment(path, id, name, segment)


def _segment(path: Path, unit: str, id: str, segment: "_Element") -> Segment:
    source, target = (segment.find(f"{{{NAMESPACE}}}{name}") for name in ("source", "target"))
    line = line_of(segment)
    if source is None:
        raise ReviewedFileError(
            f"{path}, line {line}: segment {unit}-{id} has no source.",
            "Export it again from the translation tool.",
        )
    state = state_of(path, line, segment.get("state", State.INITIAL))
    words = _inline(path, target) if target is not None else None
    sub = segment.get("subState", "")
    draft = sub.removeprefix(_OURS) if sub.startswith(_OURS) else ""
    made = words if words and words.text else None
    return Segment(unit, id, _inline(path, source), made, state, draft=draft, line=line)


def _inline(path: Path, element: "_Element") -> Inline:
    return read_inline(element, partial(_token, path), through="mrk", around="pc")


def _token(path: Path, element: "_Element") -> Token | None:
    """`sc` … `ec` are a code that was taken apart."""
    name, id = local(element), element.get("id", "")
    if name == "sc":
        return Token(Step.OPEN, id)
    if name == "ec":
        return Token(Step.CLOSE, element.get("startRef") or id)
    if name == "cp":
        return Token(Step.TEXT, _character(path, element))
    return Token(Step.POINT, id) if name == "ph" else None


def _character(path: Path, element: "_Element") -> str:
    try:
        return chr(int(element.get("hex", ""), 16))
    except (ValueError, OverflowError) as error:
        raise ReviewedFileError(
            f"{path}, line {element.sourceline}: “{element.get('hex', '')}” is the number of no character.",
            "Export it again from the translation tool.",
        ) from error

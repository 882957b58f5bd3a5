"""What `measure_growth.py` measures: every function that takes an article's text, and the patterns it is given."""

import atexit
import re
import shutil
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from xml.sax.saxutils import escape

from pipeline.document.article import Article, Mark, MarkKind, Span
from pipeline.errors import PublishError
from pipeline.languages import find

Function = Callable[[str], object]

PATTERNS = Path(__file__).with_name("growth.toml")
SPOKEN = (
    "en",
    "ko",
    "zh-Hans",
    "zh-Hant",
    "ja",
    "es",
    "pt-BR",
    "fr",
    "it",
    "de",
    "ar",
    "hi",
    "ru",
    "bg",
    "ca",
    "cs",
    "da",
    "el",
    "fi",
    "ro",
    "sv",
)
CHECKED = [
    "en-ko",
    "en-zh-Hans",
    "en-ja",
    "en-es",
    "en-ar",
    "en-de",
    "ko-en",
    "zh-Hans-en",
    "ja-en",
    "de-fr",
    "en-hi",
]


def patterns() -> Mapping[str, Callable[[int], str]]:
    """What makes a text of so many signs, by the pattern's name."""
    table = tomllib.loads(PATTERNS.read_text("utf-8"))
    made: dict[str, Callable[[int], str]] = {}
    for unit in table["repeated"]:
        made[repr(unit)] = partial(_repeated, "", unit, "")
    for before, unit, after in table["around"]:
        made[repr(f"{before}{unit}…{after}")] = partial(_repeated, before, unit, after)
    for opening, middle, closing in table["nested"]:
        made[repr(f"{opening}…{middle}{closing}…")] = partial(_nested, opening, middle, closing)
    return made


def _repeated(before: str, unit: str, after: str, signs: int) -> str:
    return before + (unit * (signs // len(unit) + 1))[:signs] + after


def _nested(opening: str, middle: str, closing: str, signs: int) -> str:
    times = signs // (len(opening) + len(closing))
    return opening * times + middle + closing * times


def functions() -> Mapping[str, Function]:
    """All that takes an article's text, by name."""
    return dict((*_language(), *_reading(), *_speaking(), *_translating(), *_writing()))


def _language() -> Iterator[tuple[str, Function]]:
    from pipeline.languages.dates import iso_date
    from pipeline.languages.guess import guess
    from pipeline.languages.sentences import split

    for tag in SPOKEN:
        yield f"sentences {tag}", partial(_flipped, split, tag)
    yield "guess", guess
    yield "dates", iso_date


def _reading() -> Iterator[tuple[str, Function]]:
    from pipeline.readers.credit_fields import dates_in, signed
    from pipeline.readers.formulas import from_tex

    for ending in ("md", "txt", "html", "docx", "rtf"):
        yield f"read {ending}", partial(_read, ending, _ALONE[ending])
        yield f"read {ending} in an article", partial(_read, ending, _WITHIN[ending])
    yield "read md lines", lambda text: _read("md", "# Title\n\n{}\n", _wrapped(text, "\n"))
    yield "read md blocks", lambda text: _read("md", "# Title\n\n{}\n", _wrapped(text, "\n\n"))
    yield "read txt blocks", lambda text: _read("txt", "Title\n\n{}\n", _wrapped(text, "\n\n"))
    for name, around, between in _PAGES:
        yield f"read html {name}", partial(_read_page, around, between)
    yield "read txt pasted", lambda text: _read("txt", _PASTED, _wrapped(text, "\n"))
    yield "read odt", _read_odt
    yield "days in a line", lambda text: list(dates_in(text))
    yield "signed paragraph", signed
    yield "formula of TeX", from_tex
    yield "read md front matter", partial(_read, "md", "---\ntitle: {}\n---\n\nText.\n")
    yield "read md front list", partial(_read, "md", "---\nauthor: [{}]\n---\n\nText.\n")
    yield "read md notes", lambda text: _read("md", "# Title\n\n{}\n", _noted(text))


def _speaking() -> Iterator[tuple[str, Function]]:
    from pipeline.document.lexicon import Entry, Lexicon
    from pipeline.languages.g2p import available, phonemes, read
    from pipeline.languages.normalization import normalize
    from pipeline.narration.audio_checks import expected_s
    from pipeline.narration.engines.kokoro import usual
    from pipeline.narration.engines.kokoro_breaths import breaths
    from pipeline.narration.error_rate import normal
    from pipeline.narration.lexicon_candidates import unsure
    from pipeline.narration.phrasing import halve, pack

    for tag in SPOKEN:
        yield f"spoken {tag}", partial(_flipped, normalize, tag)
        yield f"expected seconds {tag}", partial(_flipped, expected_s, tag)
        if available(tag) and usual(tag):
            yield f"phonemes {tag}", partial(_sounded, phonemes, tag)
    for tag in ("en", "ko", "zh-Hans", "ja"):
        yield f"read out {tag}", partial(_flipped, read, tag)
        yield f"normal {tag}", partial(_flipped, normal, tag)
    for tag in ("en", "ko", "zh-Hans"):
        yield f"unsure {tag}", partial(_in_list, unsure, tag)
    lexicon = Lexicon("en", tuple(Entry(term, "said") for term in ("a", "ab", "ABC", "가", "中", "1")))
    yield "lexicon", lexicon.apply
    yield "clauses packed", lambda text: pack(text, 100)
    yield "clauses halved", halve
    yield "breaths", lambda text: breaths(text, 220)


def _translating() -> Iterator[tuple[str, Function]]:
    from pipeline.translation import money
    from pipeline.translation.characters import simplify, traditional
    from pipeline.translation.checks import error_text
    from pipeline.translation.checks.symbols import addresses
    from pipeline.translation.engines.chat_answers import in_json, in_lines
    from pipeline.translation.engines.long_sentences import clauses
    from pipeline.translation.engines.punctuation import repair
    from pipeline.translation.inline_markup import collapse
    from pipeline.translation.interchange.inlines import parse_placeholders

    for pair in CHECKED:
        yield f"checks {pair}", partial(_checked, pair)
        yield f"checks {pair} turned", partial(_checked_turned, pair)
    for pair in ("en-ko", "en-zh-Hans", "ko-en", "en-es"):
        yield f"mending {pair}", partial(_mended, pair)
        yield f"glossary {pair}", partial(_terms, pair)
        yield f"aligned {pair}", partial(_aligned, pair)
    yield "marks collapsed", collapse
    yield "marks carried", _carried
    yield "addresses", addresses
    yield "headlines", _headline
    for base in ("en", "es", "ko", "zh"):
        yield f"money {base}", partial(_flipped, money.in_words, base)
    yield "simplified", simplify
    yield "traditional", traditional
    yield "engine's clauses", lambda text: clauses(text, lambda piece: len(piece) < 400)
    for script in ("Kore", "Hans", "Latn"):
        yield f"punctuation {script}", partial(_flipped, repair, script)
    yield "answer in lines", lambda text: in_lines(f"1. {text}", ["a"])
    yield "answer bare", lambda text: in_lines(text, ["a"])
    yield "answer in json", lambda text: in_json(text, ["a"])
    yield "answer's error", error_text
    yield "inlines understood", parse_placeholders


def _writing() -> Iterator[tuple[str, Function]]:
    from pipeline.commands.outline import outline
    from pipeline.document.boundaries import line_segments
    from pipeline.infra.atomic_output import slug
    from pipeline.writers.captions import lines
    from pipeline.writers.cover import cover
    from pipeline.writers.epub.markup import prose, verbatim
    from pipeline.writers.feeds.markup import add_html, root

    yield "captions", partial(_flipped, lines, "en")
    for tag in ("ko", "th", "ja"):
        yield f"line breaks {tag}", partial(line_segments, language=tag)
    yield "cover", lambda text: cover(text, text, "en")
    yield "slug", lambda text: slug(text, "x")
    for tag in ("en", "ko", "zh-Hans"):
        yield f"mark-up {tag}", partial(_marked_up, prose, tag)
    yield "mark-up verbatim", lambda text: verbatim(list(_article(text).sentences()), find("en"))
    yield "feed's mark-up", lambda text: add_html(root("rss", {}, {}), "description", f"<p>{text}</p>")
    yield "outline", lambda text: outline(_article(text))
    yield "segments", _segments


def _flipped(function: Callable[[str, str], object], second: str, text: str) -> object:
    return function(text, second)


def _in_list(function: Callable[[list[str], str], object], second: str, text: str) -> object:
    return function([text], second)


def _marked_up(function: Callable[..., object], tag: str, text: str) -> object:
    return function(list(_article(text).sentences()), find(tag))


def _sounded(function: Callable[[str, str], object], tag: str, text: str) -> object:
    """Front ends get words, and no digits."""
    from pipeline.languages.normalization import normalize

    return function(normalize(text, tag), tag)


def _noted(text: str) -> str:
    """The text in paragraphs, each with a note of its own."""
    parts = enumerate(text[start : start + 80] for start in range(0, len(text), 80))
    return "\n\n".join(f"{part}[^{number}]\n\n[^{number}]: A note" for number, part in parts)


def _wrapped(text: str, between: str) -> str:
    return between.join(text[start : start + 80] for start in range(0, len(text), 80))


_ALONE = {"md": "{}", "txt": "{}", "html": "{}", "docx": "{}", "rtf": "{\\rtf1 {}"}
_WITHIN = {
    "md": "# Title here\n\n{}\n\nThe end of it.\n",
    "txt": "Title here\n\n{}\n\nThe end of it.\n",
    "html": "<!doctype html><html><body><article><h1>Title</h1><p>{}</p><p>The end of it.</p></article></body></html>",
    "docx": "Title here\n{}\nThe end of it.",
    "rtf": "{\\rtf1\\ansi{\\stylesheet{\\s1 Title;}}\\pard\\s1 Title here\\par\\pard {}\\par The end of it.\\par}",
}
_TEXT = (
    "<p>The water came at night and stayed for a week, as the people of the town had feared since the spring of that year.</p>"
    * 4
)
_PAGES = (
    (
        "blocks",
        f"<html><body><article><h1>Title</h1>{_TEXT}<p>{{}}</p>{_TEXT}</article></body></html>",
        "</p><p>",
    ),
    (
        "around",
        f"<html><body><div><p>{{}}</p></div><div><h1>Title</h1>{_TEXT}</div><div><p>{{}}</p></div></body></html>",
        "</p><p>",
    ),
    (
        "links",
        f"<html><body><article><h1>Title</h1>{_TEXT}<ul><li><a href=x>{{}}</a></ul></article></body></html>",
        "</a><li><a href=x>",
    ),
    (
        "notes",
        f"<html><body><article><h1>Title</h1>{_TEXT}<p>1. {{}}</p></article></body></html>",
        "[1]</p><p>1. ",
    ),
    ("lines", f"<html><body><article><h1>Title</h1>{_TEXT}{{}}</article></body></html>", "<br><br>"),
    (
        "attributes",
        f"<html><body><article><h1>Title</h1>{_TEXT}<p class='{{}}'>The end of it.</p></article></body></html>",
        "' x='",
    ),
    (
        "formulas",
        f"<html><body><article><h1>Title</h1>{_TEXT}<p><math><mi>{{}}</mi></math></p></article></body></html>",
        "</mi><mi>",
    ),
)
"""Pages by name: what stands around a text, and between its pieces."""
_PASTED = "제목이 여기 있다\n\n김하늘 기자\n입력 2024.03.04\n구독\n좋아요\n3\n{}\n무단 전재 및 재배포 금지\n"


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="growth-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _read(ending: str, around: str, text: str) -> None:
    from pipeline.readers import read

    path = _folder() / f"article.{ending}"
    whole = around.replace("{}", text)
    if ending == "docx":
        _write_docx(
            path, whole[: len(whole) // 20] if "\n" in text else whole
        )  # a paragraph has 50 letters of mark-up
    else:
        path.write_bytes(whole.encode("utf-8", "replace"))
    with suppress(PublishError):
        read(path)


def _read_page(around: str, between: str, text: str) -> None:
    _read("html", around, _wrapped(text, between))


def _read_odt(text: str) -> None:
    from pipeline.readers import read

    path = _folder() / "article.odt"
    space = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in _XML.sub("", text).split("\n"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0"><office:body><office:text>'
            f"{body}</office:text></office:body></office:document-content>",
        )
    with suppress(PublishError):
        read(path)


def _write_docx(path: Path, text: str) -> None:
    body = "".join(
        f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in _XML.sub("", text).split("\n")
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in _DOCX.items():
            archive.writestr(name, content.replace("BODY", body))


_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold."""
_SCHEMAS = "http://schemas.openxmlformats.org"
_DOCX = {
    "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{_SCHEMAS}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{_SCHEMAS}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_SCHEMAS}/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{_SCHEMAS}/wordprocessingml/2006/main">'
    "<w:body>BODY</w:body></w:document>",
}


def _article(text: str, language: str = "en") -> Article:
    from pipeline.document.article import BlockKind
    from pipeline.readers.assemble import assemble
    from pipeline.readers.front_matter import Front
    from pipeline.readers.pieces import prose

    made, _ = assemble("a", Front(title="Title"), (prose(BlockKind.PARAGRAPH, text or "a"),), language, None)
    return made


def _checked(pair: str, text: str) -> None:
    from pipeline.translation.checks import Pair, findings

    source, target = _pair(pair)
    findings([Pair("s1", text, text[::-1] + " x")], find(source), find(target))


def _checked_turned(pair: str, text: str) -> None:
    """A short translation of a long sentence, and a long one of a short sentence."""
    from pipeline.translation.checks import Pair, findings

    source, target = _pair(pair)
    short = "In 2024 some 1,000 people came. 2024년에 1,000명이 왔다. 2024年有1000人来了。"
    findings([Pair("s1", text, short), Pair("s2", short, text)], find(source), find(target))


def _mended(pair: str, text: str) -> None:
    from pipeline.translation.checks import Pair
    from pipeline.translation.mending import mend

    source, target = _pair(pair)
    mend(Pair("s1", f"7 {text}", f"8 {text}"), find(source), find(target))


def _terms(pair: str, text: str) -> None:
    from pipeline.translation.glossary import Glossary, Term

    source, target = _pair(pair)
    terms = tuple(
        Term(word, (f"{word}b",), (word,)) for word in ("a", "ab", "A", "가", "中", "中国", "朝鲜", "1")
    )
    glossary = Glossary(source, target, terms)
    list(glossary.lost_terms(text, text))
    list(glossary.forbidden_words(text, text))


def _aligned(pair: str, text: str) -> None:
    from pipeline.translation.alignment import align

    source, target = _pair(pair)
    align(_article(text[: len(text) // 10], source), _article(text[: len(text) // 10], target), "a")


def _carried(text: str) -> None:
    """A mark over every tenth sign, and none of them found again."""
    from pipeline.translation.inline_markup import carry_marks, plain

    kinds = (MarkKind.EMPHASIS, MarkKind.LINK)
    spans = [
        Span(text[at : at + 10], (Mark(kinds[at % 20 // 10], "http://a.b"),) if at % 20 else ())
        for at in range(0, len(text), 10)
    ]
    words, marks = plain(spans)
    carry_marks(words, words, marks, lambda piece: piece, spaced=True)


def _headline(text: str) -> None:
    from pipeline.translation.headlines import Headlines

    Headlines(_article(text)).lower(text)


def _segments(text: str) -> None:
    from pipeline.translation.interchange.segments import units

    list(units(_article(text)))


def _pair(pair: str) -> tuple[str, str]:
    source, _, target = pair.replace("zh-Hans", "zh_Hans").partition("-")
    return source.replace("_", "-"), target.replace("_", "-")

"""How the time of each text function grows with its input: what is repeated is doubled, and then doubled again.

Usage: python scripts/measure_growth.py [NAME…] [--size 16000] [--share 1] [--jobs 2] [--worst 20] [--limit 2]
NAMEs are beginnings of functions' names (`--list` shows all). Each pattern of `growth.toml` is repeated up to a quarter
of `--size` signs and to the whole, and given to each function. Where that takes over 6.8 times as long (4 × 1.3²), or
100,000 signs would take over `--limit` seconds, the text is doubled until its time can be measured well, and the processor
time of a quarter, a half and the whole taken, the least of several runs each. Fails when both doublings take over 2.6
times as long, when 100,000 signs take over the limit, and when a function raises anything but our own errors.
"""

import re
import signal
import sys
import tempfile
import time
import tomllib
import zipfile
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import FrameType

from pipeline.document.article import Article, Mark, MarkKind, Span
from pipeline.errors import PublishError
from pipeline.languages import find

GOAL = 100_000
"""Signs of one pattern that every function shall take within the limit."""
MOST = 2 * 1.3
"""How many times as long twice as much may take."""
RUNS = 2
GLANCES = 8
LATE_S = 10
SURE_S = 0.16
"""Processor time that is measured well: some systems count it in steps of `GRAIN_S`."""
GRAIN_S = 0.01
LEAST_SURE_S = 0.1
"""What takes less at 100,000 signs does no harm, however it grows."""
LEAST_S = 0.0002
"""By the clock; a shorter time says nothing of how it grows."""
PATTERNS = Path(__file__).with_name("growth.toml")
SPOKEN = ("en", "ko", "zh-Hans", "zh-Hant", "ja", "es", "pt-BR", "fr", "it", "de", "ar", "hi", "ru")
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

Function = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Measured:
    """One function over one pattern."""

    function: str
    pattern: str
    signs: int
    seconds: float
    """Of the processor's time, for so many signs."""
    quarter: float = 0.0
    """For a quarter of them."""
    growth: tuple[float, ...] = ()
    """How many times as long each doubling took, the last one last; empty where there was no need to look."""
    error: str = ""

    @property
    def at_goal(self) -> float:
        """Seconds for so many signs as the goal says, at the rate of the last three quarters: tables and all else that
        is the same for a short text count once."""
        return _at_goal(self.quarter, self.seconds, max(self.signs, 1))

    def fault(self, limit: float) -> str:
        """What is wrong; empty when nothing is."""
        if self.error:
            return self.error
        if self.growth and min(self.growth) > MOST and self.seconds > LEAST_SURE_S:
            return "grows"
        return "slow" if self.at_goal > limit else ""


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
    for ending in ("md", "txt", "html", "docx"):
        yield f"read {ending}", partial(_read, ending, _ALONE[ending])
        yield f"read {ending} in an article", partial(_read, ending, _WITHIN[ending])
    yield "read md lines", lambda text: _read("md", "# Title\n\n{}\n", _wrapped(text, "\n"))
    yield "read md blocks", lambda text: _read("md", "# Title\n\n{}\n", _wrapped(text, "\n\n"))
    yield "read txt blocks", lambda text: _read("txt", "Title\n\n{}\n", _wrapped(text, "\n\n"))
    yield "read md front matter", partial(_read, "md", "---\ntitle: {}\n---\n\nText.\n")
    yield "read md front list", partial(_read, "md", "---\nauthor: [{}]\n---\n\nText.\n")


def _speaking() -> Iterator[tuple[str, Function]]:
    from pipeline.languages.g2p import available, phonemes, read
    from pipeline.languages.normalization import spoken
    from pipeline.narration.clauses import halved, packed
    from pipeline.narration.engines.kokoro import usual
    from pipeline.narration.engines.kokoro_breaths import breaths
    from pipeline.narration.heard import expected_s
    from pipeline.narration.lexicon import Entry, Lexicon
    from pipeline.narration.understood import normal
    from pipeline.narration.unsure import unsure

    for tag in SPOKEN:
        yield f"spoken {tag}", partial(_flipped, spoken, tag)
        yield f"expected seconds {tag}", partial(_flipped, expected_s, tag)
        if available(tag) and usual(tag):
            yield f"phonemes {tag}", partial(_sounded, phonemes, tag)
    for tag in ("en", "ko", "zh-Hans", "ja"):
        yield f"read out {tag}", partial(_flipped, read, tag)
        yield f"normal {tag}", partial(_flipped, normal, tag)
    for tag in ("en", "ko", "zh-Hans"):
        yield f"unsure {tag}", partial(_in_list, unsure, tag)
    lexicon = Lexicon("en", tuple(Entry(term, "said") for term in ("a", "ab", "ABC", "가", "中", "1")))
    yield "lexicon", lexicon.applied
    yield "clauses packed", lambda text: packed(text, 100)
    yield "clauses halved", halved
    yield "breaths", lambda text: breaths(text, 220)


def _translating() -> Iterator[tuple[str, Function]]:
    from pipeline.translation import money
    from pipeline.translation.characters import simplified, traditional
    from pipeline.translation.checks import error_text
    from pipeline.translation.engines.clauses import clauses
    from pipeline.translation.engines.lines import in_json, in_lines
    from pipeline.translation.engines.punctuation import repaired
    from pipeline.translation.interchange.inlines import understood
    from pipeline.translation.marks import collapsed
    from pipeline.translation.wanted import addresses

    for pair in CHECKED:
        yield f"checks {pair}", partial(_checked, pair)
        yield f"checks {pair} turned", partial(_checked_turned, pair)
    for pair in ("en-ko", "en-zh-Hans", "ko-en", "en-es"):
        yield f"mending {pair}", partial(_mended, pair)
        yield f"glossary {pair}", partial(_terms, pair)
        yield f"aligned {pair}", partial(_aligned, pair)
    yield "marks collapsed", collapsed
    yield "marks carried", _carried
    yield "addresses", addresses
    yield "headlines", _headline
    for base in ("en", "es", "ko", "zh"):
        yield f"money {base}", partial(_flipped, money.in_words, base)
    yield "simplified", simplified
    yield "traditional", traditional
    yield "engine's clauses", lambda text: clauses(text, lambda piece: len(piece) < 400)
    for script in ("Kore", "Hans", "Latn"):
        yield f"punctuation {script}", partial(_flipped, repaired, script)
    yield "answer in lines", lambda text: in_lines(f"1. {text}", ["a"])
    yield "answer bare", lambda text: in_lines(text, ["a"])
    yield "answer in json", lambda text: in_json(text, ["a"])
    yield "answer's error", error_text
    yield "inlines understood", understood


def _writing() -> Iterator[tuple[str, Function]]:
    from pipeline.commands.outline import outline
    from pipeline.infra.atomic_output import slug
    from pipeline.writers.captions import lines
    from pipeline.writers.cover import cover
    from pipeline.writers.epub.markup import prose, verbatim
    from pipeline.writers.feeds.markup import add_html, root
    from pipeline.writers.linebreaks import broken

    yield "captions", lines
    yield "line breaks", lambda text: list(broken(text))
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
    from pipeline.languages.normalization import spoken

    return function(spoken(text, tag), tag)


def _wrapped(text: str, between: str) -> str:
    return between.join(text[start : start + 80] for start in range(0, len(text), 80))


_ALONE = {"md": "{}", "txt": "{}", "html": "{}", "docx": "{}"}
_WITHIN = {
    "md": "# Title here\n\n{}\n\nThe end of it.\n",
    "txt": "Title here\n\n{}\n\nThe end of it.\n",
    "html": "<!doctype html><html><body><article><h1>Title</h1><p>{}</p><p>The end of it.</p></article></body></html>",
    "docx": "Title here\n{}\nThe end of it.",
}


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="growth-"))


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


def _write_docx(path: Path, text: str) -> None:
    from xml.sax.saxutils import escape

    plain = re.sub("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in plain.split("\n"))
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in _DOCX.items():
            archive.writestr(name, content.replace("BODY", body))


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
    from pipeline.readers.front import Front
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
    list(glossary.lost(text, text))
    list(glossary.broken(text, text))


def _aligned(pair: str, text: str) -> None:
    from pipeline.translation.aligned import align

    source, target = _pair(pair)
    align(_article(text[: len(text) // 10], source), _article(text[: len(text) // 10], target), "a")


def _carried(text: str) -> None:
    """A mark over every tenth sign, and none of them found again."""
    from pipeline.translation.marks import carried, plain

    kinds = (MarkKind.EMPHASIS, MarkKind.LINK)
    spans = [
        Span(text[at : at + 10], (Mark(kinds[at % 20 // 10], "http://a.b"),) if at % 20 else ())
        for at in range(0, len(text), 10)
    ]
    words, marks = plain(spans)
    carried(words, words, marks, lambda piece: piece, spaced=True)


def _headline(text: str) -> None:
    from pipeline.translation.headlines import Headlines

    Headlines(_article(text)).lowered(text)


def _segments(text: str) -> None:
    from pipeline.translation.interchange.segments import units

    list(units(_article(text)))


def _pair(pair: str) -> tuple[str, str]:
    source, _, target = pair.replace("zh-Hans", "zh_Hans").partition("-")
    return source.replace("_", "-"), target.replace("_", "-")


class Late(Exception):
    """A function takes so long that nobody need wait for it."""


def measured(function: str, pattern: str, size: int, limit: float) -> Measured:
    """The time that `function` takes over `pattern`, and how it grows where that may matter."""
    call, made = _functions()[function], patterns()[pattern]
    try:
        times = _glance(call, made, size, limit)
        if times is not None:
            return Measured(function, pattern, size, times[1], times[0])
        return _measured(function, pattern, size)
    except Late:
        return Measured(function, pattern, size, LATE_S, error=f"over {LATE_S} s")
    except RecursionError:
        return Measured(function, pattern, size, 0, error="recursion")
    except Exception as error:  # noqa: BLE001 a fault is what is looked for
        return Measured(function, pattern, size, 0, error=f"{type(error).__name__}: {str(error)[:80]}")


def _glance(
    call: Function, made: Callable[[int], str], size: int, limit: float
) -> tuple[float, float] | None:
    """Seconds for a quarter of `size` signs and for all; None where they grow too fast, or are too many."""
    quarter = whole = float("inf")
    for more in range(GLANCES):
        quarter = min(quarter, _seconds(call, made(size // 4 + more)))
        whole = min(whole, _seconds(call, made(size + more)))
        if whole <= MOST**2 * max(quarter, LEAST_S) and _at_goal(quarter, whole, size) <= limit:
            return quarter, whole
    return None


def _at_goal(quarter: float, whole: float, size: int) -> float:
    return quarter + max(whole - quarter, 0) * (GOAL - size / 4) / (size * 3 / 4)


def _measured(function: str, pattern: str, size: int) -> Measured:
    """Over a text so long that the clock's grain and other programs are nothing to it."""
    call, made = _functions()[function], patterns()[pattern]
    while _seconds(call, made(size)) < SURE_S and size <= GOAL:
        size *= 2
    quarter, half, whole = (
        min(_seconds(call, made(size // part + more)) for more in range(RUNS)) for part in (4, 2, 1)
    )
    growth = half / max(quarter, GRAIN_S), whole / max(half, GRAIN_S)
    return Measured(function, pattern, size, whole, quarter, growth)


@cache
def _functions() -> Mapping[str, Function]:
    return functions()


def _seconds(call: Function, text: str) -> float:
    """Of the processor's time, for one call."""
    signal.setitimer(signal.ITIMER_VIRTUAL, LATE_S)
    began = time.thread_time()
    try:
        with suppress(PublishError):
            call(text)
        return time.thread_time() - began
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _raise_late(_number: int, _frame: FrameType | None) -> None:
    raise Late


def _over_all(function: str, size: int, limit: float, share: int) -> list[Measured]:
    """One function over its share of the patterns, which is another one for the next function."""
    signal.signal(signal.SIGVTALRM, _raise_late)
    with suppress(PublishError):
        _functions()[function]("One, two. 가나 中国 ")  # tables are read once
    first = list(_functions()).index(function) % share
    return [measured(function, pattern, size, limit) for pattern in list(patterns())[first::share]]


def main() -> None:
    """Measure, print the worst, and judge."""
    asked = _asked()
    chosen = [name for name in functions() if not asked.names or name.startswith(tuple(asked.names))]
    if asked.list:
        print(*chosen, sep="\n")
        return
    began = time.perf_counter()
    with ProcessPoolExecutor(asked.jobs) as work:
        rows = work.map(partial(_over_all, size=asked.size, limit=asked.limit, share=asked.share), chosen)
        found = []
        for several in rows:
            found += several
            for row in several:
                if row.fault(asked.limit):
                    print(_line(row, asked.limit), flush=True)
    found.sort(key=lambda row: (bool(row.fault(asked.limit)), row.at_goal), reverse=True)
    faults = [row for row in found if row.fault(asked.limit)]
    for row in found[: max(asked.worst, len(faults))]:
        print(_line(row, asked.limit))
    print(
        f"{len(chosen)} functions, {len(patterns())} patterns of {asked.size} signs, {len(found)} of both together:"
        f" {len(faults)} faults, {time.perf_counter() - began:.0f} s"
    )
    sys.exit(bool(faults))


def _line(row: Measured, limit: float) -> str:
    growth = " ".join(f"×{each:.1f}" for each in row.growth) or "–"
    return (
        f"{row.fault(limit) or 'ok':<9} {row.function:<28} {row.pattern:<24} {row.seconds:6.2f} s"
        f"  {row.at_goal:6.2f} s for {GOAL:,}  {growth}"
    )


def _asked() -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--size", type=int, default=16_000)
    parser.add_argument(
        "--share", type=int, default=1, help="of the patterns, each function gets one in so many"
    )
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--worst", type=int, default=20)
    parser.add_argument("--limit", type=float, default=2.0, help="seconds for 100,000 signs")
    parser.add_argument("--list", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()

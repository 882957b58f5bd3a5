"""A small article with everything a book can hold, in four languages, spoken by silence.

Run as a program it prints the digest of the book in the language it is given.
"""

import hashlib
import io
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from PIL import Image

from pipeline.document.article import (
    Article,
    Block,
    BlockKind,
    Edition,
    Heads,
    Mark,
    MarkKind,
    Origin,
    Picture,
    Role,
    Section,
    Sentence,
    Span,
)
from pipeline.document.lexicon import Lexicon
from pipeline.document.pages import Page, pages
from pipeline.document.sound import Clip, Cue, Timeline, Track, Voice
from pipeline.infra.codec import ffmpeg
from pipeline.languages import words
from pipeline.writers.epub.metadata import Imprint
from pipeline.writers.epub.package import Narration, book

RATE = 24_000
CUE = 11_999
"""Samples a sentence: no whole number of milliseconds."""

TEXTS = {
    "en": {
        "title": "“Bring <them> home” & ‘wait’ 🕊",
        "byline": "By Ada Okafor",
        "heading": "What *happened*",
        "first": "Two people were sent back in March. ",
        "second": "Nobody told their families; the office kept silent.",
        "items": ("A hearing", "A lawyer", "An interpreter"),
        "quotation": ("“I asked for a lawyer. ", "Nobody came.”"),
        "nested": "A smaller heading",
        "alternative": ("A map of the border. ", "An arrow points north."),
        "caption": "The border in 2024.",
        "credit": "Photo: the archive.",
        "related": "Read also: the first report",
    },
    "ko": {
        "title": "“<그들을> 돌려보내라” & ‘기다림’ 🕊",
        "byline": "글 김민지",
        "heading": "무슨 일이 *있었나*",
        "first": "3월에 두 사람이 송환되었다. ",
        "second": "가족에게 알린 사람은 없었고 사무소는 침묵했다.",
        "items": ("심리", "변호사", "통역"),
        "quotation": ("“변호사를 불러 달라고 했습니다. ", "아무도 오지 않았습니다.”"),
        "nested": "작은 제목",
        "alternative": ("국경 지도다. ", "화살표가 북쪽을 가리킨다."),
        "caption": "2024년의 국경.",
        "credit": "사진: 기록 보관소.",
        "related": "함께 읽기: 첫 보도",
    },
    "zh-Hans": {
        "title": "“让<他们>回家”与‘等待’ & 🕊",
        "byline": "文／林晓",
        "heading": "发生了*什么*",
        "first": "三月，两人被遣返。 ",
        "second": "没有人通知家属；办公室保持沉默。",
        "items": ("一次听证", "一名律师", "一名翻译"),
        "quotation": ("“我要求见律师。", "没有人来。”"),
        "nested": "小标题",
        "alternative": ("边境地图。", "箭头指向北方。"),
        "caption": "2024年的边境。",
        "credit": "图片：档案馆。",
        "related": "延伸阅读：首篇报道",
    },
    "ar": {
        "title": "«أعيدوا <هم> إلى الوطن» & ‘انتظار’ 🕊",
        "byline": "بقلم ليلى حداد",
        "heading": "ماذا *حدث*",
        "first": "أُعيد شخصان في مارس. ",
        "second": "لم يخبر أحد العائلات؛ والتزم المكتب الصمت.",
        "items": ("جلسة استماع", "محامٍ", "مترجم"),
        "quotation": ("«طلبت محاميًا. ", "لم يأت أحد.»"),
        "nested": "عنوان أصغر",
        "alternative": ("خريطة الحدود. ", "سهم يشير إلى الشمال."),
        "caption": "الحدود عام 2024.",
        "credit": "الصورة: الأرشيف.",
        "related": "اقرأ أيضًا: التقرير الأول",
    },
}

EMPHASIS = Mark(MarkKind.EMPHASIS)
STRONG = Mark(MarkKind.STRONG)
LINK = Mark(MarkKind.LINK, 'https://example.org/a b?q="1"&r=<2>')
INSIDE = Mark(MarkKind.LINK, "/about#team")
KOREAN = Mark(MarkKind.LANGUAGE, "ko")


def article(language: str) -> Article:
    """The article in one language."""
    told = TEXTS[language]
    return Article(
        language,
        title=block("s0-b1", BlockKind.HEADING, told["title"], role=Role.TITLE, level=1),
        front=(block("s0-b2", BlockKind.PARAGRAPH, told["byline"], role=Role.BYLINE),),
        sections=(_first(told), _second(told)),
        back=(
            block("e0-b1", BlockKind.PARAGRAPH, told["credit"], role=Role.CREDIT),
            block("e0-b2", BlockKind.LIST, role=Role.RELATED, blocks=[_linked("e0-b2-b1", told["related"])]),
        ),
        authors=(told["byline"],),
        date="2026-03-01",
        description="A description & more.",
    )


def edition(language: str, origin: Origin = Origin.MACHINE) -> Edition:
    """The edition in one language, as if translated from English by a machine."""
    original = language == "en"
    return Edition(article(language), article("en"), Origin.ORIGINAL if original else origin)


def shown(edition: Edition) -> tuple[Page, ...]:
    """The pages of an edition, with what it says of itself."""
    fixed = words(edition.language)
    said = (
        []
        if edition.origin is Origin.ORIGINAL
        else [fixed["machine_translated"].format(engine="Marker", date="2026")]
    )
    listed = {"introduction": "", "byline": "", **fixed}
    return pages(edition, listed, (*said, fixed["synthetic_voice"]))


def timeline(pages: Iterable[Page], language: str) -> Timeline:
    """Half a second for each sentence."""
    return Timeline(RATE, Voice("hum", "low", language, "1"), tuple(_track(page) for page in pages))


def made(
    edition: Edition,
    *,
    embed_font: bool = False,
    lexicons: Mapping[str, Lexicon] | None = None,
    **stated: str,
) -> bytes:
    """The book of an edition."""
    spoken = timeline(shown(edition), edition.language)
    audio = {track.page.id: silence(track.samples) for track in spoken.tracks}
    fixed = words(edition.language)
    pages = [track.page for track in spoken.tracks]
    narration = Narration(spoken, audio)
    imprint = Imprint(**stated)
    own = {"words": fixed, "narration": narration, "imprint": imprint, "embed_font": embed_font}
    own["lexicons"] = lexicons or {}
    out = io.BytesIO()
    book(out, edition, pages, png(300, 400), **own)
    return out.getvalue()


def block(
    id: str,
    kind: BlockKind,
    *texts: str,
    role: Role = Role.BODY,
    level: int = 0,
    ordered: bool = False,
    blocks: Iterable[Block] = (),
) -> Block:
    """A block of plain sentences; *stars* make emphasis."""
    sentences = tuple(Sentence(f"{id}-k{n}", _spans(text)) for n, text in enumerate(texts, 1))
    return Block(id, kind, role, sentences, tuple(blocks), level, ordered)


@cache
def png(width: int, height: int) -> bytes:
    """A plain picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (40, 90, 140)).save(out, "PNG")
    return out.getvalue()


@cache
def silence(samples: int) -> bytes:
    """So much silence as MP3, 44.1 kHz, mono, at a constant rate."""
    command = [
        ffmpeg(),
        "-v",
        "error",
        "-threads",
        "1",
        "-f",
        "s16le",
        "-ar",
        str(RATE),
        "-ac",
        "1",
        "-i",
        "-",
    ]
    command += ["-ar", "44100", "-c:a", "libmp3lame", "-b:a", "64k", "-fflags", "+bitexact", "-f", "mp3", "-"]
    return subprocess.run(command, input=bytes(2 * samples), stdout=subprocess.PIPE, check=True).stdout


def _first(told: dict) -> Section:  # type: ignore[type-arg]
    marked = Sentence(
        "s1-b2-k2",
        (
            Span(told["second"][:4], (LINK,)),
            Span(told["second"][4:7], (LINK, STRONG)),
            Span(told["second"][7:9], (STRONG,)),
            Span(told["second"][9:11], (INSIDE, EMPHASIS)),
            Span("난민", (KOREAN,)),
            Span("x = 1", (Mark(MarkKind.CODE),)),
            Span(told["second"][11:] + "  "),
        ),
    )
    paragraph = block("s1-b2", BlockKind.PARAGRAPH, told["first"])
    return Section(
        "s1",
        block("s1-b1", BlockKind.HEADING, told["heading"], level=2),
        (
            Block("s1-b2", BlockKind.PARAGRAPH, sentences=(*paragraph.sentences, marked)),
            block("s1-b3", BlockKind.LIST, ordered=True, blocks=_items(told["items"])),
            block(
                "s1-b4",
                BlockKind.QUOTATION,
                blocks=[block("s1-b4-b1", BlockKind.PARAGRAPH, *told["quotation"])],
            ),
        ),
        (
            Section(
                "s1-s1",
                block("s1-s1-b1", BlockKind.HEADING, told["nested"], level=3),
                (_figure("s1-s1-b2", told),),
            ),
        ),
    )


def _second(told: dict) -> Section:  # type: ignore[type-arg]
    return Section(
        "s2",
        block("s2-b1", BlockKind.HEADING, told["items"][1], level=2),
        (
            block("s2-b2", BlockKind.PARAGRAPH, told["first"], " \n"),
            block("s2-b3", BlockKind.RULE),
            block("s2-b4", BlockKind.CODE, "if a < b:\n", "    print(a)\n"),
            block("s2-b5", BlockKind.PARAGRAPH, " "),
            block("s2-b6", BlockKind.PARAGRAPH, told["quotation"][1]),
            _table("s2-b7", told),
            _terms("s2-b8", told),
            block("s2-b9", BlockKind.LIST, blocks=_tasks("s2-b9", told)),
            _noted("s2-b10", told["first"]),
            Block(
                "s2-n1",
                BlockKind.NOTE,
                sentences=block("s2-n1", BlockKind.NOTE, *told["quotation"]).sentences,
                label="1",
                marked="s2-b10",
            ),
        ),
    )


def _table(id: str, told: dict) -> Block:  # type: ignore[type-arg]
    """A caption, a row of headings, a row with a heading and an empty cell, and a cell over two columns."""
    first, second, third = told["items"]
    cells = (
        (_cell(f"{id}-b2-b1", first, Heads.COLUMN), _cell(f"{id}-b2-b2", second, Heads.COLUMN)),
        (_cell(f"{id}-b3-b1", third, Heads.ROW), Block(f"{id}-b3-b2", BlockKind.CELL)),
        (replace(_cell(f"{id}-b4-b1", first, Heads.NOTHING), columns=2),),
    )
    rows = (Block(f"{id}-b{n}", BlockKind.ROW, blocks=row) for n, row in enumerate(cells, 2))
    caption = block(f"{id}-b1", BlockKind.CAPTION, told["caption"], role=Role.CAPTION)
    return Block(id, BlockKind.TABLE, blocks=(caption, *rows))


def _cell(id: str, text: str, heads: Heads) -> Block:
    return replace(block(id, BlockKind.CELL, text), heads=heads)


def _terms(id: str, told: dict) -> Block:  # type: ignore[type-arg]
    term = block(f"{id}-b1", BlockKind.TERM, told["items"][0])
    return Block(
        id, BlockKind.DEFINITIONS, blocks=(term, block(f"{id}-b2", BlockKind.DEFINITION, told["first"]))
    )


def _tasks(id: str, told: dict) -> list[Block]:  # type: ignore[type-arg]
    return [
        replace(block(f"{id}-b{n}", BlockKind.ITEM, text), checked=n == 1)
        for n, text in enumerate(told["items"][:2], 1)
    ]


def _noted(id: str, text: str) -> Block:
    """A paragraph with every raised and lowered sign, an abbreviation, deleted words and the mark of a note."""
    spans = (
        Span(text),
        Span("NGO", (Mark(MarkKind.ABBREVIATION, 'a "body" of <people>'),)),
        Span("2", (Mark(MarkKind.SUPERSCRIPT),)),
        Span("3", (Mark(MarkKind.SUBSCRIPT),)),
        Span("4", (Mark(MarkKind.DELETED),)),
        Span("", (Mark(MarkKind.NOTE, "s2-n1", "1"),)),
    )
    return Block(id, BlockKind.PARAGRAPH, sentences=(Sentence(f"{id}-k1", spans),))


def _items(texts: Iterable[str]) -> list[Block]:
    items = [block(f"s1-b3-b{n}", BlockKind.ITEM, text) for n, text in enumerate(texts, 1)]
    last = items.pop()
    deep = block(f"{last.id}-b1-b1", BlockKind.ITEM, last.text)
    nested = block(f"{last.id}-b1", BlockKind.LIST, blocks=[deep])
    return [*items, block(last.id, BlockKind.ITEM, last.text, blocks=[nested])]


def _figure(id: str, told: dict) -> Block:  # type: ignore[type-arg]
    return Block(
        id,
        BlockKind.FIGURE,
        blocks=(
            block(f"{id}-b1", BlockKind.ALTERNATIVE, *told["alternative"]),
            block(f"{id}-b2", BlockKind.CAPTION, told["caption"], role=Role.CAPTION),
        ),
        picture=Picture("a map.png", "image/png", png(60, 40), 60, 40),
    )


def _linked(id: str, text: str) -> Block:
    return Block(id, BlockKind.ITEM, sentences=(Sentence(f"{id}-k1", (Span(text, (LINK,)),)),))


def _spans(text: str) -> tuple[Span, ...]:
    pieces = text.split("*")
    return tuple(Span(piece, (EMPHASIS,) if n % 2 else ()) for n, piece in enumerate(pieces) if piece)


def _track(page: Page) -> Track:
    sentences = [sentence.id for sentence in page.sentences()]
    cues = tuple(Cue(id, n * CUE, (n + 1) * CUE) for n, id in enumerate(sentences))
    clips = tuple(Clip(id, "0" * 64, CUE - 6000, RATE) for id in sentences)
    return Track(page, clips, cues)


if __name__ == "__main__":
    sys.stdout.write(
        hashlib.sha256(made(edition(sys.argv[1]), embed_font="embed_font" in sys.argv)).hexdigest()
    )

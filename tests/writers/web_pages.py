"""What tests of web pages need: a small article in four languages, its pages taken apart, and reports that lie published."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from pipeline.document.article import (
    Article,
    Block,
    BlockKind,
    Edition,
    Origin,
    Picture,
    Role,
    Section,
    Sentence,
    Span,
)
from pipeline.document.pages import Page, pages
from pipeline.document.report import PublishedEdition, Report, SpeakerUsed
from pipeline.document.sound import Artifact, Clip, Cue, Timeline, Track, Voice
from pipeline.languages import words
from pipeline.writers.edition_page import edition_page

VOID = {"meta", "link", "img", "hr", "br", "track", "input"}
TITLES = {"en": "Returned <home> & heard", "ko": "강제 송환", "zh-Hans": "强制遣返", "ar": "الإعادة القسرية"}
SIBLINGS = list(TITLES)


class Html(HTMLParser):
    """A page as a list of elements, and whether each is closed where it must be."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.texts.append((self.open[-1], data))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def text(self) -> str:
        return "".join(data for _, data in self.texts)

    @property
    def addresses(self) -> list[str]:
        return [value for _, found in self.elements for name in ("href", "src") if (value := found.get(name))]


def block(id: str, kind: BlockKind, *texts: str, **more: Any) -> Block:
    return Block(
        id, kind, sentences=tuple(Sentence(f"{id}-k{n}", (Span(t),)) for n, t in enumerate(texts, 1)), **more
    )


def edition(language: str) -> Edition:
    title = TITLES[language]
    figure = Block(
        "s2-b2",
        BlockKind.FIGURE,
        blocks=(
            block("s2-b2-b1", BlockKind.ALTERNATIVE, "A map."),
            block("s2-b2-b2", BlockKind.CAPTION, "The border."),
        ),
        picture=Picture("map.png", "image/png", b"png", 60, 40),
    )
    nested = Section("s1-s1", block("s1-s1-b1", BlockKind.HEADING, "Deeper", level=3))
    article = Article(
        language,
        title=block("s0-b1", BlockKind.HEADING, title, role=Role.TITLE, level=1),
        sections=(
            Section(
                "s1",
                block("s1-b1", BlockKind.HEADING, f"{title} 1", level=2),
                (block("s1-b2", BlockKind.PARAGRAPH, "One. ", "Two <b>."),),
                (nested,),
            ),
            Section("s2", block("s2-b1", BlockKind.HEADING, f"{title} 2", level=2), (figure,)),
        ),
        back=(block("e0-b1", BlockKind.PARAGRAPH, "Photo: archive.", role=Role.CREDIT),),
        description='Told in "many" languages.',
    )
    return Edition(article, article, Origin.MACHINE)


def shown(language: str) -> tuple[Page, ...]:
    fixed = words(language)
    return pages(edition(language), {"introduction": "", **fixed}, (fixed["synthetic_voice"],))


def timeline(language: str) -> Timeline:
    tracks = []
    for page in shown(language):
        ids = [sentence.id for sentence in page.sentences()]
        cues = tuple(Cue(id, n * 24_000, (n + 1) * 24_000) for n, id in enumerate(ids))
        tracks.append(Track(page, tuple(Clip(id, "0" * 64, 20_000, 24_000) for id in ids), cues))
    return Timeline(24_000, Voice("hum", "low", language, "1"), tuple(tracks))


def others(language: str) -> Mapping[str, int]:
    stem = f"강제 송환.{language}"
    return {
        f"{stem}.mp3": 2_340_000,
        f"{stem}.epub": 99_000,
        f"{stem}.vtt": 1,
        f"{stem}.chapters.json": 1,
        "cover.jpg": 1,
        "cover-small.jpg": 1,
        "sections/01-one.mp3": 1,
        "sections/02-two.mp3": 1,
    }


def page(language: str, siblings: list[str] = SIBLINGS) -> Html:
    return Html(edition_page(edition(language), timeline(language), others(language), siblings))


def published_edition(language: str) -> PublishedEdition:
    found = tuple(
        Artifact(f"{language}/{name}", "x", "0" * 64, size) for name, size in others(language).items()
    )
    told = (words(language)["synthetic_voice"],)
    return PublishedEdition(
        language, TITLES[language], "", (), "2026-03-01", "machine", (), SpeakerUsed("hum", "low", "1"), 9, (), told, found,
        (), "",
    )  # fmt: skip


def report(slug: str, language: str = "en", date: str = "2026-03-01") -> Report:
    made = tuple(published_edition(tag) for tag in SIBLINGS)
    return Report(slug, f"{slug}.md", "", TITLES[language], language, date, made, ())


def laid_out(given: Edition, files: Mapping[str, int] | None = None, address: str = "") -> bytes:
    """The page of an edition whose sound is silent."""
    tag = given.language
    shown = pages(given, {"introduction": "", **words(tag)}, ())
    tracks = tuple(Track(one, (), ()) for one in shown)
    spoken = Timeline(24_000, Voice("hum", "low", tag, "1"), tracks)
    whole = {name: size for name, size in others(tag).items() if not name.startswith("sections/")}
    return edition_page(given, spoken, whole if files is None else files, [tag], address)

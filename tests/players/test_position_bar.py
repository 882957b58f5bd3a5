"""The bar that shows how far a recording is, of an article of many sections, in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.document.article import Article, BlockKind, Edition, Origin, Section
from pipeline.document.pages import pages
from pipeline.document.sound import Clip, Cue, Timeline, Track, Voice
from pipeline.languages import words
from pipeline.writers.edition_page import edition_page
from tests.writers.web_pages import block

TITLES = {"en": "Well", "ko": "우물", "ar": "بئر"}
RATE = 8_000


def laid(folder: Path, language: str, sections: int) -> None:
    """An edition's page of so many sections, each of which sounds for two seconds."""
    title = block("s0-b1", BlockKind.HEADING, TITLES[language], level=1)
    parts = tuple(
        Section(f"s{n}", block(f"s{n}-b1", BlockKind.HEADING, f"{TITLES[language]} {n}", level=2))
        for n in range(1, sections + 1)
    )
    article = Article(language, title, sections=parts)
    edition = Edition(article, article, Origin.ORIGINAL)
    tracks = []
    for page in pages(edition, words(language), ()):
        ids = [sentence.id for sentence in page.sentences()]
        cues = tuple(Cue(id, n * 2 * RATE, (n + 1) * 2 * RATE) for n, id in enumerate(ids))
        tracks.append(Track(page, tuple(Clip(id, "", 2 * RATE, RATE) for id in ids), cues))
    spoken = Timeline(RATE, Voice("", "", language, ""), tuple(tracks))
    folder.mkdir(parents=True)
    (folder / "index.html").write_bytes(edition_page(edition, spoken, {f"x.{language}.mp3": 1}, [language]))


@pytest.fixture
def many(visit: Callable[..., Any], served: tuple[Path, str], tmp_path: Path) -> Callable[..., Any]:
    """Opens the page of an article of so many sections."""

    def opened(language: str, sections: int) -> Any:
        folder, address = served
        laid(folder / tmp_path.name / language, language, sections)
        one = visit(
            f"{address}/{tmp_path.name}/{language}/index.html", viewport={"width": 320, "height": 640}
        )
        one.page.evaluate("document.getElementById('player').hidden = false")
        return one

    return opened


@pytest.mark.slow
@pytest.mark.parametrize(("sections", "marks"), [(3, range(3, 5)), (500, range(55, 67))])
def test_the_bar_marks_sections_as_far_as_eyes_tell_them_apart(
    many: Callable[..., Any], sections: int, marks: range
) -> None:
    one = many("en", sections)
    lefts = one.page.evaluate(
        "[...document.querySelectorAll('.marks i')].map(each => parseFloat(each.style.left))"
    )
    assert len(lefts) in marks
    assert all(after - before >= 1.5 for before, after in zip([0, *lefts], lefts, strict=False))


@pytest.mark.slow
@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize("part", [0.02, 0.5, 0.98])
def test_a_pointer_on_the_bar_tells_the_section_within_the_window(
    many: Callable[..., Any], language: str, part: float
) -> None:
    one = many(language, 500)
    label = one.page.locator("#player .section")
    assert label.is_hidden()
    bar = one.page.locator("[name=position]").bounding_box()
    one.page.mouse.move(bar["x"] + part * bar["width"], bar["y"] + bar["height"] / 2)
    assert label.is_visible()
    number = int(label.inner_text().split()[-1])
    assert abs(number - part * 500) < 12
    place = label.bounding_box()
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 320
    one.page.mouse.move(10, 10)
    assert label.is_hidden()

"""foliate-js, a player that readers use, plays a whole book: every clip, in order, in time."""

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.document.report import Report

LATEST_S = 0.35
LONGEST_MS = 90_000
HIGHLIGHT = "rgb(255, 227, 138)"
"""The ground of the active class in the book's style sheet."""
NOT_OURS = "TypeError: Cannot destructure property 'doc' of 'this.renderer.getContents(...).find(...)' as it is undefined."
"""view.js of foliate-js 1.0.1 looks for the page with `x.index = …`, which finds nothing on the first page, number 0."""
ARTICLES = {
    "en": "# Home\n\n## One\n\nThey went home. Nobody spoke.\n\n- Bread\n- Water\n\n## Two\n\nThe end.\n",
    "ko": "# 집으로\n\n## 하나\n\n그들은 집으로 갔다. 아무도 말하지 않았다.\n\n- 빵과 소금\n- 물 한 잔\n\n## 둘째\n\n이야기는 끝났다.\n",
    "zh-Hans": "# 回家的路\n\n## 第一部分\n\n他们回到了家里。没有人说一句话。\n\n- 面包和盐\n- 一杯清水\n\n## 第二部分\n\n故事到此结束。\n",
    "ar": "# إلى البيت\n\n## أولا\n\nعادوا إلى البيت. لم يتكلم أحد.\n\n- خبز\n- ماء\n\n## ثانيا\n\nالنهاية.\n",
}


@pytest.fixture(scope="module")
def player(served: tuple[Path, str], npm_package: Callable[[str, str], Path]) -> str:
    """The address of the player."""
    folder, address = served
    shutil.copytree(npm_package("foliate-js", "1.0.1"), folder / "foliate-js")
    shutil.copy(Path(__file__).with_name("player.html"), folder)
    return f"{address}/player.html"


@pytest.fixture(scope="module")
def books(served: tuple[Path, str], published: Callable[..., Report]) -> dict[str, Path]:
    """A short book in each language, hummed."""
    folder, _ = served
    made = {}
    for language, text in ARTICLES.items():
        article = folder / f"home-{language}.md"
        article.write_text(f"---\ndate: 2024-01-01\nlang: {language}\n---\n{text}", "utf-8")
        report = published(folder, article)
        (made[language],) = (folder / "output" / report.slug / language).glob("*.epub")
    return made


def clips(book: Path) -> list[str]:
    """The texts of all clips, in the order of the reading order's pages."""
    with zipfile.ZipFile(book) as archive:
        package = archive.read("EPUB/content.opf").decode()
        pages = [name.removeprefix("page-") for name in re.findall(r'<itemref idref="([^"]+)"', package)]
        smils = [archive.read(f"EPUB/overlays/{page}.smil").decode() for page in pages]
    return [
        target.removeprefix("../text/")
        for smil in smils
        for target in re.findall(r'<text src="([^"]+)"', smil)
    ]


@pytest.mark.slow
def test_every_clip_is_highlighted_in_order_and_in_time(
    player: str, books: dict[str, Path], served: tuple[Path, str], browser: Any
) -> None:
    folder, address = served
    pages = {}
    for language, book in books.items():
        page = browser.new_page(viewport={"width": 600, "height": 800})
        page.goto(player)
        page.wait_for_function("window.ready")
        page.evaluate("address => { window.play(address) }", f"{address}/{book.relative_to(folder)}")
        pages[language] = page
    for language, page in pages.items():
        wanted = clips(books[language])
        page.wait_for_function(f"window.highlights.length >= {len(wanted)}", timeout=LONGEST_MS)
        shown = page.evaluate("window.highlights")
        covers = sum("/cover.xhtml#" in f"/{one}" for one in wanted)
        assert page.evaluate("window.faults") == [NOT_OURS] * covers
        assert [one["text"].rpartition("/")[2] for one in shown] == [one.rpartition("/")[2] for one in wanted]
        assert max(one["late"] for one in shown) <= LATEST_S
        targets = {one.partition("#")[2] for one in wanted if "/cover.xhtml#" not in f"/{one}"}
        page.wait_for_function(f"Object.keys(window.seen).length >= {len(targets)}", timeout=5_000)
        assert page.evaluate("window.seen") == dict.fromkeys(targets, HIGHLIGHT)
        page.close()

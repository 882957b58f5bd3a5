"""Every example of the CommonMark specification is published, and its e-book shows what its reference shows."""

import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from PIL import Image

from pipeline.app.publish import publish
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.narration.voice_files import npm

EXAMPLE = re.compile(r"^`{32} example\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$", re.MULTILINE)
HEAD = "---\ntitle: Example\nlang: en\n---\n\nText.\n\n"
DIFFERENT: dict[int, str] = {
    25: "a wide space at the beginning of a paragraph is none of its words",
    64: "a tag alone on its line is set aside and told",
    163: "the text of a component is Markdown, as in MDX",
    559: "a link between notes reads as its words",
    590: "a note that is shown within this one is set aside and told",
    156: "an unfinished tag at the end of a text stays visible, so that nothing is lost",
    157: "an unfinished tag at the end of a text stays visible, so that nothing is lost",
    158: "an unfinished tag at the end of a text stays visible, so that nothing is lost",
    148: "a paragraph within preformatted text is a line of it",
    171: "a form's text is set aside and told",
    173: "a style that is never closed hides nothing",
    180: "an instruction for programs is left out whole",
    318: "of the empty lines at the end of code, the last is not seen",
    333: "a space that does not break is nothing at the end of a paragraph",
    629: "CDATA is left out whole",
}
"""Examples whose text differs from the reference, and why."""
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
UNSEEN = frozenset(["script", "style", "title", "template"])
WHITE = re.compile("[ \t\n\r\f]+")

Shown = tuple[list[str], list[str], list[str]]
"""Blocks of text, what pictures show, and what is said of them beyond that."""


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """The Markdown and the reference rendering of each example."""
    folder = tmp_path_factory.mktemp("commonmark")
    command = [*npm(), "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(
        [*command, "--cache", str(folder / "cache"), "commonmark-spec@0.31.2"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = (folder / "node_modules" / "commonmark-spec" / "spec.txt").read_text("utf-8")
    found = EXAMPLE.findall(text.split("<!-- END TESTS -->")[0].replace("→", "\t"))
    return [(source, rendered) for source, rendered in found]


@pytest.fixture(scope="module")
def books(
    examples: list[tuple[str, str]], silent: Progress, tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    """The e-book of each example. Most of the time is the sound's encoding, so several are made at once."""
    folder = tmp_path_factory.mktemp("examples")
    settings = Settings(
        to=(),
        store=folder / "store",
        voices=folder / "voices",
        models=folder / "models",
        memory=folder / "memory.sqlite",
        speaker="hum",
        offline=True,
        jobs=1,
    )

    def book(number: int) -> Path:
        own = replace(settings, output=folder / f"{number}" / "output")
        return _published(folder / f"{number}", *examples[number - 1], own, silent)

    numbers = range(1, len(examples) + 1)
    book(1)
    with ThreadPoolExecutor(2) as workers:
        return list(workers.map(book, numbers))


@pytest.mark.slow
def test_the_book_of_every_example_shows_what_its_reference_shows(
    examples: list[tuple[str, str]], books: list[Path]
) -> None:
    assert len(examples) == len(books) == 652
    different: dict[int, tuple[Shown, Shown]] = {}
    for number, ((_, rendered), book) in enumerate(zip(examples, books, strict=True), 1):
        got, wanted = _of_book(book), _of_reference(rendered)
        if got != wanted:
            different[number] = (got, wanted)
    told = "\n".join(f"{number}: {pair}" for number, pair in different.items() if number not in DIFFERENT)
    assert set(different) == set(DIFFERENT), told


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_the_book_of_any_example(
    books: list[Path], epubcheck: Callable[[Sequence[Path]], list[dict[str, Any]]]
) -> None:
    reports = epubcheck(books)
    assert len(reports) == 652
    assert [report for report in reports if report["findings"]] == []


def _published(folder: Path, source: str, rendered: str, settings: Settings, silent: Progress) -> Path:
    folder.mkdir(exist_ok=True)
    for address in re.findall(r'<img src="([^"]*)"', rendered):
        source = source.replace(address, address.lstrip("/"))
        path = folder / address.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_picture())
    article = folder / "example.md"
    article.write_text(HEAD + source, "utf-8")
    report = publish(article, settings, silent)
    assert report.failed == ()
    (edition,) = report.published
    (name,) = (file.path for file in edition.files if file.path.endswith(".epub"))
    return settings.output / "example" / "en" / name.rpartition("/")[2]


def _picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(file, "PNG")
    return file.getvalue()


def _of_book(book: Path) -> Shown:
    with zipfile.ZipFile(book) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        files = {item.get("id"): str(item.get("href")) for item in package.iter("{*}item")}
        spine = [files[str(reference.get("idref"))] for reference in package.iter("{*}itemref")]
        pages = [etree.fromstring(archive.read(f"EPUB/{name}")) for name in spine if "/s" in name]
    shown = [_shown(page.find("{*}body")) for page in pages]
    blocks, alternatives, captions = ([one for each in shown for one in each[part]] for part in range(3))
    assert blocks[0] == "Text."  # no name is made up for what has none
    return blocks[1:], alternatives, captions


def _of_reference(rendered: str) -> Shown:
    """What a browser shows; of HTML's rules lxml's parser does not know the two for comments and `<pre>`."""
    rendered = re.sub("<!--+>", "", rendered)
    rendered = re.sub("(<pre[^>]*>)\n", r"\1", rendered)
    parser = html.HTMLParser(remove_comments=True)
    return _shown(html.fromstring(f"<html><body>{rendered}</body></html>", parser=parser).find("body"))


def _shown(body: Any) -> Shown:
    """What of a page is to be seen; a break is a line, and only code keeps its white space."""
    blocks, captions = [], []
    for element, text in _runs(body):
        if etree.QName(element).localname == "pre":
            blocks.append(text.removesuffix("\n"))
        elif told := "\n".join(
            line for part in text.split("\v") if (line := WHITE.sub(" ", part).strip(" "))
        ):
            (captions if etree.QName(element).localname == "figcaption" else blocks).append(told)
    pictures = list(body.iter("{*}img"))
    alternatives = [_flat(image.get("alt")) for image in pictures]
    captions += [_flat(image.get("title")) for image in pictures if image.get("title")]
    return [one for one in blocks if one.strip()], [one for one in alternatives if one], captions


def _runs(body: Any) -> Iterator[tuple[Any, str]]:
    """The text between the edges of blocks, each with the block around it."""
    around, text = [body], ""
    for event, node in etree.iterwalk(body, events=("start", "end")):
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name in BLOCKS:
            yield around[-1], text
            text = ""
            around = [*around, node] if event == "start" else around[:-1]
        if event == "end":
            text += node.tail or ""
        else:
            text += "\v" if name == "br" else "" if name in UNSEEN or not name else node.text or ""


def _flat(text: str | None) -> str:
    return WHITE.sub(" ", text or "").strip(" ")

"""Every example of the CommonMark specification is read into the text that its reference rendering shows."""

import re
import subprocess
from typing import Any

import pytest
from lxml import html

from pipeline.document.article import Picture, Role
from pipeline.narration.voice_sources import npm
from pipeline.readers.front import Front
from pipeline.readers.markdown import parse

EXAMPLE = re.compile(r"^`{32} example\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$", re.MULTILINE)
DIFFERENT = {
    156: "an unfinished tag at the end of a text stays visible, so that nothing is lost",
    157: "an unfinished tag at the end of a text stays visible, so that nothing is lost",
    158: "an unfinished tag at the end of a text stays visible, so that nothing is lost",
    171: "a form's text is set aside and told",
    173: "a style that is never closed hides nothing",
    180: "an instruction for programs is left out whole",
    629: "CDATA is left out whole",
}
"""Examples whose text differs from the reference, and why."""


class _NoPictures:
    """An album without pictures, which remembers what they would have shown."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def picture(self, address: str, where: str, shows: str = "") -> Picture | None:
        self.shown.append(" ".join(shows.split("\n")[0].split()))
        return None

    def embedded(self, data: bytes, stem: str, where: str, shows: str = "") -> Picture | None:
        return self.picture(stem, where, shows)


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


@pytest.mark.slow
def test_the_text_of_every_example_is_what_its_reference_shows(examples: list[tuple[str, str]]) -> None:
    assert len(examples) == 652
    different = {}
    for number, (source, rendered) in enumerate(examples, 1):
        got, shown = _read(source)
        want, alternatives = _reference(rendered)
        if got != want or [one for one in shown if one] != alternatives:
            different[number] = (got, want, shown, alternatives)
    assert set(different) == set(DIFFERENT), {
        number: told for number, told in different.items() if number not in DIFFERENT
    }


def _read(source: str) -> tuple[str, list[str]]:
    album = _NoPictures()
    manuscript = parse(f"Text.\n\n{source}", album, "example.md", Front())  # type: ignore[arg-type]
    pieces = (piece for outer in manuscript.pieces for piece in outer.walk())
    text = " ".join(
        "".join(span.text for span in piece.spans) for piece in pieces if piece.role is not Role.CAPTION
    )
    return "".join(text.split()), album.shown


def _reference(rendered: str) -> tuple[str, list[str]]:
    root: Any = html.fromstring(f"<body><p>Text.</p>{rendered}</body>")
    for silent in root.iter("script", "style", "title"):
        silent.text = ""
    alternatives = [
        " ".join((image.get("alt") or image.get("title", "")).split()) for image in root.iter("img")
    ]
    return "".join(root.text_content().split()), [one for one in alternatives if one]

"""Books made of the sample article, and a way to look into them."""

import io
import zipfile
from collections.abc import Mapping
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from lxml import etree

SAMPLE = Path(__file__).with_name("sample.py")


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """The module beside this file."""
    spec = spec_from_file_location("epub_sample", SAMPLE)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Opened:
    """A book, opened."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.package = self.xml("content.opf")

    def read(self, path: str) -> bytes:
        """A file in the book's folder."""
        return self.archive.read(f"EPUB/{path}")

    def xml(self, path: str) -> Any:
        """The root of an XML file in the book's folder."""
        return etree.fromstring(self.read(path))

    @property
    def pages(self) -> list[str]:
        """Ids of the pages in the order of the spine."""
        return [ref.get("idref").removeprefix("page-") for ref in self.package.iter("{*}itemref")]

    def meta(self, property: str) -> list[str]:
        """All values of a property that refines nothing."""
        found = self.package.iter("{*}meta")
        return [
            entry.text for entry in found if entry.get("property") == property and not entry.get("refines")
        ]

    def dublin(self, name: str) -> list[str]:
        """All values of a Dublin Core element."""
        return [entry.text for entry in self.package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")]

    def clips(self, page: str) -> list[tuple[str, float, float]]:
        """Target, begin and end of each clip of a page, in order."""
        pars = self.xml(f"overlays/{page}.smil").iter("{*}par")
        return [_clip(text, audio) for text, audio in pars]


def _clip(text: Any, audio: Any) -> tuple[str, float, float]:
    begin, end = (float(audio.get(name).removesuffix("s")) for name in ("clipBegin", "clipEnd"))
    return text.get("src").partition("#")[2], begin, end


@pytest.fixture(scope="session")
def open_book() -> type[Opened]:
    """Opens a book from its bytes."""
    return Opened


@pytest.fixture(scope="session")
def books(sample: ModuleType) -> Mapping[str, Opened]:
    """The sample's book in each of its languages."""
    return {language: Opened(sample.made(sample.edition(language))) for language in sample.TEXTS}


@pytest.fixture(params=["en", "ko", "zh-Hans", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    """Each of the sample's languages in turn."""
    return str(request.param)

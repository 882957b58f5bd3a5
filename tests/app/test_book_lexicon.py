"""An author's lexicon, from the file beside the article into the published book."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from pipeline.document.report import Report

PLS = "EPUB/lexicons/ko.pls"


def test_a_book_has_the_words_it_needs_and_a_changed_lexicon_makes_another(
    published: Callable[..., Report], tmp_path: Path
) -> None:
    article = tmp_path / "news.md"
    article.write_text("---\nlang: ko\n---\n# 말\n\nKINU가 말했다.\n", "utf-8")
    said = {
        reading: _lexicon_of_book(published, tmp_path, article, reading) for reading in ("키누", "카이누")
    }
    assert all(f"<alias>{reading}</alias>" in lexicon for reading, lexicon in said.items())
    assert not any("없음" in lexicon for lexicon in said.values())


def _lexicon_of_book(published: Callable[..., Report], folder: Path, article: Path, reading: str) -> str:
    (folder / "lexicon.toml").write_text(f'[ko]\n"KINU" = "{reading}"\n"없음" = "업씀"\n', "utf-8")
    published(folder, article, to=("ko",))
    (book,) = folder.rglob("news.ko.epub")
    with zipfile.ZipFile(book) as archive:
        return archive.read(PLS).decode()

"""What a site's search looks through, one file a language: fetched when somebody searches, and by nobody else."""

import json
from collections.abc import Collection, Iterable, Sequence
from urllib.parse import quote

from pipeline.document.excerpts import shorten
from pipeline.document.report import PublishedEdition
from pipeline.infra.published import file_named
from pipeline.languages import figures, languages, words
from pipeline.languages.dates import day_in_words
from pipeline.writers.small_covers import small_cover_name

_LONGEST_SUMMARY = 200
"""Letters; a result shows two lines."""


def search_index(
    tag: str, editions: Iterable[tuple[str, PublishedEdition]], covers: Collection[str] = ()
) -> bytes:
    """The editions in the language `tag`, each with the folder that it stands in, in the order given.

    JSON: the language as its readers call it, its direction, what a button that plays is called, and of each article the
    folder, the title, the summary, the day, the day in words, how long it sounds, its cover if that is among `covers`, and
    its recording where that is not called as the folder; what is empty at the end of such a row is left out.
    """
    language, fixed = languages()[tag], words(tag)
    value = {
        "language": tag,
        "direction": language.direction,
        "native": language.native,
        "play": f"{fixed['play']}{fixed['colon']}",
        "articles": [_row(folder, edition, covers) for folder, edition in editions],
    }
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _row(folder: str, edition: PublishedEdition, covers: Collection[str]) -> Sequence[str]:
    tag = edition.language
    sound, cover = file_named(edition, f".{tag}.mp3"), small_cover_name(edition)
    heard = quote(sound.path) if sound else ""
    row = [
        folder,
        edition.title,
        shorten(edition.description, _LONGEST_SUMMARY),
        edition.date,
        day_in_words(edition.date, tag),
        figures.clock(edition.seconds, tag) if sound else "",
        cover if cover in covers else "",
        "" if heard == f"{tag}/{folder}.{tag}.mp3" else heard,
    ]
    filled = [number for number, value in enumerate(row, 1) if value]
    return row[: filled[-1]]

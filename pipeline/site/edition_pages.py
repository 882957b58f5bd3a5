"""The pages of an article's editions, and the pictures that they share.

A page names the article's other editions, and not all of these may come to be. So it is made for all of them; with its
edition it is put in its place naming those that lie there, and once all are made it is written anew, naming these.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from pathlib import Path
from urllib.parse import quote

from pipeline.document.article import Edition
from pipeline.document.sound import Artifact, Timeline
from pipeline.infra import atomic_output
from pipeline.infra.ownership import Ledger
from pipeline.site.site_index import PAGE, PICTURES, Shelved
from pipeline.writers.edition_page import edition_page, pictures, without


def make_page(
    edition: Edition,
    timeline: Timeline,
    files: Mapping[str, Artifact],
    languages: Sequence[str],
    folder: Path,
    base_url: str,
) -> bytes:
    """The page of an edition among those in all `languages` of the article in `folder`.

    `base_url` is where what lies beside `folder` will stand on the web; empty when that is not known.
    """
    sizes = {name: file.size for name, file in files.items()}
    address = f"{base_url.rstrip('/')}/{quote(folder.name)}/{edition.language}/" if base_url else ""
    return edition_page(edition, timeline, sizes, languages, address)


def naming_what_lies_there(page: bytes, language: str, languages: Iterable[str], folder: Path) -> bytes:
    """The page of the edition in `language` as long as no more of those in `languages` lie in `folder` than now."""
    lying = {tag for tag in languages if (folder / tag / PAGE).is_file()}
    return _naming(page, languages, lying | {language})


def put_pictures(timeline: Timeline, ledger: Ledger) -> None:
    """Put the pictures that an edition's page shows beside its folder; what is in their way is told."""
    for name, data in _pictures(timeline).items():
        with ledger.passing():
            atomic_output.put(ledger.folder / name, data, ledger)


def write_pages(shelved: Sequence[Shelved], languages: Iterable[str], ledger: Ledger) -> dict[str, Artifact]:
    """Have the editions' pages, made for all `languages`, name those that were made; the pages by language.

    Pictures that none of them shows any more are taken away. Raises `NotOurs`.
    """
    folder = ledger.folder
    there = {each.edition.language for each in shelved}
    made: dict[str, Artifact] = {}
    for each in shelved:
        page = _naming(each.page, languages, there)
        atomic_output.put(folder / each.edition.language / PAGE, page, ledger)
        made[each.edition.language] = atomic_output.artifact(PAGE, page)
    if shown := {name for each in shelved for name in _pictures(each.timeline)}:
        atomic_output.remove({folder / name for name in {*ledger.within(folder / PICTURES)} - shown}, ledger)
    return made


def _naming(page: bytes, languages: Iterable[str], there: Collection[str]) -> bytes:
    return reduce(without, (tag for tag in languages if tag not in there), page)


def _pictures(timeline: Timeline) -> Mapping[str, bytes]:
    return pictures([track.page for track in timeline.tracks])

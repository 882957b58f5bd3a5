"""The pages of an article's editions, and the pictures that they share.

A page names the article's other editions, and not all of these may come to be. So it is made for all of them; with its
edition it is put in its place naming those that lie there, and once all are made it is written anew, naming these.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.document.article import Edition
from pipeline.document.sound import Artifact, Timeline
from pipeline.errors import writing
from pipeline.infra import atomic_output
from pipeline.infra.ownership import Ledger
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.site_index import PAGE, PICTURES, Shelved
from pipeline.writers.edition_page import edition_page, pictures, without
from pipeline.writers.page_files import page_files, recording


def make_page(
    edition: Edition,
    timeline: Timeline,
    files: Mapping[str, Artifact],
    languages: Sequence[str],
    folder: Path,
    site: SiteConfiguration,
) -> bytes:
    """The page of an edition among those in all `languages` of the article in `folder`, which lies in the `site`'s output."""
    sizes = {name: file.size for name, file in files.items()}
    address = page_address(site.base_url, folder.name, edition.language)
    heard = recording(_digests(files), edition.language)
    return edition_page(edition, timeline, sizes, languages, address, heard, site.theme)


def make_files(
    edition: Edition,
    timeline: Timeline,
    files: Mapping[str, Artifact],
    folder: Path,
    site: SiteConfiguration,
) -> Mapping[str, bytes]:
    """What lies beside that page, by name."""
    address = page_address(site.base_url, folder.name, edition.language)
    return page_files(edition, timeline, _digests(files), _pictures(timeline), address, site.theme)


def page_address(base_url: str, slug: str, language: str) -> str:
    """Where an edition's folder will stand on the web, with a slash at its end; empty when that is not known."""
    return f"{base_url.rstrip('/')}/{quote(slug)}/{language}/" if base_url else ""


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


def page_entries(report: Mapping[str, Any], name: str = PAGE) -> Iterator[dict[str, Any]]:
    """What the value of a report says of the pages called `name` of its editions."""
    for edition in report["editions"]:
        yield from (file for file in edition.get("files", ()) if file["path"].endswith(f"/{name}"))


def correct_page(ledger: Ledger, file: dict[str, Any], change: Callable[[bytes], bytes]) -> None:
    """Change an edition's page that lies there, and write down in `file` what it is then.

    Raises `NotOurs` and `WriteError`.
    """
    path = ledger.folder / file["path"]
    if not path.exists():
        return
    with writing(path):
        ledger.check(path)
        page = change(path.read_bytes())
    atomic_output.put(path, page, ledger)
    made = atomic_output.artifact(PAGE, page)
    file |= {"digest": made.digest, "size": made.size}


def as_report(value: Mapping[str, Any]) -> bytes:
    """The value of a report as its file holds it."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _digests(files: Mapping[str, Artifact]) -> Mapping[str, str]:
    return {name: file.digest for name, file in files.items()}


def _naming(page: bytes, languages: Iterable[str], there: Collection[str]) -> bytes:
    return reduce(without, (tag for tag in languages if tag not in there), page)


def _pictures(timeline: Timeline) -> Mapping[str, bytes]:
    return pictures([track.page for track in timeline.tracks])

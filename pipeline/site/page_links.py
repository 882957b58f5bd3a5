"""Editions' pages that were made before anybody knew where they would stand, told so: they lead to the feeds then."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.document.notices import Level, Notice
from pipeline.errors import InUse
from pipeline.infra import atomic_output
from pipeline.infra.folder_leases import alone_anywhere
from pipeline.infra.ownership import Ledger
from pipeline.infra.published import read_report
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.edition_pages import as_report, correct_page, page_address, page_entries
from pipeline.site.site_index import PAGE, REPORT, article_folders, ledger_of
from pipeline.writers.page_addresses import player_card, player_with_address, with_address
from pipeline.writers.page_files import EMBED, OEMBED

_HELD = "site.links"
_HEAD = 16_000
"""Bytes of a page within which it says where it stands."""


def link_pages(site: SiteConfiguration, own: Path | None = None) -> tuple[Notice, ...]:
    """Have every edition's page say where it stands, and lead to its feeds; what could not be changed is told.

    This run holds the folder of the article `own` already.
    """
    return tuple(
        notice
        for folder in article_folders(site.output)
        if any(_lacks_address(folder, language, site) for language in _languages(folder))
        for notice in _link(folder, site, is_held=folder == own)
    )


def held_folders(notices: Iterable[Notice]) -> Sequence[str]:
    """The articles whose pages were not told where they stand, because another run had them."""
    return [Path(notice.where).name for notice in notices if notice.code == _HELD]


def _languages(folder: Path) -> Iterator[str]:
    report = read_report(folder)
    yield from (edition.language for edition in report.published) if report else ()


def _lacks_address(folder: Path, language: str, site: SiteConfiguration) -> bool:
    path = folder / language / PAGE
    if not path.is_file():
        return False
    with path.open("rb") as page:
        return f'href="{page_address(site.base_url, folder.name, language)}"'.encode() not in page.read(_HEAD)


def _link(folder: Path, site: SiteConfiguration, *, is_held: bool) -> tuple[Notice, ...]:
    try:
        with nullcontext() if is_held else alone_anywhere(folder, site.output, site.store / "locks"):
            ledger = ledger_of(folder, site.theme, replace=site.replace)
            with ledger.passing():
                _link_pages_of(ledger, site)
            return tuple(ledger.notices)
    except InUse as error:
        text = f"{error.message} Its pages get their links with the next run, or when `feed` is run."
        return (Notice(_HELD, Level.WARNING, str(folder), text),)


def _announce_player(ledger: Ledger, edition: dict[str, Any], address: str) -> None:
    """Put what tells other sites of an edition's player beside its page, and name it in what the report says of it."""
    page = ledger.folder / edition["language"] / PAGE
    card = player_card(page.read_bytes(), address) if page.is_file() else b""
    if not card or not (page.parent / EMBED).is_file():
        return
    atomic_output.put(page.parent / OEMBED, card, ledger)
    entry = asdict(atomic_output.artifact(f"{page.parent.name}/{OEMBED}", card))
    others = [file for file in edition["files"] if file["path"] != entry["path"]]
    edition["files"] = [*others, entry]


def _link_pages_of(ledger: Ledger, site: SiteConfiguration) -> None:
    """Pages first: as long as the report does not know them, the next run puts that right."""
    path = ledger.folder / REPORT
    ledger.check(path)
    report: dict[str, Any] = json.loads(path.read_bytes())
    for file in page_entries(report):
        language = file["path"].partition("/")[0]
        has_player = (ledger.folder / language / EMBED).is_file()
        change = partial(
            with_address, address=_address(ledger, language, site), tag=language, has_player=has_player
        )
        correct_page(ledger, file, change)
    for file in page_entries(report, EMBED):
        address = _address(ledger, file["path"].partition("/")[0], site)
        correct_page(ledger, file, partial(player_with_address, address=address))
    for edition in report["editions"]:
        _announce_player(ledger, edition, _address(ledger, edition["language"], site))
    atomic_output.put(path, as_report(report), ledger)


def _address(ledger: Ledger, language: str, site: SiteConfiguration) -> str:
    return page_address(site.base_url, ledger.folder.name, language)

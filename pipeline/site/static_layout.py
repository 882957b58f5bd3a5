"""The published site laid out for any static host: what readers need, no more, and what the host must know.

The folder can be laid out again over itself: what did not change is left alone, what is gone is taken away,
and files that somebody else put there stay. Of the output, only what our records name is laid out: drafts that lie
beside it, and what was moved aside, are not for the web.
"""

import gzip
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.document.media import MEDIA_TYPES
from pipeline.document.notices import Level, Notice
from pipeline.errors import EditionMissing, SettingsError, writing
from pipeline.infra import atomic_output
from pipeline.infra.ownership import Ledger, lying
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.site_index import (
    article_folders,
    feeds_ledger,
    is_sound,
    ledger_of,
    site_ledger,
    site_names,
)
from pipeline.site.sitemap import SITEMAP, sitemaps
from pipeline.writers.feeds.feed_addresses import address_in_feeds, address_of

TEXTS = (".html", ".js", ".xml", ".json", ".vtt", ".txt", ".svg", ".atom")
"""Text that hosts may send packed: beside each lies the same with `.gz`."""
_KEPT_BACK = ("report.json", "review.html")
"""What editors need and readers do not."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What was done to a folder."""

    files: int
    """All that lie there now."""
    size: int
    """Bytes of them."""
    written: int
    removed: int
    left: tuple[Path, ...]
    """What lies among what is published, and is in no record of ours, so that it was not laid out."""
    stayed: tuple[Path, ...]
    """What was laid out before and is no longer published, but was changed since, so that it was not taken away."""
    notices: tuple[Notice, ...]
    """What was moved aside, and where the feeds say another address than this site's."""


def lay_out(target: Path, site: SiteConfiguration) -> Laid:
    """Lay out what lies in the site's output in the folder `target`, ready to be uploaded.

    Where no address is given, it is the one that the feeds say.

    Raises `EditionMissing` when nothing is published, `SettingsError` when `target` lies within the
    output or the address is none, `NotOurs`, before anything is written, when something is in the way, and `WriteError`.
    """
    output = site.output
    check_published(output)
    if target.resolve().is_relative_to(output.resolve()):
        raise SettingsError(f"{target} lies within {output}.", "Name a folder beside it.")
    address, notices = site_address(site)
    with atomic_output.alone(target, site.store / "locks", patient=True), writing(target):
        return _laid_out(target, replace(site, base_url=address), notices)


def check_published(output: Path) -> None:
    """Raise `EditionMissing` when nothing is published."""
    if not (output / "index.html").is_file():
        raise EditionMissing(
            f"Nothing is published in {output}.", "Publish an article first, or name --output."
        )


def site_address(site: SiteConfiguration) -> tuple[str, tuple[Notice, ...]]:
    """Where the site will stand, and what to know of it: pages and feeds of one site must say the same."""
    own, feeds = address_of(site.base_url), address_in_feeds(site.output)
    if not feeds or own == feeds:
        return own, ()
    if not own:
        text = f"The address is the one that the feeds say: {feeds}."
        return feeds, (Notice("site.address", Level.INFO, "base_url", text),)
    text = (
        f"The feeds say that the site stands at {feeds}, and it is laid out for {own}: apps would look for recordings at "
        f"the other address. Write the feeds anew: feed --base-url {own}, then lay out the site again."
    )
    return own, (Notice("site.address", Level.WARNING, "base_url", text),)


def _laid_out(target: Path, site: SiteConfiguration, notices: tuple[Notice, ...]) -> Laid:
    output = site.output
    names, left = published_files(site)
    files: dict[str, Callable[[], bytes]] = {name: (output / name).read_bytes for name in names}
    files |= {name: partial(bytes, data) for name, data in host_files(names, site.base_url).items()}
    files |= {f"{name}.gz": partial(gzip_text, output / name) for name in names if name.endswith(TEXTS)}
    ledger = Ledger(target, replace=site.replace, elsewhere="Choose another folder with --target")
    written = atomic_output.put_all(files, ledger)
    old = {target / name for name in {*ledger.names} - files.keys()}
    removed = atomic_output.remove(old, ledger)
    stayed = tuple(sorted(path for path in old if path.exists()))
    size = sum((target / name).stat().st_size for name in files)
    return Laid(len(files), size, written, len(removed), left, stayed, (*notices, *ledger.notices))


def needs() -> Sequence[str]:
    """What a host must answer, for the person who sets it up."""
    types = ", ".join(f"{ending} {kind.partition(';')[0]}" for ending, kind in MEDIA_TYPES.items())
    return (
        "Byte ranges (206) for .mp3 and .epub: players ask for them.",
        "HTTPS, the same address for the same file for ever, and ETag or Last-Modified.",
        "Access-Control-Allow-Origin: * for .vtt, .json and .xml: players on other sites read them.",
        "HTTPS and text/javascript for offline.js: pages that readers keep for offline use need both (localhost needs no HTTPS).",
        f"Media types: {types}.",
        "Files that end with .gz are the same text packed: send them with Content-Encoding: gzip, or leave them.",
    )


def published_files(site: SiteConfiguration) -> tuple[Sequence[str], tuple[Path, ...]]:
    """Names of the files that readers get, relative to the output; and what lies among them and is not ours."""
    output = site.output
    ledgers = [
        feeds_ledger(site),
        *(ledger_of(folder, site.theme, replace=site.replace) for folder in article_folders(output)),
    ]
    own = site_ledger(site)
    listing = {
        name for name in site_names(own) if (output / name).is_file() and not own.strangers(output / name)
    }
    names, left = {"index.html", *listing}, []
    for ledger in ledgers:
        ours = {ledger.folder / name for name in ledger.names}
        for file in _visible_files(ledger.folder):
            if file in ours or (file.parent == output / "feeds" / "sound" and is_sound(file)):
                names.add(file.relative_to(output).as_posix())
            else:
                left.append(file)
    return sorted(names), tuple(left)


def _visible_files(folder: Path) -> Iterator[Path]:
    """The files in `folder` that neither are hidden nor meant for editors alone, in order."""
    for file in lying(folder):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if not hidden and file.name not in _KEPT_BACK and file.is_file() and not file.is_symlink():
            yield file


def host_files(names: Sequence[str], base_url: str) -> Mapping[str, bytes]:
    """The files that only a host needs."""
    made = {".nojekyll": b"", "robots.txt": _robots(base_url).encode(), "_headers": _headers().encode()}
    if base_url:
        made |= sitemaps(names, base_url)
    return made


def _robots(base_url: str) -> str:
    found = f"Sitemap: {base_url.rstrip('/')}/{SITEMAP}\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{found}"


def _headers() -> str:
    """Media types and sharing, in the form that Netlify and Cloudflare Pages read."""
    lines = []
    for ending, kind in MEDIA_TYPES.items():
        lines += [f"/*{ending}", f"  Content-Type: {kind}"]
    for ending in (".vtt", ".json", ".xml", ".mp3"):
        lines += [f"/*{ending}", "  Access-Control-Allow-Origin: *"]
    return "\n".join(["/*", "  X-Content-Type-Options: nosniff", *lines, ""])


def gzip_text(path: Path) -> bytes:
    """A text packed; the same text gives the same bytes."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)

"""The published site laid out for any static host: what readers need, no more, and what the host must know.

The folder can be laid out again over itself: what did not change is left alone, what is gone is taken away,
and files that somebody else put there stay.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from pipeline import shelf
from pipeline.document.media import MEDIA_TYPES
from pipeline.errors import EditionMissing, SettingsError, writing
from pipeline.settings import Settings

LISTED = ".manyvoices.json"
"""The file in which a laid out folder names what was laid there."""
_TEXTS = (".html", ".xml", ".json", ".vtt", ".txt", ".svg", ".atom")
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


def lay_out(target: Path, settings: Settings) -> Laid:
    """Lay out the site in `settings.output` in the folder `target`, ready to be uploaded.

    Raises `EditionMissing` when nothing is published, `SettingsError` when `target` lies within the
    output, and `WriteError`.
    """
    output = settings.output
    if not (output / "index.html").is_file():
        raise EditionMissing(
            f"Nothing is published in {output}.", "Publish an article first, or name --output."
        )
    if target.resolve().is_relative_to(output.resolve()):
        raise SettingsError(f"{target} lies within {output}.", "Name a folder beside it.")
    names = sorted(_published(output))
    before, present = _listed(target), set(names)
    written = sum(_copied(output / name, target / name) for name in names)
    for name, data in (*_made(names, settings).items(), *_packed(output, names)):
        present.add(name)
        written += _put(target / name, data)
    removed = sum(_removed(target / name) for name in before - present)
    shelf.put(target / LISTED, json.dumps(sorted(present), ensure_ascii=False, indent=0).encode())
    return Laid(len(present), sum((target / name).stat().st_size for name in present), written, removed)


def needs() -> Sequence[str]:
    """What a host must answer, for the person who sets it up."""
    types = ", ".join(f"{ending} {kind.partition(';')[0]}" for ending, kind in MEDIA_TYPES.items())
    return (
        "Byte ranges (206) for .mp3 and .epub: players ask for them.",
        "HTTPS, the same address for the same file for ever, and ETag or Last-Modified.",
        "Access-Control-Allow-Origin: * for .vtt, .json and .xml: players on other sites read them.",
        f"Media types: {types}.",
        "Files that end with .gz are the same text packed: send them with Content-Encoding: gzip, or leave them.",
    )


def _published(output: Path) -> Iterator[str]:
    """Names of the files that readers get, relative to the output."""
    roots = [output / "feeds", *(report.parent for report in output.glob("*/report.json"))]
    files = [output / "index.html", *(file for root in roots for file in root.rglob("*") if file.is_file())]
    for file in files:
        name = file.relative_to(output)
        hidden = any(part.startswith(".") for part in name.parts)
        if not hidden and file.name not in _KEPT_BACK and not file.is_symlink():
            yield name.as_posix()


def _made(names: Sequence[str], settings: Settings) -> Mapping[str, bytes]:
    """The files that only a host needs."""
    made = {".nojekyll": b"", "robots.txt": _robots(settings).encode(), "_headers": _headers().encode()}
    if settings.base_url:
        made["sitemap.xml"] = _sitemap(names, settings.base_url).encode()
    return made


def _robots(settings: Settings) -> str:
    found = f"Sitemap: {settings.base_url.rstrip('/')}/sitemap.xml\n" if settings.base_url else ""
    return f"User-agent: *\nAllow: /\n{found}"


def _headers() -> str:
    """Media types and sharing, in the form that Netlify and Cloudflare Pages read."""
    lines = []
    for ending, kind in MEDIA_TYPES.items():
        lines += [f"/*{ending}", f"  Content-Type: {kind}"]
    for ending in (".vtt", ".json", ".xml", ".mp3"):
        lines += [f"/*{ending}", "  Access-Control-Allow-Origin: *"]
    return "\n".join(["/*", "  X-Content-Type-Options: nosniff", *lines, ""])


def _sitemap(names: Sequence[str], base_url: str) -> str:
    """Every page, each with those in other languages (Sitemaps 0.9, and Google's xhtml:link)."""
    base = base_url.rstrip("/")
    pages = [name for name in names if name.endswith("index.html")]
    entries = "\n".join(_entry(name, pages, base) for name in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{entries}\n</urlset>\n"
    )


def _entry(name: str, pages: Sequence[str], base: str) -> str:
    article, _, rest = name.partition("/")
    siblings = [page for page in pages if page.startswith(f"{article}/") and page.count("/") == 2]
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{page.split("/")[1]}" href="{_address(page, base)}"/>'
        for page in siblings
        if rest.count("/") == 1
    )
    return f"<url><loc>{_address(name, base)}</loc>{others}</url>"


def _address(name: str, base: str) -> str:
    return escape(f"{base}/{quote(name.removesuffix('index.html'))}")


def _packed(output: Path, names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Every text packed; the same text gives the same bytes."""
    for name in names:
        if name.endswith(_TEXTS):
            yield f"{name}.gz", gzip.compress((output / name).read_bytes(), 9, mtime=0)


def _listed(target: Path) -> set[str]:
    """What was laid there before; nothing when nobody can tell."""
    try:
        names = json.loads((target / LISTED).read_text("utf-8"))
    except (OSError, ValueError):
        return set()
    return {name for name in names if isinstance(name, str) and _within(target, name)}


def _within(target: Path, name: str) -> bool:
    return (target / name).resolve().is_relative_to(target.resolve())


def _copied(source: Path, path: Path) -> bool:
    same = path.is_file() and path.stat().st_size == source.stat().st_size
    return False if same and path.read_bytes() == source.read_bytes() else _put(path, source.read_bytes())


def _put(path: Path, data: bytes) -> bool:
    if path.is_file() and path.read_bytes() == data:
        return False
    shelf.put(path, data)
    return True


def _removed(path: Path) -> bool:
    with writing(path):
        if not path.is_file():
            return False
        path.unlink()
        return True

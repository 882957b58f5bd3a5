"""The published site put into a bucket: what changed, with the headers that a host must send, and nobody sees half of it.

What is named goes up before what names it: recordings and books, then an edition's page, the article's, the site's, and the feeds. A list of
what we put there lies beside it, so that what somebody else put there is neither replaced nor taken away.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from pipeline.config.option_types import Refused, store_address
from pipeline.document.media import media_type
from pipeline.errors import NotOurs, SettingsError
from pipeline.infra.bucket import Bucket
from pipeline.infra.ownership import digest_of
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.static_layout import (
    TEXTS,
    Laid,
    check_published,
    host_files,
    published_files,
    site_address,
)

LIST = ".manyvoices.json"
"""In the bucket: by name, the digest and the size of what we put there."""
_AT_ONCE = 4
_FOR_EVER = "public, max-age=31536000, immutable"
_ASKED_EACH_TIME = "public, no-cache"
"""Kept, and asked for by ETag: what is corrected is seen at once."""
_SOUNDS = "feeds/sound/"
"""Whose names tell their content."""
_PLAIN = (".xml", ".txt")
"""Texts that are sent as they are: not every program that reads feeds unpacks."""

Put = Mapping[str, tuple[str, int]]
"""By name, the digest of a file, and how many bytes lie in the bucket for it."""


def upload(url: str, site: SiteConfiguration) -> Laid:
    """Put what lies in the site's output at `url`; what went up before and is the same stays as it is.

    Recordings that the feeds' rule keeps lie in the output, and so stay there. Raises `EditionMissing`, `SettingsError`,
    `NotOurs` before anything is put when something else lies in the way, and `WriteError`; the same command goes on then.
    """
    url = _bucket_address(url)
    check_published(site.output)
    if site.offline:
        raise SettingsError(
            f"The site was not put at {url}, because --offline was given.", "Name a folder as --target."
        )
    address, notices = site_address(site)
    names, left = published_files(site)
    made = {
        name: data
        for name, data in host_files(names, address).items()
        if name not in (".nojekyll", "_headers")
    }
    files: dict[str, Path | bytes] = {**{name: site.output / name for name in names}, **made}
    bucket = Bucket(url)
    there, ours = bucket.sizes(), _listed(bucket)
    digests = {name: _digest(content) for name, content in files.items()}
    changed = [name for name in files if not _is_there(name, digests[name], there, ours)]
    _check([name for name in changed if name in there and name not in ours], url)
    settled = _put(bucket, {name: files[name] for name in changed}, digests, ours)
    gone = [name for name in ours if name not in files and name in there]
    stayed = [name for name in gone if ours[name][1] not in (0, there[name])]
    _delete(bucket, [name for name in gone if name not in stayed])
    _list(bucket, {name: put for name, put in settled.items() if name in files})
    size = sum(put for name, (_, put) in settled.items() if name in files)
    return Laid(
        len(files), size, len(changed), len(gone) - len(stayed), left, tuple(map(Path, stayed)), notices
    )


def needs() -> Sequence[str]:
    """What must be set at the bucket itself, for the person who does it."""
    return (
        "index.html as the index document of every folder, and HTTPS before it.",
        "CORS: GET from every origin (*) for .vtt, .json, .xml and .mp3: players on other sites read them.",
        f"{LIST} may be hidden from readers; it names what lies there.",
    )


def headers(name: str) -> Mapping[str, str]:
    """What a host sends with a file."""
    made = {"Cache-Control": _FOR_EVER if name.startswith(_SOUNDS) else _ASKED_EACH_TIME}
    if kind := media_type(name):
        made["Content-Type"] = kind
    if _is_packed(name):
        made["Content-Encoding"] = "gzip"
    return made


def stages(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """`names` in the order in which they go up: all of a stage before anything of the next one."""
    for _, some in groupby(sorted(names, key=lambda name: (_stage(name), name)), _stage):
        yield list(some)


def _stage(name: str) -> int:
    """0 for what is named only, then pages from the innermost one out, then feeds and what else names pages."""
    depth = name.count("/")
    if name.startswith("feeds/"):
        return 4 if name.endswith((".xml", ".atom", ".json", ".html")) else 0
    if name.endswith(".html"):
        return max(3 - depth, 1)
    return 0 if depth else 4


def _bucket_address(url: str) -> str:
    try:
        address = store_address(url)
    except Refused as error:
        raise error.error from None
    if address.startswith("file:"):
        raise SettingsError(
            "The site is put into a folder by its path.", "Name it as --target without file://."
        )
    return address


def _put(bucket: Bucket, files: Mapping[str, Path | bytes], digests: Mapping[str, str], ours: Put) -> Put:
    """What is ours once all `files` lie there; before, they are listed without a size, so that a run that is killed is gone on with."""
    if not files:
        return ours
    settled = {**ours, **dict.fromkeys(files, ("", 0))}
    _list(bucket, settled)

    def put(name: str) -> tuple[str, int]:
        content = _packed(files[name]) if _is_packed(name) else files[name]
        bucket.publish(name, content, headers(name))
        return name, len(content) if isinstance(content, bytes) else content.stat().st_size

    for stage in stages([*files]):
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            settled |= {name: (digests[name], size) for name, size in threads.map(put, stage)}
    return settled


def _is_there(name: str, digest: str, there: Mapping[str, int], ours: Put) -> bool:
    return name in there and ours.get(name) == (digest, there[name])


def _check(strangers: Sequence[str], url: str) -> None:
    if strangers:
        raise NotOurs(
            f"At {url} lies {strangers[0]}, which this program did not put there. Nothing was uploaded.",
            "Name another prefix as --target, or move it away.",
        )


def _delete(bucket: Bucket, names: Sequence[str]) -> None:
    for name in names:
        bucket.delete(name)


def _listed(bucket: Bucket) -> Put:
    found = bucket.read(LIST)
    if found is None:
        return {}
    try:
        return {
            name: (str(digest), int(size)) for name, (digest, size) in json.loads(b"".join(found)).items()
        }
    except (ValueError, TypeError, AttributeError) as error:
        raise NotOurs(
            f"{bucket.name}/{LIST} is not as this program left it.",
            "Remove it and what lies beside it, then upload all.",
        ) from error


def _list(bucket: Bucket, ours: Put) -> None:
    data = json.dumps(dict(sorted(ours.items())), ensure_ascii=False).encode()
    bucket.publish(LIST, data, {"Content-Type": "application/json", "Cache-Control": "no-store"})


def _digest(content: Path | bytes) -> str:
    return sha256(content).hexdigest() if isinstance(content, bytes) else digest_of(content)


def _is_packed(name: str) -> bool:
    """A bucket cannot ask who wants it packed; what browsers alone read is."""
    return name.endswith(TEXTS) and not name.endswith(_PLAIN)


def _packed(content: Path | bytes) -> bytes:
    data = content if isinstance(content, bytes) else content.read_bytes()
    return gzip.compress(data, 9, mtime=0)

"""The list of models in Mozilla's storage bucket, `models.json`.

It is written by mozilla/translations, db/updater.py (`PublicModelsJsonGenerator`): by pair, a list of exports with
`architecture`, `releaseStatus`, `files` and the scores of the evaluation. Files are gzip-packed; only the model
itself has a digest, so that vocabularies are held to gzip's own check and to what the engine makes of them.
"""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from pipeline.infra.http import transfer
from pipeline.translation.models.offer import (
    Listing,
    Offer,
    Quality,
    Refusal,
    RemoteFile,
    is_architecture,
    is_complete,
    is_name,
    is_pair,
    is_place,
    score,
)
from pipeline.translation.models.source import LARGEST, SourceFailed, fetched_json, is_address

_KINDS = {"model": "model", "vocab": "vocab", "srcVocab": "srcvocab", "trgVocab": "trgvocab"}
_FOR_US = ("Release", "Release Desktop")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SCORES = "flores200-plus"


class Bucket:
    """Where Mozilla keeps what it trained."""

    title = "Mozilla's storage bucket"

    def __init__(self, url: str, limits: transfer.Limits) -> None:
        self._url = url
        self._limits = limits

    def listing(self) -> Listing:
        """What is released for desktops. Raises `SourceFailed`."""
        value = fetched_json(self._url, self._limits)
        pairs, base = value.get("models"), value.get("baseUrl")
        if not isinstance(pairs, Mapping) or not isinstance(base, str):
            raise SourceFailed("its answer is not a list of models")
        if not is_address(base, self._url) or urlsplit(base).netloc != urlsplit(self._url).netloc:
            raise SourceFailed("it sends on to another host")
        offers: list[Offer] = []
        refusals: list[Refusal] = []
        for pair, entries in pairs.items():
            source, target = map(_code, (str(pair).partition("-")[0], str(pair).partition("-")[2]))
            if not is_pair(source, target):
                continue
            for entry in entries if isinstance(entries, list) else ():
                offer = _read(source, target, entry, base) if isinstance(entry, Mapping) else None
                if isinstance(offer, Offer):
                    offers.append(offer)
                elif offer is not None:
                    refusals.append(offer)
        return Listing(tuple(offers), tuple(refusals))


def _code(name: str) -> str:
    """`zh_hant` as Firefox has it elsewhere, `zh-Hant`."""
    language, _, script = name.partition("_")
    return f"{language}-{script.title()}" if script else language


def _read(source: str, target: str, entry: Mapping[str, Any], base: str) -> Offer | Refusal:
    status, files = entry.get("releaseStatus"), entry.get("files")
    if status not in _FOR_US:
        return Refusal(source, target, f"it is not released for desktops ({status or 'no release'})")
    remote = _files(files, base) if isinstance(files, Mapping) else ()
    if not is_complete(file.kind for file in remote) or not is_architecture(entry.get("architecture")):
        return Refusal(source, target, "its files are not complete, or without digest or place")
    return Offer(source, target, entry["architecture"], "", remote, _quality(entry))


def _files(files: Mapping[str, Any], base: str) -> tuple[RemoteFile, ...]:
    remote = (_file(files.get(name), kind, base) for name, kind in _KINDS.items())
    return tuple(file for file in remote if file)


def _file(file: object, kind: str, base: str) -> RemoteFile | None:
    """A file with its place; None when it has none, or is a model without digest or size."""
    path = file.get("path") if isinstance(file, Mapping) else None
    if not isinstance(file, Mapping) or not isinstance(path, str) or not is_place(path):
        return None
    name = PurePosixPath(path).name.removesuffix(".gz")
    digest, size = str(file.get("uncompressedHash", "")), file.get("uncompressedSize")
    known = isinstance(size, int) and not isinstance(size, bool) and 0 < size <= LARGEST
    if not is_name(name, kind) or (kind == "model" and not (known and _DIGEST.fullmatch(digest))):
        return None
    return RemoteFile(kind, name, f"{base.rstrip('/')}/{path}", None, size if known else None, digest)


def _quality(entry: Mapping[str, Any]) -> Quality:
    metrics = entry.get("metrics")
    scores = metrics.get(_SCORES) if isinstance(metrics, Mapping) else None
    if not isinstance(scores, Mapping):
        return Quality()
    return Quality(score(scores.get("comet22")), score(scores.get("chrf")))

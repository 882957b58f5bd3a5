"""Mozilla's list of models in Remote Settings, the collection `translations-models-v2`.

A record is one file of a model; its fields are those of mozilla/firefox-translations-models,
remote_settings/subcommands/local_server/schema/models_schema.json. The files themselves lie zstd-packed at the
attachments' address, which the server names at its root.
"""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeGuard
from urllib.parse import urljoin

from pipeline.infra.http import transfer
from pipeline.translation.models.filters import UnknownExpression, for_desktop
from pipeline.translation.models.known_releases import quality_of
from pipeline.translation.models.offer import (
    Listing,
    Offer,
    Refusal,
    RemoteFile,
    is_architecture,
    is_complete,
    is_name,
    is_pair,
    is_place,
)
from pipeline.translation.models.source import LARGEST, SourceFailed, fetched_json, is_address

_KINDS = ("model", "vocab", "srcvocab", "trgvocab")
"""What the engine needs; a record may also be a shortlist (`lex`) or a `qualityModel`."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_RELEASED = re.compile(r"\d{1,4}(\.\d{1,4}){0,3}", re.ASCII)


class RemoteSettings:
    """Where Firefox itself gets its models."""

    title = "Mozilla's Remote Settings"

    def __init__(self, url: str, limits: transfer.Limits) -> None:
        self._url = url
        self._limits = limits

    def listing(self) -> Listing:
        """What is released for desktops. Raises `SourceFailed`."""
        records = fetched_json(self._url, self._limits).get("data")
        if not isinstance(records, list):
            raise SourceFailed("its answer is not a list of records")
        return _listing(records, self._attachments())

    def _attachments(self) -> str:
        root = self._url.partition("/v1/")[0] + "/v1/"
        try:
            address = fetched_json(root, self._limits)["capabilities"]["attachments"]["base_url"]
        except (KeyError, TypeError) as error:
            raise SourceFailed("it does not say where its files are") from error
        if not isinstance(address, str) or not is_address(address, root):
            raise SourceFailed("it names no usable address of its files")
        return address


def _listing(records: Sequence[object], attachments: str) -> Listing:
    groups: dict[tuple[str, ...], dict[str, Mapping[str, Any]]] = defaultdict(dict)
    refusals: dict[Refusal, None] = {}
    for record in sorted((each for each in records if _is_record(each)), key=_age):
        if record["fileType"] in _KINDS:
            reason = _reason(record)
            if reason:
                refusals[Refusal(record["sourceLanguage"], record["targetLanguage"], reason)] = None
            else:
                groups[_group(record)][record["fileType"]] = record
    offers = []
    for (source, target, architecture, version, _), files in groups.items():
        if is_complete(files):
            offers.append(_offer(source, target, architecture, version, files, attachments))
        else:
            lacking = f"version {version} is not complete: only {', '.join(sorted(files))}"
            refusals[Refusal(source, target, lacking)] = None
    return Listing(tuple(offers), tuple(refusals))


def _is_record(record: object) -> TypeGuard[Mapping[str, Any]]:
    return (
        isinstance(record, Mapping)
        and isinstance(record.get("fileType"), str)
        and is_pair(record.get("sourceLanguage"), record.get("targetLanguage"))
    )


def _age(record: Any) -> int:
    modified = record.get("last_modified")
    return modified if isinstance(modified, int) else 0


def _group(record: Mapping[str, Any]) -> tuple[str, ...]:
    names = ("sourceLanguage", "targetLanguage", "architecture", "version", "filter_expression")
    return tuple(str(record.get(name) or "") for name in names)


def _reason(record: Mapping[str, Any]) -> str:
    """Why a record is nothing for us; empty when it is usable."""
    version = str(record.get("version", ""))
    name, attachment = record.get("name"), record.get("attachment")
    if not _RELEASED.fullmatch(version):
        return f"version {version[:20] or '?'} is not released"
    if not loads(version):
        return f"version {version} is none that the installed engine loads"
    if reason := _channel(record.get("filter_expression")):
        return reason
    if not is_name(name, record["fileType"]):
        return "a file's name is not of its kind"
    if not is_architecture(record.get("architecture")):
        return f"{name} is of no architecture"
    if not isinstance(attachment, Mapping) or not is_place(attachment.get("location")):
        return f"{name} has no place where it can be had"
    if not _DIGEST.fullmatch(str(record.get("decompressedHash", ""))):
        return f"{name} has no digest to check it by"
    if not all(_is_size(size) for size in (attachment.get("size"), record.get("decompressedSize"))):
        return f"{name} has a size that cannot be"
    return ""


def _channel(expression: object) -> str:
    try:
        meant = for_desktop(str(expression or ""))
    except UnknownExpression:
        return f"it is meant for builds that we do not know: {str(expression)[:80]}"
    return "" if meant else f"it is meant for other builds of Firefox: {str(expression)[:80]}"


def _is_size(size: object) -> bool:
    return isinstance(size, int) and not isinstance(size, bool) and 0 < size <= LARGEST


def _offer(
    source: str, target: str, architecture: str, version: str, files: Mapping[str, Any], attachments: str
) -> Offer:
    remote = tuple(
        RemoteFile(
            kind,
            record["name"],
            urljoin(attachments, record["attachment"]["location"]),
            record["attachment"]["size"],
            record["decompressedSize"],
            record["decompressedHash"],
        )
        for kind, record in files.items()
    )
    return Offer(
        source, target, architecture, version, remote, quality_of(files["model"]["decompressedHash"])
    )


@cache
def loads(version: str) -> bool:
    """Whether the installed engine loads models of this version: it passes over records of another major number."""
    from fxtranslate import discovery

    # What it wants of a record at the least; the pair is listed unless the version is too old or too new.
    record = {
        "name": "model.xxyy.bin",
        "fileType": "model",
        "sourceLanguage": "xx",
        "targetLanguage": "yy",
        "version": version,
        "attachment": {"location": "x", "size": 1, "hash": "", "filename": "", "mimetype": ""},
    }
    return bool(discovery.model_pairs(json.dumps({"data": [record]})))

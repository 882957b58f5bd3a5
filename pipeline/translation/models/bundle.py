"""Models carried from one machine to another: a folder with a folder for each pair, and a list of them."""

import json
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp

from pipeline.errors import ModelMissing, SettingsError, writing
from pipeline.infra import atomic_output
from pipeline.translation.models.installed import (
    CARD,
    MODEL_FILES,
    PARTIAL,
    Card,
    Model,
    below,
    in_folder,
    is_ours,
    pair_of,
    pairs,
    read_card,
    sha256_of,
    write_card,
)

LIST = "manyvoices-models.json"
_FORMAT = 1
_LETTERS = re.compile(r"[a-z]{4,6}|zh-han[st][a-z]{2}|[a-z]{2}zh-han[st]")
"""What Mozilla puts into the names of a pair's files: `enko`, `enzh_hant`."""


def bundle(models: Sequence[Model], folder: Path) -> tuple[str, ...]:
    """Copy `models` into `folder`, which is made; the names of the folders in it, `en-ko` and so on.

    Each pair's folder is made anew. Raises `SettingsError` when `folder` holds something else, `ModelMissing` when
    there is nothing to copy, and `WriteError`.
    """
    if not models:
        raise ModelMissing("There is no model to bundle.", "Add some first: python cli.py models add en ko")
    names = tuple(f"{model.source}-{model.target}" for model in models)
    _check_room(folder, names)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        index = {"format": _FORMAT, "engine": f"fxtranslate {version('fxtranslate')}", "models": names}
        (folder / LIST).write_text(json.dumps(index, indent=1), "utf-8")
        for name, model in zip(names, models, strict=True):
            _copy(model, folder / name)
    return names


def copy_in(given: Path, source: str, target: str, into: Path) -> tuple[Path, Card]:
    """The files of a pair's model copied from `given` to the folder `into`, which is made: `given` is a bundle, a
    folder of models, or a model itself. Raises `ModelMissing`, and `WriteError`.
    """
    given = given.absolute().resolve()
    if not given.is_dir():
        raise ModelMissing(f"There is no folder {given}.", MODEL_FILES)
    _check_format(given)
    model = below(given, source, target) or _itself(given, source, target)
    if model is None:
        raise ModelMissing(f"{given} holds no translation model from {source} to {target}.", MODEL_FILES)
    card = read_card(model.model.parent / CARD)
    _check_card(model, card, source, target)
    with writing(into):
        shutil.rmtree(into, ignore_errors=True)
        into.mkdir(parents=True)
        for path in model.paths:
            (into / path.name).write_bytes(path.read_bytes())
    return into, replace(card or Card(source, target, "a folder"), source=source, target=target)


def _itself(given: Path, source: str, target: str) -> Model | None:
    """The model that the folder `given` is, if its name and those of its files do not speak for another pair."""
    named, model = pair_of(given.name), in_folder(given, source, target)
    if model is None or (named is not None and named not in pairs(source, target)):
        return None
    letters = model.model.name.split(".")[1].replace("_", "-").lower()
    own = [(one + other).lower() for one, other in pairs(source, target)]
    return model if letters in own or not _LETTERS.fullmatch(letters) else None


def _check_room(folder: Path, names: Sequence[str]) -> None:
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not _is_bundle(folder))):
        raise SettingsError(
            f"{folder} is there already, and is not a bundle of models.", "Name a new folder with --to."
        )
    for name in names:
        place = folder / name
        if os.path.lexists(place) and not is_ours(place):
            raise SettingsError(
                f"{place} holds what `models bundle` did not put there.", "Name a new folder with --to."
            )


def _copy(model: Model, place: Path) -> None:
    aside = Path(mkdtemp(dir=place.parent, prefix=PARTIAL))
    try:
        for path in model.paths:
            (aside / path.name).write_bytes(path.read_bytes())
        card = model.card() or Card(model.source, model.target, f"a {model.place}")
        write_card(aside, card, [aside / path.name for path in model.paths])
        atomic_output.swap(aside, place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _is_bundle(folder: Path) -> bool:
    return (folder / LIST).is_file()


def _check_format(folder: Path) -> None:
    if not _is_bundle(folder):
        return
    try:
        listing = json.loads((folder / LIST).read_text("utf-8"))
        known = isinstance(listing, dict) and listing.get("format") == _FORMAT
    except (OSError, ValueError, RecursionError):
        known = False
    if not known:
        raise ModelMissing(
            f"{folder} is a bundle of another version of this program, or damaged.",
            "Make it anew with this version: python cli.py models bundle --to DIR",
        )


def _check_card(model: Model, card: Card | None, source: str, target: str) -> None:
    if card is None or card.files is None:
        return
    if (card.source, card.target) not in (*pairs(source, target), (source, target)):
        raise ModelMissing(
            f"{model.model.parent} holds the model from {card.source} to {card.target}.", MODEL_FILES
        )
    changed = [path for path in model.paths if card.files.get(path.name) != sha256_of(path)]
    if changed or len(card.files) != len(model.paths):
        raise ModelMissing(
            f"{changed[0] if changed else model.model.parent} is damaged: it is not what was bundled.",
            "Copy the bundle again, whole.",
        )

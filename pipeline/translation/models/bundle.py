"""Models carried from one machine to another: a folder with a folder for each pair, and a list of them."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from pipeline.errors import ModelMissing, SettingsError, writing
from pipeline.translation.models.installed import (
    CARD,
    MODEL_FILES,
    Card,
    Model,
    below,
    in_folder,
    pair_of,
    pairs,
    read_card,
    sha256_of,
    write_card,
)

LIST = "manyvoices-models.json"
_FORMAT = 1


def bundle(models: Sequence[Model], folder: Path) -> tuple[str, ...]:
    """Copy `models` into `folder`, which is made; the names of the folders in it, `en-ko` and so on.

    Raises `SettingsError` when `folder` holds something else, `ModelMissing` when there is nothing to copy, and
    `WriteError`.
    """
    if not models:
        raise ModelMissing("There is no model to bundle.", "Add some first: python cli.py models add en ko")
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not _is_bundle(folder))):
        raise SettingsError(
            f"{folder} is there already, and is no bundle of models.", "Name a new folder with --to."
        )
    names = []
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for model in models:
            names.append(f"{model.source}-{model.target}")
            _copy(model, folder / names[-1])
        told = {"format": _FORMAT, "engine": f"fxtranslate {version('fxtranslate')}", "models": names}
        (folder / LIST).write_text(json.dumps(told, indent=1), "utf-8")
    return tuple(names)


def brought(given: Path, source: str, target: str, into: Path) -> tuple[Path, Card]:
    """The files of a pair's model copied from `given` to the folder `into`, which is made: `given` is a bundle, a
    folder of models, or a model itself. Raises `ModelMissing`, and `WriteError`.
    """
    if not given.is_dir():
        raise ModelMissing(f"There is no folder {given}.", MODEL_FILES)
    _check_format(given)
    itself = pair_of(given.name)
    model = below(given, source, target) or (
        in_folder(given, source, target) if itself is None or itself in pairs(source, target) else None
    )
    if model is None:
        raise ModelMissing(f"{given} holds no translation model from {source} to {target}.", MODEL_FILES)
    card = read_card(model.model.parent / CARD)
    _check_digests(model, card)
    with writing(into):
        shutil.rmtree(into, ignore_errors=True)
        into.mkdir(parents=True)
        for path in model.paths:
            shutil.copyfile(path, into / path.name)
    return into, replace(card or Card(source, target, "a folder"), source=source, target=target)


def _copy(model: Model, place: Path) -> None:
    place.mkdir(exist_ok=True)
    for path in model.paths:
        shutil.copyfile(path, place / path.name)
    write_card(place, model.card() or Card(model.source, model.target, f"a {model.place}"), model.paths)


def _is_bundle(folder: Path) -> bool:
    return (folder / LIST).is_file()


def _check_format(folder: Path) -> None:
    if not _is_bundle(folder):
        return
    try:
        found = json.loads((folder / LIST).read_text("utf-8"))
        known = isinstance(found, dict) and found.get("format") == _FORMAT
    except (OSError, ValueError):
        known = False
    if not known:
        raise ModelMissing(
            f"{folder} is a bundle of another version of this program, or damaged.",
            "Make it anew with this version: python cli.py models bundle --to DIR",
        )


def _check_digests(model: Model, card: Card | None) -> None:
    files = (card.files if card else None) or {}
    for path in model.paths:
        if path.name in files and files[path.name] != sha256_of(path):
            raise ModelMissing(
                f"{path} is damaged: its digest is another one than when it was bundled.",
                "Copy the bundle again, whole.",
            )

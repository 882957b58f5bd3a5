"""What is here and what could be had, a line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.document.quantities import megabytes
from pipeline.errors import ModelMissing, UnknownLanguage
from pipeline.languages import find, languages
from pipeline.translation.models.add import Models
from pipeline.translation.models.installed import Model, find_model, installed_models
from pipeline.translation.models.known_releases import Published, expected_model, published_releases
from pipeline.translation.models.offer import Quality


@dataclass(frozen=True, slots=True)
class Line:
    """A model, here or to be had."""

    source: str
    """BCP 47, likewise `target`."""
    target: str
    size: int
    """Bytes: on this machine, or as they travel."""
    architecture: str
    version: str
    quality: Quality
    place: str
    """`folder` or `package` when it is here, else where it could be had."""

    def __str__(self) -> str:
        about = [
            megabytes(self.size),
            f"{self.architecture} {self.version}".strip(),
            str(self.quality),
        ]
        return f"{self.source} to {self.target:8} {', '.join(filter(None, [*about, self.place]))}"

    def row(self) -> tuple[str, str, str, str, str, str]:
        """The same by columns: languages, size, architecture and version, scores, place."""
        model = f"{self.architecture} {self.version}".strip()
        return self.source, self.target, megabytes(self.size), model, str(self.quality), self.place

    def as_value(self) -> dict[str, object]:
        """For machines, as JSON has it."""
        return {
            "source": self.source,
            "target": self.target,
            "size": self.size,
            "architecture": self.architecture,
            "version": self.version,
            "comet": self.quality.comet,
            "chrf": self.quality.chrf,
            "place": self.place,
        }


def here(folder: Path) -> tuple[Line, ...]:
    """The models on this machine, those of the models folder `folder` first."""
    return tuple(_line(model) for model in installed_models(folder))


def available(folder: Path, offline: bool = False) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """What could be had of pairs that are not here, and what went wrong when it was asked for: by Mozilla's list, or
    offline and without an answer by what was published when this version was made."""
    offers, reasons = Models(folder).offers() if not offline else ((), ())
    lines = [
        Line(
            _tag(each.source),
            _tag(each.target),
            each.size,
            each.architecture,
            each.version,
            each.quality,
            "Mozilla",
        )
        for each in offers
    ] or [
        Line(each.source, each.target, each.size, each.architecture, "", each.quality, "published in 2025")
        for each in _best_published()
    ]
    known = (each for each in lines if _is_known(each.source) and _is_known(each.target))
    new = (each for each in known if not find_model(folder, each.source, each.target))
    return tuple(sorted(new, key=lambda each: (each.source, each.target))), tuple(reasons)


def select(folder: Path, pairs: Sequence[tuple[str, str]]) -> tuple[Model, ...]:
    """The models of `pairs`, BCP 47, or all that are here. Raises `ModelMissing` for one that is not."""
    if not pairs:
        used = ((_tag(model.source), _tag(model.target)) for model in installed_models(folder))
        return tuple(model for pair in dict.fromkeys(used) if (model := find_model(folder, *pair)))
    models = [(pair, find_model(folder, *pair)) for pair in pairs]
    for (source, target), model in models:
        if model is None:
            raise ModelMissing(
                f"There is no model from {source} to {target} on this machine.",
                f"Run: python cli.py models add {source} {target}",
            )
    return tuple(model for _, model in models if model)


def _best_published() -> tuple[Published, ...]:
    pairs = dict.fromkeys((each.source, each.target) for each in published_releases())
    return tuple(each for pair in pairs if (each := expected_model(*pair)))


def _line(model: Model) -> Line:
    card = model.card()
    return Line(
        _tag(model.source),
        _tag(model.target),
        model.size,
        card.architecture if card else "",
        card.version if card else "",
        model.quality(),
        model.place,
    )


def _is_known(tag: str) -> bool:
    """Whether the program can publish in a language."""
    return tag in languages()


def _tag(code: str) -> str:
    try:
        return find(code).tag
    except UnknownLanguage:
        return code

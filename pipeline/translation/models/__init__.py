"""Firefox's translation models: which are on this machine, which could be had, and how they get here."""

from pipeline.translation.models.add import Models, route
from pipeline.translation.models.bundle import bundle
from pipeline.translation.models.installed import Model, damage_error, find_model, installed_models
from pipeline.translation.models.known_releases import Published, expected_model
from pipeline.translation.models.overview import available, here, select

__all__ = [
    "Model",
    "Models",
    "Published",
    "available",
    "bundle",
    "damage_error",
    "expected_model",
    "find_model",
    "here",
    "installed_models",
    "route",
    "select",
]

"""Firefox's translation models: which are on this machine, which could be had, and how they get here."""

from pipeline.translation.models.add import Models, route
from pipeline.translation.models.bundle import bundle
from pipeline.translation.models.installed import Model, damaged, installed, listed
from pipeline.translation.models.overview import available, here, select
from pipeline.translation.models.published import Published, expected

__all__ = [
    "Model",
    "Models",
    "Published",
    "available",
    "bundle",
    "damaged",
    "expected",
    "here",
    "installed",
    "listed",
    "route",
    "select",
]

"""What each stage goes by, taken from the settings of a run: the one place where both are known.

A stage's configuration has the options that it uses, under the names that they have in `Settings`.
"""

from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

from pipeline.config.settings import Settings
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.readers.configuration import ReadingConfiguration
from pipeline.site.configuration import SiteConfiguration
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.writers.theme import check_theme

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Stage = TypeVar("Stage", bound="DataclassInstance")


def reading_of(settings: Settings) -> ReadingConfiguration:
    """How articles are read, and what may be fetched for them."""
    return _part(ReadingConfiguration, settings)


def narration_of(settings: Settings) -> NarrationConfiguration:
    """What narration goes by, and of which a speaker is made."""
    return _part(NarrationConfiguration, settings)


def translation_of(settings: Settings) -> TranslationConfiguration:
    """What translation goes by, and of which a translator is made."""
    return _part(TranslationConfiguration, settings)


def site_of(settings: Settings) -> SiteConfiguration:
    """What the site and its feeds go by. Raises `SettingsError` for a style in which some could not read them, and for
    templates that cannot be followed."""
    check_theme(settings.theme)
    if settings.theme.templates:
        from pipeline.writers.template_trial import try_templates

        try_templates(settings.theme)
    return _part(SiteConfiguration, settings)


def _part(stage: type[Stage], settings: Settings) -> Stage:
    return stage(**{field.name: getattr(settings, field.name) for field in fields(stage)})

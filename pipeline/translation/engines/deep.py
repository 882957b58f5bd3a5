"""deep-translator held in; the one door to that library.

What it leaves to chance is settled here: every question has its own instance (a shared one mixes texts up between
threads), its exceptions, which share no base and may quote the key or the whole text, end here, and neither None
nor an error page is taken for a translation. The time limit, which it lacks, stands in `pipeline.infra.engine_calls`.
"""

import logging
from collections.abc import Callable
from importlib.metadata import version

from pipeline.errors import AnswerUnusable, EngineBusy, ModelMissing, PublishError
from pipeline.translation.checks import error_text

_LATER = "Run the same command again later; what was translated is kept."
_ELSEWHERE = "Name another translator with --translator, or put a reviewed translation beside the article."


def library_version() -> str:
    """Of deep-translator."""
    return version("deep-translator")


def silence_addresses() -> None:
    """Keep the texts, which stand in the addresses, out of what urllib3 logs for those who look for faults."""
    logger = logging.getLogger("urllib3")
    logger.setLevel(max(logger.level, logging.WARNING))


def ask_service(service: str, text: str, ask: Callable[[], object]) -> str:
    """What the library answers about `text`. Raises our errors for all it raises and for what is no translation."""
    outcome = _outcome(service, ask)
    if isinstance(outcome, PublishError):
        raise outcome  # outside of any `except`, so that no chain of causes quotes the text
    if not isinstance(outcome, str) or not outcome.strip():
        raise AnswerUnusable(f"{service} gave no translation.")
    if error_text(outcome) and not error_text(text):
        raise EngineBusy(f"{service} answered with an error page.", _LATER)
    return outcome


def _outcome(service: str, ask: Callable[[], object]) -> object:
    import requests
    from deep_translator import exceptions as theirs

    try:
        return ask()
    except PublishError as error:
        return error
    except theirs.TooManyRequests:
        return EngineBusy(f"{service} says that too many requests were made.", _LATER)
    except (theirs.RequestError, requests.RequestException) as error:
        return EngineBusy(f"{service} could not be reached, or failed ({type(error).__name__}).", _LATER)
    except (theirs.LanguageNotSupportedException, theirs.InvalidSourceOrTargetLanguage):
        return ModelMissing(f"{service} does not translate this pair of languages.", _ELSEWHERE)
    except theirs.TranslationNotFound:
        return AnswerUnusable(f"{service}'s page holds no translation.", _ELSEWHERE)
    except Exception as error:  # noqa: BLE001 - its exceptions share no base
        return AnswerUnusable(f"{service}'s answer could not be used ({type(error).__name__}).", _ELSEWHERE)

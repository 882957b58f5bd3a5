"""What speaks in the tests of narration."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from pipeline.config.settings import Settings
from pipeline.errors import PublishError
from pipeline.narration.narrate import Utterance
from pipeline.narration.scheduling import narrating

Outcome = list[tuple[str, PublishError | None]]


@pytest.fixture
def narrated() -> Callable[[Mapping[str, Sequence[Utterance]], Settings], Outcome]:
    """Speaks what is lacking by language; each language as it ended, and why not well."""

    def speak(lacking: Mapping[str, Sequence[Utterance]], settings: Settings) -> Outcome:
        ended: Outcome = []
        with narrating(settings, lambda *_: None, lambda *end: ended.append(end)) as narration:
            for language, utterances in lacking.items():
                narration.speak(language, utterances)
        return ended

    return speak

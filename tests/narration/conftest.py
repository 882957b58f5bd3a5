"""What speaks in the tests of narration."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from pipeline.errors import PublishError
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.narrate import Utterance
from pipeline.narration.scheduling import narrating

Outcome = list[tuple[str, PublishError | None]]


@pytest.fixture
def narrated() -> Callable[[Mapping[str, Sequence[Utterance]], NarrationConfiguration], Outcome]:
    """Speaks what is lacking by language; each language as it ended, and why not well."""

    def speak(lacking: Mapping[str, Sequence[Utterance]], configuration: NarrationConfiguration) -> Outcome:
        ended: Outcome = []
        with narrating(configuration, lambda *_: None, lambda *end: ended.append(end)) as narration:
            for language, utterances in lacking.items():
                narration.speak(language, utterances)
        return ended

    return speak

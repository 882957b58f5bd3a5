"""Speech by Supertonic 3, on this machine: Korean and thirty other languages, by ten voices.

Its weights are fetched by whoever wants them (`supertonic_install`), and are not part of the program.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec

from pipeline.document.sound import Run, Sound, Voice
from pipeline.errors import AnswerUnusable, SettingsError
from pipeline.infra import codec
from pipeline.languages import find, folders
from pipeline.languages.g2p import read
from pipeline.languages.g2p import version as spoken_version
from pipeline.languages.normalization import normalize
from pipeline.narration.audio_checks import expected_s, trim
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines.supertonic_model import Model, model
from pipeline.narration.leveling import level_pcm
from pipeline.narration.phrasing import pack_evenly
from pipeline.narration.supertonic_files import lack, published, weights_folder

_VERSION = 1
"""To be raised with every change here that changes the sound; spoken forms have their own."""
_SOUNDING = ("onnxruntime", "espeakng-loader", "phonemizer")
"""Distributions whose version may change the sound: the latter two write Latin words in Hangul."""
_BREATH_S = 16.0
"""About the longest that is said at once. The authors cut at 300 letters, Korean at 120: both take so long."""
_MOST_TIMES = 2.5
"""How many times as long as expected a breath may be said, and a second more; what lasts longer runs away."""
_REST_MS = 70
"""Between two breaths, beside the 50 and 80 ms of silence that are left at their ends."""
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("–—‑−‐", "-"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‚´`", "'"),
        **dict(zip("、，。；：！？", ",,.;:!?", strict=True)),
        **dict.fromkeys("・·", " "),
    }
)
"""What the model's own texts have in place of these."""
_NONE = re.compile(r"[\[\]{}<>|/\\#_*^]")
"""Signs that say nothing; angle brackets would be taken for a language's name."""
_END = re.compile(r"[.!?…,;:'\")]$")
_BEFORE_MARK = re.compile(r"\s+(?=[,.!?;:])")


def usual(language: str) -> str:
    """The voice by which `language` is spoken, by `[voices]` of its folder. Empty when Supertonic does not speak it."""
    return str(folders.table(find(language).tag, "language").get("voices", {}).get("supertonic", ""))


def is_voice(name: str) -> bool:
    """Whether Supertonic has a voice called `name`, here or not."""
    return name in published().voices


class SupertonicSpeaker:
    """Speaks with Supertonic's voices."""

    name = "supertonic"
    private = True
    adjusts = frozenset({"speed"})

    def __init__(self, configuration: NarrationConfiguration) -> None:
        self._folder = weights_folder(configuration.voices)
        self._voices = configuration.voices
        self._steps = configuration.supertonic.steps

    def voice(self, language: str) -> Voice | None:
        """Who would speak this language; None when the weights are not here or their licence was not accepted."""
        return self._voice(language, usual(language))

    def find_voice(self, language: str, name: str) -> Voice | None:
        """The voice called `name`, F1 to F5 or M1 to M5, in this language."""
        if not is_voice(name):
            raise SettingsError(
                f"Supertonic has no voice called “{name}”.", f"It has {', '.join(published().voices)}."
            )
        if not usual(language):
            raise SettingsError(
                f"Supertonic does not speak {find(language).name}.", "Choose another speaker for it."
            )
        return self._voice(language, name)

    def voice_names(self, language: str) -> Sequence[str]:
        """All ten, in each of its languages."""
        return published().voices if self.voice(language) else ()

    def speak(self, text: str, voice: Voice) -> Sound:
        """`text` as sound at the model's rate, in as many breaths as it needs."""
        own = model(self._folder)
        parts = [(part, _signs(part, voice.language, own)) for part in _breaths(text, voice.language)]
        said = [self._say(own, part, signs, voice) for part, signs in parts if signs]
        if not said:
            raise AnswerUnusable(
                f"Supertonic found nothing to say in “{text}”.", "Change or remove the sentence."
            )
        rest = bytes(2 * (own.sizes.rate * _REST_MS // 1000))
        return Sound(rest.join(said), own.sizes.rate)

    def left_out(self, runs: Sequence[Run], voice: Voice) -> str:
        """The letters and digits that the model does not know."""
        own = model(self._folder)
        text = _spelled("".join(run.text for run in runs), voice.language)
        return "".join(dict.fromkeys(sign for sign in text if sign.isalnum() and not _known(sign, own)))

    def _voice(self, language: str, name: str) -> Voice | None:
        if not name or not find_spec("onnxruntime") or lack(self._voices):
            return None
        parts = (str(_VERSION), published().revision[:12], f"steps-{self._steps}", *_versions(language))
        return Voice(self.name, name, language, " ".join(parts))

    def _say(self, own: Model, part: str, signs: str, voice: Voice) -> bytes:
        """One breath, its ends faded so that nothing clicks."""
        longest_s = (_MOST_TIMES * expected_s(part, voice.language) + 1) / voice.speed
        samples = own.say(signs, voice.name, voice.speed, self._steps, longest_s)
        return codec.fade(trim(Sound(level_pcm(samples, own.sizes.rate), own.sizes.rate))).pcm


def _breaths(text: str, language: str) -> list[str]:
    """What is said of `text`, numbers in words and Latin words in Hangul, cut at clauses where it is long."""
    spelled = _spelled(text, language)
    seconds = expected_s(spelled, language)
    return pack_evenly(spelled, int(len(spelled) * min(_BREATH_S / seconds, 1)))


def _spelled(text: str, language: str) -> str:
    return " ".join(read(normalize(text, language), language).split())


def _signs(part: str, language: str, own: Model) -> str:
    """`part` as the model is given it: in signs that it knows, ended by a mark, its language around it. Empty when nothing is left."""
    known = "".join(_known_signs(part, own))
    said = _BEFORE_MARK.sub("", " ".join(known.split()))
    if not any(map(str.isalnum, said)):
        return ""
    code = find(language).base
    whole = unicodedata.normalize("NFKD", said)  # marks above and below a letter in their order
    return f"<{code}>{whole}{'' if _END.search(whole) else '.'}</{code}>"


def _known_signs(part: str, own: Model) -> Iterator[str]:
    for sign in part:
        yield _decomposed(sign) if _known(sign, own) else " "


def _known(sign: str, own: Model) -> bool:
    return all(map(own.knows, _decomposed(sign)))


@cache
def _decomposed(sign: str) -> str:
    """A sign in its parts, as the model learned them: 한 in three letters."""
    return unicodedata.normalize("NFKD", _NONE.sub(" ", sign.translate(_SIGNS)))


@cache
def _versions(language: str) -> tuple[str, ...]:
    of_rules = spoken_version(language)
    rules = (f"rules-{of_rules}",) if of_rules else ()
    names = (*_SOUNDING, *folders.table(language, "language").get("g2p", {}).get("sounding", ()))
    return (*rules, *(f"{name}-{version(name)}" for name in names))

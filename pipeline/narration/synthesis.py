"""One sentence said, listened to, and said another way when it came out wrong."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from pipeline.config import registry
from pipeline.config.registry import Multilingual, Packing, Selective, Speaker
from pipeline.config.tables import Limits, limits_of
from pipeline.document.sound import Run, Sound, Voice
from pipeline.errors import AnswerUnusable, EngineError, EngineRefused, NarrationError, PublishError
from pipeline.infra import codec
from pipeline.infra.budget import Budget
from pipeline.infra.engine_calls import EngineCalls
from pipeline.infra.exception_messages import limit
from pipeline.infra.retrying import retry
from pipeline.languages import find, folders
from pipeline.languages.normalization import normalize
from pipeline.narration.audio_checks import fault, trim
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.language_runs import cut
from pipeline.narration.leveling import level
from pipeline.narration.phrasing import halve

LOCAL = ("kokoro", "supertonic", "espeak")
"""The speakers that `auto` tries, best first unless a language says otherwise; all keep the text on this machine."""
WORDLESS = frozenset({"hum"})
"""Speakers for tests: what they give is no speech, and nobody judges whether it fits its text."""
NOTHING_TO_SAY = Sound(bytes(2 * 7200), 24_000)
"""What is kept for a sentence without a letter or a digit: 0.3 s, long enough for every reader."""

_MOST_UNUSABLE = 5
"""After so many answers that are no sound a server is not asked further, when they are more than one in four."""
_HIGHEST_RATE = 384_000
_PART_REST_MS = 120
"""Between the two halves of a sentence that had to be cut."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence's sound."""

    sound: Sound
    doubt: str = ""
    """What a person should know of it; empty when all went well."""
    left_out: str = ""
    """Signs for which nothing is heard."""
    voice: Voice | None = None
    """Who said it, when not the voice that was asked for."""


def say(
    sentence: str, text: str, voice: Voice, configuration: NarrationConfiguration, runs: Sequence[Run] = ()
) -> Said:
    """`text`, the sentence with the id `sentence`, said by `voice`, or as well as can be.

    `runs` are its parts by language, none when all of it is in the voice's. Raises `NarrationError` when nobody can say it, or when its speaker does not work at all.
    """
    if not any(map(str.isalnum, text)):
        return Said(NOTHING_TO_SAY)
    parts = tuple(runs) or (Run(text, voice.language),)
    words = "".join(normalize(part.text, part.language) for part in parts)
    faults: list[str] = []
    kept: Said | None = None
    for how, speaking, attempt in _ways(parts, voice, configuration):
        try:
            sound = trim(attempt())
        except AnswerUnusable as error:
            faults.append(error.message)
            continue
        except EngineError as error:
            raise _unspoken(sentence, text, voice, error.message, error.advice) from error
        why = "" if voice.engine in WORDLESS and any(sound.pcm) else fault(sound, words, voice.language)
        other = None if speaking is voice else speaking
        if not why:
            return Said(
                _level(sound, voice), _doubt(faults, how), _left_out(parts, speaking, configuration), other
            )
        faults.append(f"what {voice.engine} said {why}")
        kept = kept or (Said(_level(sound, voice), voice=other) if why != "is silent" else None)
    if kept is None:
        raise _unspoken(sentence, text, voice, "; ".join(dict.fromkeys(faults)), "")
    doubt = _doubt(faults, "kept as it was at first: nothing came out better")
    return replace(kept, doubt=doubt, left_out=_left_out(parts, voice, configuration))


def local_speakers(language: str) -> Sequence[str]:
    """Those of `LOCAL` in the order in which they are tried for `language`, by `first` in `[voices]` of its folder."""
    first = folders.table(find(language).tag, "language").get("voices", {}).get("first")
    return sorted(LOCAL, key=lambda name: name != first)


@cache
def speaker(name: str, configuration: NarrationConfiguration) -> Speaker:
    """The speaker called `name`, made once a process."""
    return registry.speaker(name, configuration)


def asks_server(engine: Speaker) -> bool:
    """Whether a speaker sends its text to a server, be it on this machine: it is asked politely then, and from one
    process, which alone knows how it answered before."""
    return not engine.private or isinstance(engine, Packing)


def server_limits(name: str, configuration: NarrationConfiguration) -> Limits:
    """What a speaker that asks a server keeps to; one on this machine is asked by as many as may work at once."""
    own = configuration.limits.get(name, {})
    usual = {"concurrency": configuration.jobs} if speaker(name, configuration).private else {}
    return limits_of(name, {**usual, **own}, private=False)


def _ways(
    parts: tuple[Run, ...], voice: Voice, configuration: NarrationConfiguration
) -> Iterator[tuple[str, Voice, Callable[[], Sound]]]:
    """Each way to say it with its name and its voice, the best first; none is tried before it is asked for."""
    direct = partial(_speak, parts, voice, configuration)
    yield "", voice, direct
    if asks_server(speaker(voice.engine, configuration)):
        yield "said once more", voice, direct
    halves = halve(_text(parts))
    if len(halves) > 1:
        two = cut(parts, halves[0])
        yield "said in two parts", voice, lambda: _join([_speak(half, voice, configuration) for half in two])
    for name in local_speakers(voice.language):
        other = None if name == voice.engine else speaker(name, configuration).voice(voice.language)
        if other and voice.engine not in WORDLESS:
            yield f"said by {name} in its place", other, partial(_by_another, parts, other, configuration)


def _speak(parts: tuple[Run, ...], voice: Voice, configuration: NarrationConfiguration) -> Sound:
    engine, text = speaker(voice.engine, configuration), _text(parts)
    if isinstance(engine, Multilingual):
        return _from_here(voice.engine, partial(engine.speak_runs, parts, voice))
    if not asks_server(engine):
        return _from_here(voice.engine, partial(engine.speak, text, voice))
    asked = _ask(voice.engine, configuration)
    pieces = engine.pieces(text) if isinstance(engine, Packing) else [text]
    answers = (asked.ask(len(piece), partial(engine.speak, piece, voice)) for piece in pieces)
    return _join([_usable(voice.engine, answer) for answer in answers], rest_ms=0)


def _from_here(name: str, speak: Callable[[], Sound]) -> Sound:
    """What a speaker on this machine gives. A stranger's failure is no bug of ours, and may quote the text."""
    try:
        return _usable(name, retry(speak))
    except Exception as error:
        if name in registry.SPEAKERS or isinstance(error, PublishError) or limit(error):
            raise
        raise EngineRefused(
            f"The engine {name} failed ({type(error).__name__}).",
            "Please report this to the engine's developers.",
        ) from error


def _usable(name: str, sound: object) -> Sound:
    """`sound` if it can be one; raises `AnswerUnusable` for any other type, half a sample, or no rate."""
    whole = isinstance(sound, Sound) and isinstance(sound.pcm, bytes) and len(sound.pcm) % 2 == 0
    if isinstance(sound, Sound) and whole and type(sound.rate) is int and 0 < sound.rate <= _HIGHEST_RATE:
        return sound
    raise AnswerUnusable(f"What {name} returned is not audio.")


def _level(sound: Sound, voice: Voice) -> Sound:
    return sound if voice.engine in WORDLESS else level(sound)


def _text(parts: Sequence[Run]) -> str:
    return "".join(part.text for part in parts)


def _left_out(parts: Sequence[Run], voice: Voice, configuration: NarrationConfiguration) -> str:
    engine = speaker(voice.engine, configuration)
    return engine.left_out(parts, voice) if isinstance(engine, Selective) else ""


def _by_another(parts: tuple[Run, ...], voice: Voice, configuration: NarrationConfiguration) -> Sound:
    """Another speaker's failure is no reason to give up."""
    try:
        return _speak(parts, voice, configuration)
    except EngineError as error:
        raise AnswerUnusable(error.message, error.advice) from error


@cache
def _ask(name: str, configuration: NarrationConfiguration) -> EngineCalls:
    limits = server_limits(name, configuration)
    return EngineCalls(
        name,
        limits,
        ours=name in registry.SPEAKERS,
        budget=Budget(name, limits, configuration.memory),
        most_unusable=_MOST_UNUSABLE,
    )


def _join(sounds: list[Sound], rest_ms: int = _PART_REST_MS) -> Sound:
    rate = sounds[0].rate
    rest = bytes(2 * (rate * rest_ms // 1000))
    return replace(sounds[0], pcm=rest.join(codec.resample(sound, rate).pcm for sound in sounds))


def _doubt(faults: list[str], how: str) -> str:
    return f"{'; '.join(dict.fromkeys(faults))}. It was {how}." if faults else ""


def _unspoken(sentence: str, text: str, voice: Voice, why: str, advice: str) -> NarrationError:
    return NarrationError(
        f"Sentence {sentence} could not be spoken by {voice.engine}: “{text}” ({why})",
        advice or "Change the sentence, or choose another engine with --speaker.",
    )

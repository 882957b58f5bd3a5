"""What is spoken for an edition: each sentence once, kept in the store, then laid out on one timeline."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import groupby

from pipeline.config.tables import Pauses
from pipeline.document import deletions, untranslated
from pipeline.document.article import Sentence, Span
from pipeline.document.lexicon import Lexicon
from pipeline.document.notices import Level, Notice
from pipeline.document.pages import Page
from pipeline.document.sound import Clip, Run, Sound, Timeline, Voice
from pipeline.document.sound_pieces import align
from pipeline.errors import NarrationError
from pipeline.infra import codec
from pipeline.infra.shared_store import open_store
from pipeline.infra.store import Store, fingerprint, key
from pipeline.languages import words
from pipeline.narration.audio_checks import expected_s
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.conversation import answers
from pipeline.narration.formulas import said_formulas
from pipeline.narration.language_runs import runs
from pipeline.narration.seen_sounds import note_whole, seen_whole
from pipeline.narration.speaker_parts import Part, with_parts
from pipeline.narration.synthesis import say
from pipeline.narration.table_cells import heads
from pipeline.narration.timeline import PAUSES, timeline

VERSION = 2
"""Raised when the same text and voice would be kept as other sound."""
_AGAIN = "said again"
_LEFT_OUT = "left out"
_PART_REST_MS = 250
"""Between the words that say that a sentence stays in the article's language, and the sentence."""
_SPOKEN_BY = "spoken by"
_RATE_BYTES = 4
"""At the head of a sound in the store; its PCM follows."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence's text for a voice; equal ones are spoken once."""

    sentence: str
    """Id of the sentence that asks for it; no part of the key."""
    text: str
    """As on the page."""
    voice: Voice
    respelled: str = ""
    """As the lexicon wants it said, or as tables and struck-through text are read aloud, where that is not as on the page."""
    runs: tuple[Run, ...] = ()
    """What is said by its parts, where some of it is in another language than the voice's."""

    @property
    def said(self) -> str:
        """What the speaker is given."""
        return self.respelled or self.text

    @property
    def seconds(self) -> float:
        """About how long it is spoken."""
        return round(expected_s(self.said, self.voice.language) / self.voice.speed, 2)

    @property
    def key(self) -> str:
        """The store's key of its sound."""
        return _key(self)


@lru_cache(maxsize=1 << 11)
def _key(utterance: Utterance) -> str:
    """Asked for several times in a run, and each time as dear."""
    voice, runs = utterance.voice, utterance.runs
    return key(
        "speech",
        VERSION,
        engine=voice.engine,
        voice=voice.name,
        version=voice.version,
        language=voice.language,
        text=utterance.said,
        speed=voice.speed,
        pitch=voice.pitch,
        **({"runs": [[run.text, run.language] for run in runs]} if runs else {}),
    )


@dataclass(frozen=True)
class Script:
    """What is spoken for one edition."""

    pages: tuple[Page, ...]
    voice: Voice
    others: Mapping[Part, Voice] = field(default_factory=dict)
    """Who speaks a part of it in the voice's place."""
    lexicon: Lexicon | None = None
    """How words of it are said; of a change, only the sentences that hold the word are spoken anew."""
    abroad: Mapping[str, Lexicon] = field(default_factory=dict)
    """By language, how words of other languages in it are said."""
    original: "Script | None" = None
    """That of the article's own edition, by which the sentences are spoken that stay in its language; None where it has none."""

    @property
    def lexicons(self) -> Mapping[str, Lexicon]:
        """Of all languages that its sentences may be in, the article's own among them."""
        own = {self.lexicon.language: self.lexicon} if self.lexicon else {}
        return {**(self.original.lexicons if self.original else {}), **self.abroad, **own}

    def utterances(self) -> list[Utterance]:
        """One for each sentence, in reading order; two for one that stays in the article's language: that it does, and itself."""
        return list(self._utterances)

    @cached_property
    def _utterances(self) -> tuple[Utterance, ...]:
        return tuple(
            utterance
            for page in self.pages
            for headers in [heads(page.blocks, self.voice.language)]
            for part, sentence in with_parts(page.blocks, answers=self._answers)
            for utterance in self._speak(sentence, headers.get(sentence.id, ()), part)
        )

    @cached_property
    def _answers(self) -> frozenset[str]:
        """What the second person of a conversation says, where another voice is to say it."""
        wanted = Part.ANSWER in self.others
        return answers(block for page in self.pages for block in page.blocks) if wanted else frozenset()

    def _speak(self, sentence: Sentence, headers: tuple[Span, ...], part: Part) -> Iterator[Utterance]:
        label, own = untranslated.parts(sentence)
        if label and self.original:
            yield self._utterance(Sentence(sentence.id, label), headers, part)
            yield self.original._utterance(Sentence(sentence.id, own), (), part)
        else:
            yield self._utterance(sentence, headers, part)

    def _utterance(self, sentence: Sentence, headers: tuple[Span, ...], part: Part) -> Utterance:
        """What is said of `sentence`, with the head of its column, `headers`, before it, and what is struck through named."""
        voice = self.others.get(part, self.voice)
        text = " ".join(sentence.text.split())
        shown = said_formulas((*headers, *sentence.spans), self.voice.language)
        spans = deletions.in_words(shown, words(self.voice.language)["deleted"])
        whole = " ".join("".join(span.text for span in spans).split())
        parts = tuple(self._respell(run) for run in runs(spans, voice))
        said = "".join(run.text for run in parts) or self._respell(Run(whole, voice.language)).text
        return Utterance(sentence.id, text, voice, "" if said == text else said, parts)

    def _respell(self, part: Run) -> Run:
        """By the lexicon of its own language."""
        lexicon = self.lexicon if part.language == self.voice.language else self.abroad.get(part.language)
        return replace(part, text=lexicon.apply(part.text)) if lexicon else part


def unspoken(script: Script, store: Store) -> list[Utterance]:
    """What of a script is not in the store, each text once, in reading order.

    Of a script whose files were made before, sound is looked for and not read: it will not be needed. Of another, what lies
    there as it did when it was seen whole is not read again; that it is whole shows once more when it is played.
    """
    once = {utterance.key: utterance for utterance in script.utterances()}
    if store.get(_key_of_script(script)):
        absent = store.absent([each for own in once for each in (own, _length(own))])
        return [each for own, each in once.items() if own in absent or _length(own) in absent]
    seen = seen_whole(once, store)  # before anything is looked for, which may change its time
    absent = store.fetch(once)
    unmeasured = store.fetch(_length(own) for own in once if own not in absent)
    whole = {own for own in seen - absent if _length(own) not in unmeasured}
    return [
        each for own, each in once.items() if own in absent or not (own in whole or _is_whole(own, store))
    ]


def mark_made(script: Script, store: Store) -> None:
    """Keep that all files were made of a script's sound, all of which `unspoken` saw whole or had spoken."""
    if store.put_if_absent(_key_of_script(script), b"made"):
        note_whole(dict.fromkeys(utterance.key for utterance in script.utterances()), store)


def forget_damaged(script: Script, store: Store) -> None:
    """Look whether each sound of a script is whole; what is not counts as missing from now on."""
    for own in dict.fromkeys(utterance.key for utterance in script.utterances()):
        _entry(store, own)


def _key_of_script(script: Script) -> str:
    return key("made of", VERSION, sounds=[utterance.key for utterance in script.utterances()])


def _is_whole(own: str, store: Store) -> bool:
    return _whole(own, store) is not None


def _whole(own: str, store: Store) -> bytes | None:
    """The entry of a sound that is whole; its length is kept beside it now, where an earlier version kept none."""
    entry = _entry(store, own)
    if entry is not None:
        store.put_if_absent(_length(own), _as_length(_as_sound(entry)))
    return entry


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a worker says that it kept of an utterance; the sound itself is in the store."""

    key: str
    size: int
    """Bytes."""
    digest: str
    """sha256, hexadecimal."""


def speak(configuration: NarrationConfiguration, utterance: Utterance, *, elsewhere: bool = False) -> Receipt:
    """Speak one utterance and keep it; runs in a worker process, where its engine is loaded once.

    With `elsewhere` the worker shares nothing with who waits for it but the store, and a sound that did not come there is
    none: raises what hindered it.
    """
    store = open_store(configuration.store, configuration.store_url, offline=configuration.offline)
    kept = _whole(utterance.key, store)
    if kept is None:
        kept = _speak(configuration, utterance, store)
    else:
        store.share((*_notes(utterance), utterance.key, _length(utterance.key)))
    if elsewhere:
        store.confirm(utterance.key)
    return _receipt(utterance.key, kept)


def _speak(configuration: NarrationConfiguration, utterance: Utterance, store: Store) -> bytes:
    """The entry of its sound."""
    said = say(utterance.sentence, utterance.said, utterance.voice, configuration, utterance.runs)
    by = json.dumps([said.voice.engine, said.voice.name, said.voice.version]) if said.voice else ""
    for stage, detail in ((_AGAIN, said.doubt), (_LEFT_OUT, said.left_out), (_SPOKEN_BY, by)):
        if detail:  # before the sound, so that no run finds the sound alone
            store.put(_beside(stage, utterance), detail.encode())
    return _keep(store, utterance.key, said.sound)


def check(receipt: Receipt, utterance: Utterance, store: Store) -> None:
    """Raise `NarrationError` unless what a worker says that it kept is this utterance's, and lies in this store."""
    stated = receipt.digest, receipt.size
    if receipt.key == utterance.key and (store.digest(receipt.key), store.size(receipt.key)) == stated:
        return
    raise NarrationError(
        f"The sound of sentence {utterance.sentence} is not what a worker said that it kept: “{utterance.text}”",
        f"See that all workers write into the same store, {store.folder}, and run the same command again.",
    )


def _receipt(own: str, entry: bytes) -> Receipt:
    return Receipt(own, len(entry), fingerprint(entry))


def seconds_of(receipt: Receipt, store: Store) -> float:
    """How long a sound is that lies in this store, as `check` saw."""
    head = store.open(receipt.key)
    if head is None:
        return 0.0
    with head:
        rate = int.from_bytes(head.read(_RATE_BYTES), "little")
    return (receipt.size - _RATE_BYTES) / 2 / rate if rate else 0.0


def doubts(script: Script, store: Store) -> Iterator[Notice]:
    """A notice for each sentence of a spoken script that had to be said another way, or without some sign."""
    spoken = script.utterances()
    known = store.get_all(note for utterance in spoken for note in _notes(utterance))
    for utterance in spoken:
        for stage, form in (
            (_AGAIN, "{}"),
            (_LEFT_OUT, "There is no sound for {}; nothing is heard there."),
        ):
            found = known.get(_beside(stage, utterance))
            if found is not None:
                text = f"“{utterance.text}”: {form.format(found.decode())}"
                yield Notice(
                    f"narration.{stage}", Level.WARNING, utterance.sentence, text, evidence=utterance.text
                )


def laid_out(script: Script, store: Store, pauses: Pauses = PAUSES) -> Timeline:
    """The timeline of a script whose sound is in the store, with `align` so that its sound can be joined of pieces.

    Raises `NarrationError` naming the sentence whose sound is not.
    """
    spoken = script.utterances()
    known = _lengths([utterance.key for utterance in spoken], store)
    clips = _at_one_rate([_clip(utterance, known.get(utterance.key), store) for utterance in spoken], store)
    whole = {id: _join(list(same), store) for id, same in groupby(clips, lambda clip: clip.sentence)}
    return align(timeline(script.pages, whole, _narrator(script.voice, spoken, store), pauses))


def _narrator(voice: Voice, spoken: Sequence[Utterance], store: Store) -> Voice:
    """The voice that spoke most of the sentences of the script's own `voice`: another may have had to stand in for it."""
    own = [utterance for utterance in spoken if utterance.voice == voice]
    known = store.get_all(_beside(_SPOKEN_BY, utterance) for utterance in own)
    spoke = [_speaking(utterance, known.get(_beside(_SPOKEN_BY, utterance))) for utterance in own]
    return max(dict.fromkeys([voice, *spoke]), key=spoke.count)


def _speaking(utterance: Utterance, found: bytes | None) -> Voice:
    """Who spoke an utterance, by what was kept beside it."""
    if found is None:
        return utterance.voice
    engine, name, version = json.loads(found)
    return Voice(engine, name, utterance.voice.language, version)


def sound(store: Store, key: str) -> Sound | None:
    """What is kept under a clip's key."""
    entry = _entry(store, key)
    return None if entry is None else _as_sound(entry)


def _entry(store: Store, key: str) -> bytes | None:
    entry = store.get(key)
    if entry is None:
        store.forget(key)  # one that is damaged is not found by its name either
    return entry


def _as_sound(entry: bytes) -> Sound:
    return Sound(entry[_RATE_BYTES:], int.from_bytes(entry[:_RATE_BYTES], "little"))


def _beside(stage: str, utterance: Utterance) -> str:
    """The key of what is to be told of an utterance."""
    return key(stage, VERSION, of=utterance.key)


def _notes(utterance: Utterance) -> Iterator[str]:
    """The keys of all that may be told of an utterance."""
    return (_beside(stage, utterance) for stage in (_AGAIN, _LEFT_OUT, _SPOKEN_BY))


def _keep(store: Store, key: str, spoken: Sound) -> bytes:
    """Keep a sound, and how long it is; the entry that is kept: where another run was first, what that one kept counts."""
    entry = spoken.rate.to_bytes(_RATE_BYTES, "little") + spoken.pcm
    if not store.put_if_absent(key, entry):
        entry = store.get(key) or entry
    store.put(_length(key), _as_length(_as_sound(entry)))
    return entry


def _length(own: str) -> str:
    """The key of a sound's length: an entry of its own, so that no sound is read to be laid out."""
    return key("length", VERSION, of=own)


def _as_length(sound: Sound) -> bytes:
    return json.dumps([sound.samples, sound.rate]).encode()


def _sound_length(own: str, store: Store) -> tuple[int, int] | None:
    """Samples and rate of a sound that is in the store; None when it is not."""
    found = store.get(_length(own)) if store.exists(own) else None
    if found is None and not _is_whole(own, store):
        return None
    samples, rate = json.loads(found or store.get(_length(own)) or b"[0, 0]")
    return samples, rate


def _lengths(keys: Sequence[str], store: Store) -> Mapping[str, tuple[int, int]]:
    """Samples and rate, by key, of those sounds that are in the store and whose length is kept."""
    absent = store.absent(keys)
    by_length = {_length(own): own for own in keys if own not in absent}
    return {by_length[each]: tuple(json.loads(data)) for each, data in store.get_all(by_length).items()}


def _clip(utterance: Utterance, known: tuple[int, int] | None, store: Store) -> Clip:
    """Its length alone; that the sound is whole shows when it is read to be played."""
    found = known or _sound_length(utterance.key, store)
    if found is None:
        raise _clip_missing(utterance.sentence, f": “{utterance.text}”")
    return Clip(utterance.sentence, utterance.key, *found)


def _clip_missing(sentence: str, text: str = "") -> NarrationError:
    return NarrationError(
        f"The sound of sentence {sentence} is not in the store any more{text}.", "Run the same command again."
    )


def _at_one_rate(clips: Sequence[Clip], store: Store) -> Sequence[Clip]:
    """Clips at the rate that most of them have; a silence, or another voice, may have come at another."""
    rates = [clip.rate for clip in clips]
    rate = max(sorted(set(rates)), key=rates.count)
    return [_at_rate(clip, rate, store) for clip in clips]


def _join(clips: Sequence[Clip], store: Store) -> Clip:
    """The clips of one sentence as one, with a rest between them."""
    first = clips[0]
    if len(clips) == 1:
        return first
    own = key("joined", VERSION, clips=[clip.key for clip in clips], rest=_PART_REST_MS)
    found = _sound_length(own, store)
    if found is None:
        rest = bytes(2 * (first.rate * _PART_REST_MS // 1000))
        made = Sound(rest.join(_sound(clip, store).pcm for clip in clips), first.rate)
        _keep(store, own, made)
        found = made.samples, made.rate
    return replace(first, key=own, samples=found[0])


def _sound(clip: Clip, store: Store) -> Sound:
    kept = sound(store, clip.key)
    if kept is None:
        raise _clip_missing(clip.sentence)
    return kept


def _at_rate(clip: Clip, rate: int, store: Store) -> Clip:
    if clip.rate == rate:
        return clip
    own = key("resampled", VERSION, clip=clip.key, rate=rate)
    found = _sound_length(own, store)
    if found is None:
        made = codec.resample(_sound(clip, store), rate)
        _keep(store, own, made)
        found = made.samples, rate
    return replace(clip, key=own, samples=found[0], rate=rate)

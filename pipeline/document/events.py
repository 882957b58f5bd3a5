"""What happens during a run, told to whoever shows it: a terminal, a log, a machine."""

from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from pipeline.document.notices import Notice


@dataclass(frozen=True, slots=True)
class Read:
    """An article was read."""

    path: str
    title: str
    language: str
    sections: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Fetching:
    """Something is being fetched from the network: voices, or a translation model."""

    what: str
    done: int
    """Bytes so far."""
    total: int | None
    """Bytes in all, when known."""


@dataclass(frozen=True, slots=True)
class Translating:
    """Sentences of an edition were translated, or found translated."""

    language: str
    done: int
    total: int
    """Sentences in all."""


@dataclass(frozen=True, slots=True)
class Translated:
    """An edition's words are there."""

    language: str
    origin: str
    engines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToSpeak:
    """What one engine has to speak."""

    engine: str
    seconds: float
    """Of speech, estimated from the texts."""
    sentences: int
    workers: int = 0
    """How many speak with it side by side; 0 for as many as with the edition's own voice."""


@dataclass(frozen=True, slots=True)
class SpeakingBegins:
    """What is to be spoken for an edition whose words are there; seconds are estimated from the texts."""

    language: str
    seconds: float
    """Of speech that the store lacks."""
    found: float = 0.0
    """Seconds of speech that are in the store."""
    engines: tuple[ToSpeak, ...] = ()
    """What the store lacks, by engine."""
    workers: int = 1
    """How many speak side by side with the edition's own voice."""
    coming: tuple[str, ...] = ()
    """The languages of editions whose words are not there yet."""
    found_sentences: int = 0
    """How many sentences the store has."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """A sentence was spoken just now."""

    language: str
    seconds: float
    """Of speech, as estimated: all add up to those of its language's `SpeakingBegins`."""
    engine: str


@dataclass(frozen=True, slots=True)
class Listening:
    """Part of an edition was heard."""

    what: str
    done: float
    """Seconds of speech so far."""
    total: float


@dataclass(frozen=True, slots=True)
class Writing:
    """An edition's files are being made; told at their beginning, and whenever something of them was."""

    language: str
    done: float = 0.0
    """In seconds of sound to be encoded, as `total`; packing a book counts as some of them."""
    total: float = 0.0
    """Zero at the beginning, when nobody knows; it grows when sound is to be encoded again."""


@dataclass(frozen=True, slots=True)
class Published:
    """An edition is in its place."""

    language: str
    folder: str
    seconds: float
    """Length of the episode."""
    engine: str
    voice: str


@dataclass(frozen=True, slots=True)
class Failed:
    """An edition could not be published; the others are."""

    language: str
    message: str
    advice: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class ArticleFailed:
    """An article could not be published at all; the others of the run are."""

    place: str
    message: str
    advice: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class Noticed:
    """A finding that does not stop the work."""

    notice: Notice
    source: str = ""
    """The sentence whose translation it is about, and the translation; both empty where it is about none."""
    target: str = ""


Event = (
    Read
    | Fetching
    | Translating
    | Translated
    | SpeakingBegins
    | Speaking
    | Listening
    | Writing
    | Published
    | Failed
    | ArticleFailed
    | Noticed
)


class Progress(Protocol):
    """Whoever wants to know how a run goes."""

    def tell(self, event: Event) -> None:
        """Called for each event, in order and one at a time; from several threads."""


class InTurn(Progress):
    """Tells one event after the other, whichever threads they come from."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._turn = Lock()

    def tell(self, event: Event) -> None:
        """Tell it when those before it were told."""
        with self._turn:
            self._progress.tell(event)


class Both(Progress):
    """Tells two of each event, one after the other."""

    def __init__(self, first: Progress, second: Progress) -> None:
        self._first, self._second = first, second

    def tell(self, event: Event) -> None:
        """Tell it to both."""
        self._first.tell(event)
        self._second.tell(event)


class Nobody(Progress):
    """For a run whose progress nobody wants to know."""

    def tell(self, event: Event) -> None:
        """Let it pass."""

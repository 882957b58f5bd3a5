"""Sound and its times, counted in PCM samples.

All sound is signed 16-bit little-endian mono. A pause belongs to the clip before it, so a cue ends
where the next one begins, and the last cue of a track ends with the track.
"""

from dataclasses import dataclass, field
from itertools import accumulate

from pipeline.document.pages import Page


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: an engine, one of its voices, and a language."""

    engine: str
    name: str
    language: str
    """BCP 47, as asked for; the engine knows its own code for it."""
    version: str
    """Engine, model and voice digests, whatever changes the sound; part of the store's key."""
    speed: float = 1.0
    """Times as fast as the voice speaks by itself."""
    pitch: float = 1.0
    """Times as high."""
    knows: frozenset[str] = frozenset()
    """Primary subtags of the languages whose words it says by their own rules within a sentence."""


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a sentence that is said in one language."""

    text: str
    language: str
    """BCP 47."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Raw speech."""

    pcm: bytes = field(repr=False)
    rate: int
    """Samples a second."""

    @property
    def samples(self) -> int:
        """How many."""
        return len(self.pcm) // 2


@dataclass(frozen=True, slots=True)
class Clip:
    """One sentence as it was spoken, without the pause after it."""

    sentence: str
    """The sentence's id."""
    key: str
    """The store's key of its PCM."""
    samples: int
    rate: int


@dataclass(frozen=True, slots=True)
class Cue:
    """When a sentence sounds within its track, pause included, in samples."""

    sentence: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Track:
    """The sound of one page: its clips in order, and their cues."""

    page: Page
    clips: tuple[Clip, ...]
    cues: tuple[Cue, ...]
    """As many as clips, in the same order, without gap or overlap from 0 to `samples`."""
    head: int = 0
    """Samples of silence before the first clip, part of the first cue; only an edition's first track has it."""

    @property
    def samples(self) -> int:
        """The track's length."""
        return self.cues[-1].end if self.cues else 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """The sound of an edition: one track a page, in the order of the pages."""

    rate: int
    voice: Voice
    tracks: tuple[Track, ...]

    @property
    def episode(self) -> tuple[Track, ...]:
        """The tracks that make up the podcast episode, in order."""
        return tuple(track for track in self.tracks if track.page.episode)

    @property
    def begins(self) -> tuple[int, ...]:
        """Where each track of the episode begins in it, in samples: its chapters."""
        return tuple(accumulate((track.samples for track in self.episode[:-1]), initial=0))

    @property
    def samples(self) -> int:
        """The episode's length."""
        return sum(track.samples for track in self.episode)

    def seconds(self, samples: int) -> float:
        """`samples` as seconds."""
        return samples / self.rate


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that was made."""

    path: str
    """Relative to the edition's folder, with forward slashes."""
    media_type: str
    digest: str
    """sha256, hexadecimal."""
    size: int
    """Bytes."""

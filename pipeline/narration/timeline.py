"""Lay the clips of an edition out in time, and play them back as one stream of PCM.

Every pause follows from the structure of the page and belongs to the clip before it, so the cues of
a track run without a gap from 0 to its end. The one silence that has no clip before it, at the very
beginning, belongs to the first cue of the first track, and is that track's `head`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from pipeline.config.tables import Pauses
from pipeline.document.article import Block, BlockKind
from pipeline.document.pages import Page
from pipeline.document.sound import Clip, Cue, Sound, Timeline, Track, Voice
from pipeline.errors import NarrationError
from pipeline.infra import codec

PAUSES = Pauses()
_LISTED = {
    BlockKind.ITEM: BlockKind.LIST,
    BlockKind.CELL: BlockKind.TABLE,
    BlockKind.TERM: BlockKind.DEFINITIONS,
    BlockKind.DEFINITION: BlockKind.DEFINITIONS,
}
"""What lies in what, where parts follow each other more quickly than paragraphs do."""


def timeline(
    pages: tuple[Page, ...], clips: Mapping[str, Clip], voice: Voice, pauses: Pauses = PAUSES
) -> Timeline:
    """The sound of `pages`, a track each, from `clips` by sentence id, all at one rate.

    Raises `NarrationError` naming the sentence that has no clip.
    """
    rates = {clip.rate for clip in clips.values()}
    if len(rates) != 1:
        raise ValueError(f"clips at one rate are needed, not at {sorted(rates) or 'none'}")
    rate = rates.pop()
    last = {pages[-1].id} | {page.id for page in [page for page in pages if page.episode][-1:]}
    tracks = [
        _track(page, clips, rate, pauses, pauses.tail_ms if page.id in last else pauses.section_ms)
        for page in pages
    ]
    tracks[0] = _with_head(tracks[0], _samples(pauses.head_ms, rate))
    return Timeline(rate, voice, tuple(tracks))


def pcm(track: Track, get: Callable[[str], Sound | None]) -> Iterator[bytes]:
    """The track's sound in pieces, exactly as long as its cues say: each clip, its ends faded, and its pause.

    `get` gives what is kept under a clip's key. Raises `NarrationError` naming the sentence whose
    sound is gone, or is no longer what was laid out.
    """
    yield bytes(2 * track.head)
    begin = track.head
    for clip, cue in zip(track.clips, track.cues, strict=True):
        yield codec.fade(_stored_sound(clip, get)).pcm
        yield bytes(2 * (cue.end - begin - clip.samples))
        begin = cue.end


def _track(page: Page, clips: Mapping[str, Clip], rate: int, pauses: Pauses, end_ms: int) -> Track:
    sounding = [(block, sentence.id) for block in _blocks(page) for sentence in block.sentences]
    spoken, cues, begin = [], [], 0
    for place, (block, sentence) in enumerate(sounding):
        after = sounding[place + 1][0] if place + 1 < len(sounding) else None
        rest_ms = end_ms if after is None else getattr(pauses, pause_between(block, after))
        clip = _clip(sentence, clips)
        end = begin + clip.samples + _samples(rest_ms, rate)
        spoken.append(clip)
        cues.append(Cue(sentence, begin, end))
        begin = end
    return Track(page, tuple(spoken), tuple(cues))


def _blocks(page: Page) -> Iterator[Block]:
    for block in page.blocks:
        yield from block.walk()


def pause_between(block: Block, after: Block) -> str:
    """Which of `Pauses` stands between a sentence of `block` and the next one, of `after`."""
    if after is block:
        return "sentence_ms"
    if block.kind is BlockKind.HEADING:
        return "after_heading_ms"
    if after.kind is BlockKind.HEADING:
        return "before_heading_ms"
    if block.kind is after.kind is BlockKind.CELL and _parent(block) == _parent(after):
        return "cell_ms"
    if _LISTED.get(block.kind, "") == _LISTED.get(after.kind):
        return "item_ms"
    return "paragraph_ms"


def _parent(block: Block) -> str:
    return block.id.rpartition("-")[0]


def _clip(sentence: str, clips: Mapping[str, Clip]) -> Clip:
    if sentence not in clips:
        raise NarrationError(f"Sentence {sentence} was not spoken.", "Run the same command again.")
    return clips[sentence]


def _with_head(track: Track, head: int) -> Track:
    """`track` with silence before it; the first cue begins with the silence, not after it."""
    if not track.cues:
        return track
    moved = [Cue(cue.sentence, cue.begin + head, cue.end + head) for cue in track.cues]
    moved[0] = replace(moved[0], begin=0)
    return replace(track, cues=tuple(moved), head=head)


def _stored_sound(clip: Clip, get: Callable[[str], Sound | None]) -> Sound:
    sound = get(clip.key)
    if sound is None or (sound.samples, sound.rate) != (clip.samples, clip.rate):
        gone = "is not in the store any more" if sound is None else "was changed in the store"
        raise NarrationError(f"The sound of sentence {clip.sentence} {gone}.", "Run the same command again.")
    return sound


def _samples(milliseconds: int, rate: int) -> int:
    return rate * milliseconds // 1000

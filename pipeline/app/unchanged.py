"""Articles of which nothing has changed since their editions were made: they are told again, and not made again.

What an article's editions are made from is known by digests and by its files' sizes and times, and so is what lies in
its folder, as `make` and Git know it. When anything differs, and with every new version of this program, all is looked
at anew; what is the same is found in the store then.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter

from pipeline.app.job import Job
from pipeline.app.session import Session
from pipeline.app.stage_configurations import narration_of
from pipeline.document.digest import digest
from pipeline.document.events import Event, Noticed, Progress, Published, SpeakingBegins, Translated
from pipeline.document.notices import Level, Notice
from pipeline.document.report import Report
from pipeline.document.sound import Voice
from pipeline.infra.store import key
from pipeline.narration.voice_selection import others
from pipeline.translation.checks import Code
from pipeline.translation.termbase import beside
from pipeline.translation.translate import reviewed_file
from pipeline.writers.theme import own_files

_VERSION = 2
_PASSING = {"narration.voices", "translation.unanswered", "translation.passed-on", "publish.twice"}
"""Notices of what the next run may find otherwise: a network that was down, an engine that was busy, another article."""
_PASSING_KINDS = {"ownership", "store", "published"}
_LEXICONS = ("lexicon.toml", "lexicon.pls")
_ROOT = Path(__file__).parents[1]

Told = Translated | SpeakingBegins | Noticed | Published
"""Of what is told of an article, what is told of it again."""
Stamps = Mapping[str, tuple[int, int]]
"""By name, a file's size and the time of its last change, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a run made of an article."""

    report: Report
    told: tuple[Told, ...]
    files: Stamps
    """All that lies in its folder."""
    memory: str
    """The state of the memory then."""


class Recorder(Progress):
    """Hands events on, and keeps those that are told again."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.told: list[Told] = []

    def tell(self, event: Event) -> None:
        """Tell it, and keep it."""
        if isinstance(event, Told):
            self.told.append(event)
        self._progress.tell(event)


def inputs_of(job: Job) -> Stamps:
    """The files beside an article of which its editions are made, as they are now: to be taken before they are read."""
    return _stamps(_beside(job), _follow)


def state_of(
    job: Job, inputs: Stamps, known_as: object, voices: Mapping[str, Voice], session: Session
) -> str:
    """The key of what a run makes of an article and its `inputs`, the memory's part excepted. Raises as `others`."""
    settings, narration = job.settings, narration_of(job.settings)
    speaking = [each for voice in voices.values() for each in (voice, *others(voice, narration).values())]
    return key(
        "made of an article",
        _VERSION,
        code=_code(),
        libraries=_libraries(),
        article=job.digest,
        slug=job.slug,
        known_as=digest(known_as),
        notices=digest(job.notices),
        settings=repr(settings),
        epoch=os.environ.get("SOURCE_DATE_EPOCH", ""),
        files=sorted(inputs.items()),
        voices=digest(tuple(speaking)),
        translators=[(each.name, each.version) for each in session.translators],
        models=_stamps(settings.models.glob("*/*"), _follow),
    )


def found_made(state: str, job: Job, session: Session) -> Made | None:
    """What was made of just this, if it lies in its folder as it was left; None when anything differs."""
    data = session.store.local.get(state)
    record = _adapter().validate_json(data) if data else None
    if (
        record is None
        or record.files != files_of(job.folder)
        or record.memory != session.memory.state(job.slug)
    ):
        return None
    return record


def keep_made(
    state: str, job: Job, report: Report, events: Sequence[Told], memory: str, session: Session
) -> None:
    """Keep what was made with the memory as it was in the state `memory`, unless something of it should be tried again:
    a failure, or a file that is in the way.
    """
    notices = [*report.all_notices, *(event.notice for event in events if isinstance(event, Noticed))]
    if report.failed or any(map(_is_passing, notices)):
        return
    again = tuple(map(_again, events))
    record = Made(report, again, files_of(job.folder), memory)
    session.store.local.put(state, _adapter().dump_json(record))


def files_of(folder: Path) -> Stamps:
    """All files in a folder, however deep."""
    return _stamps((path for path in folder.rglob("*") if not path.is_dir()), Path.lstat)


def _is_passing(notice: Notice) -> bool:
    """Whether another run may find otherwise, though the article and its folder are as they were."""
    if notice.code == Code.ROUND_TRIP:
        return notice.level is Level.INFO  # nothing could be translated back
    return notice.code in _PASSING or notice.code.partition(".")[0] in _PASSING_KINDS


def _again(event: Told) -> Told:
    """The event as it is told when all is there."""
    if isinstance(event, SpeakingBegins):
        stored_s = round(event.found + event.seconds, 2)
        sentences = event.found_sentences + sum(each.sentences for each in event.engines)
        return replace(event, seconds=0.0, found=stored_s, engines=(), found_sentences=sentences)
    return event


def _beside(job: Job) -> Sequence[Path]:
    """The files beside an article, and those that settings name, of which its editions are made."""
    named = [Path(name).expanduser() for name in (job.settings.glossary, job.settings.lexicon) if name]
    reviewed = [reviewed_file(job.file, language) for language in job.languages]
    lexicons = [path for name in _LEXICONS if (path := job.file.with_name(name)).is_file()]
    style = own_files(job.settings.theme)
    return [path for path in (*named, *reviewed, beside(job.file), *lexicons, *style) if path]


def _stamps(paths: Iterable[Path], look: Callable[[Path], os.stat_result]) -> dict[str, tuple[int, int]]:
    stamps = {}
    for path in paths:
        try:
            status = look(path)
        except OSError:
            continue
        stamps[str(path)] = (status.st_size, status.st_mtime_ns)
    return dict(sorted(stamps.items()))


def _follow(path: Path) -> os.stat_result:
    """Of the file that a link leads to."""
    return path.stat()


@lru_cache(maxsize=1)
def _libraries() -> tuple[str, ...]:
    """Names and versions of all installed packages, for those that we use bring others; as the folders of their metadata
    are called (PyPA, Recording installed projects), since reading what these hold takes as long as reading an article.
    """
    places = [Path(place) for place in dict.fromkeys(sys.path) if place]
    kinds = ("*.dist-info", "*.egg-info")
    return tuple(sorted({each.name for place in places for kind in kinds for each in place.glob(kind)}))


@lru_cache(maxsize=1)
def _code() -> str:
    """The digest of this program and its tables."""
    hasher = sha256()
    for path in sorted(_ROOT.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            hasher.update(path.read_bytes())
    return hasher.hexdigest()


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Made]:
    return TypeAdapter(Made)

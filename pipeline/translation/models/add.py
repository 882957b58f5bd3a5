"""Models put on this machine: from a folder or a bundle, from Remote Settings, from the storage bucket."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.document.events import Fetching, Noticed, Progress
from pipeline.document.notices import Level, Notice
from pipeline.errors import ModelMissing, NotWritable, SettingsError, WriteError, writing
from pipeline.infra import atomic_output
from pipeline.infra.http import transfer
from pipeline.languages import FALLBACK, languages
from pipeline.translation.models.bucket import Bucket
from pipeline.translation.models.bundle import copy_in
from pipeline.translation.models.fetch import fetch
from pipeline.translation.models.installed import (
    LOCK,
    PARTIAL,
    Card,
    Model,
    Unusable,
    check_place,
    find_model,
    install,
    pair_of,
    pairs,
)
from pipeline.translation.models.known_releases import expected_model
from pipeline.translation.models.offer import Listing, Offer, best
from pipeline.translation.models.remote_settings import RemoteSettings
from pipeline.translation.models.source import Source, SourceFailed

_PACKED = "*.packed/*"
"""Downloads that a later run goes on with."""
PIVOT = FALLBACK
"""By way of which pairs go that have no model of their own."""
LIMITS = transfer.Limits(size=20_000_000, total_s=60, connect_s=4, silence_s=10, redirects=0)
"""Of a list of models; Mozilla's have some hundreds of kilobytes."""

_BUCKET = (
    "https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data/db/models.json"
)
_BUCKET_VARIABLE = "MANYVOICES_MODELS_JSON"
"""In the environment, another address of that list: a mirror."""


@dataclass
class Models:
    """The models of a run; each source's list is asked for once."""

    folder: Path
    """The models folder."""
    offline: bool = False
    """Fetch nothing."""
    limits: transfer.Limits = LIMITS
    _listings: dict[str, Listing | SourceFailed] = field(default_factory=dict)
    _given: dict[str, str] = field(default_factory=dict)
    """By digest, for which pair a model was given."""

    def add(
        self,
        source: str,
        target: str,
        progress: Progress,
        given: Path | None = None,
        *,
        move_aside: bool = False,
    ) -> Model:
        """Put the model of a pair into the models folder: the one in `given`, a folder or a bundle, or else the best
        that can be fetched. One that is there already is left as it is.

        Raises `ModelMissing` when there is none, it is damaged, or `offline` forbids to look, and `WriteError`.
        """
        if given is None and self.offline:
            raise _missing(source, target, "and --offline forbids to fetch one")
        if source == target:
            raise SettingsError(
                f"From {_name(source)} to {_name(target)} there is nothing to translate.",
                "Name two different languages.",
            )
        check_place(self.folder / f"{source}-{target}", move_aside)
        with _alone(self.folder, source, target, progress) as work:
            if given is not None:
                files, card = copy_in(given, source, target, work / "files")
                model = install(files, card, self.folder, move_aside=move_aside)
                return self._only_once(model, source, target)
            return self._fetch(source, target, work, progress, move_aside)

    def offers(self) -> tuple[tuple[Offer, ...], tuple[str, ...]]:
        """The best of what could be had for each pair, by the first source that answers; and why others did not."""
        reasons: list[str] = []
        for source in self._sources():
            listing = self._listing(source)
            if isinstance(listing, Listing):
                named = dict.fromkeys((offer.source, offer.target) for offer in listing.offers)
                chosen = (best(self._with_scores(listing.of(*pair).offers)) for pair in named)
                return tuple(offer for offer in chosen if offer), tuple(reasons)
            reasons.append(f"{source.title}: {listing}")
        return (), tuple(reasons)

    def _only_once(self, model: Model, source: str, target: str) -> Model:
        """Say so when one model was given for two pairs: its files may not tell which is its own."""
        pair = f"{_name(source)} to {_name(target)}"
        if self._given.setdefault(model.digest(), pair) != pair:
            raise ModelMissing(
                f"What was added from {pair} is the model that was added from {self._given[model.digest()]}.",
                f"Remove {model.model.parent} unless it is right, and name the folder of each pair.",
            )
        return model

    def _fetch(self, source: str, target: str, work: Path, progress: Progress, move_aside: bool) -> Model:
        reasons, unfinished = [], False
        for number, origin in enumerate(self._sources()):
            try:
                offer = self._best(origin, source, target)
                if here := self._here(offer, source, target):
                    return here
                files = work / f"{offer.digest[:16]}-{number}"
                self._bring(offer, source, target, files, progress)
                card = _card(offer, source, target, origin.title)
                return install(files, card, self.folder, move_aside=move_aside)
            except SourceFailed as error:
                reasons.append(f"{origin.title}: {error}")
                unfinished = unfinished or error.passing
            except Unusable as error:
                reasons.append(f"{origin.title}: {error.message}")
        kind = _Unfinished if unfinished else ModelMissing
        raise _missing(source, target, "and none could be fetched", reasons, kind)

    def _best(self, origin: Source, source: str, target: str) -> Offer:
        listing = self._listing(origin)
        if isinstance(listing, SourceFailed):
            raise listing
        refusals: list[str] = []
        for pair in pairs(source, target):
            of_pair = listing.of(*pair)
            if offer := best(self._with_scores(of_pair.offers)):
                return offer
            refusals += [refusal.reason for refusal in of_pair.refusals]
        raise SourceFailed("; ".join(dict.fromkeys(refusals)) or "it lists none")

    def _here(self, offer: Offer, source: str, target: str) -> Model | None:
        """The model that is here, if it is the offered one."""
        model = find_model(self.folder, source, target)
        card = model.card() if model else None
        same = card and card.files and offer.digest in card.files.values()
        return model if model and same and not model.fault() else None

    def _bring(self, offer: Offer, source: str, target: str, folder: Path, progress: Progress) -> None:
        what = f"the translation model from {_name(source)} to {_name(target)}"
        with _writing(folder):
            fetch(
                offer,
                folder,
                lambda done: progress.tell(Fetching(what, done, max(offer.size, done))),
                self.limits.silence_s,
            )

    def _with_scores(self, offers: Sequence[Offer]) -> tuple[Offer, ...]:
        """The offers with the scores that the bucket's list has of the same models; it is asked only where there is
        a choice to make."""
        if len({offer.architecture for offer in offers}) < 2:
            return tuple(offers)
        listing = self._listing(self._sources()[-1])
        known = {each.digest: each.quality for each in listing.offers} if isinstance(listing, Listing) else {}
        return tuple(replace(offer, quality=known.get(offer.digest, offer.quality)) for offer in offers)

    def _listing(self, source: Source) -> Listing | SourceFailed:
        if source.title not in self._listings:
            try:
                self._listings[source.title] = source.listing()
            except SourceFailed as error:
                self._listings[source.title] = error
        return self._listings[source.title]

    def _sources(self) -> tuple[Source, ...]:
        from fxtranslate import discovery

        bucket = os.environ.get(_BUCKET_VARIABLE) or _BUCKET
        return RemoteSettings(discovery.records_url(), self.limits), Bucket(bucket, self.limits)


def route(folder: Path, source: str, target: str) -> tuple[tuple[str, str], ...]:
    """The pairs of languages over which a translation goes: the pair itself where it has a model in the
    models folder, or one is likely to be had; else by way of English."""
    if PIVOT in (source, target) or find_model(folder, source, target) or expected_model(source, target):
        return ((source, target),)
    return (source, PIVOT), (PIVOT, target)


@contextmanager
def _alone(models: Path, source: str, target: str, progress: Progress) -> Iterator[Path]:
    """A hidden folder in the models folder for what is brought, held by one process at a time; others wait, and say
    so. What a fetch left unfinished stays for the next one; all else goes."""
    folder = models / f"{PARTIAL}{source}-{target}"
    with _writing(folder):
        models.mkdir(parents=True, exist_ok=True)
        lock = FileLock(models / LOCK)
        _acquire(lock, f"{source}-{target}", progress)
        _tidy(models, folder)
        if folder.is_symlink():
            folder.unlink()
        folder.mkdir(exist_ok=True)
    keep = ""
    try:
        yield folder
    except (_Unfinished, WriteError, KeyboardInterrupt):
        keep = _PACKED
        raise
    finally:
        try:
            _clear(folder, keep)
        finally:
            lock.release()


def _tidy(models: Path, own: Path) -> None:
    """Take away what killed runs left: whole models on their way, and of other pairs all but unfinished downloads."""
    atomic_output.tidy(models)
    for left in models.glob(f"{PARTIAL}*"):
        pair = pair_of(left.name.removeprefix(PARTIAL))
        if pair and left != own and left.is_dir() and not left.is_symlink():
            _clear(left, _PACKED)


def _acquire(lock: FileLock, pair: str, progress: Progress) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        text = "Another run is adding a model; this one waits for it."
        progress.tell(Noticed(Notice("translation.models-waiting", Level.INFO, pair, text)))
        lock.acquire()


@contextmanager
def _writing(place: Path) -> Iterator[None]:
    """As `writing`, with the advice that helps here."""
    try:
        with writing(place):
            yield
    except NotWritable as error:
        raise NotWritable(
            error.message, "Change its permissions, or name another models folder: MANYVOICES_MODELS."
        ) from error


def _clear(folder: Path, keep: str) -> None:
    """Remove what lies in `folder` but what the pattern `keep` says, and it too when nothing is left."""
    exceptions = set(folder.glob(keep)) if keep else set()
    for path in sorted(folder.rglob("*"), reverse=True):
        if path not in exceptions:
            with suppress(OSError):  # a folder that holds what is kept
                path.rmdir() if path.is_dir() else path.unlink()
    with suppress(OSError):
        folder.rmdir()


class _Unfinished(ModelMissing):
    """A connection broke off, and the next try goes on from there."""


def _card(offer: Offer, source: str, target: str, origin: str) -> Card:
    scores = offer.quality
    return Card(source, target, origin, offer.architecture, offer.version, scores.comet, scores.chrf)


def _missing(
    source: str,
    target: str,
    why: str,
    reasons: Sequence[str] = (),
    kind: type[ModelMissing] = ModelMissing,
) -> ModelMissing:
    tried = "".join(f"\n  {reason}" for reason in reasons)
    return kind(
        f"There is no translation model from {_name(source)} to {_name(target)} on this machine, {why}."
        + (f" Tried were:{tried}" if tried else ""),
        f"Run `python cli.py models add {source} {target}` where there is a network; or take the models of another "
        f"machine: `models bundle --to DIR` there, `models add {source} {target} --from DIR` here; or name another "
        f"translator with --translator; or put a reviewed translation <article>.{target}.xlf beside the article.",
    )


def _name(tag: str) -> str:
    known = languages().get(tag)
    return known.name if known else tag

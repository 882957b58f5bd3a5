"""What publishing an article would ask, fetch, take and cost, before anything is done."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pipeline.app.job import Job, read_job
from pipeline.app.opened_memory import open_memory
from pipeline.app.stage_configurations import narration_of, translation_of
from pipeline.app.time_left import usual
from pipeline.config import registry
from pipeline.config.settings import Settings
from pipeline.document.article import Article
from pipeline.document.plan import Download, LanguagePlan, Plan, Share, SpeechPlan
from pipeline.errors import PublishError
from pipeline.languages import find
from pipeline.narration.audio_checks import expected_s
from pipeline.narration.lexicon import lexicon_for
from pipeline.narration.lexicon_candidates import Unsure, own_words, unsure
from pipeline.narration.voice_files import PACKAGE_SIZE
from pipeline.narration.voice_selection import cast, kokoro_voice, lacking_voices
from pipeline.readers import Place
from pipeline.translation.chain import chain, chain_without_fetching
from pipeline.translation.memory import Memory
from pipeline.translation.models import expected_model, find_model, route
from pipeline.translation.terms import terms_for
from pipeline.translation.translate import outlook, recall, reviewed_file

_MILLION = 1_000_000
_BYTES_A_SECOND = 125_000
"""Of speech, in output and store together."""
_MODELS = "firefox"
"""The translator whose models can be fetched."""
Found = TypeVar("Found")


def plan(where: Path | Place, settings: Settings) -> Plan:
    """What `publish` would do with the same arguments. Makes nothing, and opens no connection for it.

    Raises what reading the article or a reviewed file raises.
    """
    job = read_job(where, settings)
    own, *tags = job.languages
    with open_memory(settings) as memory:
        languages = tuple(_language(tag, job, memory) for tag in tags)
    speech = tuple(_speech(tag, job.article, settings) for tag in job.languages)
    return Plan(
        job.place.source,
        job.title,
        own,
        languages,
        settings.currency,
        speech,
        _voices(job.languages, settings),
        round(sum(each.speech_s for each in speech if each.speaker) * _BYTES_A_SECOND),
    )


def guesses(
    where: Path | Place, to: Iterable[str], settings: Settings
) -> Iterator[tuple[str, tuple[Unsure, ...], int]]:
    """The words that can only be guessed at in the article's language and in each of `to`: tag, words, and how many
    sentences have no words there yet. Nothing is translated for it. Raises as `plan`."""
    job = read_job(where, settings)
    article = job.article
    with open_memory(settings) as memory:
        for tag in dict.fromkeys((article.language, *to)):
            sentences, open_still = tuple(article.sentences()), 0
            if tag != article.language:
                sentences, open_still = _looked_up(recall, tag, job, memory)
            lexicon = lexicon_for(job.file, tag, settings.lexicon)
            yield tag, unsure((own_words(each, tag) for each in sentences), tag, lexicon), open_still


def _language(tag: str, job: Job, memory: Memory) -> LanguagePlan:
    settings = job.settings
    plan = _looked_up(outlook, tag, job, memory)
    plan = _with_models(plan, job.article.language, settings) if plan.sentences else plan
    shares = [_price(share, settings) for share in (plan.share, *plan.others) if share]
    return replace(plan, share=shares[0] if shares else None, others=tuple(shares[1:]))


def _looked_up(look: Callable[..., Found], tag: str, job: Job, memory: Memory) -> Found:
    """What `look` finds with the arguments that a run would give to `translate`."""
    return look(
        job.article,
        tag,
        reviewed=reviewed_file(job.file, tag),
        engines=chain_without_fetching(translation_of(job.settings)),
        memory=memory,
        slug=job.slug,
        terms=terms_for(job.file, job.settings.glossary, memory),
    )


def _with_models(plan: LanguagePlan, source: str, settings: Settings) -> LanguagePlan:
    """`plan` with the models that a run would fetch, and what is to be done when there are none."""
    if _MODELS not in (names := [each.name for each in chain(translation_of(settings))]):
        return plan
    legs = route(settings.models, source, plan.language)
    plan = replace(plan, pivot=legs[0][1] if len(legs) > 1 else "")
    lacking = [leg for leg in legs if not find_model(settings.models, *leg)]
    published = [each for leg in lacking if (each := expected_model(*leg))]
    if not lacking or settings.offline:
        return plan
    if len(published) < len(lacking):
        problem = f"Mozilla had published no model from {find(source).name} to {find(plan.language).name} when this version was made."
        advice = "A run looks again. Or name another translator, or put a reviewed file beside the article."
        return replace(plan, problem=problem, advice=advice) if plan.problem else plan
    models = tuple(_model(*leg, each.size) for leg, each in zip(lacking, published, strict=True))
    share = Share(_MODELS, _MODELS, True, plan.sentences, plan.characters)
    others = [each for each in (plan.share, *plan.others) if each and each.engine != _MODELS]
    shares = sorted((share, *others), key=lambda each: names.index(each.engine))
    return replace(plan, share=shares[0], others=tuple(shares[1:]), downloads=models, problem="", advice="")


def _model(source: str, target: str, size: int) -> Download:
    return Download(f"the translation model from {find(source).name} to {find(target).name}", size)


def _speech(tag: str, article: Article, settings: Settings) -> SpeechPlan:
    """Who would speak an edition: Kokoro where its voices are fetched first."""
    seconds = round(sum(expected_s(each.text, article.language) for each in article.sentences()), 1)
    narration = narration_of(settings)
    fetched = bool(lacking_voices([tag], narration)) and not narration.offline
    try:
        if fetched:
            speaker, voice = "kokoro", kokoro_voice(tag, narration)
        else:
            chosen, _ = cast(tag, narration)
            speaker, voice = chosen.engine, chosen.name
    except PublishError as error:
        return SpeechPlan(tag, "", "", True, seconds, 0.0, str(error))
    private = registry.speaker(speaker, narration).private
    return SpeechPlan(tag, speaker, voice, private, seconds, round(seconds * usual(speaker), 1))


def _voices(tags: Sequence[str], settings: Settings) -> tuple[Download, ...]:
    lacking = not settings.offline and lacking_voices(tags, narration_of(settings))
    return (Download("Kokoro's voices", PACKAGE_SIZE),) if lacking else ()


def _price(share: Share, settings: Settings) -> Share:
    price = settings.prices.get(share.engine, 0.0 if share.private else None)
    return share if price is None else replace(share, cost=price * share.characters / _MILLION)

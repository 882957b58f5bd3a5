"""A further alarm: what a translation says when the pair's own model translates it back.

Only where the models of both directions are on this machine, and only where a run asks for it: it takes as long as
the translation itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document.article import Edition
from pipeline.document.notices import Level, Notice
from pipeline.errors import PublishError
from pipeline.languages import Language, find
from pipeline.translation.checks import Code, Pair, is_shown_first, notice
from pipeline.translation.checks.meaning import compare_meaning
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.firefox import FirefoxTranslator
from pipeline.translation.memory.entry import Standing
from pipeline.translation.models import find_model


def add_round_trip(edition: Edition, configuration: TranslationConfiguration) -> Edition:
    """`edition` with what its machine-made sentences say otherwise when they are translated back.

    Sentences that have a finding of that weight already are left out.
    """
    shown_ids = {each.where.rpartition(" ")[2] for each in edition.notices if is_shown_first(each)}
    pairs = [pair for pair in _machine_made(edition) if pair.id not in shown_ids]
    notices = translate_back(pairs, find(edition.source.language), find(edition.language), configuration)
    return replace(edition, notices=(*notices, *edition.notices))


def translate_back(
    pairs: Sequence[Pair], source: Language, target: Language, configuration: TranslationConfiguration
) -> tuple[Notice, ...]:
    """Which of `pairs`, translated back, do not mean what their source means; none where a model is not here."""
    if not find_model(configuration.models, source.tag, target.tag) or not find_model(
        configuration.models, target.tag, source.tag
    ):
        return ()
    words = [pair.target or "" for pair in pairs]
    try:
        back = FirefoxTranslator(configuration).translate(words, target.tag, source.tag)
    except PublishError as error:
        text = f"Nothing could be translated back: {error.message}"
        return (Notice(Code.ROUND_TRIP, Level.INFO, target.tag, text),)
    return tuple(
        notice(Code.ROUND_TRIP, f"{target.tag} {pair.id}", _back_translation(source, again, text), again)
        for pair, again in zip(pairs, back, strict=True)
        for _, text, _ in compare_meaning(pair.source, again, source, source, running=pair.running)
    )


def _back_translation(source: Language, again: str, text: str) -> str:
    return f"Translated back into {source.name} it reads “{again}”. {text}"


def _machine_made(edition: Edition) -> Iterator[Pair]:
    said = {sentence.id: sentence.text for sentence in edition.source.sentences()}
    machine = {each.sentence for each in edition.origins if each.standing == Standing.MACHINE}
    for sentence in edition.article.sentences():
        if sentence.id in machine:
            yield Pair(sentence.id, said[sentence.id].strip(), sentence.text.strip())

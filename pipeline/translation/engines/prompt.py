"""What a chat model is told: our own words, or a template from publish.toml."""

from collections.abc import Sequence
from string import Formatter

from pipeline.config.registry import Context
from pipeline.config.tables import Chat
from pipeline.errors import SettingsError
from pipeline.languages import find

TEMPLATE = """\
Translate the numbered lines below from {source} into {target}. They come from an article that is about to be published.
Rules:
- Translate each line fully and faithfully. Add nothing, leave nothing out, soften nothing, explain nothing.
- Keep every number, date, name and quotation.
- Write only in {target}.
- {form}
{context}
Lines:
{lines}"""
"""Ours. `{context}` holds the title, the sentences before and the terms, or nothing."""
PLACES = ("source", "target", "source_tag", "target_tag", "form", "context", "lines")
"""What may stand in braces."""

_TERMS = "Use these words:"
_TITLE = "The article's title, only to be understood:"
_BEFORE = "What stands before the lines, only to be understood:"
OWN_WORDS = (
    "the article's title",
    "only to be understood",
    "use these words",
    "the numbered lines",
    "what stands before the",
)
"""By which an answer gives away that it repeats the question; lower case."""

_MOST_BEFORE = 3
"""Sentences that stood before: enough to know who `they` are."""
_AS_JSON = (
    "Answer with a JSON object only: the keys are the numbers of the lines, the values their translations. "
    "It has {count} keys."
)
_AS_LINES = "Answer with the translated lines only: each on one line, after its number and a full stop, {count} in all."


def template_for(options: Chat) -> str:
    """The template for the model of [chat]. Raises `SettingsError` when it cannot be filled."""
    named = [name for name in options.templates if options.model.startswith(name)]
    template = options.templates[max(named, key=len)] if named else options.template or TEMPLATE
    try:
        places = {place for _, place, *_ in Formatter().parse(template) if place is not None}
    except ValueError:
        places = {"an unmatched brace"}
    if strange := sorted(places - set(PLACES)):
        raise SettingsError(
            f"[chat] The template for the model has {{{strange[0]}}} in it.",
            f"Braces may contain: {', '.join(PLACES)}. Double all other braces.",
        )
    if not {"lines", "form"} <= places:
        raise SettingsError(
            "[chat] The template lacks {lines} or {form}.", "Add them, or leave the template out."
        )
    return template


def prompt(
    template: str, texts: Sequence[str], source: str, target: str, context: Context, *, as_json: bool
) -> str:
    """The words for one question."""
    return template.format(
        source=find(source).name,
        target=find(target).name,
        source_tag=source,
        target_tag=target,
        form=(_AS_JSON if as_json else _AS_LINES).format(count=len(texts)),
        context="\n".join(_context(context)),
        lines="\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1)),
    )


def _context(context: Context) -> Sequence[str]:
    lines = []
    if context.terms:
        lines += [_TERMS, *(f"- {term}: {words}" for term, words in context.terms)]
    if context.title:
        lines.append(f"{_TITLE} {context.title}")
    if context.before:
        lines.append(_BEFORE)
        lines += context.before[-_MOST_BEFORE:]
    return lines

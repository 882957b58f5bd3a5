"""The words of an edition's sentences while it is made, and what becomes of those that cannot be relied on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.config.choices import Doubtful
from pipeline.document.article import LEFT, Article, Edition, Origin, Rendering, Sentence, Span
from pipeline.document.notices import Level, Notice
from pipeline.document.untranslated import mark_untranslated
from pipeline.languages import Language, words
from pipeline.translation.assembly import assemble
from pipeline.translation.attempts import Outcome, Try
from pipeline.translation.checks import Code, Pair, findings, note
from pipeline.translation.doubts import body_sentences, notice_of_left, notice_of_way, reason_to_hold
from pipeline.translation.glossary import Glossary
from pipeline.translation.inline_markup import plain
from pipeline.translation.memory.entry import Maker, Standing
from pipeline.translation.non_translatables import trim
from pipeline.translation.source_sentences import description, runs, wanted_of

_NONE: Mapping[str, str] = {}


class Renderings:
    """The spans of an edition's sentences by id, how they came there, and what engines were asked for."""

    def __init__(
        self, article: Article, source: Language, target: Language, glossary: Glossary, doubtful: Doubtful
    ) -> None:
        self.article = article
        self.blocks = [*article.walk(), description(article)]
        """All of the article, and its description as if it were a block, the last one."""
        self.spans: dict[str, tuple[Span, ...]] = {}
        self.origins: dict[str, Rendering] = {}
        self.outcomes: dict[str, Outcome] = {}
        """Of the sentences that engines were asked for."""
        self._source = source
        self._target = target
        self._glossary = glossary
        self._doubtful = doubtful
        self._counted = body_sentences(article)

    def put(self, id: str, spans: tuple[Span, ...], origin: Rendering) -> None:
        """Take words for a sentence."""
        self.spans[id], self.origins[id] = spans, origin

    def leave(self, sentence: Sentence) -> None:
        """Have a sentence in the article's language."""
        said = words(self._target.tag)["untranslated"]
        spans = mark_untranslated(trim(sentence), self._source.tag, said)
        self.put(sentence.id, spans, Rendering(sentence.id, LEFT))

    def may_stay(self, id: str) -> bool:
        """Whether a sentence is left that cannot be relied on; what stands behind the article is, unless all is accepted."""
        aside = id not in self._counted
        return self._doubtful is Doubtful.ORIGINAL or (aside and self._doubtful is not Doubtful.ACCEPT)

    def doubt(self) -> dict[str, str]:
        """The sentences, not settled by a person, in whose words something serious is found among the others, and what.

        Words in their neighbours' places are none of them: nobody can tell where they end, so they hold the edition.
        """
        return self._doubts(self._findings())

    def misplaced_answers(self) -> tuple[Notice, ...]:
        """That engines' answers stand in their neighbours' places, refused ones among them; none where they do not."""
        answers = {id: tries[0].words for id, each in self.outcomes.items() if (tries := each.tries)}
        notices = findings(tuple(self._pairs(answers)), self._source, self._target, self._glossary)
        return tuple(notice for notice in notices if notice.code == Code.SHIFTED)

    def edition(self, notices: Sequence[Notice]) -> Edition:
        """The edition, now that every sentence is there; `notices` are those of its making."""
        doubts = self._leave_doubtful()
        article = assemble(self.article, self.blocks[-1], self.spans, self._source, self._target)
        origins = tuple(self.origins[each.id] for block in self.blocks for each in block.sentences)
        unsettled = [each for each in origins if each.standing in (Standing.MACHINE, Standing.EDITED)]
        engines = tuple(dict.fromkeys(each.engine for each in unsettled if each.engine))
        edition = Edition(article, self.article, _origin(origins), engines, origins=origins)
        own_notices = self._notices(held=bool(reason_to_hold(edition)))
        vouched = {each.sentence for each in origins if _is_vouched(each)}
        said = dict.fromkeys((*notices, *own_notices, *note(doubts, vouched)))
        return replace(edition, notices=tuple(said))

    def _findings(self) -> tuple[Notice, ...]:
        return findings(tuple(self._pairs()), self._source, self._target, self._glossary)

    def _pairs(self, refused: Mapping[str, str] = _NONE) -> Iterator[Pair]:
        """What was translated, for the checks; `refused` words where there are others yet."""
        for block in self.blocks:
            for sentence in block.sentences:
                origin = self.origins.get(sentence.id)
                if origin and origin.standing not in ("", LEFT):
                    words = plain(self.spans[sentence.id])[0]
                    yield wanted_of(sentence, runs(block)).pair(words)
                elif sentence.id in refused:
                    yield wanted_of(sentence, runs(block)).pair(refused[sentence.id])

    def _doubts(self, notices: Sequence[Notice]) -> dict[str, str]:
        serious = [each for each in notices if each.level is Level.ERROR and each.code != Code.SHIFTED]
        doubts = {each.where.rpartition(" ")[2]: each.text.rstrip(".") for each in reversed(serious)}
        return {id: why for id, why in doubts.items() if not Standing(self.origins[id].standing).settled}

    def _leave_doubtful(self) -> tuple[Notice, ...]:
        """Leave what cannot be relied on, as far as that is wanted; what is found in the rest."""
        sentences = {sentence.id: sentence for block in self.blocks for sentence in block.sentences}
        while True:
            notices = self._findings()
            left = {id: why for id, why in self._doubts(notices).items() if self.may_stay(id)}
            if not left:
                return notices
            for id, why in left.items():
                self.refuse(id, why)
                self.leave(sentences[id])

    def refuse(self, id: str, why: str) -> None:
        """Count the words of a sentence among what was refused for it."""
        known = self.outcomes.get(id, Outcome(None))
        maker = known.entry.maker if known.entry else Maker(self.origins[id].engine.partition(" ")[0])
        refused = Try(maker, plain(self.spans[id])[0], why, usable=True)
        self.outcomes[id] = Outcome(None, tries=(*known.tries, refused))

    def _notices(self, *, held: bool) -> Iterator[Notice]:
        """What became of the sentences that engines got wrong, in reading order; `held` for them or not."""
        for block in self.blocks:
            for sentence in block.sentences:
                where, text = f"{self._target.tag} {sentence.id}", plain(sentence.spans)[0]
                outcome = self.outcomes.get(sentence.id, Outcome(None))
                if self.origins[sentence.id].standing == LEFT:
                    level = Level.ERROR if held and sentence.id in self._counted else Level.WARNING
                    yield notice_of_left(outcome.tries, where, self._source, text, level)
                elif outcome.entry is not None and outcome.tries:
                    yield notice_of_way(outcome, where, text, outcome.entry.target.text)


def _is_vouched(origin: Rendering) -> bool:
    """Whether a person vouches for a sentence."""
    return origin.standing not in ("", LEFT) and Standing(origin.standing).settled


def _origin(origins: Sequence[Rendering]) -> Origin:
    """Where an edition's words come from, those aside that needed no translator or have none."""
    standings = [Standing(each.standing) for each in origins if each.standing not in ("", LEFT)]
    settled = [each for each in standings if each.settled]
    if len(settled) == len(standings):
        left = any(each.standing == LEFT for each in origins)
        return Origin.MACHINE if left and not settled else Origin.REVIEWED
    return Origin.MIXED if settled else Origin.MACHINE

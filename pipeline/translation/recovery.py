"""Sentences that an engine got wrong: asked for in other ways, then of the next engine, then mended."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import AnswerUnusable
from pipeline.languages import Language
from pipeline.translation.attempts import MENDED, Outcome, Try
from pipeline.translation.engine_session import Link
from pipeline.translation.glossary import Glossary
from pipeline.translation.memory_records import Records
from pipeline.translation.mending import mend
from pipeline.translation.rephrasing import Way, ways
from pipeline.translation.translation_unit import Question, Wanted

_MANY = 5
"""Fewer wrong sentences do not tell that an engine gets most of them wrong."""
_NEAR = 3
"""So far away a sentence may be whose translation came for another."""


@dataclass(slots=True)
class _Case:
    """A sentence, and how far it has come."""

    wanted: Wanted
    tries: list[Try]
    around: tuple[str, ...]
    """The sentences around it."""
    outcome: Outcome | None = None

    def settle(self, outcome: Outcome) -> None:
        self.outcome = outcome

    def answer_of(self, link: Link) -> Try | None:
        """The plain answer of an engine."""
        return next((one for one in self.tries if one.maker.engine == link.name and not one.way), None)


class Again:
    """The other ways of one chain and one pair of languages."""

    def __init__(
        self, links: Sequence[Link], records: Records, source: Language, target: Language, glossary: Glossary
    ) -> None:
        self._links = links
        self._records = records
        self._source = source
        self._target = target
        self._glossary = glossary

    def outcomes(
        self, doubtful: Sequence[tuple[Wanted, Outcome]], asked: Sequence[Wanted]
    ) -> tuple[Outcome, ...]:
        """What becomes of sentences whose words were refused, in their order: the first answer without a serious finding.

        `asked` is all that was asked for, in reading order. An engine that gets most of it wrong gets nothing right in
        another way either, and its numbers are not mended.
        """
        cases: dict[Question, _Case] = {}
        for each, outcome in doubtful:
            cases.setdefault(each.question, _Case(each, list(outcome.tries), _around(each, asked)))
        sound: list[Link] = []
        for link in self._links:
            self._plainly(
                link, [case for case in cases.values() if not case.outcome and not case.answer_of(link)]
            )
            wrong = [case for case in cases.values() if not case.outcome and case.answer_of(link)]
            if len(wrong) < _MANY or 2 * len(wrong) <= len(asked):
                for case in wrong:
                    self._by_ways(link, case)
                sound.append(link)
        for case in cases.values():
            self._mend(case, sound)
        return tuple(cases[each.question].outcome or _give_up(cases[each.question]) for each, _ in doubtful)

    def _plainly(self, link: Link, cases: Sequence[_Case]) -> None:
        """Ask an engine that has not answered yet."""
        asked: dict[Question, _Case] = {}
        for case in cases:
            known = self._records.refusal(link, case.wanted)
            if known is None:
                asked[case.wanted.question] = case
            else:
                case.tries.append(known)
        if not asked or (link.missing and not link.detour()):
            return
        for answer in link.answers([case.wanted for case in asked.values()]):
            case = asked[answer.wanted.question]
            if answer.error is None:
                entry = self._records.keep(link, case.wanted, answer.words)
                case.settle(Outcome(entry, tries=tuple(case.tries)))
            elif isinstance(answer.error, AnswerUnusable):
                case.tries.append(self._records.refuse(link, case.wanted, answer.refused))

    def _by_ways(self, link: Link, case: _Case) -> None:
        plain = case.answer_of(link)
        if plain is None:
            return
        for way in ways(case.wanted, plain.words, self._source, self._target, self._glossary):
            if case.outcome or link.given_up or link.error:
                return
            known = self._records.refusal(link, case.wanted, way.name)
            if known is None:
                self._by(way, link, case)
            else:
                case.tries.append(known)

    def _by(self, way: Way, link: Link, case: _Case) -> None:
        answers = link.pieces(case.wanted, way.texts)
        if answers is None and link.error:  # it does not answer at all just now
            return
        words = "" if answers is None else way.join(answers)
        if words and not link.faults(case.wanted, words):
            entry = self._records.keep(link, case.wanted, words, way.name)
            case.settle(Outcome(entry, way.name, tuple(case.tries)))
        else:
            case.tries.append(self._records.refuse(link, case.wanted, words, way.name))

    def _mend(self, case: _Case, links: Sequence[Link]) -> None:
        for link in links if not case.outcome else ():
            plain = case.answer_of(link)
            if plain is None or not plain.usable:
                continue
            pair = case.wanted.pair(plain.words)
            words = mend(pair, self._source, self._target, case.around)
            if words and not link.faults(case.wanted, words):
                entry = self._records.keep(link, case.wanted, words, MENDED)
                case.settle(Outcome(entry, MENDED, tuple(case.tries)))
                return


def _around(each: Wanted, asked: Sequence[Wanted]) -> tuple[str, ...]:
    """The sentences around one, from which its words might have come."""
    place = next(number for number, one in enumerate(asked) if one.where == each.where)
    near = asked[max(0, place - _NEAR) : place + _NEAR + 1]
    return tuple(one.text for one in near if one.text != each.text)


def _give_up(case: _Case) -> Outcome:
    return Outcome(None, tries=tuple(case.tries))

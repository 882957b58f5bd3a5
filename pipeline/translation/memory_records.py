"""What the memory has of a chain's answers, and takes from them: translations, and what was refused."""

from collections.abc import Iterable, Sequence

from pipeline.translation.attempts import MENDED, Outcome, Try
from pipeline.translation.engine_session import Link
from pipeline.translation.interchange.segments import Inline
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Maker, Standing
from pipeline.translation.rephrasing import WAYS
from pipeline.translation.translation_unit import Question, Wanted

_ALL_WAYS = ("", *WAYS, MENDED)


class Records:
    """The answers of the engines `links` from the one to the other of `languages`, BCP 47.

    Words that are refused are kept apart from translations and never taken for one; they are there so that a second
    run asks for nothing again.
    """

    def __init__(self, links: Sequence[Link], languages: tuple[str, str], memory: Memory) -> None:
        self._links = links
        self._languages = languages
        self._memory = memory
        self._unreadable: list[Entry] = []

    def ready(self) -> None:
        """Know the versions of the engines; before all else."""
        for link in self._links:
            link.ready(self._memory)

    def translation(self, each: Wanted) -> Entry | None:
        """The translation of a sentence by any engine of the chain, the earlier ones first, or a person's."""
        return self._memory.find(self._languages, each.text, each.place, self._makers(each))

    def outcomes(self, wanted: Iterable[Wanted]) -> dict[Question, Outcome]:
        """What became of those sentences that an engine answered for."""
        outcomes = ((each.question, self._outcome(each)) for each in wanted)
        return {question: outcome for question, outcome in outcomes if outcome is not None}

    def refusal(self, link: Link, each: Wanted, way: str = "") -> Try | None:
        """What an engine made of a sentence that was not taken."""
        makers = link.makers(each, (way,), refused=True)
        entry = self._memory.find(self._languages, each.text, makers=makers, part=True)
        return self._try(each, entry.maker, entry.target.text, way) if entry else None

    def keep(self, link: Link, each: Wanted, words: str, way: str = "", *, part: bool = False) -> Entry:
        """Keep a translation, or what an engine made of a part of a sentence."""
        [entry] = self._memory.keep([self._entry(each, words, link.maker(each, way), part=part)])
        return entry

    def refuse(self, link: Link, each: Wanted, words: str, way: str = "") -> Try:
        """Keep words that are not taken; those that cannot be shown at all only when the edition comes out."""
        outcome = self._try(each, link.maker(each, way, refused=True), words, way)
        entry = self._entry(each, words, outcome.maker, part=True)
        if outcome.usable:
            self._memory.keep([entry])
        else:
            self._unreadable.append(entry)
        return outcome

    def accept(self, each: Wanted, refused: Try) -> Entry:
        """Refused words as if they were a translation; they are not kept as one."""
        entry = self._memory.find(self._languages, each.text, makers=[refused.maker], part=True)
        return entry or self._entry(each, refused.words, refused.maker)

    def settle(self) -> None:
        """Keep what cannot be shown at all too: the edition comes out without it, and need not ask for it again."""
        if self._unreadable:
            self._memory.keep(self._unreadable)
            self._unreadable.clear()

    def _makers(self, each: Wanted) -> list[Maker]:
        return [maker for link in self._links for maker in link.makers(each, _ALL_WAYS)]

    def _outcome(self, each: Wanted) -> Outcome | None:
        entry = self.translation(each)
        if entry is None:
            tries = self._tries(each)
            return Outcome(None, tries=tries) if tries else None
        if entry.standing is not Standing.MACHINE:
            return Outcome(entry)
        if self._links[0].faults(each, entry.target.text):
            # An earlier version found nothing wrong with it.
            return Outcome(None, tries=(self._try(each, entry.maker, entry.target.text),))
        if entry.maker in self._links[0].makers(each):
            return Outcome(entry)
        return Outcome(entry, self._way(each, entry.maker), self._tries(each))

    def _way(self, each: Wanted, maker: Maker) -> str:
        ways = (way for link in self._links for way in _ALL_WAYS if maker in link.makers(each, (way,)))
        return next(ways, "")

    def _tries(self, each: Wanted) -> tuple[Try, ...]:
        return tuple(refusal for link in self._links if (refusal := self.refusal(link, each)))

    def _try(self, each: Wanted, maker: Maker, words: str, way: str = "") -> Try:
        judge = self._links[0]
        why = dict.fromkeys(fault.text.rstrip(".") for fault in judge.faults(each, words))
        return Try(maker, words, "; ".join(why), judge.usable(each, words), way)

    def _entry(self, each: Wanted, words: str, maker: Maker, *, part: bool = False) -> Entry:
        source, target = Inline(each.text), Inline(words)
        return Entry(self._languages, source, target, Standing.MACHINE, maker, each.place, part=part)

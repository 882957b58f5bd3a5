"""What is found on an article's way, each told once, and kept for its report."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from pipeline.document.article import Edition
from pipeline.document.events import Event, Noticed
from pipeline.document.notices import Notice
from pipeline.translation.translate import EditionHeld, sentence_pair


class Findings:
    """Notices by language; what concerns no language stands under the empty name."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self._tell = tell
        self._notices: dict[str, list[Notice]] = defaultdict(list)

    def of(self, language: str = "") -> tuple[Notice, ...]:
        """Those of an edition, or those that concern none."""
        return tuple(self._notices[language])

    def add(self, notices: Iterable[Notice], language: str = "") -> None:
        """Tell those of `notices` that are new in this run, and keep them."""
        for notice in self._new_notices(notices, language):
            self._tell(Noticed(notice))

    @contextmanager
    def of_edition(self, edition: Edition) -> Iterator[None]:
        """Tell what is found in an edition, each with its sentence, but what its refusal in the block names: that is
        told by the refusal."""
        named: Sequence[Notice] = ()
        try:
            yield
        except EditionHeld as error:
            named = error.findings
            raise
        finally:
            pairs = edition.pairs()
            for notice in self._new_notices(edition.notices, edition.language):
                if notice not in named:
                    self._tell(Noticed(notice, *sentence_pair(notice, pairs)))

    def _new_notices(self, notices: Iterable[Notice], language: str) -> Iterator[Notice]:
        for notice in notices:
            if notice not in self._notices[language]:
                self._notices[language].append(notice)
                yield notice

"""Who speaks by turns: the answers of an interview, so that a second narrator can say them.

Two forms are known, as newspapers print them. Paragraphs begin with who speaks and a colon, “Q:” or “Maria Kim:”, and two people
do so more than once; or more than one question stands in bold type, and what follows it answers. Of three people nobody is the second.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.document.article import Block, BlockKind, MarkKind, Role

_NAME = re.compile(r"\s*([^\W\d_][^\s:：,;!?]*(?: [^\s:：,;!?]+){0,3})\s?(?:：|:(?=\s))")
_QUESTION = re.compile(r"[?？؟;]\s*$")
"""The semicolon asks in Greek; in bold type it ends nothing else."""
_TURNS = 2
"""How often a person must speak, or a question be asked, before it is a conversation."""

_SAID = (BlockKind.PARAGRAPH, BlockKind.LIST)
"""What a person says; pictures, tables and notes between are the first narrator's, and quotations have a voice of their own."""


def answers(blocks: Iterable[Block]) -> frozenset[str]:
    """The ids of the outermost blocks that the second of two people says; none where there is no conversation."""
    spoken = list(blocks)
    counts = Counter(filter(None, map(_name, spoken)))
    people = [name for name, turns in counts.items() if turns >= _TURNS]
    if len(people) == 2 and _takes_turns(people, spoken):
        return frozenset(_said_by(people[1], spoken, people))
    asked = [block.id for block in spoken if _asks(block)]
    return frozenset(_after(asked, spoken)) if len(asked) >= _TURNS and not people else frozenset()


def _takes_turns(people: Iterable[str], blocks: Iterable[Block]) -> bool:
    """Whether each speaks again after the other; “Note:” and “Background:”, one after the other, are no people."""
    named = (name for name in map(_name, blocks) if name in people)
    return len(list(groupby(named))) >= 2 * _TURNS


def _said_by(person: str, blocks: Iterable[Block], people: Iterable[str]) -> Iterator[str]:
    """A paragraph without a name is said by who spoke last; a heading, or somebody else's name, ends that."""
    speaking = ""
    for block in blocks:
        if _ends(block):
            speaking = ""
        elif name := _name(block):
            speaking = name if name in people else ""
        if speaking == person and block.kind in _SAID:
            yield block.id


def _after(asked: Iterable[str], blocks: Iterable[Block]) -> Iterator[str]:
    """What stands behind a question, until a heading."""
    answering, questions = False, frozenset(asked)
    for block in blocks:
        if block.id in questions or _ends(block):
            answering = block.id in questions
        elif answering and block.kind in _SAID:
            yield block.id


def _ends(block: Block) -> bool:
    """Whether nobody goes on speaking behind it: a heading, or what is not the author's text."""
    return block.kind is BlockKind.HEADING or block.role is not Role.BODY


def _name(block: Block) -> str:
    """Who is said to speak; empty where nobody is named."""
    found = _NAME.match(_text(block)) if block.kind is BlockKind.PARAGRAPH else None
    return found[1].casefold() if found else ""


def _asks(block: Block) -> bool:
    """Whether a paragraph is a question in bold type, as a whole."""
    spans = [span for sentence in block.sentences for span in sentence.spans if span.text.strip()]
    strong = all(any(mark.kind is MarkKind.STRONG for mark in span.marks) for span in spans)
    return block.kind is BlockKind.PARAGRAPH and strong and bool(_QUESTION.search(_text(block)))


def _text(block: Block) -> str:
    return "".join(sentence.text for sentence in block.sentences)

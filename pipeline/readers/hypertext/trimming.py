"""What stands in an article's part of a page and is no part of the article, known by what an extraction confirms.

Kept is what stands from the first confirmed line to the last; what adjoins and belongs to it (headings, figures,
tables, quotations, code, notes, lines among the article's own paragraphs); and pictures among all of that. Within, boxes
of links, labels, lines of furniture and what is said twice are set aside; so are closing lines behind the last paragraph.
"""

import re
from collections.abc import Sequence, Set
from functools import partial
from itertools import pairwise
from typing import Any

from pipeline.readers.credit_fields import signature
from pipeline.readers.front_matter import Front
from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.block_places import BlockPlaces
from pipeline.readers.hypertext.excluded import Aside
from pipeline.readers.hypertext.furniture import matches
from pipeline.readers.hypertext.notes import notes
from pipeline.readers.hypertext.text_blocks import TextBlock
from pipeline.readers.newsroom import REFERENCES, RELATED

_HEADINGS = frozenset(elements.HEADINGS)
_ADJOINING = frozenset(["figcaption", "table", "blockquote", "pre", "dl", "math"])
_SHOWN = (
    "img",
    "picture",
    "video",
    "audio",
    "iframe",
    "object",
    "embed",
    "canvas",
    "svg",
    elements.SVG,
    "table",
    "pre",
    "blockquote",
    "math",
    "code",
)
_TEXT = _HEADINGS | {"p", "li", "dt", "dd", "td", "th", "pre", "blockquote", "figcaption", "caption"}
"""Elements whose text somebody wrote as such; what else stands apart may be a label."""
_LABELLING = frozenset(["div", "section", "header", "footer", "center", "article"])
"""Elements that are made for the look of a page."""
_LEAST = 20
"""Signs of a confirmed line at which an article may begin or end."""
_LINKED = 0.5
"""Share of links from which on a line or a box is a list of links."""
_WHOLE_LINK = 0.9
_LABEL = 40
"""Signs of a line that may be a label."""
_LEAD = 160
"""Signs of a heading over links."""
_TALK = 200
"""Signs of confirmed text before comments."""
_KEPT = 0.3
"""Share of the confirmed text below which nothing is taken out."""
_MOST_TALK = 0.2
"""Share of the confirmed text that comments have at most: a chapter called “Response” is none."""
_PROSE = 80
"""Signs of a line that somebody wrote to be read."""
_TWICE = 60
"""Signs at the beginning of a line that make it the same as another."""
_TEASER = 600
"""Signs of what a page says of another article."""
_SEVERAL = 3
_MANY = 5
"""Paragraphs that show that all of an article is in one link, which somebody forgot to close."""
_SENTENCE = re.compile(r".*[.!?。！？…।؟][\"'”’»」』)）\]]*\Z", re.DOTALL)
_LED = re.compile(r"([^:：]{3,40})[:：]")
_IS = re.compile(r"\b(?:is|was) (?:an?|the)\b|\b(?:writes|reports|covers)\b")
_COMMENTS = re.compile(r"comment|disqus|respon[ds]|discussion|댓글|评论|コメント", re.IGNORECASE)


def trim(part: Any, blocks: Sequence[TextBlock], front: Front, aside: Aside) -> None:
    """Take out of `part` what of its `blocks` is not the article, and put it aside; the page says `front` of it."""
    confirmed = [block for block in blocks if block.confirmed]
    if not confirmed:
        return
    prose = [block for block in confirmed if block.size > _PROSE and _SENTENCE.match(block.line)]
    if len(prose) >= _MANY and sum(block.linked for block in prose) > _LINKED * sum(
        len(block.key) for block in prose
    ):
        for block in blocks:
            block.linked = 0  # a link that is never closed, which says nothing
    trimming = _Trimming(part, blocks, front)
    trimming.mark()
    if trimming.keeps_enough():
        trimming.remove(aside)


class _Trimming:
    """One part with the reasons for which its blocks are set aside; an empty one keeps a block."""

    def __init__(self, part: Any, blocks: Sequence[TextBlock], front: Front) -> None:
        self._part = part
        self._blocks = blocks
        self._front = front
        self._places = places = BlockPlaces(part, blocks)
        self._noted = places.below(set(notes(part).bodies))
        self._adjoining = places.below(_figures(part), _ADJOINING)
        self._figures = places.below(_figures(part), frozenset(["figcaption"]))
        self._written = places.below(set(), _TEXT)
        self._headings = places.below(set(), _HEADINGS)
        self._titles = places.below(set(), frozenset(["h1"]))
        self._sure: Set[Any] = frozenset()
        self.kinds = [""] * len(blocks)

    def mark(self) -> None:
        """Find the reasons, the surest first."""
        self._lines()
        self._leads()
        self._teasers()
        self._repeated()
        self._sure = self._places.around(
            block.element for number, block in enumerate(self._blocks) if self._is_sure(number)
        )
        self._edges()
        self._link_boxes()
        self._labels()
        self._closing()
        self._empty_headings()

    def keeps_enough(self) -> bool:
        """Whether a good part of what is confirmed stays; where it does not, the rules are wrong about the page."""
        confirmed = [
            (block.size, kind)
            for block, kind in zip(self._blocks, self.kinds, strict=True)
            if block.confirmed
        ]
        kept = sum(size for size, kind in confirmed if not kind)
        return kept >= _KEPT * sum(size for size, _ in confirmed)

    def remove(self, aside: Aside) -> None:
        """Take the blocks out that have a reason, and with them the elements that hold nothing else."""
        numbered = list(enumerate(self.kinds))
        keeping = self._places.around(self._blocks[number].element for number, kind in numbered if not kind)
        losing = self._places.around(self._blocks[number].element for number, kind in numbered if kind)
        gone: dict[int, Any] = {}
        for element in losing - keeping:
            if element.getparent() is self._part or element.getparent() in keeping:
                first, last = self._places.span(element)
                gone |= dict.fromkeys(range(first, last + 1))
                gone[first] = element
        for number, kind in numbered:
            if number in gone:
                _take_out(gone[number], kind, aside)
            elif kind:
                aside.put(kind, self._line(number), self._blocks[number].line)
                _empty(self._blocks[number])

    def _line(self, number: int) -> int:
        return self._blocks[number].element.sourceline or 0

    def _set(self, number: int, kind: str) -> None:
        if not self.kinds[number] and self._blocks[number].element not in self._noted:
            self.kinds[number] = kind

    def _is_sure(self, number: int) -> bool:
        return self._blocks[number].confirmed and not self.kinds[number]

    def _matches(self, kind: str, block: TextBlock) -> bool:
        return matches(kind, block.line, self._front.language)

    def _lines(self) -> None:
        prose = [n for n, block in enumerate(self._blocks) if block.confirmed and block.size > _PROSE]
        for number, block in enumerate(self._blocks):
            is_inside = prose and prose[0] < number < prose[-1]
            is_sentence = block.confirmed and not block.linked and bool(_SENTENCE.match(block.line))
            if self._matches("rights", block):
                self._set(number, "rights")
            elif is_inside and is_sentence:
                continue  # it looks like furniture, among other sentences
            elif block.element not in self._adjoining and (
                (self._matches("line", block) and not self._is_written(block)) or self._leads_link(block)
            ):
                self._set(number, "line")

    def _is_written(self, block: TextBlock) -> bool:
        """Whether a line that looks like furniture leads in links, or is a heading or an item that is confirmed."""
        if RELATED.fullmatch(block.line):
            return True
        return block.confirmed and (
            block.element in self._headings or block.element.tag in ("li", "dt", "dd")
        )

    def _leads_link(self, block: TextBlock) -> bool:
        """Whether a line is no more than a lead, as “Related:”, and a link; or a link in capitals alone."""
        if block.link_share > _WHOLE_LINK and block.line.isupper() and block.size > _LEAST:
            return True
        led = _LED.match(block.line)
        return bool(
            led
            and block.link_share > _LINKED
            and (RELATED.fullmatch(led[1]) or matches("lists", led[1], self._front.language))
        )

    def _leads(self) -> None:
        before = 0
        for number, block in enumerate(self._blocks):
            line = block.line
            if block.element in self._adjoining or self.kinds[number] or len(line) > _LEAD:
                pass
            elif self._matches("lists", block) or RELATED.fullmatch(line):
                self._lead_links(number)
            elif before > _TALK and self._matches("talk", block):
                self._lead_talk(number)
            elif before > _TALK and self._matches("author", block):
                self._set_all(number, self._box_end(number), "author")
            before += block.size if block.confirmed else 0

    def _set_all(self, first: int, end: int, kind: str) -> None:
        for number in range(first, end):
            self._set(number, kind)

    def _lead_links(self, number: int) -> None:
        """What a heading over links leads in: the box that it begins, or the links that follow."""
        end = self._box_end(number)
        inside = self._blocks[number + 1 : end]
        if inside and 2 * sum(block.linked > 0 or not block.confirmed for block in inside) >= len(inside):
            self._set_all(number, end, "related")
            return
        end = number + 1
        while end < len(self._blocks) and self._blocks[end].link_share > _LINKED:
            end += 1
        if end > number + 1:
            self._set_all(number, end, "related")

    def _box_end(self, number: int) -> int:
        """Behind the last block of the largest element that the block `number` begins and that holds little of the text."""
        whole = sum(block.size for block in self._blocks if block.confirmed)
        outer, end = self._blocks[number].element, number + 1
        while outer is not None and outer is not self._part:
            first, last = self._places.span(outer)
            if first < number or 3 * self._weight(number, last + 1) > whole:
                break
            outer, end = outer.getparent(), last + 1
        return end

    def _weight(self, first: int, end: int) -> int:
        return sum(block.size for block in self._blocks[first:end] if block.confirmed)

    def _lead_talk(self, number: int) -> None:
        """Comments: the box that their heading begins, or, where that says how many there are, all that follows."""
        block = self._blocks[number]
        names = " ".join(
            name
            for outer in (block.element, *list(block.element.iterancestors())[:3])
            for name in elements.words(outer, "class", "id")
        )
        everything, end = self._weight(0, len(self._blocks)), len(self._blocks)
        if self._weight(number + 1, end) > _MOST_TALK * everything:
            return
        if _COMMENTS.search(names):
            self._set_all(number, end, "comments")
        elif block.element in self._headings:
            for each in range(number, end):
                if not self._blocks[each].confirmed:
                    self._set(each, "comments")
        elif not block.confirmed:
            self._set(number, "comments")

    def _teasers(self) -> None:
        """Other articles behind the text, side by side: each a linked heading with little text, and a date or a linked picture."""
        heads = [
            number
            for number, block in enumerate(self._blocks)
            if block.element in self._headings and block.link_share > _WHOLE_LINK
        ]
        spans = {card: self._places.span(card) for card in map(partial(self._card, heads), heads)}
        groups: dict[Any, list[Any]] = {}
        for card in spans:
            if self._is_teaser(card, spans[card]):
                groups.setdefault(card.getparent(), []).append(card)
        for cards in groups.values():
            if len(cards) >= _SEVERAL and self._weight(0, spans[cards[0]][0]) > _TALK:
                for card in cards:
                    self._set_all(spans[card][0], spans[card][1] + 1, "related")

    def _card(self, heads: Sequence[int], number: int) -> Any:
        """The largest element with the heading `number` that has no other of these `heads`."""
        card = self._blocks[number].element
        while (outer := card.getparent()) is not self._part:
            first, last = self._places.span(outer)
            if sum(first <= head <= last for head in heads) > 1:
                break
            card = outer
        return card

    def _is_teaser(self, card: Any, span: tuple[int, int]) -> bool:
        signs = sum(block.size for block in self._blocks[span[0] : span[1] + 1])
        return signs <= _TEASER and (
            next(card.iter("time"), None) is not None
            or any(next(link.iter("img"), None) is not None for link in card.iter("a"))
        )

    def _repeated(self) -> None:
        """What nothing confirms and what stands there already, as captions of a gallery do, or repeats the title."""
        title = "".join(self._front.title.split())
        seen = {block.key[:_TWICE] for block in self._blocks if block.confirmed}
        for number, block in enumerate(self._blocks):
            key = block.key[:_TWICE]
            if block.element in self._titles or len(key) <= _LEAST:
                continue
            if block.key == title or (not block.confirmed and key in seen):
                self._set(number, "repeated")
            seen.add(key)

    def _edges(self) -> None:
        sure = [
            number
            for number, block in enumerate(self._blocks)
            if self._is_sure(number) and block.size > _LEAST
        ]
        if not sure:
            return
        among = self._among()
        first, last = sure[0], sure[-1]
        noted = [number for number, block in enumerate(self._blocks) if block.element in self._noted]
        titles = [number for number, block in enumerate(self._blocks) if block.element in self._titles]
        while first and self._adjoins_before(first - 1):
            first -= 1
        while last + 1 < len(self._blocks) and self._adjoins_behind(last + 1, among):
            last += 1
        last = max(last, *noted[-1:], last)
        for number, block in enumerate(self._blocks):
            if number < first and block.element not in self._titles:
                self._set(number, "above-title" if titles and number < titles[0] else "before")
            elif number > last:
                self._set(number, "after")

    def _adjoins_before(self, number: int) -> bool:
        block = self._blocks[number]
        if self.kinds[number]:
            return False
        stands = block.element in self._adjoining or block.element in self._headings
        return stands or (block.link_share < _LINKED and bool(_SENTENCE.match(block.line)))

    def _adjoins_behind(self, number: int, among: Set[Any]) -> bool:
        block = self._blocks[number]
        if self.kinds[number] or block.element in self._adjoining:
            return True
        if block.link_share > _LINKED:
            return False
        return bool(REFERENCES.fullmatch(block.line)) or block.element in among

    def _among(self) -> set[Any]:
        """Elements that stand among paragraphs that are confirmed, in the same element."""
        homes = {
            block.element.getparent()
            for number, block in enumerate(self._blocks)
            if block.element.tag == "p" and self._is_sure(number) and block.size > _LABEL
        }
        tops = {child for home in homes if home is not None for child in home}
        return self._places.below(tops)

    def _link_boxes(self) -> None:
        """Set aside boxes that nothing confirms and that hold mostly links, or begin with one."""
        boxes: dict[Any, list[int]] = {}
        box_of = self._places.boxes(self._sure)
        for number, block in enumerate(self._blocks):
            if (
                not block.confirmed
                and not self.kinds[number]
                and block.element not in self._figures
                and block.element in box_of
                and not self._is_in_item(box_of[block.element])
            ):
                boxes.setdefault(box_of[block.element], []).append(number)
        for box, inside in boxes.items():
            signs = sum(len(self._blocks[number].key) for number in inside)
            linked = sum(self._blocks[number].linked for number in inside)
            begins = len(inside) > 1 and self._blocks[inside[0]].link_share > _WHOLE_LINK
            leads = begins and box.tag not in ("ul", "ol", "table") and not self._is_prose(inside)
            if linked > _LINKED * signs or leads:
                for number in inside:
                    self._set(number, "links")

    def _is_in_item(self, box: Any) -> bool:
        """Whether a list of links stands in an item of the text, of which it says more."""
        return any(outer.tag == "li" and outer in self._sure for outer in (box, *box.iterancestors()))

    def _is_prose(self, inside: Sequence[int]) -> bool:
        """Whether paragraphs outnumber links: under each link of a list stands one line about it."""
        blocks = [self._blocks[number] for number in inside]
        links = sum(block.link_share > _LINKED for block in blocks)
        written = sum(
            block.size > _PROSE and block.link_share < _LINKED and bool(_SENTENCE.match(block.line))
            for block in blocks
        )
        return written > 2 * links

    def _labels(self) -> None:
        for number, block in enumerate(self._blocks):
            if (
                not block.confirmed
                and block.size < _LABEL
                and block.element not in self._sure
                and block.element.tag in _LABELLING
                and block.element not in self._written
                and not _SENTENCE.match(block.line)
            ):
                self._set(number, "line")

    def _closing(self) -> None:
        """What stands behind the last paragraph and only leads on: links, invitations, who the author is."""
        authors = tuple(name for name in self._front.authors if " " in name)
        for number in reversed([number for number, kind in enumerate(self.kinds) if not kind]):
            block = self._blocks[number]
            if self._level(number) > 1:
                continue  # nothing is left under it
            if block.element in self._noted or block.element in self._adjoining:
                return
            if authors and block.line.startswith(authors) and self._is_about_author(block):
                self._set(number, "author")
            elif signature(block.line):
                self._set(number, "byline")
            elif self._matches("line", block) or self._matches("closing", block):
                self._set(number, "line")
            elif block.link_share > _WHOLE_LINK:
                self._set(number, "links")
            else:
                return

    def _is_about_author(self, block: TextBlock) -> bool:
        """Who the author is, and not what the author did: nothing confirms it, or it links, or says so."""
        return not block.confirmed or block.linked > 0 or bool(_IS.search(block.line[:_LEAD]))

    def _empty_headings(self) -> None:
        """Headings under which nothing is left, and those at the end."""
        kept = [number for number, kind in enumerate(self.kinds) if not kind]
        while kept and self._level(kept[-1]) > 1:
            self._set(kept.pop(), "after")
        for number, behind in pairwise(kept):
            level = self._level(number)
            emptied = behind > number + 1
            if emptied and level > 1 and 0 < self._level(behind) <= level:
                self._set(number, "line")

    def _level(self, number: int) -> int:
        """The rank of a heading, or 0."""
        element = self._blocks[number].element
        if element not in self._headings:
            return 0
        while element.tag not in _HEADINGS:
            element = element.getparent()
        return elements.HEADINGS[element.tag]


def _figures(part: Any) -> set[Any]:
    """The figures with something to see; others are boxes of the page."""
    return {figure for figure in part.iter("figure") if next(figure.iter(*_SHOWN), None) is not None}


def _take_out(element: Any, kind: str, aside: Aside) -> None:
    """Remove the element, if there is one, and tell all of its text."""
    if element is not None:
        aside.put(kind, element.sourceline or 0, elements.text(element))
        elements.remove(element)


def _empty(block: TextBlock) -> None:
    for node, behind in block.parts:
        if behind:
            node.tail = ""
        else:
            node.text = ""

"""A pasted text put in order, before its lines are read."""

from collections.abc import Sequence

from pipeline.document.notices import Notice
from pipeline.readers.front_matter import Front
from pipeline.readers.pasted.draft import Draft
from pipeline.readers.pasted.gutenberg import read_book
from pipeline.readers.pasted.mail import read_mail
from pipeline.readers.pasted.pages import take_page_numbers
from pipeline.readers.pasted.portals import set_furniture_aside
from pipeline.readers.pasted.subheads import mark_subheads


def put_in_order(
    lines: Sequence[str], front: Front, name: str
) -> tuple[list[str], Front, tuple[Notice, ...]]:
    """The `lines` of the file `name` without what came along, the front matter that they say, and what was set aside."""
    draft = Draft(list(lines), front)
    for step in (read_book, read_mail, take_page_numbers, set_furniture_aside):
        step(draft)
    mark_subheads(draft.lines)
    return draft.lines, draft.front, draft.notices(name)

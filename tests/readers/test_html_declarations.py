"""What is meant for programs is not to be seen in a page, and nothing beside it is lost."""

import time

import pytest

from pipeline.readers.hypertext.declarations import without_declarations
from pipeline.readers.hypertext.markup import parse_html


def _shown(page: str) -> str:
    return "".join(parse_html(without_declarations(page), "page.html").find("body").itertext())


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<?xml version='1.0'?><!DOCTYPE html [<!ELEMENT br EMPTY>]><p>글", "글"),
        ("<!DOCTYPE html><p>a<!ELEMENT br EMPTY>b<?php echo 1 ?>c<![CDATA[x]]>d<!DOCTYPE html>e", "abcde"),
        ("<p>一<!ATTLIST a>二<?x", "一二"),
        ("<p>a <a href='x", "a "),
        ("<p>a</p", "a"),
        ("<p title='<!x> <?y>'>a", "a"),
        ("<xmp><!x></xmp><textarea><?y></textarea>&lt;!z>", "<!x><?y><!z>"),
        ("a < b <3", "a < b <3"),
    ],
)
def test_declarations_instructions_and_broken_off_tags_are_not_seen(page: str, shown: str) -> None:
    assert _shown(page) == shown


def test_lines_stay_what_they_were() -> None:
    root = parse_html(without_declarations("<!DOCTYPE html>\n<?a\nb\n?>\n<p>x"), "page.html")
    assert root.find(".//p").sourceline == 5


@pytest.mark.parametrize("part", ["<!", "<?", "<a '", "<a \"'", "<!--", "<xmp>", "<!doctype [", "<", "</"])
def test_however_often_a_mark_is_left_open_it_takes_no_time(part: str) -> None:
    begin = time.process_time()
    without_declarations(part * 40_000)
    assert time.process_time() - begin < 5

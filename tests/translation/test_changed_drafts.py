"""A file beside the article: what a person changed in it counts, whatever its state says, and what a person vouches for
is only noted."""

import re

import pytest

from pipeline.config.choices import Doubtful
from pipeline.config.tables import LOCAL
from pipeline.document.article import Origin
from pipeline.document.notices import Level
from pipeline.translation.engines.marker import MarkingTranslator
from pipeline.translation.interchange.segments import Inline, State
from pipeline.translation.interchange.xliff import write_xliff
from pipeline.translation.limited_engine import Limited
from pipeline.translation.memory.entry import Entry, Place, Standing
from pipeline.translation.translate import judge, translate

NEW = {
    "ko": "그 나라는 1982년에 협약에 들어갔다.",
    "zh-Hans": "该国于1982年加入了公约。",
    "es": "El país se sumó al convenio en 1982.",
}


@pytest.fixture
def make(article, memory, told, configuration):
    def edition(target, reviewed=None):
        engines = (Limited(MarkingTranslator(configuration), LOCAL),)
        return translate(
            article, target, reviewed=reviewed, engines=engines, memory=memory, progress=told, slug="article",
            doubtful=Doubtful.ACCEPT,
        )  # fmt: skip

    return edition


@pytest.fixture
def draft(make, article, tmp_path):
    """The file of drafts that a machine made, with `words` in place of the first target of the body."""

    def write(target, words="", state=State.TRANSLATED, fingerprints=True):
        data = write_xliff(article, make(target).article, target, original="article.md", state=state).decode()
        head, mark, tail = data.partition('<unit id="s1-b2">')
        if words:
            tail = re.sub("<target>.*?</target>", f"<target>{words}</target>", tail, count=1)
        data = head + mark + tail
        path = tmp_path / f"article.{target}.xlf"
        path.write_text(data if fingerprints else re.sub(' subState="[^"]*"', "", data), "utf-8")
        return path

    return write


def standings(edition):
    return {each.sentence: each.standing for each in edition.origins}


def words(edition, id="s1-b2-k1"):
    return next(each.text.strip() for each in edition.article.sentences() if each.id == id)


@pytest.mark.parametrize("target", NEW)
@pytest.mark.parametrize("fingerprints", [True, False])
def test_a_changed_target_counts_as_edited_whatever_its_state_says(make, draft, target, fingerprints):
    edition = make(target, draft(target, NEW[target], fingerprints=fingerprints))
    assert words(edition) == NEW[target]
    assert standings(edition)["s1-b2-k1"] == Standing.EDITED
    assert standings(edition)["s1-b2-k2"] == Standing.MACHINE


@pytest.mark.parametrize("fingerprints", [True, False])
def test_a_draft_that_nobody_changed_stays_the_machines(make, draft, fingerprints):
    edition = make("ko", draft("ko", fingerprints=fingerprints))
    body = {id: each for id, each in standings(edition).items() if id.startswith("s1-b2")}
    assert set(body.values()) == {Standing.MACHINE}


def test_a_mere_change_gives_way_to_what_was_settled(make, draft, memory, article):
    path = draft("ko", NEW["ko"])
    source = next(each for each in article.sentences() if each.id == "s1-b2-k1")
    settled = Inline("그 나라는 1982년 협약에 가입했다.")
    place = Place("article", "s1-b2", "")
    memory.keep([Entry(("en", "ko"), Inline(source.text.strip()), settled, Standing.FINAL, place=place)])
    edition = make("ko", path)
    assert (words(edition), standings(edition)["s1-b2-k1"]) == (settled.text, Standing.FINAL)


@pytest.mark.parametrize("target", NEW)
def test_what_a_person_vouches_for_is_noted_and_never_an_error(make, draft, target):
    edition = make(target, draft(target, f"{NEW[target]} 80 + 45.", state=State.FINAL))
    found = [each for each in edition.notices if each.where == f"{target} s1-b2-k1"]
    assert edition.origin is Origin.REVIEWED
    assert "translation.T07-numbers" in [each.code for each in found]
    assert {each.level for each in found} == {Level.INFO}
    judge(edition)


def test_what_a_person_only_changed_keeps_the_level_of_its_findings(make, draft):
    edition = make("ko", draft("ko", f"{NEW['ko']} 1999명, 3,500명."))
    found = [each for each in edition.notices if each.where == "ko s1-b2-k1"]
    assert Level.ERROR in [each.level for each in found]

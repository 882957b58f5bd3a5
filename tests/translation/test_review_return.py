"""A translation goes to a person and comes back into the memory: from there it is published, and only it is spoken anew."""

import json
import re
from dataclasses import replace

import pytest

from pipeline.app import review
from pipeline.app.publish import publish
from pipeline.document.events import Noticed
from pipeline.errors import NotOurs, ReviewedFileError, SettingsError
from pipeline.narration.engines.hum import HummingSpeaker
from pipeline.translation.interchange.formats import FORMATS
from pipeline.translation.memory import Memory

ARTICLE = """<!doctype html><html lang="en"><head><title>A bridge reopens</title></head><body><article>
<h1>A bridge reopens</h1>
<p>The bridge opened on <em>Monday</em>. See the <a href="https://example.org/r?a=1&amp;b=2">report</a> of
<strong>2023</strong><a href="#fn1" id="ref1" role="doc-noteref">1</a>. People came.</p>
<h2>Numbers</h2>
<table><tr><th>City</th><th>People</th></tr><tr><td>Tumen</td><td>Somebody counted them.</td></tr></table>
<section role="doc-endnotes"><ol><li id="fn1" role="doc-footnote">The report has 12 pages.</li></ol></section>
</article></body></html>
"""
NEW = {
    "ko": "사람들이 많이 왔다.",
    "zh-Hans": "来了很多人。",
    "es": "Vino mucha gente.",
}
LINKED = {"ko": ("다음을 보라", "이다"), "zh-Hans": ("请看", "的"), "es": ("Vea", "de")}


@pytest.fixture
def settings(settings_in, tmp_path):
    return settings_in(tmp_path, to=tuple(NEW))


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.html"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture
def export(article, settings, told):
    def files(kind, *tags):
        wanted = replace(settings, to=tags or tuple(NEW))
        return dict(zip(wanted.to, review.export(article, wanted, told, kind), strict=True))

    return files


@pytest.fixture
def bring_in(settings, told):
    def taken(*paths, **more):
        return review.bring_in(paths, settings, told, **more)

    return taken


def notices(told):
    return [event.notice for event in told.events if isinstance(event, Noticed)]


def draft(path, id):
    """The draft of a sentence as it stands in the file: in a line of its own, or between tags."""
    text = path.read_text("utf-8-sig")
    tail = text[text.index(f'id="{id}"' if path.suffix in (".xliff",) else id) :]
    found = re.search(
        r'msgstr "(.*)"|<target[^>]*>(.*)</target>|<tuv xml:lang="(?!en)[^"]*"><seg>(.*)</seg>|^[^\n]*?","(?:[^"]|"")*","((?:[^"]|"")*)"',
        tail,
    )
    return text, next(each for each in found.groups() if each is not None)


def change(path, id, words):
    text, old = draft(path, id)
    assert text.count(old) == 1
    bom = b"\xef\xbb\xbf" if path.read_bytes().startswith(b"\xef\xbb\xbf") else b""
    path.write_bytes(bom + text.replace(old, words).encode())


@pytest.fixture
def spoken(monkeypatch):
    """What was spoken, as it is spoken."""
    heard = []
    speak = HummingSpeaker.speak

    def listening(self, text, *more, **named):
        heard.append(text)
        return speak(self, text, *more, **named)

    monkeypatch.setattr(HummingSpeaker, "speak", listening)
    return heard


@pytest.mark.parametrize(
    "kind", ["po", *(pytest.param(kind, marks=pytest.mark.slow) for kind in FORMATS if kind != "po")]
)
def test_only_the_edited_sentences_are_spoken_anew(article, settings, told, export, bring_in, spoken, kind):
    publish(article, settings, told)
    files = export(kind)
    for tag, path in files.items():
        if kind == "xliff":  # beside the article it would be read as it is
            path = path.rename(path.with_name(f"back.{tag}.xlf"))
            text = path.read_text("utf-8")
            unit = text.index('id="s1-b2"')
            third = text.index('<segment id="k3"', unit)
            old = re.search("<target>(.*)</target>", text[third:])[1]
            path.write_text(text.replace(old, NEW[tag]), "utf-8")
            files[tag] = path
        else:
            change(path, "s1-b2-k3", NEW[tag])
    for found in bring_in(*files.values()):
        assert (found.counts["edited"], found.counts["rejected"]) == (1, 0)
    before = {tag: (settings.output / "article" / tag / "index.html").read_text("utf-8") for tag in NEW}
    spoken.clear()
    publish(article, settings, told)
    assert set(spoken) >= set(NEW.values())
    others = [text for text in spoken if text not in NEW.values()]
    assert len(others) <= len(NEW), others  # what an edition says of its translation changes with it
    for tag, words in NEW.items():
        page = (settings.output / "article" / tag / "index.html").read_text("utf-8")
        assert words in page
        assert page.count("https://example.org/r?a=1&amp;b=2") == before[tag].count(
            "https://example.org/r?a=1&amp;b=2"
        )


@pytest.mark.parametrize("kind", ["po", "csv"])
def test_marks_stand_where_the_person_put_them(article, settings, told, export, bring_in, kind):
    files = export(kind)
    for tag, path in files.items():
        one, other = LINKED[tag]
        change(path, "s1-b2-k2", f"<4/>{one} <2>R</2> {other} <3>2023</3>.")
    bring_in(*files.values())
    report = publish(article, settings, told)
    assert not report.failed
    for tag in NEW:
        page = (settings.output / "article" / tag / "index.html").read_text("utf-8")
        assert re.search(r'<a[^>]*href="https://example.org/r\?a=1&amp;b=2"[^>]*>R</a>', page), tag
        assert "<strong>2023</strong>" in page


def test_a_changed_source_is_rejected_by_name_and_the_rest_comes_in(article, export, bring_in, told):
    path = export("po", "ko")["ko"]
    for id, words in (("s1-b2-k3", "사람들이 왔다."), ("s1-b2-k1", "다리가 <1>월요일</1>에 열렸다.")):
        change(path, id, words)
    article.write_text(ARTICLE.replace("People came.", "Nobody came."), "utf-8")
    [found] = bring_in(path)
    assert (found.counts["edited"], found.counts["rejected"]) == (1, 1)
    [notice] = [each for each in notices(told) if each.code == "review.changed"]
    assert (notice.where, notice.evidence) == ("s1-b2-k3", "People came.")
    assert "Nobody came." in notice.text


def test_a_moved_sentence_comes_in(article, export, bring_in):
    path = export("po", "ko")["ko"]
    change(path, "s1-b2-k3", "사람들이 왔다.")
    article.write_text(ARTICLE.replace("<p>The bridge", "<p>A new paragraph.</p><p>The bridge"), "utf-8")
    assert bring_in(path)[0].counts["edited"] == 1


@pytest.mark.parametrize("words", ["<2>R</2>는 <3>2023</3>.", "<2>R</2><4/><9>x</9>", "R<4/>"])
def test_a_file_with_lost_or_strange_placeholders_changes_nothing(export, bring_in, settings, words):
    path = export("po", "ko")["ko"]
    change(path, "s1-b2-k3", "사람들이 왔다.")
    change(path, "s1-b2-k2", words)
    with pytest.raises(ReviewedFileError, match=r"s1-b2-k2"):
        bring_in(path)
    entries = list(Memory(settings.memory).entries("en", "ko"))
    assert {each.standing.value for each in entries} == {"machine"}


def test_a_signed_off_draft_counts_and_names_its_reviewer(export, bring_in, settings):
    path = export("po", "ko")["ko"]
    path.write_text(path.read_text("utf-8").replace("#, fuzzy\n", "", 1), "utf-8")
    [found] = bring_in(path, who="Min-ji Kim")
    assert found.counts["reviewed"] == 1
    [entry] = [each for each in Memory(settings.memory).entries("en", "ko") if each.standing == "reviewed"]
    assert (entry.source.text, entry.who) == ("A bridge reopens", "Min-ji Kim")


def test_another_articles_file_is_refused(article, export, bring_in, tmp_path):
    path = export("csv", "ko")["ko"]
    other = tmp_path / "other.md"
    other.write_text("# Rain\n\nIt rained.\n", "utf-8")
    with pytest.raises(ReviewedFileError, match=r"none of its \d+ sentences"):
        bring_in(path, article=other)
    article.unlink()
    with pytest.raises(ReviewedFileError, match=r"names the article article\.html"):
        bring_in(path)


def test_a_file_named_after_another_language_is_refused(export, bring_in):
    path = export("tmx", "ko")["ko"]
    with pytest.raises(ReviewedFileError, match="named after"):
        bring_in(path.rename(path.with_name("article.zh-Hans.tmx")))


def test_what_is_overruled_is_told(export, bring_in, told):
    path = export("csv", "ko")["ko"]
    text = path.read_text("utf-8-sig")
    path.write_text(text.replace('"translated"', '"final"', 1), "utf-8")
    bring_in(path)
    change(path, "s0-b1-k1", "다른 말")
    path.write_text(path.read_text("utf-8").replace('"final"', '"reviewed"', 1), "utf-8")
    bring_in(path)
    assert [each.where for each in notices(told) if each.code == "review.overruled"] == ["s0-b1-k1"]


def test_a_file_for_review_is_never_written_over(export):
    export("po", "ko")
    with pytest.raises(SettingsError, match=r"article\.ko\.po"):
        export("po", "ko")


def test_status_counts_sentences_by_how_far_they_are(article, settings, export, bring_in):
    one = replace(settings, to=("ko",))
    [empty] = review.status(article, one)
    assert empty.counts["missing"] > 0 == empty.counts["machine"]
    path = export("po", "ko")["ko"]
    change(path, "s1-b2-k3", "사람들이 왔다.")
    bring_in(path)
    [now] = review.status(article, one)
    assert (now.counts["edited"], now.counts["missing"]) == (1, 0)
    assert sum(now.counts.values()) == sum(empty.counts.values())
    assert json.dumps(now.counts)


def test_without_a_translator_what_is_there_goes_out(article, settings, told, export, bring_in):
    path = export("po", "ko")["ko"]
    change(path, "s1-b2-k3", "사람들이 왔다.")
    bring_in(path)
    path.unlink()
    alone = replace(settings, translator="firefox", to=("ko",))
    [path] = review.export(article, alone, told, "po")
    assert 'msgstr "사람들이 왔다."' in path.read_text("utf-8")


def test_the_page_for_reading_escapes_everything_and_needs_no_script(article, export, bring_in):
    path = export("csv", "ko")["ko"]
    change(path, "s1-b2-k3", "<script>alert(1)</script> 왔다 & “'")
    bring_in(path)
    page = export("html", "ko")["ko"].read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 왔다 &amp;" in page
    row = re.search(r'<tr id="s1-b2-k3">.*</tr>', page)[0]
    assert '<td lang="en" dir="ltr">People came.</td><td lang="ko" dir="ltr">' in row
    assert "<td>edited</td>" in row
    export("html", "ko")


def test_the_page_for_reading_is_written_anew_until_somebody_writes_into_it(
    article, settings, told, export, bring_in
):
    path = export("html", "ko")["ko"]
    first = path.read_bytes()
    file = export("csv", "ko")["ko"]
    change(file, "s1-b2-k3", "사람들이 왔다.")
    bring_in(file)
    export("html", "ko")
    assert path.read_bytes() != first
    path.write_bytes(first + "<p>여기를 고칠 것</p>".encode())
    one = replace(settings, to=("ko",))
    with pytest.raises(NotOurs, match=r"article\.ko\.review\.html"):
        review.export(article, one, told, "html")
    assert path.read_bytes().startswith(first)
    review.export(article, replace(one, replace=True), told, "html")
    assert path.with_name("article.ko.review.kept.html").read_bytes().startswith(first)


def test_a_page_that_was_there_before_stays(article, settings, told, tmp_path):
    path = tmp_path / "article.ko.review.html"
    path.write_bytes(b"mine")
    with pytest.raises(NotOurs):
        review.export(article, replace(settings, to=("ko",)), told, "html")
    assert path.read_bytes() == b"mine"


def test_a_translators_file_is_moved_aside_where_a_new_one_is_wanted(article, settings, told, export):
    path = export("po", "ko")["ko"]
    change(path, "s1-b2-k3", "사람들이 왔다.")
    worked = path.read_bytes()
    review.export(article, replace(settings, to=("ko",), replace=True), told, "po")
    assert path.with_name("article.ko.kept.po").read_bytes() == worked
    assert path.read_bytes() != worked


def test_a_translators_work_that_came_while_the_draft_was_made_stays(
    article, settings, told, tmp_path, monkeypatch
):
    path, draft = tmp_path / "article.ko.po", review._Desk.write

    def slowly(*arguments):
        path.write_bytes(b"mine")
        return draft(*arguments)

    monkeypatch.setattr(review._Desk, "write", slowly)
    with pytest.raises(NotOurs):
        review.export(article, replace(settings, to=("ko",)), told, "po")
    assert path.read_bytes() == b"mine"

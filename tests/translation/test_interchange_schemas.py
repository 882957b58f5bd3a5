"""What goes out is valid by OASIS's own schemas, and another program's parser reads the same in it."""

import re
import shutil
import subprocess
from io import BytesIO

import pytest
from lxml import etree

from pipeline.document.article import Mark, MarkKind, Span
from pipeline.translation.interchange import po, tmx, xliff, xliff12
from pipeline.translation.interchange.segments import State, Translations, segments_of, units

PACKAGE = "php-symfony-translation"
"""Debian's, which carries both schemas."""


@pytest.fixture(scope="session")
def schemas(tmp_path_factory):
    """OASIS's schemas by version, as a Debian package brings them."""
    folder = tmp_path_factory.mktemp("schemas")
    folder.chmod(0o755)
    assert shutil.which("apt-get"), "The schemas come by apt-get."
    subprocess.run(["apt-get", "download", PACKAGE], cwd=folder, check=True, capture_output=True, timeout=120)
    [package] = folder.glob("*.deb")
    subprocess.run(["dpkg", "-x", package, folder], check=True, capture_output=True, timeout=60)
    for path in folder.rglob("*.xsd"):
        local = re.sub(r'schemaLocation="[^"]*xml\.xsd"', 'schemaLocation="xml.xsd"', path.read_text("utf-8"))
        path.write_text(local, "utf-8")
    return {
        version: etree.XMLSchema(etree.parse(next(folder.rglob(name))))
        for version, name in (("2.1", "xliff-core-2.0.xsd"), ("1.2", "xliff-core-1.2-strict.xsd"))
    }


@pytest.fixture
def translations(article):
    """The article with every kind of mark, in Korean words of all states."""
    title = article.title
    sentence = title.sentences[0]
    kinds = [kind for kind in MarkKind if kind is not MarkKind.NOTE]
    spans = [
        Span(f"{kind} ", (Mark(kind, "ko" if kind == "language" else "https://example.org/?a=1&b=<"),))
        for kind in kinds
    ]
    spans.append(Span("", (Mark(MarkKind.NOTE, "s1-b9", "1"),)))
    marked = type(sentence)(sentence.id, (*spans, Span("& <end>")))
    words, states = {}, {}
    states_in_turn = [State.TRANSLATED, State.REVIEWED, State.FINAL]
    found = [(title.id, (marked,)), *((unit, all) for unit, all in units(article) if unit != title.id)]
    for number, each in enumerate(each for _, all in found for each in all):
        if number % 4 < 3:
            words[each.id] = tuple(Span(span.text and "말 ", span.marks) for span in each.spans)
            states[each.id] = states_in_turn[number % 4]
    return Translations("en", "ko", "article.md", segments_of(found, words, states))


@pytest.mark.slow
@pytest.mark.parametrize(("version", "write"), [("2.1", xliff.write), ("1.2", xliff12.write)])
def test_a_file_is_valid_by_the_schema(schemas, translations, version, write):
    schema = schemas[version]
    assert schema.validate(etree.parse(BytesIO(write(translations)))), schema.error_log
    broken = write(translations).replace(b"<source>", b"<sauce>").replace(b"</source>", b"</sauce>")
    assert not schema.validate(etree.parse(BytesIO(broken)))


@pytest.mark.parametrize("version", ["2.1", "1.2", "tmx", "po"])
def test_another_program_reads_the_same(translations, version):
    from translate.storage.pypo import pofile
    from translate.storage.tmx import tmxfile
    from translate.storage.xliff import xlifffile
    from translate.storage.xliff2 import Xliff2File

    write, parser = {
        "2.1": (xliff.write, Xliff2File),
        "1.2": (xliff12.write, xlifffile),
        "tmx": (tmx.write, tmxfile),
        "po": (po.write, pofile),
    }[version]
    read = [each for each in parser.parsestring(write(translations)).units if not each.isheader()]
    ours = [each for each in translations.segments if version != "tmx" or each.target]
    theirs = [each for each in read if each.source]
    if version == "tmx":
        theirs = [each for each in theirs if each.target]
    plain = [
        (each.source.text, each.target.text if each.target else "") for each in ours if not each.source.codes
    ]
    assert len(theirs) == len(ours)
    assert plain == [
        (str(each.source), str(each.target or ""))
        for each, own in zip(theirs, ours, strict=True)
        if not own.source.codes
    ]

"""Glossaries as people keep them: spreadsheets with all their habits, and TBX."""

from pathlib import Path

import pytest
from lxml import etree

from pipeline.errors import GlossaryError
from pipeline.languages import find
from pipeline.translation.termbase import beside, read_termbase, seed, seeds
from pipeline.translation.termbase.sheet import from_csv, to_csv
from pipeline.translation.termbase.tbx import from_tbx, to_tbx

SHEET = """term,ko,zh-Hant,zh-Hant not,keep,case
refugee,난민|피난민,難民,,,
"Act, the",그 법?,,,,
North Korea,북한,北韓,朝鮮,,
Harbour Watch,,,,yes,yes
"""
TARGETS = ("ko", "zh-Hans", "zh-Hant", "es", "fr", "ar", "ja")


@pytest.mark.parametrize(
    "data",
    [
        SHEET.encode(),
        b"\xef\xbb\xbf" + SHEET.replace("\n", "\r\n").encode(),
        SHEET.encode("utf-16"),
        SHEET.replace('"Act, the"', "Act; the").replace(",", ";").replace("Act; the", '"Act, the"').encode(),
        SHEET.replace('"Act, the"', "Act|").replace(",", "\t").replace("Act|", "Act, the").encode(),
    ],
    ids=["plain", "byte order mark", "wide", "semicolons", "tabs"],
)
def test_a_spreadsheet_is_read_however_it_was_saved(data: bytes) -> None:
    terms = from_csv(data, "glossary.csv").glossary("en", "ko").terms
    assert [term.source for term in terms] == ["refugee", "Act, the", "North Korea", "Harbour Watch"]
    assert terms[0].renderings == ("난민", "피난민")
    assert (terms[1].sure, terms[3].keep, terms[3].case) == (False, True, True)


def test_what_is_forbidden_belongs_to_one_language() -> None:
    termbase = from_csv(SHEET.encode(), "glossary.csv")
    assert termbase.glossary("en", "zh-Hant").terms[1].forbidden == ("朝鮮",)
    assert all(not term.forbidden for term in termbase.glossary("en", "ko").terms)


def test_every_fault_is_named_with_its_line() -> None:
    sheet = "term,ko,ko not,keep,nonsense\n,난민,,,\ncamp,수용소,수용소,,\ncamp,캠프,,perhaps,\nx,y,,,,,more\n,,,yes,\n"
    with pytest.raises(GlossaryError) as caught:
        from_csv(sheet.encode(), "glossary.csv")
    told = caught.value.message
    for fault in ("line 1: no column can be called “nonsense”", "line 3: “수용소” is both", "line 4: keep is “perhaps”",
                  "line 4: “camp” stands in line 3", "line 5: more cells", "line 6: there is no term"):  # fmt: skip
        assert fault in told


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b'term,ko\n"refugee,x\n', b"\x80\x81", b"note,keep\na,yes\n"]
)
def test_a_damaged_spreadsheet_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(GlossaryError):
        from_csv(data, "glossary.csv")


def test_a_written_spreadsheet_reads_the_same_and_runs_no_formula() -> None:
    termbase = from_csv(SHEET.replace("Act, the", "=1+1").encode(), "glossary.csv")
    written = to_csv(termbase)
    assert "'=1+1" in written.decode()
    assert from_csv(written, "glossary.csv") == termbase


def test_tbx_carries_renderings_what_is_forbidden_and_what_stays() -> None:
    termbase = from_csv(SHEET.encode(), "glossary.csv")
    again = from_tbx(to_tbx(termbase), "glossary.tbx")
    for tag in ("ko", "zh-Hant"):
        assert again.glossary("en", tag).terms == termbase.glossary("en", tag).terms


def test_tbx_of_other_programs_is_read_in_both_styles() -> None:
    dct = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" type="TBX-Basic"
      style="dct" xml:lang="en"><text><body><conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>camp</term>
      </termSec></langSec><langSec xml:lang="ko"><termSec><term>수용소</term></termSec><termSec><term>막사</term>
      <min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec>
      </conceptEntry></body></text></tbx>"""
    [term] = from_tbx(dct.encode(), "terms.tbx").glossary("en", "ko").terms
    assert (term.source, term.renderings, term.forbidden) == ("camp", ("수용소",), ("막사",))


@pytest.mark.parametrize(
    "data",
    [
        b"<tbx><text>",
        b"<html/>",
        b'<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/hostname">]><tbx><text>&a;</text></tbx>',
        b'<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body/></text></tbx>',
    ],
)
def test_damaged_foreign_and_entity_laden_tbx_is_refused(data: bytes) -> None:
    with pytest.raises(GlossaryError):
        from_tbx(data, "terms.tbx")


def test_the_glossary_beside_an_article_is_found(tmp_path: Path) -> None:
    assert beside(tmp_path / "article.md") is None
    (tmp_path / "glossary.csv").write_text(SHEET, "utf-8")
    found = beside(tmp_path / "article.md")
    assert found is not None
    assert len(read_termbase(found).entries) == 4


def test_a_missing_glossary_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError):
        read_termbase(tmp_path / "nowhere.csv")


def test_the_seed_has_122_terms_with_sources_in_seven_languages() -> None:
    assert seeds() == ("human-rights",)
    termbase = from_csv(seed("human-rights"), "human-rights.csv")
    assert len(termbase.entries) == 122
    assert all(entry.sources for entry in termbase.entries)
    assert all(entry.wordings[tag].words for entry in termbase.entries for tag in TARGETS)
    etree.fromstring(to_tbx(termbase))


@pytest.mark.parametrize("tag", TARGETS)
def test_the_seed_finds_its_own_renderings(tag: str) -> None:
    glossary = from_csv(seed("human-rights"), "human-rights.csv").glossary("en", tag)
    assert find(tag).tag == tag
    for term in glossary.terms:
        for words in term.renderings:
            assert list(glossary.lost_terms(term.source, words)) == []
            assert list(glossary.forbidden_words(term.source, words)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The rape seed was harvested in June.",
        "There was little pushback from the ministry.",
        "A civilian government took office, and she left civilian life.",
        "The parliament's human rights committee met: here human rights are a term and the committee is none.",
    ],
)
@pytest.mark.parametrize("tag", ["ko", "zh-Hans", "es"])
def test_the_seed_asks_no_rendering_for_a_word_that_means_something_else(tag: str, sentence: str) -> None:
    glossary = from_csv(seed("human-rights"), "human-rights.csv").glossary("en", tag)
    human_rights = {"ko": "인권", "zh-Hans": "人权", "es": "derechos humanos"}[tag]
    assert list(glossary.lost_terms(sentence, human_rights)) == []

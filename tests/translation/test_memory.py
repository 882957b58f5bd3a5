"""The memory: what is found, what wins, and what nothing can break."""

import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from pipeline.errors import InUse, MemoryDamaged
from pipeline.infra.database import open_database
from pipeline.translation.interchange.segments import Coded, Inline
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Maker, Place, Standing
from pipeline.translation.memory.tables import MEMORY
from pipeline.translation.terms import terms_for

ROOT = Path(__file__).parents[2]
KO = ("en", "ko")
FIREFOX = Maker("firefox", "1 abc")
SENTENCE = "Both texts forbid it."


def entry(target, standing=Standing.MACHINE, source=SENTENCE, languages=KO, **more):
    if standing is Standing.MACHINE:
        more.setdefault("maker", FIREFOX)
    return Entry(languages, Inline(source), Inline(target), standing, **more)


@pytest.fixture
def place(memory_place):
    return memory_place


@pytest.fixture
def memory(place):
    memory = Memory(place)
    yield memory
    memory.close()


def found(memory, text=SENTENCE, languages=KO, place=Place(), makers=(FIREFOX,)):  # noqa: B008 - frozen
    entry = memory.find(languages, text, place, makers)
    return entry and entry.target.text


def test_looking_makes_nothing(memory, place, execute):
    assert found(memory) is None
    assert list(memory.entries("en", "ko")) == []
    state = memory.state("article")
    if isinstance(place, Path):
        assert not place.parent.exists()
    else:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
        assert execute(place, tables) == [(0,)]
    memory.keep([entry("말")])
    assert memory.state(None) == state


@pytest.mark.parametrize(
    ("languages", "target"),
    [
        (KO, "두 조약 모두 이를 금지한다."),
        (("en", "zh-Hans"), "两项条约都禁止这样做。"),
        (("ko", "zh-Hant"), "兩項條約都禁止。"),
    ],
)
def test_what_was_kept_is_found_by_another_run(memory, place, languages, target):
    memory.keep([entry(target, languages=languages)])
    other = Memory(place)
    assert found(other, languages=languages) == target
    assert found(other, languages=("fr", "ko")) is None
    other.close()


def test_a_text_is_the_same_however_it_is_composed_and_spaced(memory):
    memory.keep([entry("cafe", source="Un  café\u00a0ouvert")])
    assert found(memory, "Un cafe\u0301 ouvert") == "cafe"
    memory.keep([entry("Korea", source="한국", languages=("ko", "en"))])
    assert found(memory, "\u1112\u1161\u11ab\u1100\u116e\u11a8", ("ko", "en")) == "Korea"


def test_a_machine_s_words_serve_only_who_asks_for_that_machine(memory):
    memory.keep([entry("말")])
    for other in (Maker("google", "1 abc"), Maker("firefox", "2"), Maker("firefox", "1 abc", "options")):
        assert found(memory, makers=[other]) is None
    assert found(memory, makers=()) is None
    memory.keep([entry("다른 말", maker=Maker("google", "1"))])
    assert found(memory, makers=[Maker("google", "1"), FIREFOX]) == "다른 말"
    assert found(memory, makers=[FIREFOX, Maker("google", "1")]) == "말"


def test_what_a_machine_said_first_stays(memory):
    memory.keep([entry("먼저")])
    memory.keep([entry("나중")])
    assert found(memory) == "먼저"


@pytest.mark.parametrize("late", [Standing.MACHINE, Standing.EDITED, Standing.REVIEWED])
def test_final_words_win_over_whatever_comes_later(memory, late):
    memory.keep([entry("끝난 말", Standing.FINAL)])
    memory.keep([entry("나중 말", late)])
    assert found(memory) == "끝난 말"


def test_what_a_person_settled_wins_over_what_one_edited_and_that_over_a_machine(memory):
    memory.keep([entry("기계")])
    memory.keep([entry("고친 말", Standing.EDITED)])
    assert found(memory) == "고친 말"
    elsewhere = Place("other", "s9-b9", "Another sentence.")
    memory.keep([entry("검토한 말", Standing.REVIEWED, place=elsewhere)])
    assert found(memory) == "검토한 말"


def test_the_same_words_may_be_rendered_otherwise_in_another_place(memory):
    here, there = Place("a", "s1-b1", "Who?"), Place("a", "s2-b1", "When?")
    memory.keep([entry("그렇다", Standing.FINAL, place=here), entry("예", Standing.REVIEWED, place=there)])
    assert found(memory, place=here) == "그렇다"
    assert found(memory, place=there) == "예"
    assert found(memory, place=Place("a", "s7-b3", "When?")) == "예"  # a paragraph was added before
    assert found(memory, place=Place("new", "s1-b1", "None of these.")) == "그렇다"  # the higher standing


def test_the_later_of_two_reviews_of_one_place_counts(memory):
    memory.keep([entry("처음", Standing.REVIEWED, who="Kim")])
    memory.keep([entry("다음", Standing.REVIEWED, who="Lee")])
    [kept] = memory.entries("en", "ko")
    assert (kept.target.text, kept.who) == ("다음", "Lee")


def test_a_file_that_names_nobody_does_not_take_a_reviewer_s_name_away(memory):
    memory.keep([entry("말", Standing.REVIEWED, who="김수진")])
    [kept] = memory.keep([entry("말", Standing.REVIEWED)])
    assert kept.who == "김수진"
    [changed] = memory.keep([entry("다른 말", Standing.REVIEWED)])
    assert changed.who == ""


def test_codes_and_everything_else_come_back_as_they_were(memory):
    source = Inline(SENTENCE, (Coded("1", 0, 4), Coded("2", 5, 10)))
    target = Inline("두 조약", (Coded("2", 2, 4), Coded("1", 0, 1)))
    place = Place("slug", "s1-b2", "Before.")
    whole = Entry(
        KO, source, target, Standing.REVIEWED, FIREFOX, place, '김 "Q"', "2024-05-01T10:00:00+00:00"
    )
    memory.keep([whole])
    assert list(memory.entries("en", "ko")) == [whole]
    assert list(memory.entries("en", "ko", "slug")) == [whole]
    assert list(memory.entries("en", "ko", "other")) == []


def test_parts_of_sentences_are_no_sentences(memory):
    memory.keep([replace(entry("조약", source="texts"), part=True)])
    assert found(memory, "texts") is None
    assert memory.find(KO, "texts", makers=[FIREFOX], part=True).target.text == "조약"
    assert list(memory.entries("en", "ko")) == []


def test_a_time_is_never_renewed(place):
    days = iter(datetime(2024, 5, 1, tzinfo=UTC) + timedelta(days=day) for day in range(9))
    memory = Memory(place, lambda: next(days))
    first = memory.keep([entry("말"), entry("검토", Standing.REVIEWED)])
    assert {each.when[:10] for each in first} == {"2024-05-01"}
    assert memory.keep([entry("말"), entry("검토", Standing.REVIEWED)]) == first
    [changed] = memory.keep([entry("다시 검토", Standing.REVIEWED)])
    assert changed.when[:10] == "2024-05-03"
    memory.close()


def test_the_clock_can_be_set(place, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    memory = Memory(place)
    assert memory.keep([entry("말")])[0].when == "2001-09-09T01:46:40+00:00"
    memory.close()


def test_all_or_nothing_is_kept(memory):
    def failing():
        yield entry("말")
        raise KeyError("broken")

    with pytest.raises(KeyError):
        memory.keep(failing())
    assert found(memory) is None
    memory.keep([entry("말")])
    assert found(memory) == "말"


@pytest.mark.parametrize(
    "text",
    ["a\0b", "half \ud800 a pair", "'; DROP TABLE entry; --", "말" * 400_000, "\u202e\ufeff\x1b[2J", ""],
    ids=["nul", "surrogate", "sql", "megabyte", "controls", "nothing"],
)
def test_hostile_texts_come_back_whole(memory, text):
    place = Place(text, text, text)
    memory.keep([entry(text, Standing.FINAL, source=text, place=place, who=text)])
    kept = memory.find(KO, text, place)
    assert (kept.source.text, kept.target.text, kept.place, kept.who) == (text, text, place, text)


def test_the_last_version_of_an_engine_is_known(memory):
    assert memory.last_version("firefox", KO) is None
    memory.keep([entry("말"), entry("말", source="Two.", maker=Maker("firefox", "2"))])
    assert memory.last_version("firefox", KO) == "2"
    assert memory.last_version("firefox", ("en", "ja")) is None


def test_another_program_s_database_is_left_alone(place, execute):
    if isinstance(place, Path):
        place.parent.mkdir()
    execute(place, "CREATE TABLE bookmarks (url TEXT)")
    for use in (lambda memory: memory.keep([entry("말")]), found):
        memory = Memory(place)
        with pytest.raises(MemoryDamaged, match="another program") as raised:
            use(memory)
        assert "MANYVOICES_MEMORY" in raised.value.advice
        memory.close()
    execute(place, "CREATE TABLE entry (url TEXT)")  # none was made


def test_a_memory_of_a_newer_version_is_left_alone(memory, place, execute):
    memory.keep([entry("말")])
    memory.close()
    is_file = isinstance(place, Path)
    execute(place, "PRAGMA user_version = 99" if is_file else "UPDATE manyvoices_schema SET version = 99")
    other = Memory(place)
    for use in (found, lambda memory: memory.keep([entry("다른 말")])):
        with pytest.raises(MemoryDamaged, match="newer version"):
            use(other)
    other.close()
    assert execute(place, "SELECT target FROM entry") == [("말",)]


def test_a_line_that_makes_no_sense_is_not_taken_for_a_translation(memory, place, execute):
    memory.keep([entry("말", Standing.FINAL)])
    memory.close()
    execute(place, "UPDATE entry SET standing = 'perfect'")
    with pytest.raises(MemoryDamaged, match="makes no sense"):
        found(memory)


def test_a_writer_that_does_not_end_is_named(memory, place, monkeypatch):
    memory.keep([entry("말")])
    memory.close()
    monkeypatch.setattr("pipeline.infra.database.tables.WAIT_S", 0.1)
    with holding(place), pytest.raises(InUse, match="Another run"):
        memory.keep([entry("다른 말", Standing.FINAL, source="Two.")])
    assert found(memory) == "말"
    memory.keep([entry("다른 말", Standing.FINAL, source="Two.")])
    assert found(memory, "Two.") == "다른 말"


@contextmanager
def holding(place):
    """Another run's writing, which does not end within the block."""
    if isinstance(place, Path):
        with closing(sqlite3.connect(place, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
    else:
        with psycopg.connect(place.secret) as other:
            other.execute("LOCK TABLE entry IN EXCLUSIVE MODE")  # looking goes on
            yield


WRITER = """
import sys
from pipeline.config.database_url import memory_place
from pipeline.translation.interchange.segments import Inline
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Maker, Standing

memory, name = Memory(memory_place(sys.argv[1])), sys.argv[2]
for number in range(10_000 if name == "killed" else 150):
    source = Inline(f"Sentence {number} of {name}.")
    memory.keep([Entry(("en", "ko"), source, Inline(f"{name}의 {number}번째 문장"), Standing.MACHINE, Maker("m", "1"))])
    print(number, flush=True)
memory.close()
"""


def writer(place, name):
    written = str(place) if isinstance(place, Path) else place.secret
    command = [sys.executable, "-c", WRITER, written, name]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_several_runs_write_at_once_and_nothing_is_lost(place):
    names = ("one", "two", "three")
    running = [writer(place, name) for name in names]
    for process in running:
        process.communicate(timeout=60)
        assert process.returncode == 0
    memory = Memory(place)
    kept = {each.source.text for each in memory.entries("en", "ko")}
    memory.close()
    assert kept == {f"Sentence {number} of {name}." for name in names for number in range(150)}


def test_what_was_kept_before_a_kill_is_there_after_it(place):
    process = writer(place, "killed")
    for _ in range(40):
        line = process.stdout.readline()
    process.kill()
    last = int((process.stdout.read().split() or [line])[-1])
    process.wait()
    process.stdout.close()
    memory = Memory(place)
    kept = {each.source.text for each in memory.entries("en", "ko")}
    assert {f"Sentence {number} of killed." for number in range(last)} <= kept
    memory.keep([entry("그 뒤의 말")])
    assert found(memory) == "그 뒤의 말"
    memory.close()


def test_a_glossary_in_the_memory_is_there_for_all_and_is_part_of_its_state(memory, place):
    assert memory.glossary() is None
    before = memory.state(None)
    memory.keep_glossary("terms.csv", "en,ko\nasylum,망명\n".encode())
    memory.keep_glossary("terms.tbx", b"<tbx/>\0\xff")
    after = memory.state(None)
    with closing(Memory(place)) as other:
        assert (other.glossary().name, other.glossary().content) == ("terms.tbx", b"<tbx/>\0\xff")
        other.remove_glossary()
    assert memory.glossary() is None
    assert before == memory.state(None) != after


def test_a_glossary_named_or_beside_the_article_comes_before_the_memory_s(memory, tmp_path):
    memory.keep_glossary("terms.csv", "en,ko\nasylum,망명\n".encode())
    article = tmp_path / "article.md"
    [term] = terms_for(article, "", memory).glossary("en", "ko").terms
    assert term.renderings == ("망명",)
    (tmp_path / "glossary.csv").write_text("en,ko\nasylum,비호\n", "utf-8")
    [term] = terms_for(article, "", memory).glossary("en", "ko").terms
    assert term.renderings == ("비호",)


def test_a_memory_of_the_first_version_is_brought_up_to_date_and_keeps_its_words(place, execute):
    first = replace(MEMORY, migrations=MEMORY.migrations[:1])
    with closing(open_database(place, first)) as old:
        assert old.rows("SELECT * FROM entry") == []
    with closing(Memory(place)) as memory:
        memory.keep([entry("말", Standing.FINAL)])
        memory.keep_glossary("terms.csv", b"en,ko\n")
        assert found(memory) == "말"
    with closing(open_database(place, first)) as old, pytest.raises(MemoryDamaged, match="newer version"):
        old.rows("SELECT * FROM entry")

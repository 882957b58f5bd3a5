"""Traditional Chinese where no model writes it, and never Simplified under its name."""

import pytest

from pipeline.config.choices import Doubtful
from pipeline.config.tables import LOCAL
from pipeline.document.article import Article, Block, BlockKind, Role, Section, Sentence, Span
from pipeline.errors import ModelMissing, TranslationError
from pipeline.languages import find
from pipeline.translation.checks import Code, Pair, findings
from pipeline.translation.chinese import through
from pipeline.translation.limited_engine import Limited
from pipeline.translation.termbase import Entry, Termbase, Wording, seed
from pipeline.translation.termbase.sheet import from_csv
from pipeline.translation.translate import translate

SIMPLIFIED = {
    "The talks": "会谈",
    "North Korea closed the border.": "朝鲜关闭了边境。",
    "The software records every call.": "该软件记录每一个电话。",
}


def article() -> Article:
    def sentence(id: str, text: str, kind: BlockKind = BlockKind.PARAGRAPH, role: Role = Role.BODY) -> Block:
        return Block(id, kind, role, (Sentence(f"{id}-k1", (Span(text),)),))

    title, *body = SIMPLIFIED
    blocks = tuple(sentence(f"s1-b{number}", text) for number, text in enumerate(body, 2))
    heading = sentence("s0-b1", title, BlockKind.HEADING, Role.TITLE)
    return Article(
        "en", heading, sections=(Section("s1", sentence("s1-b1", title, BlockKind.HEADING), blocks),)
    )


class OnlySimplified:
    """An engine with a model for zh-Hans alone."""

    name = "hans"
    version = "1"
    private = True

    def __init__(self) -> None:
        self.asked: list[str] = []

    def prepare(self, source, target, progress):
        if target == "zh-Hant":
            raise ModelMissing("There is no model for Traditional Chinese.", "Add one.")
        return "1 model"

    def translate(self, texts, source, target):
        assert target == "zh-Hans"
        self.asked += texts
        return [SIMPLIFIED[text] for text in texts]


class Claiming(OnlySimplified):
    """One that answers Simplified for Traditional, as models do."""

    name = "claiming"

    def prepare(self, source, target, progress):
        return "1"

    def translate(self, texts, source, target):
        self.asked += texts
        return [SIMPLIFIED[text] for text in texts]


def made(memory, told, *engines, **more):
    chain = tuple(Limited(engine, LOCAL) for engine in engines)
    return translate(article(), "zh-Hant", reviewed=None, engines=chain, memory=memory, progress=told, **more)


def texts(edition):
    return [each.text for each in edition.article.sentences()]


def test_simplified_words_are_written_in_taiwan_s_characters_and_the_way_is_named(memory, told):
    edition = made(memory, told, OnlySimplified())
    assert texts(edition) == ["會談", "會談", "朝鮮關閉了邊境。", "該軟體記錄每一個電話。"]
    assert edition.engines == ("hans 1 + opencc s2twp",)
    [version] = {each.maker.version for each in memory.entries("en", "zh-Hant")}
    assert version.startswith("1 model + opencc s2twp ")


def test_the_glossary_s_own_words_take_the_place_of_converted_ones(memory, told):
    for wordings in (
        {"en": Wording(("North Korea",)), "zh-Hant": Wording(("北韓",), ("朝鮮",))},
        {"en": Wording(("North Korea",)), "zh-Hant": Wording(("北韓",)), "zh-Hans": Wording(("朝鲜",))},
    ):
        terms = Termbase((Entry(wordings),))
        way = through("zh-Hant", "en", terms)
        assert way is not None
        assert way.convert("North Korea closed it.", "朝鲜关闭了边境。") == "北韓關閉了邊境。"
        assert way.convert("Joseon ended.", "朝鲜王朝结束了。") == "朝鮮王朝結束了。"
    edition = made(memory, told, OnlySimplified(), terms=terms)
    assert texts(edition)[2] == "北韓關閉了邊境。"


NORTH_KOREA = Termbase(
    (
        Entry(
            {
                "en": Wording(("North Korea",)),
                "zh-Hans": Wording(("朝鲜",)),
                "zh-Hant": Wording(("北韓",), ("朝鮮",)),
            }
        ),
    )
)
SEED = from_csv(seed("human-rights"), "human-rights.csv")


def converted(terms: Termbase, source: str, simplified: str) -> tuple[str, list[str]]:
    """What becomes of a Simplified answer, and the glossary's findings in it."""
    way = through("zh-Hant", "en", terms)
    assert way is not None
    words = way.convert(source, simplified)
    pair = Pair("s1-b1-k1", source, words)
    found = findings([pair], find("en"), find("zh-Hant"), terms.glossary("en", "zh-Hant"))
    return words, [each.code for each in found if each.code in (Code.TERM, Code.FORBIDDEN, Code.KEPT)]


@pytest.mark.parametrize("terms", [NORTH_KOREA, SEED], ids=["one term", "seed"])
@pytest.mark.parametrize(
    ("source", "simplified", "traditional"),
    [
        ("North Korea closed the border.", "朝鲜关闭了边境。", "北韓關閉了邊境。"),
        ("North Korea divides the Korean Peninsula.", "朝鲜使朝鲜半岛分裂。", "北韓使朝鮮半島分裂。"),
        (
            "North Korea spoke through the Korean Central News Agency.",
            "朝鲜通过朝鲜中央通讯社发言。",
            "北韓通過朝鮮中央通訊社發言。",
        ),
        (
            "North Korea calls itself the Democratic People's Republic of Korea.",
            "朝鲜自称朝鲜民主主义人民共和国。",
            "北韓自稱朝鮮民主主義人民共和國。",
        ),
        (
            "The Chosun Ilbo says that North Korea closed the border.",
            "《朝鲜日报》说，朝鲜关闭了边境；朝鲜日报这样说。",
            "《朝鮮日報》說，北韓關閉了邊境；朝鮮日報這樣說。",
        ),
        (
            "Ethnic Koreans live near North Korea and the Korea Strait.",
            "朝鲜族住在朝鲜和朝鲜海峡附近。",
            "朝鮮族住在北韓和朝鮮海峽附近。",
        ),
        ("North Korea's human rights", "朝鲜人权", "北韓人權"),
    ],
)
def test_a_name_that_holds_another_term_is_neither_rewritten_nor_refused(
    terms, source, simplified, traditional
):
    assert converted(terms, source, simplified) == (traditional, [])


def test_a_term_of_its_own_is_written_as_taiwan_writes_it_beside_another():
    source = "North Korea has not signed a peace since the Korean War."
    assert converted(SEED, source, "朝鲜战争后朝鲜没有签署和约。") == ("韓戰後北韓沒有簽署和約。", [])
    assert converted(NORTH_KOREA, source, "朝鲜战争后朝鲜没有签署和约。") == (
        "朝鮮戰爭後北韓沒有簽署和約。",
        [],
    )


def test_the_whole_of_north_korea_s_other_name_becomes_one_word():
    assert converted(SEED, "North Korea said so.", "北朝鲜这样说。") == ("北韓這樣說。", [])


def test_characters_of_two_other_words_are_no_term():
    terms = Termbase(
        (
            Entry(
                {
                    "en": Wording(("civilians",)),
                    "zh-Hans": Wording(("平民",)),
                    "zh-Hant": Wording(("百姓",), ("平民",)),
                }
            ),
        )
    )
    words, codes = converted(terms, "civilians, peace and democracy", "平民、和平民主")
    assert (words, codes) == ("百姓、和平民主", [])


def test_what_nobody_can_be_sure_of_stays_and_is_only_a_warning():
    words, codes = converted(NORTH_KOREA, "North Korea said so.", "朝鲜国务委员会这样说。")
    assert (words, codes) == ("朝鮮國務委員會這樣說。", [Code.TERM])


def test_a_translator_s_own_traditional_words_are_held_to_the_glossary():
    glossary = SEED.glossary("en", "zh-Hant")
    source = "North Korea closed the border on the Korean Peninsula."
    for right in ("北韓關閉了朝鮮半島的邊境。", "北韓關閉邊境，朝鮮中央通訊社說。"):
        assert list(glossary.forbidden_words(source, right)) == []
    wrong = list(glossary.forbidden_words(source, "朝鮮關閉了朝鮮半島的邊境。"))
    assert [word for _, word in wrong] == ["朝鮮"]


def test_converted_words_are_known_again(memory, told):
    first = made(memory, told, OnlySimplified())
    again = OnlySimplified()
    assert made(memory, told, again) == first
    assert again.asked == []


def test_an_engine_s_simplified_answer_never_passes_for_traditional(memory, told):
    with pytest.raises(TranslationError, match="nothing usable"):
        made(memory, told, Claiming(), doubtful=Doubtful.HOLD)
    assert list(memory.entries("en", "zh-Hant")) == []


def test_the_next_engine_writes_it_then(memory, told):
    edition = made(memory, told, Claiming(), OnlySimplified())
    assert "hans 1 + opencc s2twp" in edition.engines
    assert texts(edition)[2] == "朝鮮關閉了邊境。"


class LateInSaying(OnlySimplified):
    """A server that says only when it is asked that it lacks Traditional Chinese."""

    def prepare(self, source, target, progress):
        return "1"

    def translate(self, texts, source, target):
        if target == "zh-Hant":
            self.asked.append("")
            raise ModelMissing("There is no Traditional Chinese here.", "Name another.")
        return super().translate(texts, source, target)


def test_a_server_that_lacks_it_is_asked_for_simplified_too_and_just_once(memory, told):
    edition = made(memory, told, LateInSaying())
    assert texts(edition)[2] == "朝鮮關閉了邊境。"
    assert edition.engines == ("hans 1 + opencc s2twp",)
    again = LateInSaying()
    assert made(memory, told, again) == edition
    assert again.asked == []


def test_without_a_model_for_either_the_one_to_add_is_named(memory, told):
    class Nothing(OnlySimplified):
        def prepare(self, source, target, progress):
            raise ModelMissing(f"no model for {target}", "")

    with pytest.raises(ModelMissing, match="no model for zh-Hant"):
        made(memory, told, Nothing())

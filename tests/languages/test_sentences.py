"""Where a sentence ends, script by script."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.sentences import split

CASES = {
    "en": [
        ["Mr. Kim met Dr. Lee at 3 p.m. on Oct. 9. ", "They spoke of U.S. policy."],
        ['"Where are they?" she asked. ', '"No one knows."'],
        ["It grew by 3.5 percent (see p. 4). ", "The U.N. warned. ", "He left the U.S. ", "The rest stayed."],
        ["They said: “Stop!” ", "Nobody did…"],
        ["J. R. Smith signed it. ", "2013 was worse."],
        ["Some cost more, e.g. boats, i.e. trawlers. ", "Others do not."],
        ["It took 3.5 million dollars. ", "U.S. officials agreed."],
        ["He left in Sept. ", "He came back in Oct. 2019. ", "That was no. 5."],
        ["She said no. ", "The guards said nothing."],
        ["See https://example.org/a.html?q=1. ", "It is at www.example.org now."],
        ["He waited... and waited. ", "Then... ", "Nothing."],
        ["What?! ", "He laughed."],
        ["“Who goes there?” Ana Ruiz asked. ", "Nobody spoke."],
        ["They left (it was late. Very late) and slept. ", "(He stayed.) ", "She did too."],
        ["1. The law of the port is old. ", "It is kept."],
        ["A. What the law says"],
        [
            "Sen. Lee and Gov. Park live on Main St. ",
            "They met at St. Mary’s, J.P. Morgan Inc. and Yahoo! in June.",
        ],
        ["He has a Ph.D. in law. ", "She has none."],
        ["‘It is over,’ he said. ", "‘We know.’"],
    ],
    "ko": [
        ["그는 10월 9일에 떠났다. ", "아무도 돌아오지 않았다!"],
        ["“우리는 두렵다.”라고 그는 말했다. ", "침묵이 이어졌다."],
        ["“우리는 두렵다.” 그가 말했다. ", "2023년 3.5%가 늘었다."],
        ["“우리는 두렵습니다.”라고 말했다. ", "그는 울었다."],
        ["“우리는 두렵다. 그래도 간다.”라고 말했다. ", "그는 떠났다."],
        ["“가자!”를 외쳤다. ", "“왜?”라는 물음이 남았다."],
        ["2023. 10. 9. 서울에서 열렸다. ", "다음은 2024. 1. 5.에 열린다."],
        ["그는… 떠났다. ", "음... 글쎄. ", "모르겠다… ", "정말이다."],
        ["뭐라고?! ", "그는 웃었다."],
        ["U.S. 정부와 Mr. Kim이 만났다. ", "합의는 없었다."],
        ["주소는 https://example.org/a?b=1 이다. ", "열어 보라."],
        ["350만 명(전체의 3.5%. 추정치)이 떠났다. ", "(사진은 없다.) ", "끝이다."],
        ["‘왜 그랬을까?’라고 생각했다. ", "답은 없었다."],
        ["1. 배경은 이렇다. ", "법은 오래되었다."],
        ["갔나요? ", "갔습니다! ", "그렇군요."],
        ["“아무도 모른다.” 이준 대표는 example.org에서 밝혔다. ", "끝."],
        ['"모른다."며 고개를 저었다. ', "그게 다였다."],
    ],
    "zh-Hans": [
        ["他们在夜里被送走。", "“没有人知道去向。”他说。", "此后再无消息！"],
        ['他说："我们害怕。"', "之后沉默。", "增长3.5个百分点……仍在继续。"],
        ["“我们害怕。可是要走。”他说。", "没有人回答。"],
        ["“为什么？”，她问道。", "无人回答。"],
        ["他等了……又等。", "真的吗？！", "真的。"],
        ["见https://example.org/?q=1&b=2。", "打开看看吧！"],
        ["U.S.政府与Mr. Kim会面。", "没有协议。"],
        ["约350万人（占3.5%。为估计）离开。", "（无图。）", "完。"],
        ["他写道：“走吧。”", "他走了。"],
        ["“走”“留”都难。", "他沉默了。"],
        ["1.背景很长。", "法律很老。"],
        ["《走！》是一本书。", "他读过。"],
        ["“我们害怕。“", "他哭了。"],
        ["Yahoo!新闻报道了。", "没人看。"],
        ["他说不。 ", "她也说不！ ", "谁知道？"],
        ["“‘走！’他喊。”", "我听见了。"],
    ],
    "zh-Hant": [
        ["他們在夜裡被送走。", "「沒有人知道去向。」他說。", "（詳見下文。）", "此後再無消息？"],
        ["「我們害怕。可是要走。」他說。", "沒有人回答。"],
        ["他喊：「走！」", "『快走！』", "沒有人動。"],
        ["「『走！』他喊。」，她說。", "我聽見了。"],
    ],
    "ja": [
        ["半角です｡", "次です｡"],
        ["彼らは夜に送られた。", "「誰も知らない。」と彼は言った。", "その後、連絡はない。"],
        ["「怖い。でも行く。」と話した。", "返事はない。"],
        ["「誰も知らない。」彼女は記者に語った。", "沈黙が続いた。"],
        ["「行こう！」という声。", "「なぜ？」の問い。"],
        ["待って……また待った。", "本当？！", "本当だ。"],
        ["https://example.org/?q=1を見て。", "開いて！"],
        ["Mr. Kimは3.5%増と言う。", "U.S.政府も。"],
        ["約350万人（3.5％。推定）が去った。", "（写真なし。）", "終わり。"],
        ["『行け。』", "彼は去った。"],
        ["「『行け！』と彼は言った。」", "私は聞いた。"],
        ["1.背景は長い。", "法は古い。"],
        ["「はい。」", "「いいえ。」"],
        ["Yahoo!ニュースが伝えた。", "誰も読まない。"],
        ["「もう終わりだ！」などと叫んだ。", "誰も来ない。"],
        ["彼は行く。 ", "彼女も行く。 ", "誰が残る？"],
        ["“怖い。”と書いた。", "返事はない。"],
    ],
    "ar": [
        ["غادروا ليلا. ", "هل عادوا؟ ", "لا أحد يعلم."],
        ["بلغت النسبة 3.5 في المئة. ", "وهذا كثير!"],
        ["التقى د. كريم والسيدة أ. نور. ", "لم يتفقا."],
        ["«إلى أين؟» قال الحارس. ", "لم يجبه أحد."],
        ['"نحن خائفون." ', "ثم سكتوا."],
        ["«لا نعلم.» بحسب النقابة. ", "وانتهى الأمر."],
        ["انتظر... ثم رحل. ", "ولم يعد."],
        ["انظر https://example.org/a.html?q=1 الآن. ", "ثم عد."],
        ["غادر نحو 350 ألفا (3.5 بالمئة. تقديرا) البلاد. ", "(لا صورة.) ", "انتهى."],
        ["ماذا؟! ", "ضحك الرجل."],
        ["زار U.S. أمس. ", "ثم عاد."],
        ["1. الخلفية طويلة. ", "القانون قديم."],
        ["قال: «لا نعلم.» ", "ثم خرج."],
        ["لماذا؟ ", "لا جواب! ", "صمت."],
        ["انتظر… ثم انتظر. ", "لا شيء."],
    ],
    "es": [
        ["La Sra. Gómez llegó a EE. UU. en enero. ", "¿Quién lo sabe? ", "«Nadie». ", "¡Basta!"],
        ["Creció un 3.5 por ciento, según el Dr. Ruiz. ", "Es mucho."],
        ["La I. A. cambia todo. ", "El mar. ", "La tierra."],
        ["Salió al mar. ", "Evo esperaba."],
        ["Llegó el 9 oct. 2019. ", "Se fue."],
        ["«¿Adónde?», preguntó. ", "«Lejos»."],
        ["—¿Quién es? —preguntó ella. ", "—Nadie."],
        ["Véase https://example.org/a.html?q=1. ", "Está allí."],
        ["Esperó... y esperó. ", "Luego... ", "Nada."],
        ["¿¡Qué!? ", "¡No puede ser!"],
        ["Se fueron (era tarde. Muy tarde) y durmieron. ", "(Él no.) ", "Ella sí."],
        ["Cobró 3,5 millones de euros. ", "Los guardó."],
        ["J. R. Pérez firmó, p. ej., dos veces. ", "Nadie más."],
        ["Vive en la Av. Juárez núm. 5. ", "Es la casa de D. Juan."],
        ["1. La ley es vieja. ", "Se cumple."],
        ["“No lo sé.” ", "Y calló."],
        ["Compró peces, redes, etc. ", "Después se fue."],
    ],
    "pt-BR": [["O Dr. Souza saiu às 9h. ", "“Ninguém sabe.” ", "É tarde."], ["Foi ao mar. ", "Ana ficou."]],
    "fr": [["M. Dupont est parti. ", "« Personne ne sait. » ", "C’est tard."]],
    "de": [["Am 9. Oktober fuhr Dr. Weber ab. ", "„Niemand weiß es.“ ", "»So ist es.« ", "Z.B. in Bonn."]],
    "hi": [
        ["वे रात में गए। ", "कोई नहीं जानता।"],
        ["डॉ. शर्मा और बी. जे. पी. के नेता आए। ", "3.5 प्रतिशत बढ़ा।"],
        ["“क्या हुआ?” ", "कोई नहीं बोला… फिर चला गया।"],
    ],
    "th": [
        [
            "เกิดเหตุเมื่อวันที่ 5 มี.ค. 2567 เวลา 14.30 น. ที่ จ.เชียงใหม่ พบผู้เสียชีวิต 5 ราย. ",
            "ตำรวจยังไม่ทราบสาเหตุ! ",
            "ไม่มีใครตอบ",
        ],
        [
            "ประชาชนกว่าห้าร้อยคนถูกส่งกลับข้ามพรมแดนในคืนเดียว ",
            "นอกจากนี้ครอบครัวของพวกเขายังไม่ได้รับข่าวคราวใดๆ นับแต่นั้น ",
            "อย่างไรก็ตาม รัฐบาลกล่าวว่า ทุกคนปลอดภัย",
        ],
        ["เขาเดินทางมาถึงกรุงเทพฯ และเชียงใหม่ ซึ่งเป็นเมืองใหญ่ของภาคเหนือ (ทั้งนี้ ไม่รวมเด็ก) ในปีเดียวกันกับน้องสาว"],
        ["เขาถามว่า ไปไหน? ", "ไม่มีใครตอบ"],
    ],
    "ru": [["Он родился в 1986 г. в Москве. ", "Никто не знает."], ["А. С. Пушкин писал. ", "Мы читали."]],
}


@pytest.mark.parametrize(
    ("language", "sentences"), [(tag, case) for tag, cases in CASES.items() for case in cases]
)
def test_text_is_cut_behind_each_sentence(language: str, sentences: list[str]) -> None:
    assert list(split("".join(sentences), language)) == sentences


@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans"])
def test_a_line_break_ends_a_sentence(language: str) -> None:
    assert split("one\ntwo", language) == ("one\n", "two")


@pytest.mark.parametrize("text", ["", " ", "word", "...", "no end mark"])
def test_text_without_an_end_mark_is_one_sentence_or_none(text: str) -> None:
    assert split(text, "en") == ((text,) if text else ())


@pytest.mark.parametrize(
    ("text", "language", "sentences"),
    [
        ("He left. …", "en", ("He left. …",)),
        ("… He left. — Why?", "en", ("… He left. ", "— Why?")),
        ("갔다. …… 왜?", "ko", ("갔다. ", "…… 왜?")),
        ("他走了。……", "zh-Hans", ("他走了。……",)),
        ("「走！」。", "zh-Hant", ("「走！」。",)),
    ],
)
def test_marks_alone_are_no_sentence(text: str, language: str, sentences: tuple[str, ...]) -> None:
    assert split(text, language) == sentences


_LETTERS = st.text(alphabet="aA가中あ .。!?…\"'“”「」)\n1,")


@given(_LETTERS, st.sampled_from(list(CASES)))
def test_sentences_join_back_to_the_text(text: str, language: str) -> None:
    parts = split(text, language)
    assert "".join(parts) == text
    assert all(parts)


@given(_LETTERS, st.sampled_from(list(CASES)))
def test_only_the_first_sentence_may_begin_with_white_space(text: str, language: str) -> None:
    assert not any(part[0].isspace() for part in split(text, language)[1:])


@pytest.mark.parametrize("pattern", ["a", '"', "。”", "A. ", "(a", "“a", "a“", "1."])
@pytest.mark.parametrize("language", ["en", "zh-Hans", "th"])
def test_a_line_of_a_megabyte_takes_a_moment(pattern: str, language: str) -> None:
    began = time.thread_time()
    split(pattern * (1_000_000 // len(pattern)), language)
    assert time.thread_time() - began < 15


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("cs", ["Přišel 5. července s dr. Novákem, tj. v pátek. ", "Vlak č. 5 nejel."]),
        ("sv", ["Det hände bl.a. i Malmö kl. 14. ", "Ingen kom."]),
        ("el", ["Πού είναι ο κ. Παππάς; ", "Κανείς δεν ξέρει."]),
        ("ro", ["A venit cu dr. Popescu la art. 5. ", "Nimeni nu știe."]),
        ("da", ["Han kom den 5. juli, f.eks. med toget. ", "Ingen så ham."]),
        ("fi", ["Hän tuli 5. heinäkuuta, esim. junalla. ", "Kukaan ei nähnyt."]),
        ("bg", ["Дойде с д-р Иванов през 1990 г. в София. ", "Никой не знае."]),
        (
            "hu",
            ["Dr. Nagy 2024. március 5-én, pl. a 3. napon jött. ", "Senki sem látta 1990. október 2. óta."],
        ),
        ("ca", ["Va venir el Sr. Puig, p.ex. amb tren. ", "Ningú no ho sap."]),
    ],
)
def test_abbreviations_and_marks_of_a_language_are_its_own(language: str, sentences: list[str]) -> None:
    assert list(split("".join(sentences), language)) == sentences


ABBREVIATIONS = {
    "en": [
        ["See Art. 14 and paras. 5 and 6, vol. II, ch. X. ", "It is law."],
        ["Columbia Univ. Press printed it. ", "She taught at Columbia Univ. ", "She left."],
        ["She said no. ", "I think so too."],
    ],
    "de": [
        ["Nach Art. 14 Abs. 2 GG und Ziff. 3 gilt das. ", "So steht es dort."],
        ["Sie starb 1990. ", "Er lebte bis 2000. ", "Am 9. Oktober kam der 100. Besucher."],
        ["Es kostete 5 Mio. ", "Das ist viel."],
    ],
    "fr": [["L'art. 14, al. 2 et le chap. III le disent. ", "Il a été voté."]],
    "es": [["Los arts. 3 y 4 y el párr. 5 lo dicen. ", "Nadie lo niega."]],
    "pt-BR": [["Os arts. 3 e 4 (cf. Silva) dizem isso. ", "Ninguém nega."]],
    "it": [["Gli artt. 3 e 4, co. 2, lo dicono. ", "Nessuno lo nega."]],
    "nl": [["Mw. Jansen noemde art. 14 en nrs. 3 en 4. ", "Zij ging."]],
    "pl": [
        ["Mówi o tym art. 14 ust. 2 pkt. 3. ", "To prawo."],
        ["Kosztuje 20 tys. ", "To dużo. ", "Przyszedł pan. ", "Potem wyszedł."],
    ],
    "ru": [
        ["Он родился в 1990 г. ", "Она умерла в 2000 г. ", "Это правда."],
        ["В г. Пермь приехал Иванов, см. п. 2 гл. 3. ", "Это закон."],
    ],
    "uk": [["Він народився у 1990 р. ", "Вона померла у 2000 р. ", "Це правда."]],
    "tr": [["Md. 14 ve böl. 3 bunu söyler. ", "O 1990. ", "Bu 9. Ordu."]],
    "id": [["Tgl. 5 Mei ia datang. ", "Mereka pergi."]],
    "hi": [["सुश्री. मीना आईं। ", "वे गईं।"]],
    "ar": [["كان ذلك عام 1990 م. ", "ثم عاد د. أحمد."]],
    "fa": [["این در سال ۱۹۹۰ م. ", "سپس د. احمد آمد."]],
}


@pytest.mark.parametrize(
    ("tag", "sentences"), [(tag, one) for tag, cases in ABBREVIATIONS.items() for one in cases]
)
def test_an_abbreviation_ends_a_sentence_only_where_the_next_word_begins_one(tag, sentences):
    assert list(split("".join(sentences), tag)) == sentences

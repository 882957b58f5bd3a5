"""Signs are said as what they mean, never dropped, never as their opposite; addresses of machines and days are no amounts."""

import pytest

from pipeline.languages.normalization import normalize

SAID = {
    "a ≠ b": {
        "en": "a is not b",
        "es": "a distinto de b",
        "fr": "a différent de b",
        "pt-BR": "a diferente de b",
        "it": "a diverso da b",
        "de": "a ungleich b",
        "ar": "a لا يساوي b",
        "cs": "a nerovná se b",
    },
    "> 5": {
        "en": "more than five",
        "es": "más de cinco",
        "fr": "plus de cinq",
        "pt-BR": "mais de cinco",
        "it": "più di cinque",
        "de": "mehr als fünf",
        "hi": "पाँच से ज़्यादा",
        "sv": "mer än fem",
    },
    "≥ 5": {
        "en": "at least five",
        "es": "mayor o igual que cinco",
        "de": "größer oder gleich fünf",
        "hi": "पाँच से ज़्यादा या बराबर",
        "el": "μεγαλύτερο ή ίσο πέντε",
    },
    "10 μm": {
        "en": "ten micrometres",
        "es": "diez micrómetros",
        "fr": "dix micromètres",
        "ar": "عشرة ميكرومترات",
        "ca": "deu micròmetres",
    },
    "120 km/h": {
        "es": "ciento veinte kilómetros por hora",
        "it": "centoventi chilometri orari",
        "ar": "مائة وعشرون كيلومتر في الساعة",
        "cs": "sto dvacet kilometrů za hodinu",
    },
    "2019/03/04": {
        "en": "March fourth, twenty nineteen",
        "es": "cuatro de marzo de dos mil diecinueve",
        "fr": "quatre mars deux mille dix-neuf",
        "de": "vierter März zweitausendneunzehn",
        "hi": "चार मार्च दो हज़ार उन्नीस",
        "fi": "neljäs maaliskuuta kaksituhatta yhdeksäntoista",
    },
    "192.168.0.1": {
        "es": "uno nueve dos punto uno seis ocho punto cero punto uno",
        "fr": "cent quatre-vingt-douze point cent soixante-huit point zéro point un",
        "it": "centonovantadue punto centosessantotto punto zero punto uno",
        "de": "einhundertzweiundneunzig Punkt einhundertachtundsechzig Punkt null Punkt eins",
    },
}


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [(written, language, said) for written, row in SAID.items() for language, said in row.items()],
)
def test_a_sign_is_said_as_what_it_means(written: str, language: str, said: str) -> None:
    assert normalize(written, language) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("zh-Hans", "公司亏损-3亿元", "公司亏损负三亿元"),
        ("zh-Hant", "指數下跌-3.5點", "指数下跌负三点五点"),
        ("zh-Hans", "歼-20飞过", "歼二十飞过"),
        ("ja", "売上は-5万円だった", "売上はマイナスゴマンエンだった"),
        ("ja", "気温が−3.6まで", "気温がマイナスサンテンロクまで"),
        ("ja", "ホ-5砲", "ホ-ゴ砲"),
        ("ko", "7-3=4", "칠 빼기 삼은 사"),
        ("zh-Hans", "7-3=4", "七减三等于四"),
        ("ja", "7-3=4", "ナナ ヒク サンイコールヨン"),
        ("zh-Hans", "3-1获胜", "三比一获胜"),
        ("ja", "スコア2-1=勝利", "スコア ニ タイ イチイコール勝利"),
        ("zh-Hans", "北约-2030议程", "北约-两千零三十议程"),
        ("ja", "ひので-2号", "ひので-ニゴー"),
    ],
)
def test_a_dash_before_a_number_is_minus_where_it_can_be_nothing_else(
    language: str, written: str, said: str
) -> None:
    assert normalize(written, language) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("zh-Hans", "会议于2024-05举行", "会议于二零二四年五月举行"),
        ("zh-Hant", "2024/12出版", "二零二四年十二月出版"),
        ("ja", "2024-05に発表", "ニセンニジューヨネンゴガツに発表"),
        ("ko", "2024-05 발표", "이천이십사년 오월 발표"),
        ("en", "Released 2024-05.", "Released May twenty twenty-four."),
        ("en", "The 2004-05 season", "The two thousand and four to two thousand and five season"),
        ("ja", "12/15から12/20まで", "ジューニガツジューゴニチからジューニガツハツカまで"),
        ("ja", "牛乳1/2カップ", "牛乳ニブンノイチカップ"),
        ("ja", "市民の1/3から支持", "市民のサンブンノイチから支持"),
        ("ja", "3日(水)、4日（木・祝）", "ミッカスイヨービ、ヨッカモクヨービ、祝日"),
    ],
)
def test_a_date_in_parts_is_no_span_and_no_fraction(language: str, written: str, said: str) -> None:
    assert normalize(written, language) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("ko", "월~금 근무", "월에서 금 근무"),
        ("ko", "월요일~수요일까지 쉰다", "월요일에서 수요일까지 쉰다"),
        ("zh-Hans", "周一~周五上班", "周一到周五上班"),
        ("zh-Hant", "星期一－三休息", "星期一到三休息"),
        ("zh-Hans", "来自本周五——五家公司", "来自本周五——五家公司"),
        ("zh-Hans", "美元/日元", "美元、日元"),
        ("zh-Hans", "新德里/日内瓦电", "新德里、日内瓦电"),
        ("zh-Hans", "V型复苏", "V型复苏"),
        ("zh-Hans", "他打110场比赛", "他打一百一十场比赛"),
        ("ko", "월-수-금 수업", "월-수-금 수업"),
        ("ja", "営業は月〜金です", "営業は月から金です"),
        ("ja", "10月中旬〜11月上旬", "ジューガツ中旬からジューイチガツ上旬"),
        ("ja", "3:30-4:34", "サンジサンジュップンからヨジサンジューヨンプン"),
        ("zh-Hans", "剂量100毫升/天", "剂量一百毫升每天"),
        ("zh-Hans", "Ⅱ型糖尿病", "二型糖尿病"),
        ("ja", "Ⅲ型とⅣ型", "サン型とヨン型"),
        ("zh-Hans", "打120叫救护车，打120次", "打幺二零叫救护车，打一百二十次"),
        ("ko", "오후 3시 05분", "오후 세시 오분"),
        ("ko", "K-POP과 k-pop", "케이팝과 케이팝"),
    ],
)
def test_from_one_to_another_and_what_stands_for_words_is_said(
    language: str, written: str, said: str
) -> None:
    assert normalize(written, language) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "She lives at 1428 Elm St. It was quiet.",
            "She lives at fourteen twenty-eight Elm Street. It was quiet.",
        ),
        ("The house at 5 Old Mill Rd. was sold.", "The house at five Old Mill Road was sold."),
        ("In 1428 St. Anne fell.", "In fourteen twenty-eight Saint Anne fell."),
        ("Our number is 555-1234.", "Our number is five five five, one two three four."),
        (
            "Released 2023/3/4 and 2012.01.05.",
            "Released March fourth, twenty twenty-three and January fifth, twenty twelve.",
        ),
        ("Version 2019.13.1 came.", "Version two thousand and nineteen point thirteen point one came."),
        ("In Dec 2020 it closed.", "In December twenty twenty it closed."),
        ("He drove 55 m.p.h. home.", "He drove fifty-five miles an hour home."),
        ("Add 20 oz. of milk.", "Add twenty ounces of milk."),
        ("Section (ii) and (iv) apply.", "Section two and four apply."),
        ("By drip (iv) it came.", "By drip (iv) it came."),
        ("In 1980 Mount St Helens erupted.", "In nineteen eighty Mount St Helens erupted."),
        ("Home 2024.5.3 came.", "Home two thousand and twenty-four point five point three came."),
        ("In Viña del Mar 2020 began.", "In Viña del Mar twenty twenty began."),
        ("The number is 800-1000 people.", "The number is eight hundred to one thousand people."),
    ],
)
def test_english_addresses_dates_and_shortened_units_are_said_in_full(written: str, said: str) -> None:
    assert normalize(written, "en") == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("ko", "x ≠ y", "엑스는 와이와 같지 않다"),
        ("ko", "4 ≠ 3", "사는 삼과 같지 않다"),
        ("ko", "z² = 9", "제트 제곱은 구"),
        ("ko", "n³ = 8", "엔의 삼제곱은 팔"),
        ("ko", "가격=500원", "가격은 오백원"),
        ("ko", "A+ 등급", "에이 플러스 등급"),
        ("ja", "n≥3", "エヌ ダイナリイコール サン"),
        ("ja", "E=mc²", "イー イコール エム シーのニ乗"),
        ("ja", "√3", "ルート サン"),
        ("zh-Hans", "10³等于1000", "十的三次方等于一千"),
        ("zh-Hant", "2²等於4", "二的二次方等于四"),
        ("zh-Hans", "3 ≤ 7", "三小于等于七"),
        ("zh-Hans", "加速度为2m/s²", "加速度为两米每二次方秒"),
        ("zh-Hans", "身高6'2\"", "身高六英尺两英寸"),
        ("en", "in B♭ and C♯", "in B flat and C sharp"),
        ("ko", "B♭ 단조", "비 플랫 단조"),
        ("es", "en B♭", "en B"),
    ],
)
def test_letters_among_signs_powers_and_accidentals_are_said_by_name(
    language: str, written: str, said: str
) -> None:
    assert normalize(written, language) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("ko", "4월 3~9일", "사월 삼일에서 구일"),
        ("ko", "40번째 생일", "마흔번째 생일"),
        ("ko", "40명", "사십명"),
        ("ko", "9개사와 3개교", "구개사와 삼개교"),
        ("ja", "午前9:15am", "午前クジジューゴフン"),
        ("ja", "7:40pm開演", "午後シチジヨンジュップン開演"),
        ("ja", "100分率で表す", "ヒャクブン率で表す"),
        ("de", "3. Jahrhundert", "drittes Jahrhundert"),
        ("de", "2. Halbzeit", "zweite Halbzeit"),
        ("de", "1. Weltkrieg", "Erster Weltkrieg"),
        ("de", "4. Rang", "vierter Rang"),
        ("de", "ihren 40. Jahrestag", "ihren vierzigsten Jahrestag"),
        ("de", "ihr neuer 3. Platz", "ihr neuer dritter Platz"),
        ("de", "der neue 17. Bezirk", "der neue siebzehnte Bezirk"),
        ("de", "vor seinem 63. Geburtstag", "vor seinem dreiundsechzigsten Geburtstag"),
        ("de", "Art. 1 EMRK", "Artikel eins E M R K"),
        ("de", "3 Milliarden t Kohle", "drei Milliarden Tonnen Kohle"),
        ("en", "$3.50–$4.05", "three dollars and fifty cents to four dollars and five cents"),
        ("en", "Austin, TX 78701-1234", "Austin, Texas seven eight seven zero one, one two three four"),
        ("en", "a 403(b) plan", "a four oh three b plan"),
    ],
)
def test_numbers_take_the_form_that_what_stands_around_them_asks_for(
    language: str, written: str, said: str
) -> None:
    assert normalize(written, language) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("ko", "2024년 05월 01일", "이천이십사년 오월 일일"),
        ("ko", "2024-5-1", "이천이십사년 오월 일일"),
        ("ko", "2024/5/1", "이천이십사년 오월 일일"),
        ("ko", "24-05-01", "이십사년 오월 일일"),
        ("ko", "20240501", "이천이십사년 오월 일일"),
        ("ko", "2024. 5. 발표", "이천이십사년 오월 발표"),
        ("ko", "’24.5.1 기준", "이십사년 오월 일일 기준"),
        ("ko", "5/1(수)", "오월 일일 수요일"),
        ("ko", "5.1(수)", "오월 일일 수요일"),
        ("zh-Hans", "20240501", "二零二四年五月一日"),
        ("zh-Hans", "12/1999", "一九九九年十二月"),
        ("zh-Hans", "99-01-02", "九九年一月二日"),
        ("zh-Hans", "5/6（周一）", "五月六日（周一）"),
        ("zh-Hans", "周一(5/6)", "周一(五月六日)"),
        ("zh-Hans", "2024年Q1", "二零二四年第一季度"),
        ("zh-Hans", "9000年的租约", "九千年的租约"),
        ("zh-Hans", "公元前1000年", "公元前一千年"),
        ("zh-Hans", "到2300年", "到二三零零年"),
        ("zh-Hans", "公元2200年", "公元二二零零年"),
        ("ja", "20240501", "ニセンニジューヨネンゴガツツイタチ"),
        ("ja", "12/1999", "センキューヒャクキュージューキューネンジューニガツ"),
        ("hi", "15-अगस्त-1947", "पंद्रह अगस्त उन्नीस सौ सैंतालीस"),
        ("hi", "1200 ईस्वी", "बारह सौ ईस्वी"),
    ],
)
def test_a_date_is_said_however_its_parts_are_set_apart(language: str, written: str, said: str) -> None:
    assert normalize(written, language) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("ko", "19991301", "천구백구십구만천삼백일"),
        ("ko", "20240501명", "이천이십사만오백일명"),
        ("ko", "아이폰 5s", "아이폰 오 s"),
        ("ko", "13.5(수)", "십삼 점 오(수)"),
        ("ko", "01-32", "일 대 삼십이"),
        ("ko", "500-1000명", "오백에서 천명"),
        ("ko", "전화 500-1000통", "전화 오백에서 천통"),
        ("ko", "20120315표", "이천십이만삼백십오표"),
        ("ko", "Team 12:30 시작", "Team 열두시 삼십분 시작"),
        ("ko", "10:00시작", "열시시작"),
        ("ko", "그룹 2PM의 준호", "그룹 이 피엠의 준호"),
        ("ko", "이 ext4 파일", "이 ext 사 파일"),
        ("zh-Hans", "20120315票", "两千零一十二万零三百一十五票"),
        ("zh-Hans", "20240501元", "两千零二十四万零五百零一元"),
        ("zh-Hans", "2000年", "二零零零年"),
        ("zh-Hans", "3050年", "三零五零年"),
        ("zh-Hans", "温度为-20", "温度为负二十"),
        ("zh-Hans", "3.5-4.5", "三点五比四点五"),
        ("ja", "9 5/3", "キュー サンブンノゴ"),
        ("hi", "दिल्ली में 150000 लोग", "दिल्ली में एक लाख पचास हज़ार लोग"),
    ],
)
def test_what_only_looks_like_a_date_or_a_code_is_a_number(language: str, written: str, said: str) -> None:
    assert normalize(written, language) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("ko", "3:30 PM", "오후 세시 삼십분"),
        ("ko", "3:30pm", "오후 세시 삼십분"),
        ("ko", "AM 9:00", "오전 아홉시"),
        ("ko", "2PM에 시작", "오후 두시에 시작"),
        ("ko", "10 a.m.", "오전 열시"),
        ("ko", "오후 3:30 PM", "오후 세시 삼십분"),
        ("ko", "오전 8:46시에", "오전 여덟시 사십육분에"),
        ("ko", "010 1234 5678", "공일공 일이삼사 오육칠팔"),
        ("ko", "+821012345678", "플러스 팔이 일공 일이삼사 오육칠팔"),
        ("ko", "+82-(0)10-1234-5678", "플러스 팔이 일공 일이삼사 오육칠팔"),
        ("ko", "전화 123-4567", "전화 일이삼 사오육칠"),
        ("ko", "02-123-4567 내선 12", "공이 일이삼 사오육칠 내선 일이"),
        ("ko", "02-123-4567 ext. 12", "공이 일이삼 사오육칠 내선 일이"),
        ("zh-Hans", "+8613812345678", "加八六幺三八幺二三四五六七八"),
        ("hi", "खाता संख्या 1234567", "खाता संख्या एक दो तीन चार पाँच छह सात"),
        ("hi", "अमरावती 444601", "अमरावती चार चार चार छह शून्य एक"),
    ],
)
def test_times_of_half_a_day_and_numbers_to_call_are_said_as_such(
    language: str, written: str, said: str
) -> None:
    assert normalize(written, language) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("ko", "50mph", "시속 오십마일"),
        ("ko", "64kph", "시속 육십사킬로미터"),
        ("ko", "9.8m/s²", "제곱초당 구 점 팔미터"),
        ("ko", "100℉", "화씨 백도"),
        ("ko", "-10℉", "화씨 영하 십도"),
        ("ko", "50~60℉", "화씨 오십에서 육십도"),
        ("ko", "5cc", "오시시"),
        ("ko", "5kΩ", "오킬로옴"),
        ("ko", "3Å", "삼옹스트롬"),
        ("ko", "300dpi", "삼백디피아이"),
        ("ar", "2 lb", "رطلان"),
        ("ar", "3 ft", "ثلاثة أقدام"),
        ("ar", "3 oz", "ثلاث أونصات"),
        ("ar", "$5.01", "خمسة دولارات وسنت واحد"),
        ("ar", "$5.02", "خمسة دولارات وسنتان"),
        ("ar", ".5", "صفر فاصلة خمسة"),
        ("ar", "2/6", "سُدسان"),
        ("ar", "5 2/3", "خمسة وثلثان"),
        ("ar", "√2", "جذر اثنين"),
        ("ar", "5²", "خمسة أس اثنين"),
        ("ja", "2 3/4", "ニとヨンブンノサン"),
        ("ja", "-2½", "マイナスニとニブンノイチ"),
        ("ja", "14½-13½", "ジューヨンとニブンノイチ-ジューサンとニブンノイチ"),
        ("ja", "1.5/2", "ニブンノイッテンゴ"),
        ("ja", "1/10000", "イチマンブンノイチ"),
        ("ja", "3√2/4", "ヨンブンノサン ルート ニ"),
        ("ja", "x/2", "ニブンノエックス"),
        ("zh-Hans", "5.1-5.3", "五点一到五点三"),
        ("zh-Hans", "型号为-20", "型号为-二十"),
    ],
)
def test_units_parts_and_roots_are_said_whole(language: str, written: str, said: str) -> None:
    assert normalize(written, language) == said

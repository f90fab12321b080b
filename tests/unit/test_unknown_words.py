"""Which unknown words of a page are slips, which are terms to learn, and which are none of a speller's business."""

import pytest

from qa.document.reading import read
from qa.language.lexicon import Lexicon
from qa.language.unknown import unknown_words
from qa.source import Source


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.open("au")


@pytest.fixture
def judged(lexicon):
    """What a text's unknown words are judged as: (sure slips, others)."""

    def judge(text, kind="markdown"):
        found = unknown_words(read(Source("x", text), kind), lexicon)
        return [item.word for item in found if item.sure], [item.word for item in found if not item.sure]

    return judge


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("Teh nurse will recieve you adn hte doctor.", ["Teh", "recieve", "adn", "hte"]),
        ("Recieve help early.", ["Recieve"]),
        ("You may see swelling in the Northen Territory.", ["Northen"]),
        ("Come back on Wensday or call Medicar in Victora.", ["Wensday", "Medicar", "Victora"]),
        ("Your doctor may order a test calledthoracentesis.", ["calledthoracentesis"]),
        ("Talk about nessecary tests for diarea.", ["nessecary", "diarea"]),
        ("How r u feeling? I'am tired and my wight is up.", ["r", "u", "I'am", "wight"]),
        ("She lost 30lbs in 2weeks and took it 3times.", ["30lbs", "2weeks", "3times"]),
        (
            "Call Kids Lifline, the Heart Foundasion or the Northen Clinic, and ask about Ventalin.",
            ["Lifline", "Foundasion", "Northen", "Ventalin"],
        ),
        ("People with Hashimotos or Raynauds may feel cold.", ["Hashimotos", "Raynauds"]),
        (
            "Side effects: nausia, vomitting, constapation and, rarely, pancreatitus.",
            ["nausia", "vomitting", "constapation", "pancreatitus"],
        ),
        (
            "Managment thanks staff: CEO Siobhan Vukovitsch, Dr Chukwuemeka Oyelaranu, DON Peta Krzyzewskaja.",
            ["Managment"],
        ),
        ("Ask for a superviced detox, and take out the stiches.", ["superviced", "stiches"]),
        ("The childs liver and Down syndroms.", ["childs", "syndroms"]),
        ("You may cough up flem. Shower instaed of having a bath.", ["flem", "instaed"]),
        ("This is about HIV. HIV is treatable. Ask about hiv tests.", ["hiv"]),
    ],
)
def test_slips(judged, text, slips):
    assert judged(text)[0] == slips


@pytest.mark.parametrize(
    "text",
    [
        "A clot (throm-BO-sis) forms. Arrhythmia (ah-RITH-me-ah) is common. Nitroglycerin (NI-tro-GLIS-er-in) helps.",
        "Acinetobacter [asz−in−ée−toe–back−ter] is a group of bacteria.",
        "Write to name.surnaam@hospitol.org or see www.helth.org/pagge and follow @helthline or #awarness.",
        "Take it at 9am or 9:30pm, 24hr apart, 20µg or 5mg. Results are in µg and mmol.",
        "{{ componnt.titel }} and {% inclde 'headr' %} hold the page.",
        "Ask for Nicolette Dimitriadisou or Dr Mbeki-Jones. Chromium (Qarmat Ali, Iraq) is toxic.",
        "Ligue para o seu doutor se tiver febre. Zadzwon do lekarza, jesli masz goraczke. Tumawag sa doktor kung may lagnat.",
        "Bel uw dokter als u koorts heeft.",
        "Chiamate il medico se avete la febbre. Gli antibiotici possono causare diarrea, nausea e vomito.",
        "Dr Zbigniew Kowalczykowska and Aunty Marrgu Djalkiri lead the team.",
        "Mefloquine (brand name: Larriamoq) and rifaximin (Xifaxxon) are medicines. Ovidde® is a lotion.",
        "Siegelman JD, Rhinehartt E, and others wrote it.",
        "Take 500mg or 5mL 24hr apart. See x.org/3days, #7days and COVID19. It cost $30million. It is 2x or 180cm.",
        "Mary Lipiter and John Northen lead it.  Peter Ventalin helps.",
        "Children may find the r sound hard. Pearson's r is high. See the Isle of Wight. Let `r u` be.",
    ],
)
def test_what_is_no_word_to_spell(judged, text):
    assert judged(text) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "Obtenga instrucciones para esta solicitud en español. Usted o alguien con poder legal tiene que firmar la forma.",
        "Gọi số ba không để được giúp đỡ ngay lập tức. Hãy nói với bác sĩ của bạn về các triệu chứng.",
        "Rivolgersi al medico se il dolore non passa entro pochi giorni oppure peggiora.",
        "如果您感到胸痛，请立即拨打。 اتصل بالطبيب إذا شعرت بألم.",
    ],
)
def test_a_paragraph_in_another_language_is_left_alone(judged, text):
    english = "If you have chest pain, call triple zero and ask for an ambulance."
    assert judged(f"{english}\n\n{text}") == ([], [])


def test_a_page_that_says_its_language_is_left_alone(judged):
    assert judged("---\nlang: es\n---\n\nLlame al medico. Tome agua.") == ([], [])


def test_a_badly_spelled_english_sentence_is_no_other_language(judged):
    slips, _ = judged("The docter told the pateint that the mediceine would releive the symtoms of the diseese.")
    assert slips == ["docter", "pateint", "mediceine", "releive", "symtoms", "diseese"]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Vorixamab is a new medicine. Ask about vorixamab.", "vorixamab"),
        ("Hookworms such as Ancylostoma duodenalex live in the gut.", "duodenalex"),
        ("The clinic uses the qworblix method.", "qworblix"),
    ],
)
def test_terms_to_learn_are_no_errors(judged, text, term):
    slips, terms = judged(text)
    assert slips == []
    assert term in [word.lower() for word in terms]


def test_a_latin_name_one_slip_off_is_an_error(judged):
    assert judged("Anaplasma phagocytophilium is a bacterium.")[0] == ["phagocytophilium"]


def test_a_page_of_unknown_words_costs_a_bounded_number_of_full_searches(lexicon, monkeypatch):
    from qa.language import suggest, unknown

    most = 40
    monkeypatch.setattr(unknown, "FULL_SEARCHES", most)
    full = []
    search = suggest.suggest

    def counted(word, *rest, quick=False, **options):
        full.append(not quick)
        return search(word, *rest, quick=quick, **options)

    monkeypatch.setattr(suggest, "suggest", counted)
    letters = "bcdfghklmnpqrstvwxz"
    words = [f"{a}{b}rqi{c}x" for a in letters for b in letters[:3] for c in letters[:2]]
    sentences = " ".join(f"The {word} is known to them and to all of you." for word in words)
    assert len(unknown_words(read(Source("x", sentences), "markdown"), lexicon)) == len(words)
    assert sum(full) == most
    assert len(full) == len(words)


def test_data_pasted_into_a_page_is_no_word(judged):
    assert judged("The key is " + "xkcd" * 50_000 + " and the tumuor.") == (["tumuor"], [])


@pytest.mark.parametrize("name", ["Wellspaces", "Kulmarra", "Rumbalo", "Healthmob"])
def test_what_may_be_a_name_is_no_sure_slip_where_a_capital_says_nothing(judged, name):
    assert judged(f"- {name}\n- rest\n")[0] == []


@pytest.mark.parametrize("slip", ["Recieve", "Inthe", "Nessecary", "Diarhoea"])
def test_a_slip_of_a_common_word_is_sure_where_a_capital_says_nothing(judged, slip):
    assert judged(f"- {slip} help\n- rest\n")[0] == [slip]


@pytest.mark.parametrize("kind", ["markdown", "html", "captured"])
def test_letters_apart_from_their_marks_are_one_word(judged, kind):
    text = "A nai\u0308ve view of Me\u0301nie\u0300re and Sjo\u0308gren syndromes at the cafe\u0301 and treatment-nai\u0308ve people, a fac\u0327ade."
    assert judged(f"<p>{text}</p>" if kind == "html" else text, kind) == ([], [])

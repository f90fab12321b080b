"""Word lists for telling whether a subject and its verb agree: own lists, in the vocabulary of health pages."""

from __future__ import annotations

from qa.language import page_words


def third(verb: str) -> str:
    """A plain verb's form for one person: "carry" gives "carries"."""
    if verb.endswith(("s", "x", "ch", "sh", "o")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2] not in "aeiou" else f"{verb}s"


# Verbs that are hardly ever nouns or adjectives as well.
PLAIN = frozenset(
    "affect agree appear arrive become begin belong bring choose come consist contain decide depend deserve develop die differ disappear eat "
    "enlarge ensure enter exist feel forget get give go grow happen heal hear improve include inject involve keep know learn "
    "lie live lose lower make occur prepare prescribe prevent produce protect provide receive recover reduce relieve remain remove repair "
    "replace require say see seem send shrink sit sleep speak spread stand stay suffer survive swallow swell take teach tell "
    "tend travel treat understand use vary wake want wear worsen".split()
)
# Forms that are nouns as well; they count only before "the", "your", "it" and the like.
BEFORE_OBJECT = frozenset(
    "block cause control damage harm help lower treat use stop attack carry measure need increase support lift clean change follow kill "
    "show check raise ease slow freeze pump turn trap drain hold cover trigger".split()
)
# Plain forms that are adjectives or nouns often enough to need an object behind them.
_SHAKY = frozenset(
    "lower die lie live use treat repair wear spread travel swallow sleep stay stand decrease wake".split()
)
THIRD = {third(verb): verb for verb in PLAIN if verb not in ("live", "wake", "die", "use", "wear", "lie")}
THIRD |= {third(verb): verb for verb in ("work", "need", "last", "look")}
THIRD_BEFORE_OBJECT = {third(verb): verb for verb in BEFORE_OBJECT | {"use"}}
STRICT_PLAIN = PLAIN - _SHAKY
OBJECT_PLAIN = BEFORE_OBJECT | _SHAKY
PRONOUN_THIRD = {third(verb): verb for verb in PLAIN | BEFORE_OBJECT} | {
    third(verb): verb for verb in "touch smoke drink snore walk need work look gain think notice talk want call visit vomit cough bleed notice cough move".split()
}  # fmt: skip
PRONOUN_PLAIN = STRICT_PLAIN | frozenset("help work lead affect mean stop cause use treat lower".split())
SINGULAR = frozenset("is has was does isn't hasn't doesn't wasn't isn’t hasn’t doesn’t wasn’t".split())
PLURAL = frozenset("are have don't aren't haven't don’t aren’t haven’t".split())
OBJECTS = frozenset(
    "a an the your you it them this these people most some our their his her no any more him us its every both".split()
)
ADVERBS = frozenset(
    "often also usually always mostly sometimes still never rarely commonly normally generally mainly finally slowly quickly".split()
)
# A subject may begin with these too; elsewhere they stand alone too often ("that", "few", "others such as").
DETERMINERS = page_words.DETERMINERS | frozenset("that few several other such".split())
ONE = frozenset("a an the your this that his her its my our their each every".split())
CONJUNCTIONS = frozenset("if when because although unless while whenever whether as until once but".split())
CONJUNCTIONS_PLAIN = frozenset("if when because although unless whenever as until".split())
PLURALS = frozenset("people children men women teeth feet lice mice adults others bacteria".split())
# A noun phrase that holds one of these isn't a plain one.
BREAKS = frozenset(
    "around among amongst throughout despite beyond near behind beside across along against outside inside above below them him us and or but nor to not than as of for with in on at from by about into over under between without within during after before until through "
    "per via like unlike plus versus is are was were be been has have had do does did can could may might will would shall should must "
    "what which who whom whose how why where when that's it's you he she it they we i there here one two three four five six seven eight "
    "nine ten let above below shown used given listed described cant dont wont doesnt isnt didnt then now also therefore instead please only just even so too very more less enough either neither rather if because once since".split()
)
# Words in -s that are one thing, or stand before another noun, or measure something.
NOT_PLURAL = frozenset(
    "diabetes prediabetes cant dont wont doesnt isnt rabies measles mumps shingles herpes scabies aids news series species rickets hives biceps triceps forceps thus always perhaps "
    "sometimes besides its his hers yours ours theirs this as us yes across towards afterwards upwards downwards mucus fetus plus minus "
    "sports arts goods sales services systems communications parents careers jeans glasses customs admissions accounts operations clothes "
    "years year's weeks days months hours minutes seconds dollars grams milligrams micrograms millilitres litres metres centimetres kilograms "
    "kilometres degrees drinks calories kilojoules percent doses units times cents pounds miles sessions overseas indoors outdoors headquarters whereas "
    "works means needs helps makes gives takes causes uses stops others gas bus lens bias canvas atlas alias christmas pancreas piles "
    "samaritans barnardos carers thrombus meninges yaws bends williams james abs pus psoas pas ans caries pers less does goes lots "
    "chickens beans tinnitus herpes sometimes nowadays anus sinus uterus virus fungus thalamus focus campus bonus status tetanus hiccups".split()
) - {"carers", "beans", "parents", "services", "doses"}
# One person or thing, of which British English may speak as several; adjectives for people; amounts.
COLLECTIVE = frozenset(
    "cilia diverticula larvae vertebrae papillae petechiae stomata mitochondria flagella fibrillae areolae "
    "team family government police staff committee group majority minority number couple rest public population nhs service crew pair range variety "
    "elderly young old sick ill poor rich blind deaf dead disabled vulnerable injured unemployed homeless few lot third quarter half handful "
    "fifth tenth dozen hundred thousand million billion percentage proportion people children men women teeth feet data bacteria media criteria "
    "following first second last next other same latter former best most more many fungi nuclei staff board council company hospital "
    "department clinic school community ministry parliament household audience class plenty majority bulk remainder sample cohort "
    "series species lice mice sheep fish cattle villi alveoli bronchi ganglia ova septa viscera genitalia phenomena diagnoses youth clergy "
    "dying living wounded needy aged bereaved bulk total average estimated cluster mix host sort kind type way time day reason moment thing "
    "everything nothing all some none any each both neither either much little cannot not never once twice always often".split()
)
MASS = frozenset(
    "exercise smoking alcohol pain surgery insulin stress sleep blood cancer therapy dementia gout glaucoma asthma eczema arthritis depression "
    "anxiety treatment recovery medicine medication caffeine sugar salt fat gluten dairy fibre fluid oxygen air smoke dust heat rest "
    "swelling bleeding itching breastfeeding screening chemotherapy radiotherapy physiotherapy massage vaping nicotine pollen fever "
    "diabetes epilepsy migraine psoriasis acne infection inflammation vaccination immunisation food water milk poisoning paracetamol aspirin".split()
)
MEDICAL_ENDINGS = ("itis", "osis", "aemia", "emia", "therapy", "metry", "oscopy", "ectomy", "algia", "pathy", "oma", "ine", "afil", "olol", "pril", "statin", "sartan", "azole", "cillin", "mycin", "formin", "tion", "ment", "ness", "osin")  # fmt: skip
# Plain verbs by their form, which stand behind a noun as something else.
NO_VERB = frozenset(
    "may might can could will would shall should must do does did being let lets be am ought need vs please including following according "
    "per plus minus per via ins ons ups downs yes no not to too as at by in on or".split()
)
AFTER_VERB = OBJECTS | frozenset(
    "that to in on at with when if as after because from more less up down out off away over through into under between without for by "
    "clear dry cold hot red sore swollen numb itchy pale where how what not well better quickly slowly often also fast worse about across around like until when".split()
)
# Verbs in -s that are nouns too, told behind a plural where what follows can't go with a noun.
THIRD_BEHIND_PLURAL = frozenset(
    "lives starts stops works forms helps needs looks turns feels ends leads results".split()
)
PERSONS = frozenset(
    "partner child doctor nurse baby mother father parent carer patient person surgeon midwife dentist woman man friend someone anyone everyone "
    "somebody anybody nobody toddler teenager adult surgeon physician dietitian paramedic".split()
)
OF_PERSONS = frozenset(
    "notice help start stop need want look smoke snore cough vomit cry talk seem ask feel use want".split()
)
# Adjectives that lists of forms call nouns too; no verb stands behind one.
DESCRIBING = frozenset(
    "small large fine clear long short old new mild severe high low main common early late young big little hard soft dry wet hot cold warm cool open "
    "close deep thin thick full empty strong weak fast slow red white black blue yellow green brown dark bad good best worst herbal daily weekly "
    "regular many several most some few various other certain first second last next different special general natural chemical".split()
)
TIME_NOUNS = frozenset("time day night week month year".split())
ARTICLES = frozenset("the a an your their his her it them".split())
# "Two of a kind that help", "a nurse and a doctor that help": what is before the article counts too.
MAY_COUNT = frozenset("of and or between like than as including both".split())
JOINS = frozenset(
    "of for in with and or from to about on by at as between like into than inside outside within through near around under over".split()
)

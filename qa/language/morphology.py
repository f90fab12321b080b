"""Medical word formation: accepts a compound of known elements, refuses anything one letter off.

Three patterns are accepted, each only for lower-case words of at least `MIN_LENGTH` letters:

1. a prefix or combining form and a known word of at least `MIN_STEM` letters (nonhormonal, cardiorenal), or a known word and
   -like or -borne (sleeplike, tickborne);
2. combining forms and a medical ending (gastroenterocolitis, nephrolithotomy);
3. the regular plural or adverb of a known word or of one of the above (arthroplasties, endoscopically).

The elements are the Greek and Latin forms that medical dictionaries list; they are whole and at least three letters
long, so that a slip in a compound leaves a piece that is no element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MIN_LENGTH = 7
MIN_STEM = 5
MOST_FORMS = 3

HYPHEN_PREFIXES = frozenset(
    "anti auto bi bio co counter cross de di dis dys endo ex extra hyper hypo ill in infra inter intra ish macro meta micro mid"
    " mini mis mono multi neo non off on over pan para peri poly post pre pro pseudo quasi re self semi sub super supra tele"
    " trans tri ultra un under uni up well alpha beta gamma delta omega cardio gastro neuro psycho socio electro cis chemo"
    " immuno radio thermo hydro vaso veno lympho myo osteo arthro nephro hepato broncho naso oro physio photo pharmaco"
    " medico bucco cranio cervico thoraco lumbo pre-post anglo afro euro indo sino austro".split()
)

_PREFIXES = (
    "non anti post pre peri para inter intra extra retro supra infra trans sub super hyper hypo micro macro multi poly mono"
    " semi over under auto immuno neuro cardio gastro nephro hepato broncho vaso radio chemo photo electro thermo psycho"
    " physio pharmaco bio cyto histo patho physico socio osteo arthro myo dermato haemato hemato haemo hemo lympho thrombo"
    " angio oto rhino laryngo pharyngo tracheo oesophago esophago entero colo recto procto cysto uretero urethro pyelo reno"
    " gynaeco gyneco utero vagino cervico ano naso oro oculo retino kerato sclero cranio cerebro encephalo spino lumbo"
    " thoraco abdomino costo sterno ilio ischio sacro pelvo femoro tibio musculo tendo fibro adeno lipo glyco gluco viro"
    " bacterio myco toxico onco carcino medico bucco dento maxillo mandibulo temporo fronto occipito parieto ventriculo"
    " atrio veno arterio phlebo pneumo pleuro pulmono peritoneo hystero salpingo oophoro orchio prostato vesico urino meningo"
    " myelo neo pan tele un re mis ultra counter self pseudo ortho contra"
).split()
# A short or productive prefix needs a longer stem: "referal" is not re- and feral.
_LEAST_STEM = {
    "non": 4,
    "post": 4,
    "anti": 4,
    "re": 7,
    "un": 7,
    "mis": 7,
    "pan": 7,
    "neo": 6,
    "tele": 6,
    "over": 6,
    "sub": 6,
}
_WORD_ENDINGS = ("like", "borne", "related")

_FORMS = (
    "abdomin acanth acr actin aden adip adren aer alb alveol amni amyl andr angi ankyl anthrac aort append aque arachn arteri"
    " arthr articul astr atel ather atri audi aur aut bacteri balan blephar brachi bronch bronchiol bucc burs calc carcin"
    " cardi carp caud cephal cerebell cerebr cervic cheil chol cholangi cholecyst choledoch chondr chori choroid chrom cili"
    " clav coccyg cochle col colon colp condyl coni conjunctiv copr cor corne cost cox crani cry crypt cutane cyan cycl cyst"
    " cyt dacry dacryocyst dactyl dent derm dermat dipl duoden dynam echo ectr electr embol embry encephal enter eosin"
    " epididym epiglott epitheli erythr esophag oesophag esthesi aesthesi faec femor fet foet fibr fluor gastr genit ger gingiv"
    " gli glomerul gloss gluc glyc gon gonad granul gynaec gynec haem hem haemat hemat hemangi haemangi hepat herni hidr hist"
    " hom humer hydr hypn hyster iatr ichthy idi ile ili immun infect irid isch ischi jejun kary kerat ket kin kyph labi"
    " labyrinth lacrim lact lamin lapar laryng lei leiomy leuk leuc lingu lip lith lob lord lumb lymph lymphaden lymphangi"
    " mamm mast mastoid maxill medi megal melan men mening menisc metr muc musc my myc myel myring myx narc nas necr"
    " nephr neur nyct nymph ocul odont onych oophor ophthalm opt orchi orchid or orth oste ot ovari ox pachy palat pancreat"
    " papill parathyroid path pelv pericardi perine periton phac phag phak pharmac pharyng phleb phot phren pil plasm pleur"
    " pneum pneumon pod poli proct prostat psych pteryg ptyal pub pulmon pupill py pyel pylor pyr rachi radi radicul rect ren"
    " retin rhabd rhabdomy rhin sacr salping sarc schist scler scoli seb semin sept sial sigmoid sin sinus somat sperm"
    " spermat sphygm spir splen spondyl staped staphyl steat sten stern steth stomat strept synov tars ten tend tendin"
    " tenosynov test thalam thel therm thorac thromb thym thyr thyroid tibi tonsill tox toxic trache trachel trich tympan"
    " typhl ur ureter urethr urethrocyst uter uve vagin valv varic vas vascul ven ventricul vertebr vesic vesicul viscer"
    " vitre vulv xanth xer zo"
).split()
_ENDINGS = (
    "itis itides osis oses otic oma omas omata omatous omatosis omatoses ectomy ectomies ectomised ectomized otomy otomies"
    " ostomy ostomies oscopy oscopies oscopic oscope oscopes oscopist ography ographies ographic ographer ographers ogram"
    " ograms ograph ographs ometry ometric ometer ometers opathy opathies opathic ology ologies ologic ological ologist"
    " ologists ologically algia algias algic aemia aemias aemic emia emias emic uria urias uric oplasty oplasties oplastic"
    " oplasia opexy opexies orrhaphy orrhaphies orrhagia orrhagic orrhoea orrhea orrhoeic orrheic olysis olytic oplegia"
    " oplegic oparesis otrophy otrophic omegaly omalacia osclerosis osclerotic ostenosis optosis ophobia ophobic ogenesis"
    " ogenic ogenous ocyte ocytes ocytic ocytosis ocytopenia openia ophilia ophilic ophil ophils ophage ophages ophagia"
    " ophagic oblast oblasts oblastic oblastoma oblastomas oaesthesia oesthesia okinesia okinetic otropic otoxic otoxicity"
    " otherapy otherapies otherapist otherapeutic odesis ocentesis otripsy ocele oceles odynia oid oids ospasm ospasms"
    " ostatic ostasis orrhexis osarcoma osarcomas ocarcinoma ocarcinomas olith oliths olithiasis olithotomy odermatitis"
    " ovascular omuscular onecrosis ofibroma ofibromas oadenoma oadenomas ometrial ometriosis opulmonary ohepatic orenal"
    " omyopathy oneuropathy oencephalitis oencephalopathy oarthritis oarthropathy ochondritis ochondroma ostomatitis"
    " ocolitis oenteritis oneuritis onephritis ocystitis oretinopathy oretinitis obronchitis opneumonia opancreatitis"
    " omyositis oepithelial oendothelial oglobulin oglobulins ogastric oesophageal oesophagitis opharyngeal olaryngeal"
    " ocutaneous omucosal oskeletal otympanic ovaginal ovesical ouretic oureteric ourethral orectal"
).split()


_FORM_SET = frozenset(form for form in _FORMS if len(form) > 2)
_ENDING_SET = frozenset(_ENDINGS)
_PREFIX_SET = frozenset(_PREFIXES)
_LONGEST_FORM = max(map(len, _FORM_SET))
_LONGEST_ENDING = max(map(len, _ENDING_SET))
_VOWELS = frozenset("aeiou")


def _forms(word: str, most: int) -> bool:
    """Tell whether `word` is one to `most` combining forms, each joined to the next by o, or directly before a vowel."""
    if word in _FORM_SET:
        return True
    if most == 1:
        return False
    for place in range(3, min(len(word) - 2, _LONGEST_FORM + 1)):
        if word[:place] not in _FORM_SET:
            continue
        if word[place] == "o" and _forms(word[place + 1 :], most - 1):
            return True
        if word[place] in _VOWELS and _forms(word[place:], most - 1):
            return True
    return False


def _compound(word: str) -> bool:
    """Tell whether `word` is combining forms and a medical ending."""
    for place in range(max(len(word) - _LONGEST_ENDING, 3), len(word) - 2):
        if word[place:] in _ENDING_SET and _forms(word[:place], MOST_FORMS):
            return True
    return False


# Plurals of Latin, Greek and old English words take no further -s, and what can't be counted takes none.
_PLURAL_ALREADY = frozenset(
    "bacteria criteria phenomena mitochondria ganglia septa atria ova vertebrae larvae fungi children women teeth"
    " information advice furniture software".split()
)


def singulars(word: str) -> list[str]:
    """Return the words of at least `MIN_STEM` letters of which `word` may be the regular plural or adverb."""
    found: list[str] = []
    if word[:-1] in _PLURAL_ALREADY:
        return found
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "os", "ys", "ces", "xs", "zs", "chs", "shs")):
        found.append(word[:-1])
    if word.endswith("ies") and word[-4:-3] not in _VOWELS:
        found.append(word[:-3] + "y")
    elif word.endswith(("ches", "shes", "sses", "xes")):
        found.append(word[:-2])
    elif word.endswith("ally"):
        found.extend((word[:-2], word[:-4]))
    return [base for base in found if len(base) >= MIN_STEM]


def _built(word: str, is_stem: Callable[[str], bool]) -> bool:
    """Tell whether `word` is a prefix and a known word, a known word and -like, or a compound of medical elements."""
    for place in range(2, min(len(word) - MIN_STEM + 2, _LONGEST_FORM)):
        prefix = word[:place]
        least = _LEAST_STEM.get(prefix, MIN_STEM)
        if prefix in _PREFIX_SET and len(word) - place >= least and is_stem(word[place:]):
            return True
    for ending in _WORD_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM - 1:
            return is_stem(word[: -len(ending)])
    return _compound(word)


def well_formed(word: str, is_stem: Callable[[str], bool]) -> bool:
    """Tell whether the lower-case `word` follows medical word formation; `is_stem` says which words may be built on."""
    if len(word) < MIN_LENGTH or not word.isalpha():
        return False
    if _built(word, is_stem):
        return True
    return any(is_stem(base) or _built(base, is_stem) for base in singulars(word))

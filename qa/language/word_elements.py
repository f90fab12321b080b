"""The elements that medical words are made of: prefixes, combining forms, endings, and families of endings."""

from __future__ import annotations

HYPHEN_PREFIXES = frozenset(
    "anti auto bi bio co counter cross de di dis dys endo ex extra hyper hypo ill in infra inter intra ish macro meta micro mid"
    " mini mis mono multi neo non off on over pan para peri poly post pre pro pseudo quasi re self semi sub super supra tele"
    " trans tri ultra un under uni up well alpha beta gamma delta omega cardio gastro neuro psycho socio electro cis chemo"
    " immuno radio thermo hydro vaso veno lympho myo osteo arthro nephro hepato broncho naso oro physio photo pharmaco"
    " medico bucco cranio cervico thoraco lumbo pre-post anglo afro euro indo sino austro".split()
)

PREFIXES = (
    "non anti post pre peri para inter intra extra retro supra infra trans sub super hyper hypo micro macro multi poly mono"
    " semi over under auto immuno neuro cardio gastro nephro hepato broncho vaso radio chemo photo electro thermo psycho"
    " physio pharmaco bio cyto histo patho physico socio osteo arthro myo dermato haemato hemato haemo hemo lympho thrombo"
    " angio oto rhino laryngo pharyngo tracheo oesophago esophago entero colo recto procto cysto uretero urethro pyelo reno"
    " gynaeco gyneco utero vagino cervico ano naso oro oculo retino kerato sclero cranio cerebro encephalo spino lumbo"
    " thoraco abdomino costo sterno ilio ischio sacro pelvo femoro tibio musculo tendo fibro adeno lipo glyco gluco viro"
    " bacterio myco toxico onco carcino medico bucco dento maxillo mandibulo temporo fronto occipito parieto ventriculo"
    " atrio veno arterio phlebo pneumo pleuro pulmono peritoneo hystero salpingo oophoro orchio prostato vesico urino meningo"
    " myelo neo pan tele un re mis ultra counter self pseudo ortho contra endo exo hemi circum hydro chromo brady tachy cryo"
    " normo oligo hetero homo allo xeno sono nano proto iso dys de dis epi ecto aero palato labio glosso tympano corneo"
).split()
# These join any common word; the others are combining forms, and join words of health alone (no "supracellar").
GENERAL = frozenset(
    "non anti post pre inter trans sub super micro multi poly mono semi over under auto neo pan tele un re mis ultra counter"
    " self pseudo de dis nano bio electro photo thermo psycho socio hyper".split()
)
# A short or productive prefix needs a longer stem: "referal" is not re- and feral.
LEAST_STEM = {
    "non": 4,
    "post": 4,
    "pre": 6,
    "anti": 4,
    "re": 7,
    "un": 7,
    "mis": 7,
    "pan": 7,
    "neo": 6,
    "tele": 6,
    "over": 6,
    "sub": 6,
    "exo": 6,
    "chromo": 6,
    "normo": 6,
    "oligo": 6,
    "hetero": 6,
    "homo": 7,
    "allo": 6,
    "xeno": 6,
    "sono": 6,
    "nano": 6,
    "proto": 6,
    "aero": 6,
    "iso": 7,
    "dys": 6,
    "de": 8,
    "dis": 8,
    "epi": 7,
}
WORD_ENDINGS = ("like", "borne", "related")

FORMS = (
    "abdomin acanth acr actin aden adip adren aer alb alveol amni amyl andr angi ankyl anthrac aort append aque arachn arteri"
    " arthr articul astr atel ather atri audi aur aut bacteri balan blephar brachi bronch bronchiol bucc burs calc carcin"
    " cardi carp caud cephal cerebell cerebr cervic cheil chol cholangi cholecyst choledoch chondr chori choroid chrom cili"
    " clav coccyg cochle col colon colp condyl coni conjunctiv copr cor corne cost cox crani cry crypt cutane cyan cycl cyst"
    " cyt dacry dacryocyst dactyl dent derm dermat dipl duoden dynam ectr electr embol embry encephal enter eosin"
    " epididym epiglott epitheli erythr esophag oesophag esthesi aesthesi faec femor fet foet fibr fluor gastr genit ger gingiv"
    " gli glomerul gloss gluc glyc gon gonad granul gynaec gynec haem hem haemat hemat hemangi haemangi hepat herni hidr hist"
    " hom humer hydr hypn hyster iatr ichthy idi ile ili immun infect irid isch ischi jejun kary kerat ket kin kyph labi"
    " labyrinth lacrim lact lamin lapar laryng lei leiomy leuk leuc lingu lip lith lob lord lumb lymph lymphaden lymphangi"
    " mamm pantom quadrant trabecul mast mastoid maxill medi megal melan men mening menisc metr muc musc my myc myel myring myx narc nas necr"
    " nephr neur nyct nymph ocul odont onych oophor ophthalm opt orchi orchid or orth oste ot ovari ox pachy palat pancreat"
    " papill parathyroid path pelv pericardi perine periton phac phag phak pharmac pharyng phleb phot phren pil plasm pleur"
    " pneum pneumon pod proct prostat psych pteryg ptyal pub pulmon pupill py pyel pylor pyr rachi radi radicul rect ren"
    " retin rhabd rhabdomy rhin sacr salping sarc schist scler scoli seb semin sept sial sigmoid sin sinus somat sperm"
    " spermat sphygm spir splen spondyl staped staphyl steat sten stern steth stomat strept synov tars ten tend tendin"
    " tenosynov test thalam thel therm thorac thromb thym thyr thyroid tibi tonsill tox toxic trache trachel trich tympan"
    " typhl ur ureter urethr urethrocyst uter uve vagin valv varic vas vascul ven ventricul vertebr vesic vesicul viscer"
    " vitre vulv xanth xer zo"
).split()
ENDINGS = (
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

GREEK = frozenset(
    "hypo hyper dys eu brady tachy poly oligo hemi para macro micro an a normo phot photo chromat achromat presby parox hemer"
    " pseudo allo phon hetero ortho trich erythro leuko thrombo pan".split()
)
STATES = frozenset(
    "geusia osmia osmic capnia capnic oxia oxic oxaemia oxemia oxaemic oxemic pnoea pnea pnoeic pneic pnoeas thymia thymic tonia tonic"
    " kinesia kinesias kinetic aesthesia esthesia aesthesias esthesias algesia algesic plasia plastic trophy trophic phagia phagic"
    " phasia phasic phonia phonic lalia praxia praxic metria metric metropia metropic opia opic opsia opsy mnesia mnesic somnia"
    " reflexia reflexic sthenia sthenic splenia splenic splenism echoic dense volaemia volemia volaemic volemic osmolar"
    " glycaemia glycemia glycaemic glycemic natraemia natremia natraemic natremic kalaemia kalemia kalaemic kalemic calcaemia"
    " calcemia calcaemic calcemic phosphataemia phosphatemia phosphataemic phosphatemic magnesaemia magnesemia lipidaemia"
    " lipidemia lipidaemic lipidemic uricaemia uricemia uricaemic albuminaemia albuminemia albuminaemic proteinaemia"
    " prolactinaemia prolactinemia prolactinaemic insulinaemia insulinemia insulinaemic androgenaemia bilirubinaemia"
    " cholesterolaemia triglyceridaemia gammaglobulinaemia gammaglobulinemia gammaglobulinaemic aldosteronism thyroidism"
    " thyroid parathyroidism gonadism gonadal pituitarism hidrosis hidrotic trichosis pigmentation pigmented melanosis"
    " keratosis keratotic ostosis telorism mobility mobile tensive tension thermia thermic pyrexia salivation somnolence"
    " sexuality vigilance vigilant arousal ventilation inflation inflated extension flexion perfusion coagulable"
    " coagulability parathyroid esthetic aesthetic estrogenic oestrogenic estrogenism androgenic androgenism adrenalism"
    " lexia graphia calculia chezia peptic pepsia menorrhoea menorrhea uria uric spermia spermic".split()
)
# Endings of one family: a word with one is taken where the word with another is known.
FAMILIES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("ate", "ates", "ated", "ating", "ation", "ations"), ("ate", "ation", "ated")),
    (("ise", "ises", "ised", "ising", "isation", "isations"), ("ise", "isation", "ization", "ised")),
    (("ize", "izes", "ized", "izing", "ization", "izations"), ("ize", "ization", "isation", "ized")),
    (("ify", "ifies", "ified", "ifying", "ification", "ifications"), ("ify", "ification", "ified")),
    (("ability",), ("able",)),
    (("ibility",), ("ible",)),
    (("itic",), ("itis",)),
    (("otic",), ("osis",)),
    (("etic",), ("esis",)),
    (("atic",), ("asis",)),
    (("lytic",), ("lysis",)),
    (("omatous",), ("oma",)),
    (("mic",), ("mia",)),
    (("nic",), ("nia",)),
    (("ric",), ("ria",)),
    (("sic",), ("sia",)),
    (("gic",), ("gia", "gy")),
    (("pic",), ("pia",)),
    (("hic",), ("hia", "hy")),
    (("tic",), ("tia", "ty")),
    (("ously",), ("ous",)),
    (("ively",), ("ive",)),
    (("ably",), ("able",)),
    (("iveness", "ousness", "fulness", "lessness"), ("ive", "ous", "ful", "less")),
    (("graphed", "graphing"), ("graph", "graphy")),
    (("scoped", "scopist", "scopists"), ("scopy",)),
    (("ectomee", "ectomees"), ("ectomy",)),
)

# Plurals of Latin, Greek and old English words take no further -s, and what can't be counted takes none.
PLURAL_ALREADY = frozenset(
    "bacteria criteria phenomena mitochondria ganglia septa atria ova vertebrae larvae fungi children women teeth"
    " information advice furniture software"
    # Named after one person: "Hashimotos" lacks its apostrophe.
    " asperger alzheimer addison crohn cushing dupuytren hashimoto hodgkin huntington kawasaki klinefelter marfan meniere"
    " parkinson perthe peyronie raynaud sjogren tourette".split()
)
# Adjectives in -ic whose adverb takes no -ally.
ADVERB_IN_LY = frozenset({"public"})

"""Medical words told by their endings: “-ectomy”, “-oscopy”, “-uria”; no list of terms is ever complete.

The endings are Greek and Latin combining forms as any medical dictionary explains them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.language.body_parts import PARTS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_MEANINGS = {
    "ectom(?:y|ies)": "an operation that takes something out",
    "ostom(?:y|ies)": "an opening made by an operation",
    "plast(?:y|ies)": "an operation that repairs or reshapes something",
    "pex(?:y|ies)": "an operation that fixes something in its place",
    "centesis": "taking fluid out with a needle",
    "oscop(?:y|ies)|oscopic": "a look inside the body with a thin camera",
    "(?:aemia|emia)s?|(?:aemic|emic)": "something amiss in the blood",
    "uria": "something amiss in the urine",
    "algia": "pain",
    "megaly": "when an organ is too large",
    "cytosis": "too many of one kind of cell",
    "plegia|paresis": "when muscles are weak or can't move",
    "stenosis|stenoses": "a part that has become too narrow",
    "malacia": "when a part has become too soft",
    "phagia": "a change in eating or swallowing",
    "dynia": "pain",
    "rrhagia": "heavy bleeding",
    "opsia": "a change in sight",
    "(?:aesthesia|esthesia)s?": "a change in feeling",
    "kinesia": "a change in how the body moves",
    "phasia": "trouble with speech",
    "pnoea|pnea": "a change in breathing",
    "ectas(?:is|ia)": "a part that has become too wide",
    "ptysis": "coughing something up",
    "emesis": "vomiting",
    "lithiasis": "stones in a part of the body",
    "prophylaxis": "treatment to prevent an illness",
    "trophy": "a part that grows or shrinks",
    "(?:sarcoma|carcinoma|blastoma|cytoma)s?": "a kind of cancer or growth",
    "ovasculari[sz]ation": "new blood vessels",
    "hidrosis": "a change in sweating",
    "prandial": "of meals",
}
# Endings that tell only behind these stems.
_STEMMED = {
    "(?:thorac|crani|lapar|arthr|phleb|oste|trache|thromb|my)otom(?:y|ies)": "an operation in which something is cut open",
    "(?:arthr|spondyl)odesis": "an operation that joins bones",
    "(?:neur|my|retin|nephr|enter|arthr|encephal|cardiomy|aden|angi|vascul|coagul|tendin|radicul|gastr|hepat)opath(?:y|ies)": "a disease or damage",
    "(?:cyto|neutro|leuko|leuco|lympho|sarco|osteo)penia": "too little of something",
    "(?:arteri|athero|ot|nephr|derm)osclerosis": "hardening of a part of the body",
    "(?:haemat|hemat|fibr|aden|oste|chondr|my|angi|neur|papill|terat|astrocyt|mening|gli|schwann|thym|ependym|granul|leiomy|rhabdomy|neurofibr|fibroaden|xanth)oma(?:s|ta)?": "a lump or growth",
    "(?:nephr|hepat|ot|cardi|neur|cyt|myel)otoxic(?:ity)?": "harmful to a part of the body",
    "(?:haemo|hemo|fibrino|thrombo|osteo|lipo|adhesio|rhabdomyo|myo)lysis": "when something breaks down",
    "(?:pneumo|haemo|hemo|chylo|hydro)thorax": "air or fluid around a lung",
    "(?:hyper|hypo|dys|meta)plasia|dysplastic|hyperplastic": "cells that grow in the wrong way or number",
    "(?:cyst|rect|enter|mening|omphal|hydr|spermat|varic|encephal)ocele": "a bulge or a sac of fluid",
    "(?:angi|ven|cholangi|hyster|hysterosalping|myel|arthr|lymph|cyst|ur|py|bronch|aort|arteri|scinti|echocardi|encephal|electromy|tympan|polysomn)ogra(?:phy|m|ms)": "a test that makes pictures or records signals",
    "(?:neur|my|nephr|retin|enter|arthr|encephal|cardiomy|vascul)opathic": "of a disease or damage",
    "(?:dys|cyclo|eu)thymi(?:a|c)": "of mood",
    "(?:hyper|para)somnias?": "trouble with sleep",
    "(?:rhin|ot|seb|steat|leuc|leuk|galact)orrh(?:oe|e)a": "fluid that runs from a part",
}
# What an ending says of the part of the body that stands before it.
_WITH_PARTS = {
    "itis": "soreness and swelling of {part}",
    "ectomy": "an operation that takes out {part}",
    "oscopy": "a look at {part} with a thin camera",
    "ostomy": "an opening made from {part} by an operation",
    "otomy": "an operation that cuts into {part}",
    "oplasty": "an operation that repairs {part}",
    "algia": "pain of {part}",
    "omegaly": "when {part} is too large",
    "omalacia": "when {part} has become too soft",
    "opathy": "a disease of {part}",
    "ography": "pictures or records of {part}",
}
_INFLAMED = re.compile(r"[a-z]{4,}itis")
_ENDINGS = (
    *((re.compile(rf"[a-z]{{2,}}(?:{ending})"), meaning) for ending, meaning in _MEANINGS.items()),
    *((re.compile(rf"[a-z]*(?:{ending})"), meaning) for ending, meaning in _STEMMED.items()),
)
_SIEVE = re.compile(
    r"[a-z]+(?:omy|omies|plasty|plasties|pexy|pexies|odesis|centesis|oscopy|oscopies|oscopic|emia|emias|emic|uria|opathy|opathies|algia|megaly"
    r"|oma|omas|omata|opsia|sthesia|sthesias|kinesia|phasia|pnoea|pnea|ectasis|ectasia|ptysis|emesis|lithiasis|prophylaxis|trophy|ization|isation|hidrosis"
    r"|prandial|otoxic|otoxicity|lysis|thorax|plasia|plastic|ocele|ography|ogram|ograms|opathic|thymia|thymic|somnia|somnias|rrhoea|rrhea"
    r"|penia|cytosis|plegia|paresis|stenosis|stenoses|malacia|phagia|dynia|rrhagia|osclerosis|itis)"
)
# Words that most people know, and words that only look medical.
_KNOWN = frozenset(
    "anatomy autonomy economy astronomy academia anaemia anemia anaemic anemic leukaemia leukemia epidemic pandemic endemic academic polemic "
    "systemic microscopy microscopic telescopic nostalgia nostalgic neuralgia arthritis osteoarthritis bronchitis tonsillitis appendicitis hepatitis "
    "meningitis sympathy empathy homeopathy naturopathy osteopathy gastritis conjunctivitis sinusitis dermatitis vasectomy vasectomies "
    "hysterectomy hysterectomies mastectomy mastectomies paraplegia quadriplegia endoscopic ischemic polyarthritis osteopathic "
    "anaesthesia anesthesia trophy dystrophy atrophy aphasia photography mammography mammogram mammograms apnoea apnea sarcoma melanoma carcinoma "
    "insomnia spectroscopy mammography carcinomas haematoma hematoma "
    "gingivitis laryngitis cystitis colitis pancreatitis septicaemia glycemic glycaemic".split()
)


_everyday: set[str] = set()
# The words that most pages are made of; whatever comes later is looked at each time.
_MOST_KEPT = 4_096


def telling(words: AbstractSet[str]) -> AbstractSet[str]:
    """Those of the lower-case words whose ending may say something: all but the ones already seen to be everyday words."""
    fresh = words - _everyday
    plain = {word for word in fresh if word.isdecimal() or not meaning_of(word)[0]}
    if len(_everyday) < _MOST_KEPT:
        _everyday.update(word for word in plain if not word.isdecimal())
    return fresh - plain


@lru_cache(4096)
def meaning_of(word: str) -> tuple[str, bool]:
    """What a lower-case word's ending says, "" for an everyday word; the flag tells that many readers half know it."""
    if len(word) < 7 or word in _KNOWN or not _SIEVE.fullmatch(word):
        return "", False
    for ending, meaning in _WITH_PARTS.items():
        if word.endswith(ending) and (part := PARTS.get(word[: -len(ending)])):
            return meaning.format(part=part), ending == "itis"
    if _INFLAMED.fullmatch(word):
        return "a part of the body that is sore, swollen or infected", True
    return next((meaning for ending, meaning in _ENDINGS if ending.fullmatch(word)), ""), False

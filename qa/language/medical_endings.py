"""Medical words told by their endings: “-ectomy”, “-oscopy”, “-uria”; no list of terms is ever complete.

The endings are Greek and Latin combining forms as any medical dictionary explains them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_MEANINGS = {
    "ectom(?:y|ies)": "an operation that takes something out",
    "ostom(?:y|ies)": "an opening made by an operation",
    "(?:thorac|crani|lapar|arthr|phleb|oste|trache|thromb|my)otom(?:y|ies)": "an operation in which something is cut open",
    "plast(?:y|ies)": "an operation that repairs or reshapes something",
    "pex(?:y|ies)": "an operation that fixes something in its place",
    "(?:arthr|spondyl)odesis": "an operation that joins bones",
    "centesis": "taking fluid out with a needle",
    "oscop(?:y|ies)|oscopic": "a look inside the body with a thin camera",
    "(?:aemia|emia)s?|(?:aemic|emic)": "something amiss in the blood",
    "uria": "something amiss in the urine",
    "(?:neur|my|retin|nephr|enter|arthr|encephal|cardiomy|aden|angi|vascul|coagul|tendin|radicul|gastr|hepat)opath(?:y|ies)": "a disease or damage",
    "algia": "pain",
    "megaly": "when an organ is too large",
    "(?:cyto|neutro|leuko|leuco|lympho|sarco|osteo)penia": "too little of something",
    "cytosis": "too many of one kind of cell",
    "plegia|paresis": "when muscles are weak or can't move",
    "stenosis|stenoses": "a part that has become too narrow",
    "malacia": "when a part has become too soft",
    "phagia": "a change in eating or swallowing",
    "dynia": "pain",
    "rrhagia": "heavy bleeding",
    "(?:arteri|athero|ot|nephr|derm)osclerosis": "hardening of a part of the body",
}
_INFLAMED = re.compile(r"[a-z]{4,}itis")
_ENDINGS = tuple((re.compile(rf"[a-z]{{2,}}(?:{ending})"), meaning) for ending, meaning in _MEANINGS.items())
_SIEVE = re.compile(
    r"[a-z]+(?:omy|omies|plasty|plasties|pexy|pexies|odesis|centesis|oscopy|oscopies|oscopic|emia|emias|emic|uria|opathy|opathies|algia|megaly"
    r"|penia|cytosis|plegia|paresis|stenosis|stenoses|malacia|phagia|dynia|rrhagia|osclerosis|itis)"
)
# Words that most people know, and words that only look medical.
_KNOWN = frozenset(
    "anatomy autonomy economy astronomy academia anaemia anemia anaemic anemic leukaemia leukemia epidemic pandemic endemic academic polemic "
    "systemic microscopy microscopic telescopic nostalgia nostalgic neuralgia arthritis osteoarthritis bronchitis tonsillitis appendicitis hepatitis "
    "meningitis sympathy empathy homeopathy naturopathy osteopathy gastritis conjunctivitis sinusitis dermatitis vasectomy vasectomies "
    "hysterectomy hysterectomies mastectomy mastectomies paraplegia quadriplegia endoscopic ischemic polyarthritis osteopathic "
    "gingivitis laryngitis cystitis colitis pancreatitis septicaemia glycemic glycaemic".split()
)


_everyday: set[str] = set()
_MOST_KEPT = 100_000


def telling(words: AbstractSet[str]) -> AbstractSet[str]:
    """Those of the lower-case words whose ending may say something: all but the ones already seen to be everyday words."""
    fresh = words - _everyday
    plain = {word for word in fresh if not meaning_of(word)[0]}
    if len(_everyday) < _MOST_KEPT:
        _everyday.update(plain)
    return fresh - plain


@lru_cache(4096)
def meaning_of(word: str) -> tuple[str, bool]:
    """What a lower-case word's ending says, "" for an everyday word; the flag tells that many readers half know it."""
    if len(word) < 7 or word in _KNOWN or not _SIEVE.fullmatch(word):
        return "", False
    if _INFLAMED.fullmatch(word):
        return "a part of the body that is sore, swollen or infected", True
    return next((meaning for ending, meaning in _ENDINGS if ending.fullmatch(word)), ""), False

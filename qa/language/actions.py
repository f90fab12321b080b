"""Tells sentences that ask the reader to do something."""

from __future__ import annotations

import re

_VERBS = (
    "add apply arrange ask attend avoid become book breathe bring brush buy call cancel carry check choose clean click come"
    " complete consider contact continue cool cover cut dial discuss do don't drink eat elevate empty ensure enrol exercise"
    " explain fill find finish follow get give go (?:head|rush)(?= (?:to|straight|over|back)) help hold increase inform join keep know learn leave let lie limit listen look"
    " lower make massage measure monitor move note offer open order pat phone place plan practise practice prepare press protect"
    " put raise reach read record reduce register remember remind remove rest ring rinse rub save say schedule see seek set share"
    " show sit sleep slow speak spend stand start stay stop store swallow switch take talk tell throw treat try turn use visit"
    " wait walk wash watch wear wipe work write"
    " bathe bend chew dab floss gargle ice lean loosen moisturise moisturize peel pinch roll shake shower sip skip soak squeeze stretch suck wrap"
)
_IMPERATIVE = re.compile(
    r"(?:^|^[^.!?]{0,12}:\s|^(?:if|when|once|before|after|to|for|in|while|until|as|at|unless|during)\b[^.!?]{3,160}?,\s*)"
    r"(?:please |always |never |just |then |first |try to |also |do not |don['’]t |only |you (?:should|must) )*"
    rf"(?:{'|'.join(_VERBS.split())})\b(?! (?:is|are|was|were|may|can|of)\b)",
    re.IGNORECASE,
)
# "You can get asthma" tells of something that happens; "you can ask" of something to do.
_HAPPENS = (
    "be|get|have|develop|catch|feel|experience|notice|become|inherit|pass|die|lose|find it|still|not|also|no longer|usually|often"
    "|only|suffer|see (?:blood|spots|flashes|a rash|changes)|start to|begin to|need|want|carry|spread|hear|cough|vomit|bleed|faint"
)
_YOU = re.compile(
    rf"\byou(?:['’]ll)? (?:should|must|can|could|might|may|will|need to|have to|ought to|want to)(?: (?:also|always|then|still))?"
    rf" (?:(?!(?:{_HAPPENS})\b)[a-z]+)|\byou (?:should|must|need to|have to)(?: (?:also|always|not|never|get|be|still))?\b",
    re.IGNORECASE,
)


_INSIDE = re.compile(
    r"[,;–—] (?:so |and |then |but |or )?(?:please |always |do not |don['’]t )?(?:(?:see|call|contact|visit|ask|tell|phone|ring) (?:your|a|an|the|us|triple|000|999|911|111|emergency|for)"
    r"|(?:talk|speak|go) (?:to|with)|get (?:medical |urgent )?(?:help|advice|care)|seek)\b"
    r"|\bplease (?:also |always )?(?:bring|call|contact|telephone|phone|ring|speak|discuss|ask|tell|ensure|make|do not|attend|read|see|visit|check|let)\b"
    r"|\bit is (?:very |really |also )?(?:important|essential|vital|best) (?:that|for) you (?:to )?(?!know\b|are\b|have\b|can\b)[a-z]+"
    r"|\byou(?:['’]ll| will| may| might) need to (?!be\b|have\b|stay\b)[a-z]+"
    # "If you see any of these signs call 000": the comma is left out.
    r"|\b(?:if|when) (?:you|someone|anyone|the person|your child)\b[^.!?,]{3,120}? (?:call|dial|ring|phone) (?:triple|000|999|911|111|112|an ambulance)\b",
    re.IGNORECASE,
)


def asks_reader(sentence: str) -> bool:
    """Whether a sentence asks the reader to act: an imperative, or "you" with what to do."""
    return any(pattern.search(sentence) is not None for pattern in (_IMPERATIVE, _YOU, _INSIDE))


_OTHERS = re.compile(
    r"\b(?:people|persons?|anyone|everyone|someone|patients?|adults?|children|child|women|woman|men|man|parents?|those|travellers?|travelers?"
    r"|smokers?|carers?|caregivers?|individuals?|mothers?|babies|infants?)(?: (?:who|with|that|of|over|under|aged|at|on|taking|having|using|in)\b[^.!?;,]{1,60}?)? (?:(?:should|must(?! (?:have|be)\b)|needs? to|ought to)(?: not| never| always)? [a-z]+)",
    re.IGNORECASE,
)


def asks_others(sentence: str) -> re.Match[str] | None:
    """Where a sentence says what people should do, rather than asking the reader: "anyone with a fever should rest"."""
    return _OTHERS.search(sentence)

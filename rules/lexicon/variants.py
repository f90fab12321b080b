"""Spells medical words of American vocabularies the Australian and British way.

The vocabularies that may be used freely are American. Each pattern is a Greek or Latin form whose diphthong (or -re, -our,
-ise, ph) American spelling drops; a word gets its other spelling when all the patterns that it holds have been applied. Both
spellings are kept: which one a publisher should use is another rule's business. The forms are those that the Australian
Government Style Manual and the Macquarie Dictionary spell with ae and oe.
"""

from __future__ import annotations

import re

_NOT_BLOOD = (
    "(?<!acad)(?<!epid)(?<!pand)(?<!end)(?<!syst)(?<!pol)(?<!tot)(?<!chem)(?<!alch)(?<!bioch)(?<!boh)(?<!phon)(?<!orph)"
)

_FORMS = (
    ("(?<![tcp])hem(?=at|angi|arthr|oc[hyo]|od[iy]|ogl|ol[yi]|om|op[dehnort]|orrh|os[ipt]|ot[hox]|ov)", "haem"),
    ("(?<=isc)hem(?=i)|(?<=met)hem(?=ogl)", "haem"),
    (f"(?<=[b-z]){_NOT_BLOOD}emi(?=as?$|c$|cally$)", "aemi"),
    ("(?<!n)(?<!i)anemi", "anaemi"),
    ("leukemi", "leukaemi"),
    ("(?<!o)esophag", "oesophag"),
    (r"(?:\b|(?<=[hpicxrt]))edema(?=s?$|t)", "oedema"),
    (r"(?:\b|(?<=[inr]))estr(?=ogen|us|ous|adiol|iol|one|ual)", "oestr"),
    ("rrhe(?=a|ic)", "rrhoe"),
    ("pne(?=as?$|ic)", "pnoe"),
    (r"(?:\b|(?<=ho))pedi(?=atr|cs?$|sts?$)", "paedi"),
    ("gynec", "gynaec"),
    ("anesth", "anaesth"),
    ("(?<=[prknts])esthesi", "aesthesi"),
    ("etiol", "aetiol"),
    ("etiopath", "aetiopath"),
    (r"(?:\b|(?<=[oi]))cec(?=um|al|a$|ec|os|op|it)", "caec"),
    (r"\bfec(?=al|es|ul)", "faec"),
    (r"\bceli(?=ac|o)", "coeli"),
    (r"(?:\bam|(?<=canth)am)eb", "amoeb"),
    ("tumor(?!i)", "tumour"),
    ("behavior", "behaviour"),
    (r"\bfiber", "fibre"),
    (r"(?:\b|(?<=illi)|(?<=enti)|(?<=icro)|(?<=deci))liter(?=s?$)", "litre"),
    ("(?:(?<=illi)|(?<=enti)|(?<=icro))meter(?=s?$)", "metre"),
    ("goiter", "goitre"),
    (r"\bpheochrom", "phaeochrom"),
    (r"\bsulf(?!ur)", "sulph"),
    ("iz(?=e$|es$|ed$|er$|ers$|ing$|ation$|ations$|ational$)", "is"),
    ("lyz(?=e$|es$|ed$|er$|ers$|ing$)", "lys"),
    ("appendectom", "appendicectom"),
    ("homeo(?=path|stas)", "homoeo"),
    ("(?<=f)etal$", "oetal"),
    ("(?<=f)etus", "oetus"),
    ("(?<=f)eto(?=tox|path|prot|mat|sc|plac)", "oeto"),
)
_BRACKETS = re.compile(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\\b|\$")


def _core(pattern: str) -> str:
    """Return the letters that every match holds: what stands outside brackets, or nothing where those are alternatives."""
    bare = _BRACKETS.sub("", pattern)
    return bare if bare.isalpha() else ""


# Few words hold the letters of any pattern, and to look for these is far quicker.
_PATTERNS = tuple((_core(pattern), re.compile(pattern), new) for pattern, new in _FORMS)


def australian(word: str) -> str | None:
    """Return the Australian spelling of an American medical word in lower case, or None where the two agree."""
    other = word
    for core, pattern, new in _PATTERNS:
        if core in other:
            other = pattern.sub(new, other)
    return other if other != word else None

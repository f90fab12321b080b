"""The words by which a captured page shows what is the site's furniture, and the shape of a heading."""

from __future__ import annotations

import re
from functools import lru_cache

_I = re.IGNORECASE


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + r")[\s.!:?…»›>]*", _I)


# The accessibility label that some sites put above their article.
START = _any(
    r"[-–—*=\[( ]*(?:begin(?:ning)?|start) (?:of )?(?:the )?(?:main |page )?content[-–—*=\]) ]*",
    r"main content(?: starts here)?",
    r"content starts(?: here)?",
)

# One line of furniture, wherever it stands.
FURNITURE = _any(
    r"skip .{3,40}", r"jump to .{3,40}", r"(?:main |site |primary |secondary )?(?:navigation|menu)(?: menu)?", r"(?:open|close|toggle|show|hide)"
    r" (?:\w+ ){0,2}(?:menu|navigation|search|references|all|more|less)", r"search(?: .{0,30})?", r"home(?:page)?", r"log ?in|sign ?in|my account|register",
    r"print(?: this)?(?: page| article)?", r"share(?: (?:this|on|via|to) .{0,30})?", r"e-?mail(?: this)?(?: page| article)?(?: to a friend)?",
    r"listen(?: to this page)?", r"save(?: this page| for later)?", r"download(?: (?:pdf|as pdf|this page))?", r"facebook|twitter|linkedin|whatsapp|x"
    r"|instagram|youtube|pinterest|copy link", r"text size.*", r"translate(?: this page)?", r"languages?", r"back", r"next|previous",
    r"(?:show|read|view|see|load) (?:more|less|all)", r"expand all|collapse all|open all|close all(?: sections)?", r"advertisement|sponsored|(?:continue reading|(?:article|story) continues)(?: below)?|accept|decline|got it|i agree",
    r"page (?:banner|extras|content navigation)", r"view .{3,40} (?:information|details|map|page|results|site|website)", r"add to (?:favou?rites|bookmarks|cart|basket|bag)", r"you are here.{0,120}", r"breadcrumbs?", r"enlarge image", r"request an appointment",
    r"make an appointment|book (?:now|online|(?:a|an|your) (?:[\w-]+ )?(?:appointment|consultation|visit|test|call))", r"go", r"[-–—*=\[( ]*end (?:of )?(?:the )?(?:main |page |article )?content[-–—*=\]) ]*", r"read the full .{3,40}", r"(?:page )?(?:actions|tools|options)(?: for this page)?", r"back to .{3,40}", r"beginning of .{3,30}", r"find a doctor", r"donate(?: now)?", r"products? (?:&|and) services", r"show more .{3,60}", r"(?:a |an )?(?:book|newsletter|assortment of [^:]{3,30}): .{3,80}",
    r"log in to .{3,40}", r"explore careers", r"(?:all )?health a(?: to |[-–])z", r"live well", r"care and support", r".{0,80}\bcookies? (?:on|policy|settings|preferences|consent|notice)\b.{0,60}",
    r"(?:i['’]m ok with|i (?:do not|don['’]t) (?:accept|want)|accept|reject|allow|decline|manage|do not use|use|deny|turn off)(?: (?:all|only|essential|necessary|optional|additional|analytics|non-essential))* cookies?(?: only)?",
)  # fmt: skip

TOP = _any(r"(?:back|return|go|scroll) to (?:the )?top(?: of (?:the )?page)?", r"top of (?:the )?page", r"top")

# Where the article ends and the site goes on.
END = _any(
    r"need more information", r"these trusted information partners.{0,80}", r"(?:was|is) this (?:page|article|information|content|section)"
    r" (?:helpful|useful|what you).{0,60}", r"did (?:you|this) (?:find|answer|help|page).{0,80}", r"(?:give|send|leave|provide|share)(?: us)?(?: your)? feedback.{0,60}",
    r"feedback", r"tell us what you think.{0,60}", r"rate this.{0,60}", r"help us improve.{0,80}", r"report (?:a problem|an issue).{0,60}",
    r"share this(?: page| article| information| story)?.{0,30}", r"related (?:pages?|topics?|articles?|information|content|links?|conditions?|reading|stories|resources"
    r"|issues|(?:\w+ ){0,2}health topics|(?:\w+ ){0,2}(?:pages|topics|information|links))(?: on .{0,60})?", r"related", r"(?:more )?(?:in|on) this (?:section|topic)",
    r"you (?:might|may) (?:also )?(?:like|be interested).{0,60}", r"(?:people|customers|shoppers|others|readers) (?:also|who) .{0,60}", r"support links|useful links|quick links|site links",
    r"footer(?: .{0,40})?", r"site ?map", r"(?:follow|connect with|find) us(?: on .{0,60})?", r"(?:subscribe|sign up)(?!.*\b20\d\d\b).{0,80}", r"(?:page )?(?:share|print) (?:this )?page",
    r"terms (?:of use|and conditions|of service).{0,60}", r"privacy(?: policy| statement| notice)?.{0,40}", r"(?:content )?disclaimer", r"top results",
    r"(?:more|other|similar|latest|featured|popular|trending|recommended) (?:articles|stories|topics|posts|guides|fact ?sheets)", r"more from .{0,60}", r"explore (?:more|further).{0,60}", r"what to read next", r"read next|up next|next article", r"browse (?:the )?(?:a-z|encyclopa?edia|all).{0,40}",
    r"about this (?:site|website)|about us|contact us|our (?:sites|websites|network)", r"cookies?(?: policy| settings| preferences)?", r"(?:our )?information partners",
    r"government accredited.{0,100}", r"was this (?:helpful|useful).{0,40}", r"thank you for (?:your feedback|sharing).{0,60}", r"page (?:utilities|tools|actions)",
    r"(?:leave|post|write) a (?:reply|comment|review).{0,20}", r"\d+ (?:comments?|responses|replies)", r"(?:keep|continue) reading", r"recent (?:posts|comments|articles)", r"(?:older|newer) posts",
)  # fmt: skip
END_STATEMENT = re.compile(
    r"(?:©|\(c\)\s*(?:19|20)\d\d|copyright\b)|.{0,160}\ball rights reserved\b|.{0,200}\backnowledges? (?:and pay|the (?:traditional|aboriginal|first))"
    r"|.{0,60}\bis (?:funded|owned and (?:operated|managed)) by\b|we acknowledge\b",
    _I,
)
# Every such statement holds one of these.
END_SIGNS = ("©", "(c)", "copyright", "rights reserved", "acknowledge", " by")
# "A > B": a comparison ("BMI > 30") has a number behind the sign.
BREADCRUMB = re.compile(
    r"(?:[^>›»→]{1,60}(?:>|›|»|→)\s*(?=[A-Za-z])){1,8}[^>›»→]{1,120}|home(?:\s*[/|\\]\s*[^/|\\]{1,60}){1,8}", _I
)
CONTENTS = _any(
    r"(?:on|in) this (?:page|article|section|topic|guide)",
    r"(?:table of |page |article )?contents(?: of this (?:page|article|leaflet))?",
    r"what[’']?s (?:on|in) this (?:page|article|leaflet)",
    r"in this article.{0,20}",
    r"jump to(?: section)?",
    r"sections?|topics? on this page",
)

# A table of contents in one line.
_CONTENTS_LINE = re.compile(
    r"(?:(?:on|in) this (?:page|article|section)|contents|jump to|sections?) ?:[^|•·\n]{2,}(?:[|•·][^|•·\n]{2,}){1,12}",
    _I,
)

# Temporary notices above the article: an event, or a service that isn't as usual.
BANNER = re.compile(
    r"(?:public |urgent |important |current |national |severe )*(?:(?:health|weather|service|safety|travel|system|site|heat) )*"
    r"(?:alert|warning|notice|announcement|update|advisory|disruptions?|outage|interruptions?|changes?|closures?)s?\b.{0,160}"
    r"|emergency (?:for|in|alert|warning|update|information|declared)\b.{0,160}|important(?: information| update| notice| message)?\b.{0,160}"
    r"|(?:tropical |ex-)?cyclones?\b.{0,160}|(?:bush ?fires?|floods?|flooding|heat ?waves?|storms?|earthquake)\b.{0,160}"
    r"|.{0,120}\b(?:cyclone|bushfires?|floods?|flooding|heatwave|outage|outbreak|strike action|industrial action|scheduled maintenance)\b.{0,160}",
    _I | re.DOTALL,
)
BANNER_PROSE = re.compile(
    r"\b(?:may not be (?:operating|available|open)|not be operating as usual|temporarily|currently (?:unavailable|experiencing|closed)"
    r"|will be (?:closed|unavailable)|(?:is|are) (?:affected|disrupted|experiencing)|service disruptions?|planned (?:outage|maintenance)"
    r"|longer than usual|due to (?:the )?(?:cyclone|flood|fire|storm|strike|weather|covid))",
    _I,
)

# Lines that look like headings and are none.
LABEL = re.compile(
    r"\d{1,3}[-\s]*min(?:ute)?s?['’]?[-\s]+read\b.{0,20}|(?:read(?:ing)? time|time to read|estimated reading)\b.{0,40}"
    r"|(?:by|written by|reviewed by|medically reviewed|clinically reviewed|edited by|updated by|fact[- ]checked|(?:approved|prepared|produced|created|developed|issued|compiled|checked|signed off) by)\b.{0,120}"
    r"|(?:authors?|sources?|photo|image|credit|figure|fig\.|table|video|audio|caption|illustration|pdf|date|category|tags?|topics?)\s*[:\d].{0,120}"
    r"|(?:(?:this |the )?(?:page|content|date|information|article|leaflet|fact ?sheet) |first )?(?:was )?(?:last )?(?:published|posted|updated|modified|reviewed|checked|verified|next (?:review|check)(?: due)?|review date)\b\s*(?::|by\b|on\b|in\b|\d|$|(?:last|this|every|about)\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)).{0,120}"
    r"|more (?:on|about)\s*:.{0,120}|(?:(?:clinical|medical|expert|content|peer) )?(?:review|reviewers?|publisher|based on|quality statement)\s*:.{0,140}"
    # An address behind a name.
    r"|[^?]{3,80}, \d+[a-z]? [a-z][a-z’' ]{2,30} (?:street|st|road|rd|avenue|ave|drive|lane|parade|highway|terrace|place|court|boulevard|crescent|esplanade)\b.{0,60}"
    # What stands where text will be.
    r"|t\.?b\.?[acd]\.?|to ?do|to be (?:advised|confirmed|added|completed|written|announced)|coming soon|under (?:construction|review)|\[[^\[\]]{3,60}\]"
    # Opening hours, waiting times, places, people.
    r"|\d+[a-z]?(?:[-–/]\d+)?,? [a-z][a-z’' ]{2,30} (?:street|st|road|rd|avenue|ave|drive|lane|parade|highway|hwy|terrace|place|court|boulevard|blvd|crescent|esplanade)\b.{0,60}"
    r"|(?:dr|a/prof|(?:assoc(?:iate)?\.? )?prof(?:essor)?)\.? [a-z][\w.’'-]+ [a-z].{0,60}"
    r"|(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?s?|weekdays|weekends?|(?:every ?|7 )days?|public holidays?|daily|open)\b.{0,40}(?:\d ?[ap]\.?m\b|\d[:.]\d\d|\bnoon\b|\bclosed\b).{0,60}"
    r"|.{3,60}:\s*\d+ ?(?:hrs?|hours?|mins?|minutes?)\b.{0,30}|(?:find us|visit us|where|location|venue|parking)\s*:.{1,140}"
    r"|(?:(?:patient|health|consumer|parent|carer) )*(?:(?:fact|information|tip|help|advice) ?)?(?:sheet|leaflet|booklet|brochure)\b(?=.*\d).{0,60}|(?:document|doc|form|leaflet|version|ref(?:erence)?)\.?(?: (?:no|number|id))?[.:]?\s*(?=\S*\d).{1,60}"
    r"|(?:read|learn|find out|see|discover|view|get) (?:more|all|our|the full)\b.{0,140}|(?:click|tap) (?:here|on)\b.{0,100}|.{3,100}\b(?:click|tap|press|visit|see|go to) (?:here|this link|https?://\S+|www\.\S+)|watch (?:the |this |our )?video\b.{0,100}"
    r"|(?:(?:in (?:an?|the event of an) )?emergency\s*[:,–—-]?\s*)?(?:please )?(?:call|phone|dial|ring|text|tel|telephone|fax|ph)\b(?=.{0,60}(?:\d\d|triple zero|ambulance|us\b|now\b)).{0,120}"
    r"|(?:phone|telephone|tel|fax|e-?mail|website|web|address|hours|opening hours|cost|open|call)\s*:.{0,140}"
    r"|https?://\S+|www\.\S+|\S+@\S+\.\S+|[\d\s()+./-]{5,}|\d{4}|(?:1[38]00|13)[\d\s]{4,}.{0,40}"
    r"|(?:find (?:a|an|your) (?:health service|doctor|gp|service|pharmacy|hospital|clinic|dentist|centre|midwife|nearest [a-z]{3,15}|local [a-z]{3,15})(?: near (?:you|me))?|check your symptoms|use (?:our|the) symptom checker|ask a (?:doctor|nurse|pharmacist)|service finder"
    r"|symptom checker|start now|get started|submit|yes|no|ok|close|continue)",
    _I,
)  # fmt: skip

# A work and its year, a file with its type: entries of a list.
_ENTRY = re.compile(
    r"[^?]{8,110}, (?:19|20)\d\d\.?|.{3,110}\((?:pdf|word|docx?|xlsx?|powerpoint|\d+ ?[km]b)\b[^()]*\)", _I
)

_PHONE = re.compile(
    r"(?<!\d)(?:13 ?\d\d ?\d\d|1[38]00 ?\d{3} ?\d{3}|\(?0[2-8]\)? ?\d{4} ?\d{4}|04\d\d ?\d{3} ?\d{3}|0800[\d ]{6,8}|\d{3}-\d{3}-\d{4})(?!\d)"
)
_QUESTION_WORDS = frozenset("what when where which who why how is are can do does should will am".split())
_LEADING_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
# A link: "Check the pollen forecast on the Met Éireann website".
_SENT_ELSEWHERE = re.compile(
    r"(?:check|read|see|visit|view|find|go to|get) .{3,60} (?:website|web ?page|web ?site|leaflet)", _I
)
# A line of a mnemonic: "ARMS– can they lift both?".
_MNEMONIC = re.compile(r"(?:[A-Z]{3,}|(?:Face|Arms?|Speech|Balance|Eyes|Time) ?)(?:[–—] ?|- )\S")
_INNER_END = re.compile(r"(?<!\b[A-Z])(?<!\bdr)(?<!\bst)(?<!\bmr)(?<!\bvs)(?<!\bno)(?<!\bmrs)[.!?]\s+\S", _I)


# One text is asked about from several sides, and a site's pages share their furniture.
_MEMORY = 4096


# Consent to cookies, in running text.
COOKIES = re.compile(
    r"\bcookies\b.{0,200}\b(?:website|web site|site|browser|browsing|device|experience|analytics|privacy|consent|preferences|visitors?)\b"
    r"|\b(?:website|web site|site|device|we|browser)\b.{0,200}\bcookies\b",
    _I | re.DOTALL,
)


# What a site says of itself to any browser.
_OF_BROWSERS = re.compile(
    r"(?:this|our) (?:site|website|page) (?:is best viewed|works best|requires|needs)\b.{0,120}|(?:please )?(?:enable|turn on|activate) javascript.{0,80}"
    r"|javascript (?:is|must be|seems to be) .{0,80}|(?:your|this) browser (?:is|does|doesn|may) .{0,120}|you (?:need|must|have) to (?:enable|allow) .{0,60}",
    _I,
)


@lru_cache(_MEMORY)
def is_notice(text: str) -> bool:
    """Whether a line speaks of browsers and scripts."""
    return len(text) <= 200 and _OF_BROWSERS.fullmatch(text) is not None


@lru_cache(_MEMORY)
def is_furniture(text: str) -> bool:
    """Whether a line is a button, a menu's name, "back to top", a breadcrumb or about cookies: none of which an article says."""
    if "cookies" in text and len(text) <= 600 and COOKIES.search(text):
        return True
    if is_notice(text) or (len(text) <= 400 and _CONTENTS_LINE.fullmatch(text)):
        return True
    return len(text) <= 160 and any(pattern.fullmatch(text) for pattern in (FURNITURE, TOP, BREADCRUMB))


def is_top(text: str) -> bool:
    """Whether a line takes its reader back to the top of the page."""
    return len(text) <= 40 and "top" in text[-8:].lower() and TOP.fullmatch(text) is not None


@lru_cache(_MEMORY)
def ends_article(text: str) -> bool:
    """Whether a line is a label by which sites begin what follows their article."""
    return len(text) <= 160 and END.fullmatch(text) is not None


@lru_cache(_MEMORY)
def looks_like_heading(text: str) -> bool:
    """Whether a bare line has a heading's shape: short, no sentence, no label, a capital at its start."""
    if (
        not 2 <= len(text) <= 120
        or text[-1] in ".,;…!-–—|&/"
        or text.endswith((" and", " or", " the"))
        or text.count(" | ") > 1
    ):
        return False
    if text[-1] == ":" and not (text.isupper() and len(text) < 50):
        return False
    words = text.split()
    if len(words) > (18 if text[-1] == "?" else 13) or not any(map(str.isalpha, text)):
        return False
    first = words[0].lstrip("\"'“‘(¿¡")
    if (
        not first
        or not first[0].isalnum()
        or text.count(",") > 2
        or " such as " in text
        or "   " in text
        or _PHONE.search(text)
    ):
        return False
    if first.islower() and not (text[-1] == "?" and first in _QUESTION_WORDS):
        return False
    if _MNEMONIC.match(text) or "___" in text or _SENT_ELSEWHERE.fullmatch(text):
        return False
    return not (
        _INNER_END.search(_LEADING_NUMBER.sub("", text))
        or LABEL.fullmatch(text)
        or _ENTRY.fullmatch(text)
        or is_furniture(text)
    )


def is_prose(text: str) -> bool:
    """Whether a line is running text: a sentence with an end, or a lead-in to a list."""
    return len(text) >= 25 and text.rstrip("\"'”’)")[-1:] in (".", "!", "?", ":") and text.count(" ") >= 4

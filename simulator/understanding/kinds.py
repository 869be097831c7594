"""Closed lists: what kind of hardship, dispute, detail; which channel; how somebody is related.

Owns the words that tell one kind from another. The kind named first in the words wins. Never finds acts.
"""

from __future__ import annotations

import re

_Kinds = tuple[tuple[str, re.Pattern[str]], ...]


def _kinds(*pairs: tuple[str, str]) -> _Kinds:
    return tuple((name, re.compile(rf"\b(?:{pattern})")) for name, pattern in pairs)


IDENTITY = _kinds(
    ("birth-date", r"dates? of birth|birth ?dates?|birthday|d\.?o\.?b\b|(?:when|what year|year) (?:were|was) you born|you born|born\b|how old\b|(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? (?:the )?\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)?\d\d\b|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,? (?:19|20)?\d\d\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(?:[a-z]+ )?[a-z]+(?:th|st|nd|rd) of (?:the )?[a-z]+(?: nineteen)? [a-z]+ty|\d{1,2}(?:st|nd|rd|th) of the \d"),
    ("postcode", r"post ?code|post code|zip|[a-z]{1,2}\d{1,2}[a-z]? ?\d[a-z]{2}\b"),
    ("last-four", r"last (?:four|4)|socials?\b|ssn|s\.s\.n|digits (?:of|does)"),
    ("email", r"e-?mail|[\w.]+@|[a-z.]+ at [a-z]+ dot"),
    ("address", r"address|addy\b|(?:what|which|the) (?:street|road|town|apartment|house|flat)\b|street number|house number|(?:you|still) live|live (?:at|on)|liv(?:e|ing) (?:at|on)|still (?:at|on|over)|\d+[a-z]? (?:[a-z]+ ){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|close|court|boulevard|way|place|terrace|crescent|apartment|apt)\b|(?:at|on) \d+ [a-z]+|\d+ (?:west|east|north|south) [a-z]+"),
    ("name", r"(?:full|first|last|middle|maiden|good|sur) ?name\b(?<!maiden name)|your name|surname|state your name|spell"),
    ("phone", r"(?:phone|mobile|cell|telephone|contact|registered)[a-z ]* ?numbers?|phone|number on the account|the number"),
    ("other", r"maiden name|password|pass ?phrase|security question|account number|pin\b|pan\b|employee|po number|reference"),
)  # fmt: skip
LOCATION = _kinds(
    ("workplace", r"work(?:s|ing|place)?\b|employ\w*|job|company\b"),
    ("phone", r"(?:phone|cell|mobile|better|another|contact|work)? ?number|phone|cell\b|mobile|reach|get (?:in touch|hold)|contact info"),
    ("address", r"address|liv(?:es?|ing)|stay(?:s|ing)?\b|street|mov(?:e|ed)|resid\w+|whereabouts"),
)  # fmt: skip
CHANNEL = _kinds(
    ("work-phone", r"work\b|works\b|office\b|job\b|desk ?phone|shop\b|workplace"),
    ("sms", r"texts?\b|sms\b|texting|txts?\b|txting|messag\w+|stop$|unsubscribe|end$|opt (?:me )?out$"),
    ("email", r"e-?mails?\b|emailing"),
    ("social", r"facebook|whatsapp|instagram|social media|messenger|dms?\b"),
    ("letter", r"letters?\b|post\b|mail\b|(?:in )?writing|write\b"),
    ("phone", r"calls?\b|calling|phones?\b|number\b|cell\b|mobile\b|ring(?:ing)?\b|dialler|landline|voicemails?"),
)  # fmt: skip
_SOONER = (
    ("work-phone", re.compile(r"\b(?:at|to|on|in) (?:my |the )?(?:work|office|job|workplace|desk|shop)\b|\b(?:work|office) (?:number|phone|line)\b")),
    ("social", re.compile(r"\b(?:facebook|whatsapp|instagram|messenger)\b")),
)  # fmt: skip
"""Where a call or a message goes says more than that it is one."""
HARDSHIP = _kinds(
    ("bereavement", r"died|passed(?: away)?\b|dead\b|deaths?\b|funeral|buried|bury(?:ing)?|bereave\w*|cremat\w+|widow\w*|lost (?:my|our|me) (?:wife|husband|mother|mom|mum|mam|father|dad|son|daughter|brother|sister|baby|nan|gran\w*|partner)|expired\b"),
    ("reduced-hours", r"(?:cut|cutting|reduc\w+|slash\w+|drop\w*|dropped|fewer|less|lost|losing|not enough|only|no more|down)(?: [\w']+){0,4} (?:hours|shifts?|overtime|days|pay\b|wages|salary)|(?:hours|shifts?|overtime|wages|pay)(?: [\w']+){0,3} (?:cut|reduced|down|dried|gone|slashed|dropped|halved|fell|went down)|part[- ]?time|short time|half pay|pay cut|zero hours|(?:two|three|2|3|four) days a week|(?:ten|fifteen|twenty|\d+) hours|just weekends|for weekends|weekends now|tips (?:have|are)|slow (?:season|month)|less work|cut (?:me|us|him|her|them) (?:to|down|back)|down to (?:[\w']+ ){0,2}(?:hours?|days?|shifts?|mornings|afternoons|nights|weekends)|(?:mornings|afternoons|weekends|nights) only|off the rota|half (?:of )?what (?:i|we|it)|no shifts|short week|(?:hasn'?t|haven'?t) (?:called|had|got|given) (?:[\w']+ ){0,3}shifts?"),
    ("job-loss", r"(?:lost|losing|lose|loss of) (?:my|me|the|his|her|our|that|both) (?:\w+ )?jobs?|laid[- ]?off|layoffs?|let (?:me|us|him|her|half|everybody) (?:all )?go|let go\b|got the (?:sack|boot|push)|sacked|(?:got|was|been|were) (?:fired|canned|terminated)|redundan\w+|unemploy\w+|out of (?:work|a job)|between jobs|not working|no (?:work|job)\b|jobless|furlough\w*|(?:contract|gig|temp job)(?: [\w']+){0,2} (?:ended|finished|renewed|expired)|(?:plant|factory|store|restaurant|company|shop|business|place|mill|mine|warehouse|office|salon|cafe|pub)(?: [\w']+){0,2} (?:closed|shut|went under|folded|bust|burned)|(?:they|it) (?:shut|closed) (?:the|down|us)|closed (?:us )?down|find (?:a job|work|anything)|looking for work|on the dole|nobody'?s hiring|don'?t have a job|(?:contract|job|post) (?:ran|run|came) (?:out|to an end)|didn'?t renew|not renewed|wasn'?t renewed|signing on|sign on\b|sold up|ceased trading|(?:firm|bakery|yard|kitchen|bar|club|farm|school|boss|employer)(?: [\w']+){0,2} (?:closed|shut|went under|folded|bust)|no (?:wage|wages|salary)\b|retrench\w*|struck off|stood (?:me|us) down"),
    ("separation", r"divorc\w+|separat\w+|(?:split|splitting|broke|break) ?up|left me|walked out|mov(?:ed|ing) out|my ex\b|ex[- ](?:husband|wife)|child support|custody|single (?:mum|mom|dad|mother|parent)|(?:husband|hubby|wife|partner|boyfriend|girlfriend|he|she) (?:left|just left|upped|ran off|took off)|on my own (?:now|with)|kids (?:on my own|by myself)|(?:he|she)'?s (?:left|gone off|walked)|two homes|(?:we'?ve|we|they) split|since (?:he|she) (?:left|went)|bringing up \w+ (?:kids|children|on my own)"),
    ("caring", r"car(?:e|ing) for|look(?:s|ing|ed)? after|take care of|taking care|carers?\b|caregiver|dementia|alzheimer\w*|special needs|(?:my|our) (?:mum|mom|dad|mother|father|nan|parents) to see to|see(?:ing)? to (?:him|her|them|mum|mom|dad|my \w+)|sit(?:ting)? with (?:him|her|my \w+)|gave up (?:work|my job) (?:to|for|because)|can'?t be left|needs? me (?:at home|there|here|all|day)|(?:mum|mom|dad|mother|father|nan|gran)[\w ]* moved in"),
    ("illness", r"hospital\w*|surger\w+|operation|cancer|chemo\w*|sick\w*|ill\b|illness|injur\w+|hurt\b|diagnos\w+|strokes?\b|heart attack|accident|medical|treatment|pregnan\w+|off work|sign(?:ed)? (?:me )?off|doctor|(?:broke|broken) (?:my|me|his|her|a) (?:leg|arm|back|hip|ankle|foot|wrist|hand)|my back\b|back (?:went|is out)|covid|disabilit\w+|on disability|physio|ssp|bed rest|dialysis|transplant|rehab|on the sick|laid up|poorly|unwell|(?:knee|hip|shoulder|leg|arm|neck|heart|lungs?|gall ?bladder)\b|had a fall|fell off|scan\b|tumou?r"),
    ("disaster", r"flood\w*|fires?\b|hurricane|storm|tornado|burst|earthquake|burn(?:ed|t) (?:down|out)|wildfire|cyclone|(?:water|river|creek|sea|rain|mud)(?: [\w']+){0,2} (?:came|come|got|gets|in|up|through)\b|roof (?:off|came|went|caved|blew)|drought|no rain|harvest|landslide|lightning|smoke"),
    ("bills", r"rent\b|bills?\b|prices?|electric\w*|gas\b|food\b|groceries|energy|mortgage|ends meet|afford|cost of living|heat(?:ing)?\b|childcare|daycare|expensive|meter|council tax|inflation|benefits?|paycheck to paycheck|hand to mouth|gone up|going up|keep the lights|credit cards?|loans?\b|fees\b|tuition|school uniforms?|petrol|fuel|deposit|nepa|dearer|double\w*"),
)  # fmt: skip
VULNERABILITY = _kinds(
    ("health", r"strokes?\b|deaf|blind|sighted|eyesight|sight\b|hearing|dementia|alzheimer\w*|autis\w*|adhd|cancer|dialysis|oxygen|heart|terminal\w*|parkinson\w*|epilep\w*|wheelchair|medication makes|painkillers|(?:\w+ty|\d\d)[- ](?:\w+ )?years old|brain injury|can'?t see|bp patient|sugar patient|kidney|disabled|ms\b|dying"),
    ("mental-health", r"depress\w*|anxi\w*|panic\w*|bipolar|mental\w*|ptsd|breakdown|in crisis|therap\w*|counsel\w*|psych\w*|section(?:ed)?\b|(?:open|opened) (?:the |my |a |any )?(?:post|mail|letters?)|unopened|nerves|head(?:'s| is| isn'?t)(?: \w+)? (?:not |all )?(?:right|good|over|mess)|antidepress\w*|schizo\w*|ocd\b|gambl\w*|addict\w*|alcohol\w*|drink problem|making me ill|can'?t (?:face|cope)|bed\b"),
    ("capability", r"read\b|reading|write\b|numbers|follow\b|dyslex\w*|learning (?:dis|dif)\w*|forms\b|understand\b|confus\w*|muddled|mixed up|concentrat\w*|memory|forget\w*|too fast|slow down|support worker|paperwork"),
    ("life-event", r"baby|newborn|prison|jail|abus\w*|refuge|violen\w*|care leaver|(?:hits?|hitting|beats?|beat) me|got(?:ten)? away from|controls? (?:all )?the money|widow\w*|divorc\w*|just left|came out of|got out of|homeless|evict\w*"),
)  # fmt: skip
DISPUTE = _kinds(
    ("insurance", r"insur\w+|medicaid|medicare|blue cross|workers'? comp\w*|nhs\b|cover(?:ed|age)?\b"),
    ("paid", r"(?:already|i|we|was|been|i'?ve|we'?ve|got|is|it'?s|that'?s|has) (?:\w+ )?(?:paid|settled|cleared)|paid (?:it|that|this|them|off|in|already|you|dat|the)|payed|taken care of|receipt|noc\b|loan is (?:already )?closed|nothing outstanding|settled (?:it|that|this|up|with)|cleared (?:it|that|this)|(?:balance|account) (?:was|is|at) (?:nil|zero)|\bnil\b|squared|you'?ve (?:already )?had (?:it|that|your)|came out of my (?:account|bank)|closure letter"),
    ("not-mine", r"not (?:mine|my|me)\b|(?:isn'?t|ain'?t|wasn'?t) (?:mine|my|me)\b|never (?:had|opened|heard|been to|bought|took|dealt|signed|ordered|seen|owned)|(?:don'?t|do not) (?:recogni[sz]e|know) (?:it|this|that|them|any|the|what)|wrong (?:person|account|man|woman)|some(?:one|body) else|my (?:\w+ )?(?:ex|son|sons|brother|father|husband|wife|daughter|mother)'?s?\b|same name|another (?:bloke|man|guy)|landlord|old tenant|lived? there|before i moved|never lived|after i left|moved out|hers\b|\bhis\b|never (?:borrowed|used|joined|applied|touched|lived|signed)|nothing to do with me|(?:it|that) wasn'?t me|not in my name|that'?s (?:his|hers|theirs)|never in my life|(?:two|three|several) of us"),
    ("service", r"damag\w*|missing|never (?:arrived|delivered|received|got|came|showed|worked|finished|fixed|did|turned up)|broken?\b|faulty|defect\w*|short\b|return\w*|sent (?:it|them) back|took it back|cancel\w*|leak\w*|fix(?:ed)?\b|shoddy|terrible work|refund\w*|didn'?t (?:work|arrive|come|get)|not delivered|quality|deduct\w*|fell apart|stopped working|the work|service (?:was|is)|half (?:the|of it|of the)|kept charging|closed and|wrong (?:size|colour|color|item|quantity)|put (?:it )?right|(?:sent|send|took|take|gave|handed|brought|shipped) (?:[\w']+ ){1,3}back\b|never (?:ran|happened|started|done|gave)|gave (?:\w+ )?notice|notice in\b|shut (?:down|up)|handed (?:in|over) the|free trial|crack\w*|wouldn'?t take it back|mould|damp"),
    ("amount", r"amount|figures?\b|balance|twice|double\w*|too (?:high|much)|overcharg\w*|price|not what|way (?:more|off|higher)|higher|more than|[$£]?\d[\d,.]* (?:not|and not|instead)|(?:was|it'?s|be) only|only owed|owe(?:d)? [$£]?\d|extra|fees|interest|added|should be|how much\?? no|(?:that'?s|that) (?:ain'?t|isn'?t|is not|not) right|the number|charged|billed|bill'?s wrong|total|never (?:that|more than|as much)|i make it|half that|that much|says [$£]?\d|count(?:ed)?\b|adds? up"),
)  # fmt: skip
_RELATIONS = {
    "spouse": "wife husband spouse partner hubby missus widow widower boyfriend girlfriend gf bf fiance fiancee",
    "child": "son daughter kid stepson stepdaughter",
    "sibling": "brother sister",
    "parent": "mother mom mum mam mummy mommy ma father dad daddy papa pop",
    "roommate": "roommate flatmate housemate room-mate",
    "neighbour": "neighbor neighbour",
    "colleague": "colleague coworker co-worker assistant secretary boss manager receptionist pa",
    "carer": "carer caregiver nurse support",
    "relative": "cousin aunt uncle niece nephew grandson granddaughter grandmother grandma nan gran granddad grandfather grandpa in-law relative",
    "other": "friend landlord tenant babysitter cleaner nanny",
}
_RELATION_OF = {word: name for name, words in _RELATIONS.items() for word in words.split()}
_INVERSE = {"parent": "child", "child": "parent"}
_WORDS = "|".join(sorted(_RELATION_OF, key=len, reverse=True))
_OWN = re.compile(rf"\b(?:his|her|their|the|a|an|{{name}}'s|[a-z]+'s) (?:\w+ )?({_WORDS})\b")
_MINE = re.compile(rf"\b(?:my|our|me) (?:\w+ )?({_WORDS})\b")
_BARE = re.compile(rf"^(?:hello |hi |no |yeah )*({_WORDS})('?s)\b|\b(?:it'?s|get|fetch) ({_WORDS})\b")
_OTHERWISE = (
    ("roommate", re.compile(r"\b(?:share (?:the|a) (?:flat|house|apartment)|rent a room|live together)\b")),
    ("colleague", re.compile(r"\b(?:work (?:with|for)|work together|in a meeting|reception)\b")),
    ("neighbour", re.compile(r"\bnext door\b")),
)


def first_kind(kinds: _Kinds, text: str) -> str | None:
    """The kind whose words stand first in a normalised text; None where no words tell."""
    best: tuple[int, int, str] | None = None
    for order, (name, pattern) in enumerate(kinds):
        found = pattern.search(text)
        if found and (best is None or (found.start(), order) < best[:2]):
            best = (found.start(), order, name)
    return best[2] if best else None


def find_channel(text: str) -> str | None:
    """By what somebody is to be reached, or not: "don't call me at the office" is about the phone at work."""
    found = first_kind(CHANNEL, text)
    if found in ("phone", "sms"):
        return next((name for name, pattern in _SOONER if pattern.search(text)), found)
    return found


def find_relation(text: str) -> str | None:
    """How the speaker is related to the debtor: 'his wife' is spouse, 'my mom is out' makes the speaker a child."""
    if found := _OWN.search(text):
        return _RELATION_OF[found[1]]
    if found := _MINE.search(text) or _BARE.search(text):
        name = _RELATION_OF[next(group for group in found.groups() if group in _RELATION_OF)]
        return _INVERSE.get(name, name)
    return next((name for name, pattern in _OTHERWISE if pattern.search(text)), None)

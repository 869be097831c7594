"""Names in an utterance: people, companies, creditors, lawyers, advisers; written with capitals or without.

Owns where a name begins and ends. Never decides what an act is.
"""

from __future__ import annotations

import re

_STOP = "be|there|in|available|please|here|about|around|home|at|from|with|on|or|and|for|today|speaking|calling|is|are|was|has|have|again|sir|ma'?am|mate|love|now|can|could|if|to|so|the|a|an|by|this|that|who|what|your|i|i'?m|we|you|it|it'?s|when|please\\?|yeah|yes|no|not|just|out|back|up|over|through|ringing|free|he|she|ok|okay|right|correct|off|uh|um|who'?s|whose|looking|trying|my|an|how|does|do|will|would|gets?|got|me|her|him|them|says|said|regarding|re|because|after|before|but|still|isn'?t|n|pls|hi|hello|thanks|cheers|am"
_WORD = rf"(?!(?:{_STOP})\b)[a-z][\w'’-]*"
_TITLE = r"(?:mr|mrs|ms|miss|dr|mister|agent|officer|attorney|advocate|sir|madam|inspector|deputy|detective|sergeant|barrister)\.? "
_NAME = rf"((?:{_TITLE}(?:[a-z]\.? ){{0,2}})?{_WORD}(?: {_WORD}){{0,2}})"
_FRAMES = {
    "identify-self": tuple(re.compile(pattern, re.I) for pattern in (
        rf"\b(?:my (?:good |full )?name(?:'s| is|s)|name'?s|the name(?:'s| is)|name is|i go by|i'?m called|call me|myself) {_NAME}",
        rf"(?<!\bam i )(?<!\bi'm )(?<!\bi am )(?<!\bhave i )\b(?:speaking|talking|through|spoke|spoken) (?:with|to) (?:me,? )?{_NAME}(?! about)",
        rf"\b(?:this is|this'd be|this here'?s|it'?s|it is) (?:uh |um |me,? )?{_NAME}(?=$|[,.!?]| (?:from|with|at|calling|here|speaking|again|on|over|ringing|and|uh|um|looking|trying|for)\b)",
        rf"\b(?:i'?m|i am) (?:uh |um )?{_NAME}(?=$|[,.!?]| (?:from|with|at|calling|here|and|i)\b)",
        rf"\b{_NAME} (?:here|speaking|calling|on the (?:phone|line))\b",
        rf"^(?:(?:good )?(?:hi|hello|hey|morning|afternoon|evening|day)(?: there| sir| ma'?am)?[, ]+)?{_NAME}(?=,? (?:from|with|at|over at)\b)",
        rf"\byou'?ve got {_NAME}",
        rf"^{_NAME}[.!]?$",
    )),
    "ask-for-person": tuple(re.compile(pattern, re.I) for pattern in (
        rf"\b(?:speak|talk|speaking|talking|chat|word|through|on|spoken)(?:ing)? (?:with|to) (?:a a |a |an |uh |um )?{_NAME}",
        rf"\b(?:is|would|might) (?:this|that|you) (?:be )?(?:uh |um |still )?{_NAME}",
        rf"\b(?:looking for|looking to (?:reach|speak to|speak with)|asking for|calling for|after|reach|get hold of|get ahold of|hoping to catch|get|put|do i have|have i got|are you|is it|need|want|catch|you) (?:a |uh |um )?{_NAME}",
        rf"\b(?:is|would|does|could) (?:uh |um )?{_NAME} (?:there|in|home|available|about|around|free|come|live|be)\b",
        rf"^(?:hi |hello |hey )?{_NAME}\?$",
        rf"\b(?:this|that) {_NAME}\?",
        rf"\bfor {_NAME}",
    )),
}  # fmt: skip
_CAPITALS = r"((?i:the )?[A-Z][\w&.'’-]*(?: (?:[A-Z][\w&.'’-]*|of|and|&(?= [A-Z])))*)"
_COMPANY = re.compile(rf"(?i:\b(?:from|for|with|at|on behalf of|work for|represent|reached|the offices of|over at|through to)) (?i:uh |um )?{_CAPITALS}")  # fmt: skip
_COMPANY_IS = re.compile(rf"(?i:\b(?:we are|we're|this is|it's|called|company is)) (?i:uh |um )?{_CAPITALS}")
_FIRM = r"(?:recover\w*(?: group| services)?|collections?|receivables|credit(?: services| management| solutions)?|financial(?: services)?|finance|group|hospital|telecom|mobile|supplies|energy|bank|utilities|associates|debt services|mercantile|partners|solutions|management|law office)"
_COMPANY_LOWER = re.compile(
    rf"\b(?:from|for|with|behalf of|at|this is|it'?s|we'?re|we are|reached|represent) (?:uh |um |the )?((?:(?!from|with|for|the|and i|calling|is|this|here)[a-z.&'-]+ ){{1,3}}{_FIRM})\b"
)
_COMPANY_FIRST = re.compile(
    r"^((?:[A-Z][\w&.'’-]*)(?: (?:[A-Z][\w&.'’-]*|of|and|&))*) (?=calling|on the line|collects)"
)
_CREDITOR = re.compile(
    r"\b(?:owed? (?:to )?|to |with |from |for |on |by |the |your |that )((?:[A-Z][\w&.'’-]*)(?: (?:[A-Z][\w&.'’-]*|of|and|&))*)(?<!\bI)"
)
_CREDITOR_FIRST = re.compile(
    r"(?:^|\b(?:[Ss]o|[Rr]ight|[Ww]ell|[Oo]k|[Oo]kay) )((?:[A-Z][\w&.'’-]*)(?: (?:[A-Z][\w&.'’-]*|of|and|&))*) (?=have|has|says?|placed|passed|assigned|is owed|are owed|sent|bill|account|tells)"
)
_CALLING = re.compile(r"\b(?:calling|ringing|phoning|(?:i'?m|it'?s|this is)(?: \w+){0,2}) (?:from|with|for)\b", re.I)
"""Who speaks names the company they call for before they name the creditor."""
_NOT_CREDITOR = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "I", "You", "We", "It", "The", "This", "So", "Right", "Your", "That", "There"}  # fmt: skip
_LAWYER = re.compile(
    r"\b((?:[A-Z][\w'’-]+ )+(?:and|&) [A-Z][\w'’-]+|(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+)(?:['’]s)?"
)
_LAWYER_LOWER = re.compile(
    r"(?:\b(?:call|contact|ring|try|speak to|talk to|through|reach) |^)((?!my|our|the|a|him|her|me|them|you)[a-z]+ [a-z]+)(?:'?s (?:office|firm)| at the law| is my (?:lawyer|attorney|solicitor))"
)
_ADVICE = re.compile(
    r"step ?change|national debt(?:line| helpline)|debtline|money ?helper|citizen'?s?'? advice(?: bureau)?|\bcab\b|pay ?plan|business debtline|\bnfcc\b|christians against poverty|\bcap\b|money advice(?: \w+)?|samaritans|mind\b(?! if| me| you| how| the| that| we)|legal aid|\b(?:988|211)\b|turn2us|shelter\b",
    re.I,
)
_ADVICE_NAMES = {"stepchange": "StepChange", "step change": "StepChange", "national debtline": "National Debtline", "moneyhelper": "MoneyHelper", "payplan": "PayPlan", "citizens advice": "Citizens Advice", "nfcc": "NFCC", "samaritans": "Samaritans", "cap": "CAP", "cab": "CAB"}  # fmt: skip
_KEEP = re.compile(r"^(?:not|just|also|about|sorry|really|very|being|going|important|regarding|harassment|calling|urgent|an?|the|my|your|our|trying|here|glad|happy|afraid|sure|only|still|getting|looking|someone|somebody|anyone|nothing|everything|fine|good|great|okay|late|too|all|no|yes|one|two|for|in|personal|private|confidential|recorded|for training|debt|collector|who|what|when|how|we|they|mum|mom|dad|home|busy|able|ready|listening|account|business|matter|number|person|mister|man|lady|gentleman|owner)\b", re.I)  # fmt: skip


_OPENING = re.compile(
    r"^(?:(?:uh|um|yeah|yes|ah|oh|right|ok|okay),? )*(?:(?:good )?(?:hi|hello|hey|hiya|morning|afternoon|evening|day)(?: there)?[,.! ]+)*"
    rf"(?P<said>(?:it'?s|it is|this is|i'?m|i am) (?:uh |um |me,? )?{_NAME}),?[.!]? (?:and |so |uh |um )*"
    rf"(?:is (?:that|this) {_NAME}|is {_NAME} (?:there|in|home|about|around|available|free)\b|(?:can|could|may|might) i (?:please )?(?:speak|talk|have a word)\b|am i (?:speaking|talking|through)\b)",
    re.I,
)


def find_opening(said: str) -> tuple[int, int] | None:
    """Where somebody says who they are in the same breath as whom they ask for: "hi it's Grace Long is Bill Marsh there"."""
    found = _OPENING.match(said)
    if found is None or _KEEP.match(found[2]) or _TRADE.search(found[2]):
        return None
    return found.span("said")


def find_person(act: str, said: str) -> str | None:
    """The name that `identify-self` or `ask-for-person` gives, as written or in capitals; titles stay."""
    for pattern in _FRAMES[act]:
        for found in pattern.finditer(said):
            name = found[1].strip(" .,'’-")
            if not name or _KEEP.match(name):
                continue
            return _capitals(name)
    return None


_TRADE = re.compile(
    rf"\b(?:{_FIRM}|accounts?|services?|agency|agents|resolve|holdings|capital|funding|legal|law|bureau|council|court|limited|ltd|inc|llc|plc|power|gas|electric|water"
    r"|clinic|dental|health|surgery|loans?|motors|auto|cards?|stores?|furniture|gym|cable|insurance|housing|university|college|county|office|department|team)\b",
    re.I,
)
_AT = re.compile(r"\b(?:from|with|at|for|behalf|represent)\b")
_FOR_SOMEBODY = re.compile(r"\b(?:calling|ringing|looking) for\b")


def is_person(said: str) -> bool:
    """Whether it is a first and a last name that is said to be speaking, and nothing of a firm: "this is Lee Park"."""
    name = find_person("identify-self", said)
    return name is not None and name.count(" ") == 1 and not _TRADE.search(name)


def names_place_of_work(said: str) -> bool:
    """Whether a word stands there after which a company may be named."""
    return _AT.search(_FOR_SOMEBODY.sub("", said)) is not None


def find_company(said: str) -> str | None:
    """The company that is named."""
    for found in (*_COMPANY.finditer(said), _COMPANY_FIRST.search(said)):
        if found and not re.fullmatch(r"(?:I|Mr|Mrs|Ms|Miss|Dr)\.?", found[1].split()[0]):
            return found[1].strip(" .,")
    for found in _COMPANY_IS.finditer(said):
        if len(found[1].split()) > 1 and re.search(_FIRM, found[1], re.I):
            return found[1].strip(" .,")
    lower = _COMPANY_LOWER.search(said.lower())
    return _capitals(lower[1]) if lower else None


def find_creditor(said: str) -> str | None:
    """Whom the money is owed to, where it is written with capitals or is 'the hospital', 'the bank'."""
    company = find_company(said) if _CALLING.search(said) else None
    for found in (_CREDITOR_FIRST.search(said), *_CREDITOR.finditer(said)):
        if found and found[1].split()[0] not in _NOT_CREDITOR and found[1].strip(" .,") != company:
            return found[1].strip(" .,").removesuffix("'s")
    return None


def find_lawyer(said: str) -> str | None:
    """The attorney or firm that is named."""
    for found in _LAWYER.finditer(said):
        if found[1].split()[0] not in ("Talk", "Speak", "Call", "Contact", "You", "My", "I", "Legal"):
            return found[1].strip(" .,")
        shorter = found[1].split(" ", 1)[1]
        if shorter[:1].isupper() and " " in shorter:
            return shorter
    lower = _LAWYER_LOWER.search(said.lower())
    return lower[1].title() if lower else None


def find_adviser(said: str) -> str | None:
    """The advice service that is named, in its own spelling."""
    found = _ADVICE.search(said)
    return (
        _ADVICE_NAMES.get(found[0].lower(), found[0] if not found[0].islower() else found[0].title()) if found else None
    )


def _capitals(name: str) -> str:
    return name.title().replace("'S", "'s") if name.islower() else name

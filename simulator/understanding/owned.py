"""Numbers that have another owner than money: clocks, cards, addresses, ages, counts of things, idioms.

Owns the patterns of those owners. Never finds money or dates.
"""

from __future__ import annotations

import re

_THINGS = "days?|weeks?|wks?|hours?|hrs?|minutes?|mins?|seconds?|times|calls?|letters?|kids|children|people|jobs|years?|yrs?|cars?|shifts?|visits?|boxes|pallets|units|invoices|cards|loans|debts|accounts|emails|texts|of us|of you|options?|ways|things|questions?|pieces|details|chances|others?|ticks?|secs?|mates?|more (?:days|weeks|calls|minutes|times)|digits?|numbers?|am\\b|a\\.m|p\\.m|o'?clock|in the (?:morning|afternoon|evening)|at night|miles?|points?|grams|year[- ]olds?|moment|hundred times|months? (?:behind|late|ago)"
_OWNERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:\d[ -]?){12,18}\d",  # a card
        r"\+?\(?\d{3,5}[) .-]{1,2}\d{3,4}(?:[ .-]\d{2,4})*|\b\d{7,}\b|\+\d[\d ]{8,}",  # a phone or an account
        r"\b[a-z]{1,2}\d{1,2}[a-z]? ?\d[a-z]{2}\b",  # a British postcode
        r"\b(?:ending(?: in| with)?|ends? (?:in|with)|last (?:four|4)(?: digits)?(?: (?:is|are|of (?:your|my|the) (?:social|card|ssn)(?: (?:is|are))?|i have is))?|zip(?: code)?|post ?code|social|ssn|pin|cvv|cvc|code|case|docket|reference|ref|confirmation(?: number)?|conf|invoice|order|po|extension|ext|room|apartment|apt|flat|unit|suite|chapter|ch|section|badge|employee|id|number|no\.|account|acct|press|option|row|page|line|version|route|highway|bus)(?: (?:is|was|are|number|no\.?|code|:|#))?[ :#]*[\d,. -]*\d+",
        r"#\s?\d+",
        r"(?:\b(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|double|triple)\b[ ,-]*){5,}",  # read out digit by digit
        r"\bi'?m (?:only |just |still )?(?:9|1[0-7]|[a-z]+teen|nine|ten|eleven|twelve)\b(?! ?(?:dollars|pounds|quid|bucks|k\b|grand|%))",
        r"\b(?:at|by|after|before|until|till|til|around|from|between|past|about|for) \d{1,2}(?::\d{2})? ?(?:am|pm|a\.m|p\.m|o'?clock|in the|tonight|tomorrow|this evening)\b",
        r"\b\d{1,2}(?::\d{2}) ?(?:am|pm)?\b|\b\d{1,2} ?(?:am|pm)\b|\b(?:half|quarter) (?:past|to) [a-z\d]+|\bhalf (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
        r"\b(?:after|before|till|until|past) (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?! ?(?:dollars|pounds|quid|bucks|hundred|thousand|%|percent))(?=$|[ ,.?!]+(?:$|only|please|is|works|in|from|on|or|and|sir|that|then|if|i|we|no|today|tomorrow))",
        r"\b\d{1,5}[a-z]? (?:(?!(?:and|or|to|then|we|you|i|it|the) )[a-z]+ ){0,2}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|way|close|terrace|place|boulevard|blvd|crescent|gardens|grove|row|hill|house)\b",
        r"\b(?:live|living|lives|stay|staying|still|you|are) (?:at|on) \d{1,5}[a-z]? [a-z]+",
        r"\b(?:i'?m|i am|he'?s|she'?s|is|was|aged?|only|just turned|turned) (?:only |just )?(?:\d{1,2}|[a-z]+teen|[a-z]+ty(?:[ -][a-z]+)?|nine|ten|eleven|twelve)(?: (?:years|yrs?)(?: old)?| when\b|,? and\b(?= (?:i (?:get|can)|my m)))",
        r"\b(?:in|since|from|back in|of|year|born(?: in)?|until|till|before|by) (?:19|20)\d\d\b|\b(?:19|20)\d\d\b(?=\s*$|[.,?!])(?<!\d\d\d\d\d)",
        r"\b(?:19[4-9]\d|20[0-2]\d)\b(?= (?:it|and|when|i|we|was)\b)",
        r"\b24/7\b|\b24 7\b|\b9 to 5\b|\bnine to five\b|\b(?:50|fifty)[/-](?:50|fifty)\b|\b50 50\b|\bone (?:of|by one|more|thing|sec|second|moment|minute|time|way|last|other|day|another)\b|\bno one\b|\b(?:this|that|which|the|each|every|another|other|last|first|next|any|a|good|same|right|wrong) one\b|\bat once\b|\bon a scale\b.*",
        rf"\b\d[\d,.]*[ -]?(?:{_THINGS})\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred)[ -](?:more |other |business |working |calendar |different |separate )?(?:{_THINGS})\b",
        r"\b(?:one|two|three|four|five|six|\d)[- ](?:bed|bedroom|year|day|week|month|man|person|time|way|part)\b(?!ly)",
        r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{2}-\d{2}-\d{2}\b",
        r"\b\d+(?:st|nd|rd|th)\b",
        r"\bfor (?:the )?(?:next |last |past )?(?:\d+|two|three|ten) ?(?:days|weeks|years)\b",
        r"\b(?:fdcpa|reg|form|section|usc|cfr|act|article) [a-z]? ?\d+",
    )
)


def find_owned(text: str) -> list[tuple[int, int]]:
    """Where numbers stand that are no money, in a normalised text."""
    if not any(char.isdigit() for char in text) and len(text) < 8:
        return []
    return [match.span() for pattern in _OWNERS for match in pattern.finditer(text)]


def is_owned(start: int, end: int, owned: list[tuple[int, int]]) -> bool:
    """Whether a number at this place has another owner."""
    return any(begin < end and start < finish for begin, finish in owned)

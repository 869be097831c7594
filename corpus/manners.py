"""Manners of saying the same: tidy, hurried, mistyped, chatted, transcribed; ways to begin and to address.

Owns what changes how words look and never what they do. Carriers stand before or after and carry no act.
"""

from __future__ import annotations

import re
from random import Random

from corpus.filling import in_words

AGENT_STARTS = ["so", "ok so", "okay", "well", "alright", "right", "look", "listen", "um", "uh", "now", "i mean", "honestly", "actually", "and", "oh", "ok", "right so", "sir", "ma'am", "you know", "yeah", "yeah so", "no", "hm", "to be fair", "basically", "see", "so look", "like i said"]  # fmt: skip
DEBTOR_STARTS = ["well", "look", "um", "uh", "yeah", "no", "oh", "listen", "i mean", "honestly", "ok", "so", "right", "hey", "like i said", "er", "you know", "mate", "look love", "ah", "sorry", "well no", "yeah no", "see", "to be honest", "tbh", "sir", "please"]  # fmt: skip
ENDS = ["please", "sir", "ma'am", "mate", "love", "then", "ok", "you know", "honestly", "right", "man", "madam", "now", "hun", "though", "i guess", "if that's ok", "like", "innit", "eh", "abeg", "o", "na", "boss", "dear", "y'all", "bro", "for sure", "you see"]  # fmt: skip
_CHAT = {"you": "u", "your": "ur", "you're": "ur", "are": "r", "please": "pls", "thanks": "thx", "to": "2", "for": "4", "because": "cuz", "be": "b", "and": "n", "with": "w", "before": "b4", "tomorrow": "2moro", "people": "ppl", "going to": "gonna", "want to": "wanna", "have to": "gotta", "what": "wat", "about": "bout", "tonight": "2nite", "later": "l8r", "see": "c", "why": "y", "okay": "k", "through": "thru", "message": "msg", "month": "mth", "week": "wk", "payment": "pymt", "account": "acct", "don't know": "dunno", "let me": "lemme", "give me": "gimme", "the": "da", "this": "dis", "that": "dat"}  # fmt: skip
_SOUNDS = {"have": "of", "their": "there", "you're": "your", "your": "you're", "too": "to", "it's": "its", "there": "their", "than": "then", "know": "no", "write": "right", "by": "buy", "hear": "here", "check": "cheque", "we're": "were", "our": "are", "whole": "hole", "court": "caught", "due": "do"}  # fmt: skip
_NEAR = {"a": "sq", "e": "wr", "i": "uo", "o": "ip", "t": "ry", "n": "bm", "s": "ad", "r": "et", "l": "k", "h": "gj", "d": "sf", "u": "yi", "m": "n", "c": "xv", "y": "tu", "p": "o", "g": "fh", "w": "qe", "b": "vn"}  # fmt: skip
_BRITISH = {"check": "cheque", "apologize": "apologise", "recognize": "recognise", "installments": "instalments", "mom": "mum", "neighbors": "neighbours", "authorized": "authorised", "authorize": "authorise"}  # fmt: skip
_KEPT = re.compile(r"\d|[@$£€]")


def tidy(text: str, r: Random) -> str:
    """As a careful writer: a capital, `I`, an end mark."""
    text = re.sub(r"\bi\b(?=[' ]|$)", "I", text)
    text = text[:1].upper() + text[1:]
    if text[-1:].isalnum():
        asks = re.match(
            r"(?i)(?:can|could|would|will|do|does|did|is|are|am|was|may|might|have|has|shall|should|what|when|where|who|why|how|which)\b",
            text,
        )
        text += "?" if asks and r.random() < 0.9 else r.choice([".", ".", ".", "!"])
    return text


def hurry(text: str, r: Random) -> str:
    """As typed in a hurry: lower case, apostrophes and end marks dropped."""
    text = text.lower().rstrip(".!")
    if r.random() < 0.6:
        text = text.replace("'", "")
    if r.random() < 0.5:
        text = re.sub(r"[,;]", "", text)
    if r.random() < 0.4:
        text = text.replace("?", "")
    return text


def mistype(text: str, r: Random) -> str:
    """One to three slips of the fingers in words without digits."""
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if len(word) > 3 and not _KEPT.search(word)]
    for place in r.sample(places, min(len(places), r.choice([1, 1, 1, 2, 2, 3]))):
        word = words[place]
        spot = r.randrange(len(word) - 1)
        kind = r.random()
        if kind < 0.3:
            word = word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :]
        elif kind < 0.6:
            word = word[:spot] + word[spot + 1 :]
        elif kind < 0.8:
            word = word[:spot] + word[spot] + word[spot:]
        else:
            word = word[:spot] + r.choice(_NEAR.get(word[spot].lower(), word[spot])) + word[spot + 1 :]
        words[place] = word
    return " ".join(words)


def chat(text: str, r: Random) -> str:
    """As thumbs write: u, ur, 2, pls; now and then a face."""
    text = hurry(text, r)
    for long, short in _CHAT.items():
        if r.random() < 0.6:
            text = re.sub(rf"\b{re.escape(long)}\b", short, text)
    return text + r.choice(["", "", "", "", " lol", " 🙏", " 😊", " 😡", "!!", "??", " x", " tho"])


def transcribe(text: str, r: Random) -> str:
    """As a transcriber's machine writes speech: numbers in words, fillers, false starts, sound-alikes, no marks."""
    text = re.sub(
        r"(?<![\d.,$£€:/@-])\b(\d{1,3})\b(?![\d.,:/@-])",
        lambda match: in_words(int(match[1])) if r.random() < 0.7 else match[0],
        text.lower(),
    )
    text = re.sub(r"[?!;\"]|(?<!\d),|,(?!\d)|\.(?!\d|\w)", "", text)
    words = text.split()
    out: list[str] = []
    for place, word in enumerate(words):
        if r.random() < 0.05:
            out.append(r.choice(["uh", "um", "er", "you know", "like"]))
        if r.random() < 0.04 and len(word) > 3 and word.isalpha():
            out.append(r.choice([word, word[:2], word[:3]]))
        if word in _SOUNDS and r.random() < 0.12:
            word = _SOUNDS[word]
        if r.random() < 0.012 and place > 1 and len(words) > 5:
            continue
        out.append(word)
    if r.random() < 0.06:
        out.insert(r.randrange(len(out) + 1), r.choice(["[overlapping]", "[inaudible]", "[crosstalk]", "[pause]"]))
    return " ".join(out)


def curl(text: str, r: Random) -> str:
    """Curly quotes, dashes and dots as word processors make them."""
    return tidy(text, r).replace("'", "’").replace(", ", r.choice([", ", " — ", "… "]))


def cross_sea(text: str, _: Random) -> str:
    """British spellings."""
    for american, british in _BRITISH.items():
        text = re.sub(rf"\b{american}\b", british, text)
    return text


def address(text: str, speaker: str, r: Random) -> str:
    """A carrier before or after, in one utterance of three."""
    chance = r.random()
    if chance < 0.2:
        start = r.choice(AGENT_STARTS if speaker == "agent" else DEBTOR_STARTS)
        text = f"{start}{r.choice([' ', ' ', ', '])}{text}"
    elif chance < 0.3:
        text = f"{text.rstrip('.?!')}{r.choice([' ', ' ', ', '])}{r.choice(ENDS)}"
    return text


MANNERS = {"tidy": tidy, "hurried": hurry, "mistyped": mistype, "chat": chat, "transcribed": transcribe, "curly": curl}
_WEIGHTS = {"tidy": 30, "hurried": 28, "mistyped": 14, "chat": 10, "transcribed": 14, "curly": 4}


def choose_manner(r: Random) -> str:
    """One manner, by how often a trainer would meet it."""
    return r.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]


def put_on(text: str, manner: str, r: Random) -> str:
    """The text in a manner; a mistyped one is hurried or tidy first."""
    if r.random() < 0.35:
        text = cross_sea(text, r)
    if manner == "mistyped":
        text = (hurry if r.random() < 0.7 else tidy)(text, r)
    return MANNERS[manner](text, r)

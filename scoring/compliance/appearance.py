"""Predicates on how a contact looks before a word of it is heard: the envelope, the letterhead, the number that shows.

Owns what each makes people believe; what they are called stands with the record (`scoring/transcript.py`). Words are `written.py`'s and the acts'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.compliance.written import Note
from scoring.transcript import Transcript

if TYPE_CHECKING:
    from scoring.compliance.case import Case


def tell_tale_envelope(transcript: Transcript, case: Case) -> list[Note]:
    """A postcard, or an envelope that shows what is inside (15 U.S.C. 1692f(7)-(8))."""
    envelope = transcript.contact.envelope
    if envelope in (None, "plain"):
        return []
    return _on_first(
        transcript,
        "It went as a postcard." if envelope == "postcard" else "The envelope shows that it is about a debt.",
    )


def court_letterhead(transcript: Transcript, case: Case) -> list[Note]:
    """A letter made up to look like one of a court or an office (15 U.S.C. 1692e(9), (13); CONC 7.11.3R)."""
    looks = transcript.contact.letterhead == "court"
    return _on_first(transcript, "The letter is made up to look as if a court had sent it.") if looks else []


def law_office_letterhead(transcript: Transcript, case: Case) -> list[Note]:
    """A letterhead by which a lawyer seems to have looked at the case (15 U.S.C. 1692e(3))."""
    looks = transcript.contact.letterhead == "law-office"
    return _on_first(transcript, "The letterhead says that a lawyer has looked at this; none has.") if looks else []


def borrowed_number(transcript: Transcript, case: Case) -> list[Note]:
    """The number that shows is not the firm's: a neighbour's, or one made up to seem local (15 U.S.C. 1692e(10))."""
    shows = transcript.contact.caller_id == "borrowed" and transcript.direction != "inbound"
    return _on_first(transcript, "The number that they saw is not one of the firm's.") if shows else []


def _on_first(transcript: Transcript, because: str) -> list[Note]:
    agent = transcript.agent_turns()
    return [Note(agent[0].index, (0, len(agent[0].text)), because)] if agent else []

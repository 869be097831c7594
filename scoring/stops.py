"""Stops: when ending the collecting is right, and whether that was done.

Owns which of the other side's words make a stop right, what honours it, and what goes on past it. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoring.compliance.written import TELLS
from scoring.transcript import Transcript

STOPS = {
    "attorney": "attorney", "dispute": "dispute", "bankruptcy": "bankruptcy", "cease-request": "cease",
    "breathing-space": "breathing-space", "deceased": "deceased", "minor": "minor", "self-harm": "self-harm",
    "identity-theft": "identity-theft", "deny-identity": "wrong-party", "speak-as-third-party": "third-party",
    "debt-adviser": "debt-adviser", "military": "military", "inconvenient": "inconvenient", "at-work": "at-work",
    "voicemail-greeting": "voicemail",
}  # fmt: skip
"""Debtor acts after which stopping is right."""
GOODBYE_DOES = frozenset(["third-party", "wrong-party", "minor", "inconvenient", "at-work"])
"""Statuses for which ending the call is all there is to do; after any other something has to be asked, noted or offered."""
COLLECTS = frozenset(
    [
        "ask-full-payment",
        "offer-settlement",
        "offer-plan",
        "ask-down-payment",
        "ask-any-payment",
        "ask-ability",
        "ask-commitment",
        "ask-authorisation",
    ]
)
HONOURS = frozenset(
    [
        "ask-attorney",
        "ask-bankruptcy-details",
        "ask-estate-contact",
        "acknowledge-dispute",
        "pause-collection",
        "honour-cease",
        "leave-callback",
        "offer-callback",
        "offer-validation",
        "ask-dispute-details",
        "state-purpose-neutral",
        "ask-contact-preference",
        "close-call",
        "ask-wellbeing",
        "transfer",
        "offer-support",
        "signpost-advice",
        "honour-contact-preference",
    ]
)
_TELLS_DEBT = ("state-debt", "ask-third-party-to-pay", "disclose-collector", "mini-miranda")
_WEAK = ("third-party", "wrong-party", "inconvenient", "at-work", "voicemail")
"""Statuses that a stronger one replaces."""


@dataclass(frozen=True)
class Stop:
    """A stop that was right and honoured."""

    turn: int
    """Where it was honoured."""
    status: str
    """What made it right."""
    firm: bool
    """Whether something was done about it, where a goodbye does not do."""


def right_stop(transcript: Transcript) -> Stop | None:
    """A stop that was right and honoured: no collecting after it came up, and something done about it."""
    status: str | None = None
    honoured: int | None = None
    acted = False
    pressed = 0
    for turn in transcript.turns:
        if turn.speaker != "agent":
            named = next((STOPS[heard.act] for heard in turn.acts if heard.act in STOPS), None)
            if named is None and transcript.account.limitation_expired and turn.has("claim-time-barred"):
                named = "time-barred"
            if turn.speaker == "third-party" and named is None and status is None:
                named = "third-party"
            if named and (status is None or named not in _WEAK):
                status = named if status is None or status in _WEAK else status
        elif status is not None:
            if turn.has(*COLLECTS):
                pressed += 1
            if turn.has(*HONOURS) or (
                status == "time-barred" and turn.has("deny-threat", "explain-rights", "offer-choice")
            ):
                honoured = turn.index if honoured is None else honoured
            acted = acted or turn.has(*(HONOURS - {"close-call"})) or (status == "time-barred" and honoured is not None)
    if status == "voicemail" and not transcript.agent_turns():
        honoured = 0  # leaving no message is lawful too
    # A firm's invoice is no secret of one clerk.
    private = transcript.regime is None or transcript.regime.collector != "b2b"
    told_third = private and (
        (status in ("third-party", "wrong-party", "voicemail") and _told_debt(transcript))
        or (status in ("minor", "deceased") and _told_somebody_else(transcript, status))
    )
    told_third = told_third or (
        status == "voicemail" and any(TELLS.search(turn.text) for turn in transcript.agent_turns())
    )
    if status is None or honoured is None or pressed or told_third or _brushed_off(transcript):
        return None
    return Stop(honoured, status, acted or status in GOODBYE_DOES)


ANY_STOP = frozenset(STOPS.values()) - {*_WEAK}
"""Statuses that change what may be asked for."""
NOTHING_MORE = frozenset(
    ["attorney", "bankruptcy", "cease", "breathing-space", "deceased", "minor", "self-harm", "identity-theft"]
)
"""Statuses after which no terms at all may be asked for; others (a dispute, an adviser, service) may be settled and terms follow."""


def pressed_past_stop(transcript: Transcript, among: frozenset[str]) -> bool:
    """Whether the agent went on collecting after something came up that only a stop answers, `among` these statuses."""
    stopped = False
    for turn in transcript.turns:
        if turn.speaker != "agent":
            stopped = stopped or any(STOPS.get(heard.act) in among for heard in turn.acts)
        elif stopped and turn.has(*COLLECTS):
            return True
    return False


def _brushed_off(transcript: Transcript) -> bool:
    return any(turn.has("refuse-dispute", "refuse-cease") for turn in transcript.agent_turns())


def _told_somebody_else(transcript: Transcript, status: str) -> bool:
    """The debt was told to a third party who then turned out to be a child, or one of the family of somebody who has died."""
    somebody_else = known = False
    for turn in transcript.turns:
        if turn.speaker != "agent":
            somebody_else = somebody_else or turn.speaker == "third-party"
            known = known or (status == "deceased" and turn.has("deceased"))
        elif somebody_else and not known and turn.has(*_TELLS_DEBT):
            return True
    return False


def _told_debt(transcript: Transcript) -> bool:
    return any(turn.has(*_TELLS_DEBT) for turn in transcript.agent_turns())

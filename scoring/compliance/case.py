"""The facts of a case as they stand before each turn: what the file says, and what the talk has brought up.

Owns which act makes which fact true. Facts the record does not give are unknown, never false. Never judges.
"""

from __future__ import annotations

import re

from scoring.transcript import HeardAct, Regime, Transcript, Turn

FILE_FACTS = {
    "fees-authorised": "account.fees_authorised",
    "limitation-expired": "account.limitation_expired",
    "judgment": "account.judgment",
    "legal-intended": "account.legal_action_intended",
    "reported": "account.reported_to_bureaus",
    "secured": "account.secured",
    "first-communication": "first_communication",
    "third-party": "party_on_line",
}
"""Facts that only the record can give, with the field that gives them."""
TALK_FACTS = (
    "verified", "asked-verify", "debt-told", "dispute", "dispute-written", "attorney", "bankruptcy", "cease", "cease-written",
    "opt-out", "at-work", "inconvenient", "hardship", "vulnerability", "self-harm", "deceased", "minor", "military",
    "breathing-space", "debt-adviser", "time-barred", "identity-theft", "mini-miranda", "collector-told", "identified",
    "company", "recording", "rights", "signposted", "forborne", "supported", "asked-who", "since-told", "agent-turns",
    "us", "uk", "outbound", "voicemail", "agreed", "refused-recording", "terms-read", "spouse", "work-prohibited", "location",
)  # fmt: skip
"""Facts that the talk (or the file) makes true."""
_BY_DEBTOR = {
    "dispute": "dispute", "attorney": "attorney", "bankruptcy": "bankruptcy", "cease-request": "cease",
    "opt-out": "opt-out", "at-work": "at-work", "inconvenient": "inconvenient", "hardship": "hardship",
    "vulnerability": "vulnerability", "self-harm": "self-harm", "deceased": "deceased", "minor": "minor",
    "military": "military", "breathing-space": "breathing-space", "debt-adviser": "debt-adviser",
    "claim-time-barred": "time-barred", "identity-theft": "identity-theft", "ask-who-calling": "asked-who",
    "refuse-recording": "refused-recording",
}  # fmt: skip
_BY_AGENT = {
    "verify-identity": "asked-verify", "mini-miranda": "mini-miranda", "disclose-collector": "collector-told",
    "identify-self": "identified", "identify-company": "company", "disclose-recording": "recording",
    "explain-rights": "rights", "offer-validation": "rights", "signpost-advice": "signposted",
    "offer-deferral": "forborne", "offer-plan": "forborne", "pause-collection": "forborne", "accept-offer": "forborne",
    "offer-settlement": "forborne", "ask-ability": "forborne", "offer-fee-waiver": "forborne",
    "offer-support": "supported", "ask-wellbeing": "supported", "honour-contact-preference": "supported",
    "ask-authorisation": "terms-read", "ask-location": "location",
}  # fmt: skip
TELLS_DEBT = frozenset(
    [
        "state-debt",
        "mini-miranda",
        "disclose-collector",
        "ask-full-payment",
        "offer-settlement",
        "offer-plan",
        "ask-down-payment",
        "ask-any-payment",
    ]
)
"""Acts by which the hearer learns that a debt exists."""
_DIGIT = re.compile(r"\d")


class Case:
    """The facts of one call, updated turn by turn. Values are 1, 0, or None for unknown."""

    def __init__(self, transcript: Transcript, regime: Regime) -> None:
        account, status = transcript.account, transcript.status
        self.regime = regime
        self.transcript = transcript
        self.facts: dict[str, int | None] = dict.fromkeys(TALK_FACTS, 0)
        party = transcript.party_on_line
        self.facts.update(
            {
                "fees-authorised": _tri(account.fees_authorised),
                "limitation-expired": _tri(account.limitation_expired),
                "judgment": _tri(account.judgment),
                "legal-intended": _tri(account.legal_action_intended),
                "reported": _tri(account.reported_to_bureaus),
                "secured": _tri(account.secured),
                "first-communication": _tri(transcript.first_communication),
                "third-party": None
                if party is None
                else int(party in ("third-party", "third_party", "unknown-third-party")),
                "spouse": int(party in ("spouse", "parent", "guardian", "executor")),
                "dispute-written": int(status.dispute in ("written", "written-late", "written_in_validation_window")),
                "dispute": int(status.dispute not in (None, "none", "verified")),
                "attorney": int(bool(status.attorney)),
                "bankruptcy": int(bool(status.bankruptcy)),
                "cease-written": int(status.cease == "written"),
                "cease": int(status.cease not in (None, "none")),
                "deceased": int(bool(status.deceased)),
                "breathing-space": int(bool(status.breathing_space)),
                "work-prohibited": int(bool(status.work_prohibited)),
                "us": int(regime.jurisdiction.startswith("us")),
                "uk": int(regime.jurisdiction.startswith("uk")),
                "outbound": int(transcript.direction == "outbound"),
                "voicemail": int(transcript.channel == "voicemail"),
            }
        )
        self._asked = False

    def during(self, earlier: list[HeardAct]) -> dict[str, int | None]:
        """Facts as they stand inside an agent's turn, after `earlier` acts of that turn."""
        if not earlier:
            return self.facts
        facts = dict(self.facts)
        for heard in earlier:
            self._by_agent(heard, facts)
        return facts

    def close(self, turn: Turn) -> None:
        """Take a whole turn in, once it has been judged."""
        if turn.speaker == "agent":
            if self.facts["debt-told"]:
                self.facts["since-told"] = (self.facts["since-told"] or 0) + 1
            self.facts["agent-turns"] = (self.facts["agent-turns"] or 0) + 1
            for heard in turn.acts:
                self._by_agent(heard, self.facts)
            self._asked = turn.has("verify-identity", "read-out-identity") or (self._asked and not turn.acts)
            return
        for heard in turn.acts:
            flag = _BY_DEBTOR.get(heard.act)
            if flag:
                self.facts[flag] = 1
            if heard.act == "speak-as-third-party":
                relation = heard.slots.get("relation")
                self.facts["spouse" if relation == "spouse" else "third-party"] = 1
            if heard.act == "accept":
                self.facts["agreed"] = 1
        if turn.speaker == "third-party" and not self.facts["spouse"]:
            self.facts["third-party"] = 1
        if turn.speaker == "voicemail":
            self.facts["voicemail"] = 1
        gave = turn.has("give-identity-detail") or (
            bool(_DIGIT.search(turn.text)) and not turn.has("refuse-identity-detail")
        )
        if self._asked and (gave or self.transcript.channel != "phone"):
            self.facts["verified"] = 1
        if turn.acts and not gave and not turn.has("ask-who-calling", "ask-repeat", "affirm"):
            self._asked = False

    def _by_agent(self, heard: HeardAct, facts: dict[str, int | None]) -> None:
        flag = _BY_AGENT.get(heard.act)
        if flag:
            facts[flag] = 1
        if heard.act in TELLS_DEBT:
            facts["debt-told"] = 1
        if heard.act == "mini-miranda":
            facts["collector-told"] = 1


def _tri(value: bool | None) -> int | None:
    return None if value is None else int(value)

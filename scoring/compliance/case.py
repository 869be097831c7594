"""The facts of a case as they stand before each act: what the file says, and what the talk has brought up.

Owns the state of these facts turn by turn, and the words that brought one up; the tables are in `facts.py`. Facts the record does not give
are unknown, never false. Never judges; the sentences about facts are in `because.py`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from scoring.compliance.facts import (
    BY_AGENT,
    BY_DEBTOR,
    CONSUMERS,
    FILE_FACTS,
    OTHERS,
    TALK_FACTS,
    TELLS_DEBT,
    WRITTEN,
)
from scoring.transcript import HeardAct, Regime, Transcript, Turn

_DIGIT = re.compile(r"\d")


class Case:
    """The facts of one call, updated turn by turn. Values are 1, 0, a count, or None for unknown."""

    def __init__(self, transcript: Transcript, regime: Regime) -> None:
        account, status, contact = transcript.account, transcript.status, transcript.contact
        self.regime = regime
        self.transcript = transcript
        party = transcript.party_on_line
        self.facts: dict[str, int | None] = dict.fromkeys(TALK_FACTS, 0)
        self.facts.update(dict.fromkeys(FILE_FACTS))
        told = {
            "fees-authorised": account.fees_authorised, "limitation-expired": account.limitation_expired,
            "judgment": account.judgment, "legal-intended": account.legal_action_intended,
            "reported": account.reported_to_bureaus, "secured": account.secured,
            "in-validation-window": account.in_validation_window,
            "reported-before-contact": account.reported_before_contact,
            "first-communication": transcript.first_communication,
            "third-party": None if party is None else party in OTHERS,
            "work-address": contact.work_address, "used-by-them": contact.used_by_them, "public": contact.public,
            "automated": contact.automated, "automated-consent": contact.automated_consent,
            "shared-line": contact.shared_line,
        }  # fmt: skip
        self.facts.update({name: None if value is None else int(value) for name, value in told.items()})
        known = {
            "spouse": party in CONSUMERS,
            "dispute-written": status.dispute in ("written", "written-in-validation-window", "written_in_validation_window"),
            "dispute": status.dispute not in (None, "none", "verified"),
            "attorney": yes(status.attorney),
            "bankruptcy": yes(status.bankruptcy),
            "cease-written": status.cease in ("written", "written_cease", "written_refusal"),
            "cease": status.cease not in (None, "none"),
            "deceased": bool(status.deceased), "breathing-space": bool(status.breathing_space),
            "work-prohibited": bool(status.work_prohibited), "military": bool(status.military),
            "minor": bool(status.minor), "identity-theft": bool(status.identity_theft),
            "debt-adviser": bool(status.debt_adviser),
            "opt-out": transcript.channel in status.opted_out or "all" in status.opted_out,
            "us": regime.jurisdiction.startswith("us"), "uk": regime.jurisdiction.startswith("uk"),
            "outbound": transcript.direction == "outbound", transcript.channel: True,
        }  # fmt: skip
        self.facts.update({name: int(value) for name, value in known.items()})
        self.since: dict[str, tuple[int, str]] = {}
        """The turn and the words that made a fact true in this call."""
        self._asked = False
        self._plan = False
        """Whether instalments are what was proposed last, by either side."""

    def before_each(self, turn: Turn) -> list[dict[str, int | None]]:
        """Facts as they stand before each act of an agent's turn; inside a turn the order of words counts."""
        now = self.facts
        stages = []
        for heard in turn.acts:
            stages.append(now)
            if heard.act in BY_AGENT or heard.act in TELLS_DEBT:
                now = dict(now)
                self._by_agent(heard, now)
        stages.append(now)
        return stages

    def close(self, turn: Turn) -> None:
        """Take a whole turn in, once it has been judged."""
        before = dict(self.facts)
        if turn.speaker == "agent":
            self._close_agent(turn)
        else:
            self._close_other(turn)
        for name, value in self.facts.items():
            if value and not before.get(name):
                self.since[name] = (turn.index, turn.text)

    def _close_agent(self, turn: Turn) -> None:
        if self.facts["debt-told"]:
            self.facts["since-told"] = (self.facts["since-told"] or 0) + 1
        self.facts["agent-turns"] = (self.facts["agent-turns"] or 0) + 1
        for heard in turn.acts:
            self._by_agent(heard, self.facts)
        if self._plan and turn.has("accept-offer"):
            self.facts["plan-agreed"] = 1
        self._plan = turn.has("offer-plan") or (self._plan and not turn.has("offer-settlement", "reject-offer"))
        self._asked = turn.has("verify-identity", "read-out-identity") or (self._asked and not turn.acts)

    def _close_other(self, turn: Turn) -> None:
        facts = self.facts
        for heard in turn.acts:
            for flag in BY_DEBTOR.get(heard.act, ()):
                facts[flag] = 1
            relation = heard.slots.get("relation") if heard.act == "speak-as-third-party" else None
            if relation in CONSUMERS or (relation == "parent" and facts["minor"]):
                facts["spouse"] = 1
            elif heard.act == "speak-as-third-party":
                facts["third-party"] = 1
            if heard.act == "vulnerability" and heard.slots.get("kind") == "capability":
                facts["capacity"] = 1
            if heard.act == "opt-out" and heard.slots.get("channel") in (None, "all", self.transcript.channel):
                facts["told-before"] = 1
            if heard.act in ("cease-request", "refuse-to-pay") and turn.speaker == "debtor":
                facts["told-before"] = 1
            if self.transcript.channel in WRITTEN:
                if heard.act == "cease-request":
                    facts["cease-written"] = 1
                if heard.act == "dispute" and facts["in-validation-window"]:
                    facts["dispute-written"] = 1
        if self._plan and turn.has("accept"):
            facts["plan-agreed"] = 1
        in_parts = any(heard.act == "offer" and heard.slots.get("every") not in (None, "once") for heard in turn.acts)
        self._plan = (self._plan and not turn.has("reject")) or in_parts
        if turn.speaker == "third-party" and not facts["spouse"]:
            facts["third-party"] = 1
        if turn.speaker == "voicemail":
            facts["voicemail"] = 1
        self._verify(turn)

    def _verify(self, turn: Turn) -> None:
        gave = turn.has("give-identity-detail") or (
            bool(_DIGIT.search(turn.text)) and not turn.has("refuse-identity-detail")
        )
        if self._asked and (gave or self.transcript.channel not in ("phone", "voicemail")):
            kinds = {heard.slots.get("kind") for heard in turn.acts if heard.act == "give-identity-detail"}
            if kinds == {"name"}:
                return  # a name proves nothing; what is asked for beside it may still come
            self.facts["items"] = (self.facts["items"] or 0) + max(1, len(kinds))
            if (self.facts["items"] or 0) >= self.transcript.authority.verification_items:
                self.facts["verified"] = 1
        if turn.acts and not gave and not turn.has("ask-who-calling", "ask-repeat", "affirm"):
            self._asked = False

    def _by_agent(self, heard: HeardAct, facts: dict[str, int | None]) -> None:
        for flag in BY_AGENT.get(heard.act, ()):
            if flag != "settlement-offered" or self._is_less(heard):
                facts[flag] = 1
        if heard.act in TELLS_DEBT:
            facts["debt-told"] = 1
            if "amount" in heard.slots or "creditor" in heard.slots:
                facts["details-told"] = 1

    def _is_less(self, heard: HeardAct) -> bool:
        """Whether a settlement is for less than the balance; unknown counts as less."""
        balance, amount = self.transcript.account.balance, heard.slots.get("amount")
        return balance is None or amount is None or Decimal(str(amount)) < balance


def yes(value: object) -> bool:
    """Whether a status stands: records write `true`, or a word such as `named` or `filed`."""
    return value not in (None, False, "", "none", "dismissed")

"""The facts that rules speak of: which field of the record gives one, and which act of which side makes one true.

Owns these tables. When a fact holds in a call is worked out in `case.py`; the sentences about facts are in `because.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

Facts = Mapping[str, int | None]
FILE_FACTS = {
    "fees-authorised": "account.fees_authorised",
    "limitation-expired": "account.limitation_expired",
    "judgment": "account.judgment",
    "legal-intended": "account.legal_action_intended",
    "reported": "account.reported_to_bureaus",
    "secured": "account.secured",
    "in-validation-window": "account.in_validation_window",
    "reported-before-contact": "account.reported_before_contact",
    "first-communication": "first_communication",
    "third-party": "party_on_line",
    "work-address": "contact.work_address",
    "used-by-them": "contact.used_by_them",
    "public": "contact.public",
    "automated": "contact.automated",
    "automated-consent": "contact.automated_consent",
    "shared-line": "contact.shared_line",
}
"""Facts that only the record can give, with the field that gives them."""
CHANNELS = ("phone", "voicemail", "sms", "email", "letter", "social")
TALK_FACTS = (
    "verified", "asked-verify", "items", "debt-told", "details-told", "dispute", "dispute-written", "attorney", "bankruptcy",
    "cease", "cease-written", "opt-out", "at-work", "inconvenient", "hardship", "vulnerability", "capacity", "self-harm",
    "deceased", "minor", "military", "breathing-space", "debt-adviser", "time-barred", "identity-theft", "limited-language",
    "mini-miranda", "collector-told", "identified", "company", "recording", "rights", "signposted", "forborne", "supported",
    "asked-who", "since-told", "agent-turns", "us", "uk", "outbound", "agreed", "refused-recording", "terms-read", "spouse",
    "work-prohibited", "location", "volunteered", "told-before", "plan-agreed", "settlement-offered", "refused-to-pay",
    "asked-consequence", "abused", "offered-by-debtor", *CHANNELS,
)  # fmt: skip
"""Facts that the talk (or the file) makes true."""
BY_DEBTOR = {
    "dispute": ("dispute",), "attorney": ("attorney",), "bankruptcy": ("bankruptcy",), "cease-request": ("cease",),
    "opt-out": ("opt-out",), "at-work": ("at-work",), "inconvenient": ("inconvenient",), "hardship": ("hardship",),
    "vulnerability": ("vulnerability",), "self-harm": ("self-harm",), "deceased": ("deceased",), "minor": ("minor",),
    "military": ("military",), "breathing-space": ("breathing-space",), "debt-adviser": ("debt-adviser",),
    "claim-time-barred": ("time-barred",), "identity-theft": ("identity-theft",), "ask-who-calling": ("asked-who",),
    "refuse-recording": ("refused-recording",), "limited-language": ("limited-language",), "cannot-pay": ("hardship",),
    "offer": ("volunteered", "offered-by-debtor"), "promise": ("volunteered",), "ask-plan": ("volunteered",),
    "ask-settlement": ("volunteered",), "ask-options": ("volunteered",), "accept": ("agreed",),
    "refuse-to-pay": ("refused-to-pay",), "ask-consequence": ("asked-consequence",), "insult": ("abused",),
}  # fmt: skip
"""What the other side's acts make true."""
BY_AGENT = {
    "verify-identity": ("asked-verify",), "mini-miranda": ("mini-miranda", "collector-told"),
    "disclose-collector": ("collector-told",), "identify-self": ("identified",), "identify-company": ("company",),
    "disclose-recording": ("recording",), "explain-rights": ("rights",), "offer-validation": ("rights",),
    "signpost-advice": ("signposted",), "offer-deferral": ("forborne",), "offer-plan": ("forborne",),
    "pause-collection": ("forborne",), "accept-offer": ("forborne", "agreed"), "offer-settlement": ("forborne", "settlement-offered"),
    "ask-ability": ("forborne",), "offer-fee-waiver": ("forborne",), "offer-support": ("supported",),
    "ask-wellbeing": ("supported",), "honour-contact-preference": ("supported",), "ask-authorisation": ("terms-read",),
    "ask-location": ("location",), "recap-arrangement": ("plan-agreed",),
}  # fmt: skip
"""What the agent's acts make true."""
TELLS_DEBT = frozenset(
    [
        "state-debt", "mini-miranda", "disclose-collector", "ask-full-payment", "offer-settlement", "offer-plan",
        "ask-down-payment", "ask-any-payment",
    ]
)  # fmt: skip
"""Acts by which the hearer learns that a debt exists."""
CONSUMERS = ("spouse", "parent-of-minor", "parent_of_minor", "guardian", "executor", "administrator", "successor")
"""Relations that count as the consumer (15 U.S.C. 1692c(d); 12 CFR 1006.6(a)). A parent does only where the consumer is a minor."""
OTHERS = (
    "third-party", "third_party", "unknown-third-party", "roommate", "relative", "colleague", "neighbour", "parent", "child", "sibling",
    "carer",
)  # fmt: skip
"""Relations that are third parties."""
WRITTEN = ("email", "letter", "sms", "social", "portal")
"""Channels of words that stay."""

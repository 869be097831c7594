"""Who may do what: permissions by name, and the roles that hold them.

Owns the names and the table of roles. Asking is `simulator.desk.desk`. Never looks at people.
"""

from __future__ import annotations

PERMISSIONS: dict[str, str] = {
    "call.practise": "practise calls, and keep what came of them",
    "call.keep": "keep recorded calls in the records",
    "attempt.read.own": "see your own attempts and scorecards",
    "attempt.read.any": "see the attempts and scorecards of your team",
    "scorecard.answer.own": "acknowledge or dispute a scorecard that was shared with you",
    "assignment.read.own": "see what you have been given to practise",
    "assignment.make": "give out scenarios to people and teams, and withdraw them",
    "review.read": "see the queue of calls and where their reviews stand",
    "scorecard.override": "agree with or overrule a finding, a criterion, an outcome",
    "review.comment": "comment on a turn of a call",
    "review.share": "share a review with the trainee, settle a dispute, void an attempt",
    "calibration.make": "set up a calibration and reveal it",
    "calibration.join": "mark the calls of a calibration",
    "golden.make": "decide for good what is right about a call",
    "golden.run": "hold the engine to what was decided",
    "standing.read": "see who is ready, and figures of people and scenarios",
    "report.make": "write reports and certificates",
    "learning.send": "send learning records to a record store",
    "people.read": "see who has an account",
    "people.change": "add people, change roles and passwords, close accounts",
    "audit.read": "see everything that was done, and by whom",
    "records.verify": "check that nothing kept was altered",
    "records.export": "write records into files",
    "records.keep": "back up, restore and import records",
    "records.erase": "erase a person, and what is older than it may be",
}
"""Each permission, and what it allows in a few words."""

_TRAINEE = {"call.practise", "attempt.read.own", "scorecard.answer.own", "assignment.read.own"}
_TRAINER = _TRAINEE | {
    "attempt.read.any", "assignment.make", "calibration.join", "golden.run", "standing.read", "people.read",
}  # fmt: skip
_SUPERVISOR = _TRAINER | {
    "call.keep", "review.read", "scorecard.override", "review.comment", "review.share", "calibration.make", "golden.make",
    "report.make", "learning.send", "records.verify", "records.export",
}  # fmt: skip
_ADMIN = {
    "people.read", "people.change", "audit.read", "records.verify", "records.export", "records.keep", "records.erase",
    "learning.send", "golden.run",
}  # fmt: skip

ROLES: dict[str, frozenset[str]] = {
    "trainee": frozenset(_TRAINEE),
    "trainer": frozenset(_TRAINER),
    "supervisor": frozenset(_SUPERVISOR),
    "admin": frozenset(_ADMIN),
    "alone": frozenset(PERMISSIONS),
}
"""What each role may do. An admin keeps accounts and records and judges nobody; `alone` is whoever has a machine to themselves."""
GIVEN = ("trainee", "trainer", "supervisor", "admin")
"""Roles that a person of a team can be given."""


def allows(role: str, permission: str) -> bool:
    """Whether a role holds a permission. Raises KeyError for a permission that does not exist."""
    if permission not in PERMISSIONS:
        raise KeyError(permission)
    return permission in ROLES.get(role, frozenset())

"""How the desk says no: to somebody who has not signed in, and to somebody whose role does not allow it.

Owns the two kinds of refusal. Opens no records and imports no database, so that screens may know them from the first paint on.
"""

from __future__ import annotations

from scenarios.problems import RightpartyError


class NotSignedIn(RightpartyError):
    """The records belong to a team, and nobody has signed in on this machine."""


class Refused(RightpartyError):
    """Somebody asked for what their role does not allow, or for what is another team's."""

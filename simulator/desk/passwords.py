"""Passwords and the tokens of sessions. The one door to argon2.

Owns hashing and checking. A password is never kept, logged or taken as an argument of a command; a session's token is kept only as
its hash.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from scenarios.problems import RightpartyError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 10
"""Characters a password must have (NIST SP 800-63B asks for length, not for kinds of characters)."""
LONGEST = 200


def hash_password(password: str) -> str:
    """The hash to keep. Raises RightpartyError for one that is too short or long, or when the package is missing."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise RightpartyError(
            f"A password has {SHORTEST} to {LONGEST} characters; this one has {len(password)}.",
            "A few words that only you would put together are easy to keep in mind.",
        )
    return str(_hasher().hash(password))


def matches(hash_: str, password: str) -> bool:
    """Whether the password is the one that was hashed."""
    from argon2.exceptions import VerificationError

    try:
        return bool(_hasher().verify(hash_, password[: LONGEST + 1]))
    except VerificationError:
        return False


def fingerprint(hash_: str | None) -> str | None:
    """What the ledger keeps of a password's hash, to tell later that it was changed by the program and not behind its back."""
    return None if hash_ is None else hashlib.sha256(hash_.encode()).hexdigest()


def new_token() -> str:
    """A token that cannot be guessed."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError:
        raise RightpartyError(
            "Accounts with passwords need one more package.", "pip install 'rightparty[team]'"
        ) from None
    return PasswordHasher()

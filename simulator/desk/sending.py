"""Sending learning records to a record store, and trying again later. The one door to the network.

Owns the requests of the xAPI statement resource. Nothing is sent unless RIGHTPARTY_LRS names a store; what a store refuses is kept with its
reason and not sent again as it is.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from scenarios.problems import RightpartyError
from simulator.desk.desk import Desk
from simulator.desk.learning import VERSION
from simulator.records.outbox import Queued, counts, mark_sent, mark_tried, waiting

BATCH = 50
SECONDS = 10
"""How long a store may take to answer."""
ADDRESS = "RIGHTPARTY_LRS"

Answer = tuple[int, str]
"""Status and text; status 0 when the store cannot be reached."""


@dataclass(frozen=True)
class Sent:
    """What came of sending."""

    sent: int
    refused: int
    left: int
    """Still waiting; the store could not be reached or was busy."""
    why: str = ""


def send_statements(desk: Desk, post: Callable[[Sequence[Queued]], Answer] | None = None) -> Sent:
    """Send what waits, oldest first, until all is sent or the store fails. Raises Refused, and RightpartyError without a store."""
    desk.require("learning.send")
    post = post or Store.from_environment().post
    sent = refused = 0
    while batch := waiting(desk.database, BATCH):
        taken, turned_down, why = _deliver(desk, batch, post)
        sent, refused = sent + taken, refused + turned_down
        if why:
            return Sent(sent, refused, counts(desk.database)["waiting"], why)
    return Sent(sent, refused, 0)


def outbox_counts(desk: Desk) -> dict[str, int]:
    """How many were sent, wait, and were refused. Raises Refused."""
    desk.require("learning.send")
    return counts(desk.database)


def _deliver(desk: Desk, batch: Sequence[Queued], post: Callable[[Sequence[Queued]], Answer]) -> tuple[int, int, str]:
    """One batch; where the store turns it down, halves of it, so that one bad statement does not keep the others."""
    ids = [each.id for each in batch]
    status, text = post(batch)
    if status in (200, 204) or (status == 409 and len(batch) == 1):  # there already, by this very id
        mark_sent(desk.database, ids, desk.stamp)
        return len(batch), 0, ""
    if status in (401, 403):
        raise RightpartyError(
            f"The record store does not let us in ({status}).", f"Look at the name and password in {ADDRESS}."
        )
    if 400 <= status < 500 and status not in (408, 429):
        if len(batch) == 1:
            mark_tried(desk.database, ids, f"{status} {text}"[:500])
            return 0, 1, ""
        middle = len(batch) // 2
        sent = refused = 0
        for half in (batch[:middle], batch[middle:]):
            taken, turned_down, why = _deliver(desk, half, post)
            sent, refused = sent + taken, refused + turned_down
            if why:
                return sent, refused, why
        return sent, refused, ""
    mark_tried(desk.database, ids)
    return 0, 0, text or f"the store answered {status}"


class Store:
    """A learning record store."""

    def __init__(self, address: str) -> None:
        """`https://name:password@host/path`, the part before `/statements`. Raises RightpartyError."""
        parts = urlsplit(address)
        local = parts.hostname in ("localhost", "127.0.0.1", "::1")
        if not parts.hostname or (parts.scheme != "https" and not (parts.scheme == "http" and local)):
            raise RightpartyError(
                f"{ADDRESS} is not the address of a record store.",
                "It begins with https:// (http:// only for this machine).",
            )
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        place = host if parts.port is None else f"{host}:{parts.port}"
        self.url = urlunsplit((parts.scheme, place, parts.path.rstrip("/") + "/statements", "", ""))
        self.headers = {"Content-Type": "application/json", "X-Experience-API-Version": VERSION}
        if parts.username:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            self.headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"

    @classmethod
    def from_environment(cls) -> Store:
        """The store that RIGHTPARTY_LRS names. Raises RightpartyError when it names none."""
        address = os.environ.get(ADDRESS)
        if not address:
            raise RightpartyError(
                "No record store is named, so nothing is sent.",
                f"{ADDRESS}=https://name:password@host/xapi rightparty learning send",
            )
        return cls(address)

    def post(self, batch: Sequence[Queued]) -> Answer:
        """Hand statements over."""
        body = json.dumps([each.statement for each in batch]).encode()
        request = Request(self.url, body, self.headers, method="POST")
        try:
            with urlopen(request, timeout=SECONDS) as answer:
                return answer.status, ""
        except HTTPError as error:
            return error.code, error.read(500).decode("utf-8", "replace")
        except (URLError, TimeoutError, ConnectionError) as error:
            return 0, f"the store cannot be reached: {getattr(error, 'reason', error)}"

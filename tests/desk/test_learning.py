"""Learning records: as xAPI and cmi5 want them, the same ids each time, sent once through whatever happens."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

import pytest

from scenarios.problems import RightpartyError
from simulator.desk.learning import CMI5, MOVE_ON, call_statements, ordered, queue_statements, read_statements
from simulator.desk.reviews import Reviews
from simulator.desk.sending import Store, outbox_counts, send_statements
from tests.desk.cards import card_of
from tests.desk.conftest import Team

IRI = re.compile(r"^[a-z][a-z0-9+.-]*://\S+$")


def conform(statement: dict[str, Any]) -> None:
    """The parts of the xAPI 1.0.3 data chapter that our statements use: raises AssertionError."""
    assert set(statement) <= {"id", "actor", "verb", "object", "result", "context", "timestamp", "version"}
    UUID(statement["id"])
    assert statement["version"].startswith("1.0.")
    assert datetime.fromisoformat(statement["timestamp"]).tzinfo is not None
    account = statement["actor"]["account"]
    assert set(statement["actor"]) == {"objectType", "account"}, "exactly one identifier"
    assert IRI.match(account["homePage"])
    assert account["name"]
    assert IRI.match(statement["verb"]["id"])
    assert all(re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", tag) for tag in statement["verb"]["display"])
    activity(statement["object"])
    result = statement.get("result", {})
    assert set(result) <= {"score", "success", "completion", "response", "duration", "extensions"}
    if "score" in result:
        score = result["score"]
        assert -1 <= score["scaled"] <= 1
        assert score["min"] <= score["raw"] <= score["max"]
    if "duration" in result:
        assert re.fullmatch(r"PT\d+(\.\d{1,2})?S", result["duration"])
    for holder in (result, statement["context"]):
        assert all(IRI.match(key) for key in holder.get("extensions", {}))
    UUID(statement["context"]["registration"])
    assert set(statement["context"]["contextActivities"]) <= {"parent", "grouping", "category", "other"}
    assert nowhere_null(statement)


def activity(thing: dict[str, Any]) -> None:
    """An activity with its definition."""
    assert thing["objectType"] == "Activity"
    assert IRI.match(thing["id"])
    assert IRI.match(thing["definition"]["type"])
    if thing["definition"]["type"].endswith("cmi.interaction"):
        assert thing["definition"]["interactionType"] in ("other", "true-false", "choice", "long-fill-in")


def nowhere_null(value: Any) -> bool:
    """xAPI allows null only inside extensions."""
    if isinstance(value, dict):
        return all(key == "extensions" or nowhere_null(each) for key, each in value.items())
    if isinstance(value, list):
        return all(map(nowhere_null, value))
    return value is not None


def statements(**changes: object) -> list[dict[str, Any]]:
    """Those of a call."""
    return call_statements(
        "p-1",
        "c-1",
        "hospital-bill",
        "2026-11-26T08:00:00+00:00",
        "2026-11-26T08:06:30+00:00",
        card_of("c-1", **changes),
    )


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"passed": True, "findings": [], "gates": []},
        {"scores": {"overall": None, "negotiation": None, "empathy": None, "compliance": 100.0, "documentation": None}},
        {"opportunities": []},
    ],
)
def test_statements_conform(changes: dict[str, object]) -> None:
    """Passed, not passed, without a score, without anything voiced."""
    for each in statements(**changes):
        conform(each)
        json.dumps(each)


def test_statements_keep_the_rules_of_cmi5() -> None:
    """Begun first, ended last, one registration, the score with passed or failed alone, these marked for moving on."""
    told = statements()
    verbs = ordered(told)
    assert verbs == ["initialized", "answered", "violated", "completed", "failed", "terminated"]
    assert len({each["context"]["registration"] for each in told}) == 1
    for each, verb in zip(told, verbs, strict=True):
        categories = [one["id"] for one in each["context"]["contextActivities"].get("category", [])]
        assert (CMI5 in categories) == (verb not in ("answered", "violated"))
        assert (MOVE_ON in categories) == (verb in ("completed", "passed", "failed"))
        assert ("score" in each.get("result", {})) == (verb in ("passed", "failed"))
    failed = told[4]
    assert failed["result"]["success"] is False
    assert failed["result"]["duration"] == "PT390.00S"


def test_same_call_gives_the_same_ids_and_is_queued_once(team: Team) -> None:
    """However often it is delivered."""
    assert [each["id"] for each in statements()] == [each["id"] for each in statements()]
    desk = team.desk("trainee")
    for _ in range(2):
        queue_statements(desk, "c-1", card_of("c-1"))
    assert outbox_counts(team.desk("supervisor")) == {"sent": 0, "waiting": 6, "refused": 0}


def test_overruling_is_a_statement_of_its_own(team: Team) -> None:
    """With what stood there before; the person is an id and no name."""
    Reviews(team.desk("supervisor")).overrule("c-1", "criterion:own-name", "missed", "No name was said.")
    (told,) = read_statements(team.desk("supervisor"), "c-1")
    conform(told)
    assert told["verb"]["id"].endswith("overruled")
    assert told["actor"]["account"]["name"] == team.persons["supervisor"].id
    assert "met" in told["result"]["extensions"].values()


class FakeStore(BaseHTTPRequestHandler):
    """A record store that keeps statements, refuses what it is told to, and fails when it is told to."""

    kept: dict[str, dict[str, Any]]
    refuses: set[str]
    fails: int
    asked: int

    def do_POST(self) -> None:
        """The statement resource."""
        server: Any = self.server
        server.asked += 1
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] != "Basic bmFtZTpwQHNz" or self.headers["X-Experience-API-Version"] != "1.0.3":
            self._answer(401)
        elif server.fails:
            server.fails -= 1
            self._answer(503)
        elif any(each["id"] in server.refuses for each in sent):
            self._answer(400)
        elif any(server.kept.get(each["id"], each) != each for each in sent):
            self._answer(409)
        else:
            server.kept.update({each["id"]: each for each in sent})
            self._answer(200)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A store on this machine, named to the program."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), FakeStore)
    server.kept, server.refuses, server.fails, server.asked = {}, set(), 0, 0
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("RIGHTPARTY_LRS", f"http://name:p%40ss@127.0.0.1:{server.server_port}/xapi")
    yield server
    server.shutdown()
    server.server_close()


def test_everything_arrives_once_and_in_order(team: Team, store: Any) -> None:
    """A second sending has nothing to send."""
    queue_statements(team.desk("trainee"), "c-1", card_of("c-1"))
    desk = team.desk("supervisor")
    assert send_statements(desk).sent == 6
    assert ordered(list(store.kept.values()))[-1] == "terminated"
    asked = store.asked
    assert send_statements(desk).sent == 0
    assert store.asked == asked


def test_store_that_fails_is_tried_again_later(team: Team, store: Any) -> None:
    """Nothing is lost and nothing is sent twice."""
    queue_statements(team.desk("trainee"), "c-1", card_of("c-1"))
    store.fails = 1
    desk = team.desk("supervisor")
    came = send_statements(desk)
    assert (came.sent, came.left) == (0, 6)
    assert "503" in came.why
    assert send_statements(desk).sent == 6


def test_refused_statement_does_not_keep_the_others(team: Team, store: Any) -> None:
    """It stays with the store's reason, and is not sent again as it is."""
    queue_statements(team.desk("trainee"), "c-1", card_of("c-1"))
    store.refuses = {statements()[2]["id"], read_statements(team.desk("supervisor"), "c-1")[2]["id"]}
    came = send_statements(team.desk("supervisor"))
    assert (came.sent, came.refused, came.left) == (5, 1, 0)
    assert outbox_counts(team.desk("supervisor")) == {"sent": 5, "waiting": 0, "refused": 1}
    assert send_statements(team.desk("supervisor")).sent == 0


def test_statement_that_the_store_has_already_counts_as_sent(team: Team, store: Any) -> None:
    """After a lost answer the store says that it is there."""
    queue_statements(team.desk("trainee"), "c-1", card_of("c-1"))
    first = read_statements(team.desk("supervisor"), "c-1")[0]
    store.kept[first["id"]] = {**first, "stored": "earlier"}
    assert send_statements(team.desk("supervisor")).sent == 6


@pytest.mark.parametrize("address", ["", "ftp://x", "http://example.org/xapi", "nonsense"])
def test_address_that_is_none_is_a_sentence(team: Team, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """And a password never goes over an open line."""
    monkeypatch.setenv("RIGHTPARTY_LRS", address)
    with pytest.raises(RightpartyError):
        send_statements(team.desk("supervisor"))


def test_wrong_password_is_a_sentence_without_it(team: Team, store: Any) -> None:
    """401."""
    queue_statements(team.desk("trainee"), "c-1", card_of("c-1"))
    with pytest.raises(RightpartyError, match="does not let us in") as caught:
        send_statements(team.desk("supervisor"), Store(f"http://name:wrong@127.0.0.1:{store.server_port}/xapi").post)
    assert "wrong" not in str(caught.value)

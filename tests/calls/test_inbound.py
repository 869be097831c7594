"""The inbound flow, played with a pack from outside: the debtor rings and says why."""

from __future__ import annotations

from pathlib import Path

from scenarios.checks.everything import check_paths
from scenarios.packs import Library
from simulator.calls.call import Call
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import DebtorSpoke
from simulator.evaluation.scripted import play_script
from tests.conftest import HEARING

PACK = Path(__file__).resolve().parents[1] / "packs" / "inbound"


def test_a_pack_from_outside_is_checked_played_and_tested() -> None:
    """Folder, personas and scenario of its own; voices and flows of the shipped pack."""
    assert check_paths([PACK])[0] == []
    library = Library([PACK])
    call = Call(Cast.of(library, "got-a-letter", 1), HEARING)
    first = next(event for event in call.events if isinstance(event, DebtorSpoke))
    assert "letter" in first.text
    for script in library.scenario("got-a-letter").calls:
        assert play_script(library, "got-a-letter", script, HEARING).differences == ()

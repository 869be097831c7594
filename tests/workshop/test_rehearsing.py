"""The rehearsal: what was said is said again to the new file, and every reply has a line it comes from."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from textual.widgets import Tree

from scenarios.packs import shipped_folder
from scenarios.problems import RightpartyError
from simulator.commands.main import main
from simulator.dialogue.events import DebtorSpoke
from simulator.screens.app import RightpartyApp
from simulator.screens.flow_tree import FlowTreeScreen
from simulator.screens.preview import PreviewScreen
from simulator.workshop.rehearsing import Rehearsal, find_scenario
from tests.conftest import HEARING, LIBRARY

SAID = (
    "Hello, this is Lee Park on a recorded line. Am I speaking with Maria Lopez?",
    "To protect your privacy, could you confirm your date of birth?",
    "Can you tell me what happened?",
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with one scenario and one person of its own."""
    for kind, name, called in (("personas", "maria-lopez", "my-maria"), ("library", "us/hospital-bill", "my-bill")):
        text = (shipped_folder() / kind / f"{name}.yaml").read_text(encoding="utf-8")
        text = text.replace("persona: maria-lopez", "persona: my-maria").replace(
            "scenario: hospital-bill", "scenario: my-bill"
        )
        (tmp_path / kind).mkdir()
        (tmp_path / kind / f"{called}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def rehearsal(pack: Path) -> Rehearsal:
    """The pack's scenario with three things said."""
    rehearsal = Rehearsal("my-bill", HEARING, [pack])
    for line in SAID:
        rehearsal.say(line)
    return rehearsal


def change(pack: Path, old: str, new: str) -> None:
    """One change to the person's file."""
    path = pack / "personas" / "my-maria.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_saved_file_is_played_to_the_same_point_and_what_changed_is_known(pack: Path, rehearsal: Rehearsal) -> None:
    """One sentence is another; everything else is as before."""
    before = rehearsal.lines()
    change(pack, "in January", "in the snow")
    assert rehearsal.reload()
    after = rehearsal.lines()
    assert len(after) == len(before)
    changed = [each for each in after if each.was is not None]
    assert len(changed) == 1
    assert "in the snow" in changed[0].text
    assert changed[0].was == before[-1].text


def test_a_broken_file_is_reported_at_its_line_and_the_call_stays(pack: Path, rehearsal: Rehearsal) -> None:
    """Nothing that was said is lost; the next good save goes on."""
    before = rehearsal.lines()
    change(pack, "trust: 35", "trust: plenty")
    assert not rehearsal.reload()
    assert [(each.code, each.line) for each in rehearsal.problems] == [("file/not-a-number", 11)]
    assert [each.text for each in rehearsal.lines()] == [each.text for each in before]
    change(pack, "trust: plenty", "trust: 36")
    assert rehearsal.reload()
    assert rehearsal.problems == ()


def test_every_reply_comes_from_a_line_of_a_file(rehearsal: Rehearsal) -> None:
    """The sentence stands there, with its placeholders."""
    for each in rehearsal.lines():
        origin = rehearsal.origin(each.turn)
        if each.who == "You":
            assert origin is None
            continue
        assert origin is not None
        line = origin.file.read_text(encoding="utf-8").split("\n")[origin.line - 1]
        spoken = next(
            event for event in rehearsal.call.events if isinstance(event, DebtorSpoke) and event.turn == each.turn
        )
        assert any(word in line for said in spoken.lines for word in said.split() if len(word) > 4), (each, line)


def test_a_line_is_taken_back_and_the_call_goes_on_from_any_turn(rehearsal: Rehearsal) -> None:
    """What follows is forgotten."""
    assert rehearsal.take_back() == SAID[-1]
    assert [each.text for each in rehearsal.lines() if each.who == "You"] == list(SAID[:2])
    rehearsal.from_here(2)
    assert [each.turn for each in rehearsal.lines()] == [0, 1, 2]


def test_a_scenario_is_found_by_name_or_by_file(pack: Path) -> None:
    """A file tells its pack; something else is refused."""
    assert find_scenario("hospital-bill") == ("hospital-bill", ())
    assert find_scenario(str(pack / "library" / "my-bill.yaml")) == ("my-bill", (pack.resolve(),))
    with pytest.raises(RightpartyError, match="no scenario of a pack"):
        find_scenario(str(pack / "personas" / "my-maria.yaml"))
    with pytest.raises(RightpartyError, match="no file"):
        find_scenario("nowhere.yaml")


def test_the_plain_front_reads_anew_at_an_empty_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Equal in power to the screen, with the place of every reply."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SAID[0]}\n\n/back\n"))
    assert main(["scenarios", "preview", "hospital-bill", "--plain"]) == 0
    out = capsys.readouterr().out
    assert "[anxious.yaml:" in out
    assert out.count("You: Hello, this is Lee Park") == 2


async def test_the_screen_follows_the_file_and_shows_where_words_come_from(pack: Path, rehearsal: Rehearsal) -> None:
    """Saved, played again, marked; F5 opens the line."""
    async with RightpartyApp(rehearsal=rehearsal).run_test(size=(140, 32)) as pilot:
        await pilot.pause(0.6)
        screen = pilot.app.screen
        assert isinstance(screen, PreviewScreen)
        change(pack, "in January", "in the snow")
        for _ in range(60):
            await pilot.pause(0.1)
            if any(each.was for each in screen.rehearsal.lines()):
                break
        assert any(each.was for each in screen.rehearsal.lines())
        await pilot.press("f5")
        await pilot.pause(0.1)
        assert screen.kind == "personas"
        assert screen.query_one("#preview-file").cursor_location[0] == 20  # type: ignore[attr-defined]
        await pilot.press("f10")
    assert pilot.app.return_value == 0


def test_a_long_call_is_read_anew_at_once(pack: Path) -> None:
    """Forty turns; the time itself is `make bench`'s."""
    rehearsal = Rehearsal("my-bill", HEARING, [pack])
    for number in range(20):
        rehearsal.say(f"Okay, thank you for telling me, that is number {number}.")
    assert rehearsal.reload()
    assert len(rehearsal.said) == 20
    assert LIBRARY.names("library")


async def test_the_flow_is_walked_as_a_tree_with_the_live_state_lit(rehearsal: Rehearsal) -> None:
    """F8; Enter on a way goes where it leads, L comes back; the tree names every state."""
    async with RightpartyApp(rehearsal=rehearsal).run_test(size=(100, 30)) as pilot:
        await pilot.pause(0.3)
        await pilot.press("f8")
        await pilot.pause(0.3)
        screen = pilot.app.screen
        assert isinstance(screen, FlowTreeScreen)
        tree = screen.query_one(Tree)
        assert set(screen.states) == set(rehearsal.call.cast.flow.states)
        live = rehearsal.call.state.state
        assert tree.cursor_node is screen.states[live]
        assert str(screen.states[live].label).startswith("▶ ")
        way = next(iter(screen.states[live].children))
        tree.move_cursor(way)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert tree.cursor_node is screen.states[str(way.data)]
        await pilot.press("l")
        await pilot.pause(0.2)
        assert tree.cursor_node is screen.states[live]
        await pilot.press("f8")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, PreviewScreen)

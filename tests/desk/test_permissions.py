"""Who may do what: every command and every screen with every role, none left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.commands.main import COMMANDS, main
from simulator.desk.permissions import GIVEN, PERMISSIONS, ROLES, allows
from simulator.records.ledger import read
from simulator.records.places import keep_session
from tests.desk.conftest import Team

NOBODYS = "-"
"""Needs nobody's permission: it touches no records, or is how one signs in."""
ITEM = "criterion:own-name"
MATRIX: dict[str, tuple[str, list[str]]] = {
    "scorecards list": ("attempt.read.own", []),
    "scorecards list --person *": ("attempt.read.any", []),
    "scorecards show": ("attempt.read.any", ["c-1"]),
    "scorecards compare": ("attempt.read.any", ["c-1", "c-1"]),
    "scorecards export": ("attempt.read.own", ["-"]),
    "scorecards export --person *": ("attempt.read.any", ["-"]),
    "scorecards drills": ("attempt.read.own", []),
    "scorecards why": (NOBODYS, ["c-1"]),
    "scorecards regret": (NOBODYS, ["c-1"]),
    "scorecards replay": (NOBODYS, []),
    "review list": ("review.read", []),
    "review show": ("attempt.read.any", ["c-1"]),
    "review agree": ("scorecard.override", ["c-1"]),
    "review overrule": ("scorecard.override", ["c-1", ITEM, "missed", "--reason", "because"]),
    "review comment": ("review.comment", ["c-1", "words"]),
    "review share": ("review.share", ["c-1"]),
    "review acknowledge": ("scorecard.answer.own", ["c-1"]),
    "review dispute": ("scorecard.answer.own", ["c-1", "--words", "no"]),
    "review resolve": ("review.share", ["c-1", "--words", "yes"]),
    "review void": ("review.share", ["c-1", "--words", "fire"]),
    "people list": ("people.read", []),
    "people add": ("people.change", ["zoe", "--role", "trainee"]),
    "people change": ("people.change", ["trainee", "--team", "north"]),
    "people roles": (NOBODYS, []),
    "people audit": ("audit.read", []),
    "assignments mine": ("assignment.read.own", []),
    "assignments list": ("assignment.make", []),
    "assignments give": ("assignment.make", ["hospital-bill", "--person", "trainee"]),
    "assignments withdraw": ("assignment.make", ["as-none"]),
    "calibrate new": ("calibration.make", ["title", "c-1"]),
    "calibrate list": ("calibration.join", []),
    "calibrate show": ("calibration.join", ["cal-none"]),
    "calibrate mark": ("calibration.join", ["cal-none", "c-1"]),
    "calibrate reveal": ("calibration.make", ["cal-none"]),
    "calibrate drift": ("review.read", []),
    "golden add": ("golden.make", ["c-1", ITEM, "--reason", "because"]),
    "golden list": ("golden.run", []),
    "golden run": ("golden.run", []),
    "report person": ("report.make", ["trainee"]),
    "report team": ("report.make", []),
    "report scenario": ("report.make", ["hospital-bill"]),
    "report certificate": ("report.make", ["trainee"]),
    "learning status": ("learning.send", []),
    "learning show": ("learning.send", ["c-1"]),
    "learning send": ("learning.send", []),
    "records verify": ("records.verify", []),
    "records backup": ("records.keep", ["FILE"]),
    "records restore": (NOBODYS, ["FILE"]),
    "records export": ("records.export", ["-"]),
    "records import": ("records.keep", ["FILE"]),
    "records erase": ("records.erase", ["trainee", "--yes"]),
    "records retain": ("records.erase", ["9999", "--yes"]),
    "records deliver": (NOBODYS, []),
    "scenarios curriculum": ("attempt.read.own", []),
}  # fmt: skip
"""Each command that reaches the records, with the permission it needs and what else it is given."""
WITHOUT_RECORDS = {
    "practise",
    "demo",
    "scenarios",
    "packs",
    "rules",
    "evaluate",
    "understand",
    "login",
    "logout",
    "serve",
}
"""Commands without parts of that kind; practising is tested below."""


def parts_of(module: str) -> set[str]:
    """The parts of a command, read off its source."""
    path = Path(__file__).parents[2] / (module.replace(".", "/") + ".py")
    source = path.read_text(encoding="utf-8")
    names = set(re.findall(r"add_parser\(\s*\"([a-z]+)\"", source)) | set(
        re.findall(r"_step\(parts, \"([a-z]+)\"", source)
    )
    for group in re.findall(r"for name, about in \((.*?)\):\n", source, re.S):
        names |= set(re.findall(r"\(\"([a-z]+)\",", group))
    return names


def test_matrix_names_every_command_that_reaches_the_records() -> None:
    """A new command without a line here fails."""
    for command, (module, _) in COMMANDS.items():
        if command in WITHOUT_RECORDS:
            continue
        for part in parts_of(module):
            assert any(line.split()[:2] == [command, part] for line in MATRIX), f"{command} {part}"


@pytest.fixture
def signed_in(team: Team) -> Team:
    """The same team, where somebody has a password, so that everybody must sign in."""
    team.people.add("", "boss", "admin", "", "a password of some length", team.clock.now())
    return team


def sign_in(team: Team, name: str) -> None:
    """As if that person had given their password."""
    from simulator.clock import SystemClock
    from simulator.desk.passwords import new_token, token_hash
    from simulator.desk.people import SESSION
    from simulator.records.tables import sessions

    token, now = new_token(), SystemClock().now()
    with team.database.writing() as connection:
        connection.execute(
            sessions.insert().values(
                token=token_hash(token),
                person=team.people.named(name).id,
                made_at="2026",
                expires_at=(now + SESSION).isoformat(),
            )
        )
    keep_session(token, team.people.named(name).id)


@pytest.mark.parametrize("role", GIVEN)
def test_every_command_asks_for_its_permission(
    signed_in: Team, role: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it: not allowed, exit code 2, written down. With it: whatever else may be wrong, it is not that."""
    if role == "trainee":  # somebody else's call, so that owning it does not matter
        signed_in.add("other", "trainee")
    sign_in(signed_in, "other" if role == "trainee" else role)
    monkeypatch.setattr("simulator.commands.people.ask_password", lambda *_, **__: "a password of some length")
    for line, (permission, more) in MATRIX.items():
        given = [str(tmp_path / "file") if each == "FILE" else each for each in more]
        arguments = [*line.split(), *given]
        before = _refusals(signed_in)
        code = main(arguments)
        said = capsys.readouterr().err
        if permission == NOBODYS or allows(role, permission):
            assert "Not allowed" not in said or _judges_others_only(line, said), (line, said)
        else:
            assert code == 2, line
            assert "Not allowed" in said, (line, said)
            assert _refusals(signed_in) == before + 1, line


def _judges_others_only(line: str, said: str) -> bool:
    """Commands that only the owner of a call may use are refused to others for that reason."""
    return line in ("review acknowledge", "review dispute")


def _refusals(team: Team) -> int:
    with team.database.reading() as connection:
        return len(read(connection, None, ("refused",)))


def test_every_permission_is_held_by_somebody_and_asked_for_somewhere() -> None:
    """Names that mean nothing are left out."""
    root = Path(__file__).parents[2] / "simulator"
    source = "\n".join(path.read_text(encoding="utf-8") for path in root.rglob("*.py") if path.name != "permissions.py")
    for name in PERMISSIONS:
        assert any(name in ROLES[role] for role in GIVEN), name
        assert f'"{name}"' in source, name
    with pytest.raises(KeyError):
        allows("admin", "tea.make")


def test_roles_keep_what_was_meant() -> None:
    """A trainee changes nothing; an admin judges nobody; a trainer overrules nobody."""
    assert ROLES["trainee"] == {"call.practise", "attempt.read.own", "scorecard.answer.own", "assignment.read.own"}
    assert not ROLES["admin"] & {"scorecard.override", "review.share", "attempt.read.any", "call.practise"}
    assert not ROLES["trainer"] & {"scorecard.override", "people.change", "records.erase"}
    assert ROLES["alone"] == set(PERMISSIONS)


def test_admin_cannot_practise_and_the_refusal_says_so(
    signed_in: Team, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Accounts and judging are kept apart."""
    sign_in(signed_in, "admin")
    assert main(["practise", "hospital-bill", "--plain"]) == 2
    assert "you may not practise calls" in capsys.readouterr().err


SCREENS = {
    "HomeScreen": NOBODYS, "BriefScreen": NOBODYS, "CallScreen": "call.practise", "WrapUpScreen": "call.practise",
    "ScorecardScreen": "attempt.read.own", "ComparingScreen": "attempt.read.own", "ProgressScreen": "attempt.read.own", "PreviewScreen": NOBODYS, "ReviewScreen": "review.read",
    "ReviewingScreen": "attempt.read.any", "TeamScreen": "standing.read", "PersonScreen": "standing.read",
    "AssignmentsScreen": "assignment.read.own", "CalibrationScreen": "calibration.join", "MarkingScreen": "calibration.join",
}  # fmt: skip
"""Each screen, and the permission without which it shows nothing of the records."""


def test_matrix_names_every_screen() -> None:
    """A new screen without a line here fails."""
    root = Path(__file__).parents[2] / "simulator" / "screens"
    found = {
        name
        for path in root.glob("*.py")
        for name in re.findall(r"^class (\w+)\(Screen\[", path.read_text(encoding="utf-8"), re.M)
    }
    assert found == set(SCREENS)


@pytest.mark.parametrize("role", GIVEN)
async def test_every_screen_shows_its_records_only_to_those_who_may(signed_in: Team, role: str) -> None:
    """Opened by force, past the keys that would have asked: the desk below it refuses, and the screen says so."""
    from textual.screen import Screen

    from simulator.screens.app import RightpartyApp
    from simulator.screens.assignments import AssignmentsScreen
    from simulator.screens.calibration import CalibrationScreen
    from simulator.screens.marking import MarkingScreen
    from simulator.screens.progress import ProgressScreen
    from simulator.screens.review import ReviewScreen
    from simulator.screens.reviewing import ReviewingScreen
    from simulator.screens.team import PersonScreen, TeamScreen

    if role == "trainee":
        signed_in.add("other", "trainee")
    sign_in(signed_in, "other" if role == "trainee" else role)
    made: list[Screen[None]] = [
        ReviewScreen(), ReviewingScreen("c-1"), TeamScreen(), PersonScreen("trainee"), AssignmentsScreen(), CalibrationScreen(),
        MarkingScreen("cal-none", "c-1"), ProgressScreen(),
    ]  # fmt: skip
    app = RightpartyApp()
    complaints: list[str] = []
    app.complain = lambda error: complaints.append(str(error))  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        for screen in made:
            complaints.clear()
            app.push_screen(screen)
            for _ in range(4):
                await app.workers.wait_for_complete()
                await pilot.pause()
            refused = any("Not allowed" in each for each in complaints)
            assert refused != allows(role, SCREENS[type(screen).__name__]), (type(screen).__name__, complaints)
            app.pop_screen()

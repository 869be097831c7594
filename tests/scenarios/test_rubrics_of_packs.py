"""Rubrics of packs: found, checked at their place, used by scenarios and recorded calls, and never mistaken for a shipped one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scenarios.packs import Library
from scenarios.problems import RightpartyError
from scoring.rubric import choose_rubric
from simulator.commands.main import main
from simulator.evaluation.scripted import play_script
from simulator.workshop.checking import check_everything
from tests.conftest import HEARING

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "authoring" / "rubrics.md"
RUBRIC = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)[0]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with the guide's rubric and a scenario that asks for it."""
    assert main(["scenarios", "new", "a-call", "--title", "A", "--person", "Ada Reyes", "--creditor", "C", "--balance", "640.00",
                 "--into", str(tmp_path / "pack")]) == 0  # fmt: skip
    folder = tmp_path / "pack" / "rubrics"
    folder.mkdir()
    (folder / "our-house.yaml").write_text(RUBRIC, encoding="utf-8")
    path = tmp_path / "pack" / "library" / "a-call.yaml"
    path.write_text(
        re.sub(r"(?m)^rubric: .*$|\Z", "rubric: our-house", path.read_text(encoding="utf-8"), count=1), encoding="utf-8"
    )
    return tmp_path / "pack"


def errors(pack: Path) -> list[str]:
    """What is wrong with it, as printed."""
    return [str(each) for each in check_everything([pack])[0] if each.severity == "error"]


def test_scenario_is_judged_by_the_rubric_of_its_pack(pack: Path) -> None:
    """Its label stands on the scorecard."""
    assert errors(pack) == []
    library = Library([pack])
    scenario = library.scenario("a-call")
    assert scenario.rubric == "our-house"
    assert play_script(library, "a-call", scenario.calls[0], HEARING).card.rubric == "our-house@1"


def test_recorded_call_is_judged_by_it_on_demand(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--rubric our-house`."""
    monkeypatch.setenv("RIGHTPARTY_PACKS", str(pack))
    path = pack / "calls.jsonl"
    path.write_text(
        json.dumps({"id": "c", "turns": [{"speaker": "agent", "text": "Hello, this is Lee."}]}), encoding="utf-8"
    )
    capsys.readouterr()
    assert main(["evaluate", str(path), "--rubric", "our-house", "--format", "jsonl"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert card["rubric"] == "our-house@1"
    assert card["pass"] == {"overall": 65.0, "most_major": 0}


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ("acts: identify-self", "acts: identify-selv", "'identify-selv' is not an act of the agent"),
        ("points: 20", "points: 25", "the points add up to 105"),
        ("criterion: recap", "criterium: recap", "criterium"),
    ],
)
def test_mistake_in_a_rubric_is_named_at_its_line(pack: Path, wrong: str, right: str, message: str) -> None:
    """As in every other file."""
    path = pack / "rubrics" / "our-house.yaml"
    path.write_text(RUBRIC.replace(wrong, right), encoding="utf-8")
    found = [each for each in errors(pack) if message in each]
    assert found
    assert re.match(rf"{re.escape(str(path))}:\d+:\d+ ", found[0])


def test_name_of_a_shipped_rubric_is_taken(pack: Path) -> None:
    """Two rubrics of one name would be two scores for one call."""
    (pack / "rubrics" / "uk.yaml").write_text(RUBRIC.replace("our-house", "uk"), encoding="utf-8")
    with pytest.raises(RightpartyError, match="named 'uk' already"):
        choose_rubric(None, "uk", "third-party", [pack / "rubrics"])

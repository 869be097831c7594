"""A flow drawn: nothing left out, nothing invented, and no text of a file that a reader of the picture would obey."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from simulator.commands.main import main
from simulator.workshop.drawing import FORMS, draw, find_arrows
from tests.conftest import LIBRARY

FLOW = LIBRARY.flow("outbound-call")


def test_arrows_name_every_act_that_leads_on() -> None:
    """Each goes_to of the flow is on the arrow from each of its states."""
    arrows = {(each.source, each.target): each.acts for each in find_arrows(FLOW)}
    for reaction in FLOW.dialogue:
        for source in reaction.when if reaction.goes_to else ():
            if source != reaction.goes_to:
                shown = arrows[source, str(reaction.goes_to)]
                assert all(any(act == each.split(" [")[0] for each in shown) for act in reaction.hears)
    assert {state for pair in arrows for state in pair} <= set(FLOW.states)


def test_svg_is_well_formed_whatever_the_titles_say() -> None:
    """Angle brackets in a trainer's words stay words."""
    hostile = FLOW.model_copy(update={"title": "<script>alert(1)</script> & more"})
    root = ElementTree.fromstring(draw("svg", hostile))
    assert not [each for each in root.iter() if each.tag.endswith("script")]
    boxes = [each for each in root.iter() if each.tag.endswith("rect")]
    assert len(boxes) == len(FLOW.states)


@pytest.mark.parametrize("form", FORMS)
def test_every_scenario_can_be_drawn(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the lines that it adds to its flow."""
    for name in LIBRARY.names("library")[:6]:
        assert main(["scenarios", "graph", name, "--format", form]) == 0
    assert capsys.readouterr().out
    assert main(["scenarios", "graph", "hospital-bil"]) == 2
    assert "hospital-bill" in capsys.readouterr().err

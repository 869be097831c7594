"""Reviews: overruling with a reason, scores at once, sharing, disputing, settling."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scenarios.problems import RightpartyError
from scoring.overruling import Overruling, overrule
from simulator.desk.assignments import Terms, assign, withdraw
from simulator.desk.calibration import items_to_mark, new_session, reveal, session_calls, sessions
from simulator.desk.calibration_figures import units_of
from simulator.desk.custody import verify_records
from simulator.desk.learning import read_statements
from simulator.desk.reading import read_turns
from simulator.desk.refusals import Refused
from simulator.desk.review_queue import Filters
from simulator.desk.reviews import Reviews
from simulator.desk.scorecards import list_attempts, own_best, read_card
from simulator.records.verifying import verify
from tests.conftest import LIBRARY
from tests.desk.cards import card_of
from tests.desk.conftest import Team

ITEM = "finding:us-fdcpa/arrest-threat@3"


def test_withdrawn_finding_opens_the_gate_and_everything_follows(team: Team) -> None:
    """Compliance, gates and result are worked out anew; the engine's own card stays as it was."""
    reviews = Reviews(team.desk("supervisor"))
    review = reviews.overrule("c-1", ITEM, "withdrawn", "She quoted what the debtor had read.")
    assert review.card["passed"]
    assert review.card["gates"] == []
    assert review.card["scores"]["compliance"] == 100.0
    assert review.card["scores"]["overall"] == 70.0
    assert not review.engine_card["passed"]
    decision = review.decisions[0]
    assert (decision.before, decision.to, decision.author) == ("critical", "withdrawn", team.persons["supervisor"].id)
    assert decision.at == "2026-11-26T09:00:00+00:00"
    assert list_attempts(team.desk("supervisor"), person="trainee")[0].compliance == 100.0
    row = reviews.queue()[0]
    assert (row.passed, row.gates, row.state) == (True, 0, "reviewed")


def test_overruled_criterion_moves_the_overall_score(team: Team) -> None:
    """30 points that were missed are earned: 70 becomes 100; not applicable takes them out of the sum."""
    reviews = Reviews(team.desk("supervisor"))
    assert reviews.overrule("c-1", "criterion:verification", "met", "Done.").card["scores"]["overall"] == 100.0
    again = reviews.overrule("c-1", "criterion:own-name", "not-applicable", "A voicemail.")
    assert again.card["scores"]["overall"] == 100.0
    assert reviews.overrule("c-1", "criterion:verification", "missed", "No.").card["scores"]["overall"] == 66.7


def test_overruled_outcome_moves_the_negotiation_and_what_is_earned_by_it(team: Team) -> None:
    """A plan that was none after all: worth nothing and affordable to nobody, the way to it stays; 60 points become 18."""
    parts = {"value": 0.9, "affordability": 1.0, "discovery": 1.0, "concessions": 0.5, "ladder": 0.0, "close": 0.73}
    measured = [
        {**each, "measure": "negotiation"} if each["criterion"] == "negotiation" else each
        for each in card_of("c-3")["criteria"]
    ]
    team.call("trainee", "c-3", criteria=measured, negotiation={"parts": parts, "best": None})
    reviews = Reviews(team.desk("supervisor"))
    card = reviews.overrule("c-3", "outcome", "none", "He only said that he would think about it.").card
    way = 100 * (0.15 * 1.0 + 0.08 * 0.5 + 0.15 * 0.73)
    assert card["scores"]["negotiation"] == pytest.approx(way, abs=0.06)
    assert card["scores"]["overall"] == pytest.approx(10 + 0.6 * way, abs=0.1)
    assert next(each for each in card["criteria"] if each["criterion"] == "negotiation")["result"] == "missed"
    listed = {row.id: row.negotiation for row in list_attempts(team.desk("supervisor"), person="trainee")}
    assert listed == {"c-1": 80.0, "c-3": card["scores"]["negotiation"]}
    stopped = reviews.overrule("c-3", "outcome", "correct-stop", "A dispute, honoured.").card
    assert (stopped["scores"]["negotiation"], stopped["scores"]["overall"]) == (100.0, 70.0)
    plan = reviews.overrule("c-3", "outcome", "plan", "They did agree.").card
    assert plan["scores"]["negotiation"] == pytest.approx(100 * (0.35 * 0.8 + 0.2 * 0.8) + way, abs=0.06), (
        "as the talk was"
    )
    kept = reviews.overrule("c-3", "criterion:negotiation", "missed", "Not earned.").card
    again = reviews.overrule("c-3", "outcome", "none", "No plan after all.").card
    assert kept["scores"]["overall"] == again["scores"]["overall"] == 10.0, "what a person said of a criterion stands"
    assert verify_records(team.desk("supervisor")).faults == ()


def test_overruled_outcome_of_an_old_card_leaves_its_scores(team: Team) -> None:
    """Which criterion the negotiation earned was not written into it."""
    card = Reviews(team.desk("supervisor")).overrule("c-1", "outcome", "none", "He said no.").card
    assert (card["outcome"]["kind"], card["scores"]["negotiation"]) == ("none", 80.0)


def test_finding_that_the_engine_missed_can_be_added(team: Team) -> None:
    """With the reviewer's words as its reason and the quote as evidence."""
    review = Reviews(team.desk("supervisor")).overrule(
        "c-1", "finding:us-fdcpa/abuse@1", "major", "A sneer.", "Is that"
    )
    added = next(each for each in review.card["findings"] if each["rule"] == "us-fdcpa/abuse")
    assert (added["turn"], added["severity"], added["quote"], added["why"]) == (1, "major", "Is that", "A sneer.")


@pytest.mark.parametrize(
    ("item", "to", "message"),
    [
        ("criterion:verifcation", "met", "no criterion"),
        ("criterion:verification", "wonderful", "no value"),
        ("criterion:own-name", "met", "already"),
        ("weather", "met", "no part"),
        ("outcome", "met", "no value"),
    ],
)
def test_decision_that_cannot_be_is_a_sentence(team: Team, item: str, to: str, message: str) -> None:
    """And nothing is kept."""
    reviews = Reviews(team.desk("supervisor"))
    with pytest.raises(RightpartyError, match=message):
        reviews.overrule("c-1", item, to, "because")
    assert reviews.look("c-1").state == ""


def test_decision_without_a_reason_is_refused(team: Team) -> None:
    """Somebody will want to know."""
    with pytest.raises(RightpartyError, match="reason is needed"):
        Reviews(team.desk("supervisor")).overrule("c-1", "outcome", "none", "  ")


def test_no_decision_leaves_a_card_exactly_as_it_was() -> None:
    """The arithmetic of overruling is the engine's."""
    assert overrule(card_of("x"), []) == card_of("x")


def test_review_goes_from_shared_to_disputed_to_resolved(team: Team) -> None:
    """The trainee sees it when it is shared, answers once, and reads what was settled."""
    ours, theirs = Reviews(team.desk("supervisor")), Reviews(team.desk("trainee"))
    ours.comment("c-1", 3, "Listen to yourself here.")
    ours.overrule("c-1", "criterion:verification", "met", "Done.")
    ours.agree("c-1")
    assert theirs.look("c-1").state == ""
    assert [(row.overall, row.state) for row in list_attempts(team.desk("trainee"))] == [(70.0, "")]
    assert own_best(team.desk("trainee")) == {"hospital-bill": 70.0}
    assert own_best(team.desk("supervisor")) == {}
    assert "review" not in read_card(team.desk("trainee"), "c-1")
    ours.share("c-1")
    assert [(row.overall, row.state) for row in list_attempts(team.desk("trainee"))] == [(100.0, "shared")]
    assert theirs.look("c-1").comments[0].words == "Listen to yourself here."
    assert theirs.dispute("c-1", "I was quoting him.").state == "disputed"
    assert [each.attempt for each in ours.queue(Filters(disputed=True))] == ["c-1"]
    ours.overrule("c-1", ITEM, "withdrawn", "You were.")
    review = ours.resolve("c-1", "Withdrawn, you are right.")
    assert (review.state, review.card["passed"]) == ("resolved", True)
    assert theirs.look("c-1").words["dispute-resolved"] == "Withdrawn, you are right."


def test_answer_comes_within_the_window_or_not_at_all(team: Team) -> None:
    """Seven days."""
    ours = Reviews(team.desk("supervisor"))
    ours.agree("c-1")
    ours.share("c-1")
    team.clock.moment += timedelta(days=8)
    with pytest.raises(RightpartyError, match="time to answer ended"):
        Reviews(team.desk("trainee")).acknowledge("c-1")


def test_only_whoever_made_the_call_answers(team: Team) -> None:
    """Not even their supervisor does it for them."""
    ours = Reviews(team.desk("supervisor"))
    ours.agree("c-1")
    ours.share("c-1")
    with pytest.raises(RightpartyError, match="Only the person"):
        ours.acknowledge("c-1")


def test_void_attempt_counts_no_more(team: Team) -> None:
    """It is gone from the best scores, and nothing more can be decided about it."""
    ours = Reviews(team.desk("supervisor"))
    ours.void("c-1", "The line broke.")
    assert team.desk("trainee").attempts.best(team.persons["trainee"].id) == {}
    with pytest.raises(RightpartyError, match="was voided"):
        ours.agree("c-1")


def test_share_waits_for_somebody_to_have_looked(team: Team) -> None:
    """A scorecard nobody has read is not handed out as reviewed."""
    with pytest.raises(RightpartyError, match="not begun"):
        Reviews(team.desk("supervisor")).share("c-1")


def test_nobody_sees_another_teams_calls(team: Team) -> None:
    """Not in the queue, not by the id, not as a colleague; and trying is written down."""
    team.add("nora", "supervisor", "north")
    team.add("sam", "trainee", "south")
    team.add("nell", "trainee", "north")
    team.call("sam", "c-south")
    team.call("nell", "c-north")
    desk = team.desk("nora")
    assert [row.attempt for row in Reviews(desk).queue()] == ["c-north"]
    with pytest.raises(Refused, match="another team"):
        Reviews(desk).look("c-south")
    with pytest.raises(Refused, match="another team"):
        list_attempts(desk, person="sam")
    with pytest.raises(Refused):
        read_card(team.desk("nell"), "c-south")
    with pytest.raises(Refused):
        list_attempts(team.desk("nell"), person="sam")
    assert [row.id for row in list_attempts(team.desk("nell"))] == ["c-north"]
    made = new_session(team.desk("supervisor"), "South", ["c-south"])
    (given,) = assign(team.desk("supervisor"), LIBRARY, ["hospital-bill"], "sam", None, Terms())
    assert sessions(desk) == []
    for forbidden in (
        lambda: session_calls(desk, made),
        lambda: items_to_mark(desk, made, "c-south"),
        lambda: units_of(desk, made),
        lambda: reveal(team.desk("nora"), made),
        lambda: read_statements(desk, "c-south"),
        lambda: withdraw(desk, given),
    ):
        with pytest.raises(Refused, match="another team"):
            forbidden()
    with team.database.reading() as connection:
        from simulator.records.ledger import read

        assert len(read(connection, kinds=("refused",))) == 10


def test_queue_is_one_query_whatever_its_length_and_its_filters_bite(team: Team) -> None:
    """No query a call."""
    from sqlalchemy import event

    for number in range(20):
        team.call("trainee", f"d-{number}", passed=True, gates=[], findings=[])
    reviews = Reviews(team.desk("supervisor"))
    seen: list[str] = []
    event.listen(team.database.engine, "before_cursor_execute", lambda *what: seen.append(what[2]))
    assert len(reviews.queue()) == 21
    assert len([each for each in seen if "FROM attempts" in each]) == 1
    assert len(reviews.queue(Filters(failed_gate=True))) == 1
    assert len(reviews.queue(Filters(unsure=True))) == 21
    assert len(reviews.queue(Filters(unreviewed=True, words=("hospital", "TRAIN")))) == 21
    assert reviews.queue(Filters(words=("100%",))) == []


def test_words_of_a_call_are_read_where_it_was_delivered(team: Team) -> None:
    """With the finding's words marked in their turn."""
    desk = team.desk("supervisor")
    turns = read_turns(desk, "c-1", Reviews(desk).look("c-1").card)
    assert [turn.text for turn in turns] == [
        "Hello?",
        "Is that Maria Lopez?",
        "They cut my hours.",
        "You could be arrested.",
    ]
    passage = turns[3].passages[0]
    assert passage.item == ITEM
    assert turns[3].text[slice(*passage.span)] == "You could be arrested."


def test_reviewed_records_verify(team: Team) -> None:
    """Overruling never touches what the engine wrote."""
    Reviews(team.desk("supervisor")).overrule("c-1", Overruling(ITEM, "minor").item, "minor", "A slip.")
    assert verify(team.database).faults == ()


def test_reviewed_call_keeps_its_scorecard(team: Team) -> None:
    """Resumed and wrapped up another way, it is not scored over what was reviewed."""
    Reviews(team.desk("supervisor")).agree("c-1")
    with pytest.raises(RightpartyError, match="has been reviewed"):
        team.call("trainee", passed=True)
    assert not read_card(team.desk("supervisor"), "c-1")["passed"]

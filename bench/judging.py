"""What judging a call costs: the scorecard, the monitors turn by turn; beside hearing the same turns.

Owns those measurements. Never asserts.
"""

from __future__ import annotations

from bench.measuring import median, row
from scenarios.packs import Library, read_vocabulary
from scoring.compliance.packs import choose_packs
from scoring.scorecard import score_call
from simulator.calls.projection import to_transcript
from simulator.evaluation.scripted import play_script, score_played
from simulator.understanding.hearing import Hearing


def scoring() -> None:
    """A whole call judged, beside hearing it."""
    library, hearing = Library(), Hearing(read_vocabulary())
    scenario = library.scenario("hospital-bill")
    played = play_script(library, "hospital-bill", scenario.calls[0], hearing).played
    transcript = to_transcript("x", played.cast, played.events)
    heard = median(lambda: [hearing.hear(turn.text, turn.speaker) for turn in transcript.turns], 9)
    row(
        f"scorecard of a call of {len(transcript.turns)} turns",
        median(lambda: score_played(played, "x"), 15),
        heard,
        "hearing those turns",
        "",
    )
    assert transcript.regime is not None
    packs = choose_packs(transcript.regime)
    from scoring.compliance.judge import Judge
    from scoring.rubric import choose_rubric

    assert transcript.regime is not None
    regime = transcript.regime

    def feed() -> None:
        watching = Judge(transcript, regime, packs)
        for turn in transcript.turns:
            watching.feed(turn)

    made = median(lambda: Judge(transcript, regime, packs), 25)
    rules = sum(len(pack.rules) for pack in packs)
    row(
        f"one turn shown to the monitors of {rules} rules",
        (median(feed, 25) - made) / len(transcript.turns),
        heard / len(transcript.turns),
        "hearing one turn",
        "under 100 µs",
    )
    row("making those monitors, once a call", made, heard, "hearing those turns", "")
    rubric = choose_rubric("us-third-party", "us", "third-party")
    row(
        "  of which scoring alone",
        median(lambda: score_call(transcript, rubric, packs), 15),
        heard,
        "hearing those turns",
        "",
    )

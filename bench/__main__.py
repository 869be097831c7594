"""`python -m bench`: what things cost, beside a baseline measured in the same run.

Owns the measuring and the table. Never asserts.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import process

from bench.desk import desk_rows
from scenarios.packs import Library, read_vocabulary
from scoring.compliance.packs import choose_packs
from scoring.scorecard import score_call
from simulator.calls.call import Call
from simulator.calls.projection import to_transcript
from simulator.dialogue.cast import Cast
from simulator.evaluation.scripted import play_script, score_played
from simulator.understanding.hearing import Hearing


def median(work: Callable[[], object], times: int) -> float:
    """Median seconds of one run."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def python(code: str) -> Callable[[], object]:
    """A fresh interpreter running `code`."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def command(*arguments: str) -> Callable[[], object]:
    """The installed command, in a fresh process."""
    path = str(Path(sys.executable).parent / "rightparty")
    return lambda: subprocess.run([path, *arguments], check=True, capture_output=True)


def row(what: str, cost: float, base: float, baseline: str, goal: str) -> None:
    """One line of the table."""
    print(f"{what:44} {cost * 1000:9.2f} ms   {cost / base:6.2f} × {baseline:38} goal {goal}")


def turn_cost() -> None:
    """A turn end to end beside rapidfuzz over all example phrases."""
    vocabulary = read_vocabulary()
    hearing = Hearing(vocabulary)
    sides = (vocabulary.agent, vocabulary.debtor)
    phrases = [line for side in sides for act in side.values() for line in act.examples]
    library = Library()
    lines = [
        line for name in library.names("library") for script in library.scenario(name).calls for line in script.agent
    ]
    cast = Cast.of(library, "hospital-bill", 1)
    Call(cast, hearing).say(lines[0], 0.0)

    def turn(line: str) -> Callable[[], object]:
        call = Call(cast, hearing)

        def say() -> object:
            hearing.model.forget()
            return call.debtor.respond(call.state, line, hearing.hear(line, "agent", call.history()), 1.0)

        return say

    ours = [median(turn(line), 5) for line in lines]
    theirs = [median(lambda line=line: process.cdist([line], phrases), 5) for line in lines]
    row(
        "turn end to end (median)",
        statistics.median(ours),
        statistics.median(theirs),
        "cdist over the example phrases",
        "< 5",
    )

    def heard_anew(line: str) -> Callable[[], object]:
        def hear() -> object:
            hearing.model.forget()
            return hearing.hear(line)

        return hear

    heard = [median(heard_anew(line), 5) for line in lines]
    row("  of which hearing", statistics.median(heard), statistics.median(theirs), "cdist over the example phrases", "")
    row(
        "  hearing, 99th of 100",
        sorted(heard)[int(len(heard) * 0.99)],
        statistics.median(theirs),
        "cdist over the example phrases",
        "",
    )


def understanding() -> None:
    """Hearing beside rapidfuzz's nearest example over as many examples as the corpus has; load, memory, bulk."""
    from corpus.build import read

    corpus = [row["text"] for row in read()]
    development = Path(__file__).parents[1] / "tests" / "understanding" / "development.jsonl"
    lines = [json.loads(line) for line in development.read_text(encoding="utf-8").splitlines()]
    hearing = Hearing(read_vocabulary())
    for side in ("agent", "debtor"):
        hearing.hear("hello", side)

    def anew(text: str, speaker: str = "agent") -> object:
        hearing.model.forget()
        return hearing.hear(text, speaker)

    taken = sorted(median(lambda row=row: anew(row["text"], row["speaker"]), 3) for row in lines)
    theirs = [median(lambda row=row: process.extractOne(row["text"], corpus), 1) for row in lines[::40]]
    base, what = statistics.median(theirs), f"nearest of {len(corpus)} examples"
    row("hearing an utterance (median)", statistics.median(taken), base, what, "< 1")
    row("hearing an utterance (99th of 100)", taken[int(len(taken) * 0.99)], base, what, "< 10 ms")
    many = [(each["text"], each["speaker"], (), None) for each in lines]
    hearing.model.forget()
    start = time.perf_counter()
    for first in range(0, len(many), 64):
        hearing.hear_many(many[first : first + 64])
    each = (time.perf_counter() - start) / len(many)
    row("hearing in bulk, an utterance", each, base, what, "0.2 ms")
    load = (
        "import time; t = time.perf_counter()\n"
        "from simulator.understanding.model import Model\nModel().judge('hello', 'agent')\nprint(time.perf_counter() - t)\n"
        "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    said = [
        subprocess.run([sys.executable, "-c", load], check=True, capture_output=True, text=True).stdout.split()
        for _ in range(5)
    ]
    seconds = statistics.median(float(each[0]) for each in said)
    row(
        "loading the model, numpy included",
        seconds,
        median(python("import numpy"), 5),
        "python -c import numpy",
        "< 0.4 s",
    )
    print(
        f"{'memory of a process that hears':44} {statistics.median(float(each[1]) for each in said):9.0f} MB{'':48} goal < 150 MB"
    )


def start_up() -> None:
    """Fresh processes."""
    bare = median(python("pass"), 9)
    row("rightparty --help", median(command("--help"), 9), bare, "python -c pass", "< 3")
    textual = median(python("import textual.app"), 5)
    paint = (
        "import os, sys\nos.environ['RIGHTPARTY_DATA'] = sys.argv[1]\n"
        "from simulator.screens.app import RightpartyApp\n"
        "class Painted(RightpartyApp):\n"
        "    def on_mount(self):\n"  # Textual calls the base's own handler as well
        "        self.call_after_refresh(self.call_after_refresh, os._exit, 0)\n"
        "Painted().run(headless=True, size=(80, 24))"
    )
    with tempfile.TemporaryDirectory() as folder:
        shown = median(
            lambda: subprocess.run([sys.executable, "-c", paint, folder], check=True, capture_output=True), 7
        )
        row("app to first paint", shown, textual, "import textual.app", "< 1.5")
    row(
        "  of which importing the app",
        median(python("import simulator.screens.app"), 5),
        textual,
        "import textual.app",
        "",
    )


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


def listing() -> None:
    """Ten thousand stored calls listed without loading them."""
    from simulator.records.attempts import Attempts
    from simulator.records.database import Database

    with tempfile.TemporaryDirectory() as folder:
        records = Attempts(Database(f"sqlite:///{folder}/records.db"))
        card = '{"x": "' + "y" * 6000 + '"}'
        from simulator.records.tables import attempts, scorecards

        with records.database.writing() as connection:
            connection.execute(
                attempts.insert(),
                [
                    {
                        "id": f"a{n}",
                        "scenario": "x",
                        "trainee": "me",
                        "mode": "coach",
                        "seed": 1,
                        "started_at": f"{n:06d}",
                        "turns": 9,
                    }
                    for n in range(10_000)
                ],
            )
            connection.execute(
                scorecards.insert(),
                [
                    {
                        "attempt": f"a{n}",
                        "overall": 1.0,
                        "passed": True,
                        "engine": "e",
                        "rubric": "r",
                        "rules": "",
                        "card": card,
                    }
                    for n in range(10_000)
                ],
            )
        everything = median(lambda: [records.card(f"a{n}") for n in range(100)], 3) * 100
        row(
            "list 10,000 stored calls",
            median(lambda: records.list(limit=None), 5),
            everything,
            "loading every scorecard",
            "without loading",
        )
        row(
            "list the newest 50",
            median(lambda: records.list(limit=50), 9),
            everything,
            "loading every scorecard",
            "without loading",
        )


def desk() -> None:
    """The supervisor's desk with 20,000 attempts, beside a tenth of them: what grows with what is stored."""
    for what, cost, base in desk_rows():
        goal = "none; grows with what is stored" if what.startswith("verifying") else "under 300 ms with 100,000"
        row(what, cost, base, "with 2,000 attempts", goal)


def main() -> None:
    """The whole table."""
    for part in (understanding, turn_cost, start_up, scoring, listing, desk):
        part()


if __name__ == "__main__":
    main()

"""What hearing costs: one utterance, a turn of a call, loading, memory, in bulk; beside rapidfuzz over as many examples.

Owns those measurements. Never asserts.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import process

from bench.measuring import median, python, row
from scenarios.packs import Library, read_vocabulary
from simulator.calls.call import Call
from simulator.dialogue.cast import Cast
from simulator.understanding.hearing import Hearing


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

"""`python -m bench`: what things cost, beside a baseline measured in the same run.

Owns the order of the table. Never measures and never asserts.
"""

from __future__ import annotations

from bench.hearing import turn_cost, understanding
from bench.judging import scoring
from bench.records import desk, listing
from bench.starting import start_up


def main() -> None:
    """The whole table."""
    for part in (understanding, turn_cost, start_up, scoring, listing, desk):
        part()


if __name__ == "__main__":
    main()

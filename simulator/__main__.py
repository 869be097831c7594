"""`python -m simulator` is the same as `rightparty`."""

from simulator.commands.main import run

run()

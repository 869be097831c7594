"""The debtor and the state machine: (state, what was heard) → events. Pure: no clock, no I/O, no global random."""

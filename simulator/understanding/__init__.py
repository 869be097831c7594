"""Words to acts and slots, for both speakers. Pure: no clock, no I/O but its own data files, no global state."""

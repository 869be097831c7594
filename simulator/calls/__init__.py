"""The event log of a call: play, resume, rewind, replay, project to a transcript."""

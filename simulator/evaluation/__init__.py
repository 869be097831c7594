"""Recorded calls in, scorecards out: readers, annotation, bulk. Also runs the rules' own cases."""

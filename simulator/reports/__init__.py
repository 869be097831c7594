"""Scorecards as documents that leave the program."""

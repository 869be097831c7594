"""Benchmarks as ratios against a baseline in the same run: `make bench`. Nothing here asserts a time."""

"""The corpus: labelled talk written for this project, and what makes utterances of the written lines.

Owns text and its labels. Never imported by the program: `make corpus` builds `utterances.jsonl.gz`, `make model` learns from it.
"""

"""The command line: one room for each command, data on stdout, talk on stderr."""

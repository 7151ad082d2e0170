"""The command line: one file for each group of commands; shared options are in one place."""

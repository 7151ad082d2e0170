"""The command line: one file a group of commands, with the options that they share in one place."""

"""The command line: one module a command. A meeting place: it may import everything, nothing imports it."""

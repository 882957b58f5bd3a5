"""The commands of the command line: a file for each, of its name; the only modules that know Click beside `cli.py`."""

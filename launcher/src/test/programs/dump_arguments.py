"""Writes each argument, and NUL behind it."""
import os
import sys

for argument in sys.argv[1:]:
    os.write(1, os.fsencode(argument) + b"\0")

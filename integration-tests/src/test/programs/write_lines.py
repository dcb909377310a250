"""Writes a million lines of 100 bytes, each of them at once."""
import sys

line = b"x" * 99 + b"\n"
out = sys.stdout.buffer
for _ in range(1_000_000):
    out.write(line)

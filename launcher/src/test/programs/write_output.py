"""Writes what no line-based reader would pass on as it is: write_output.py KIND"""
import sys

OUTPUTS = {
    "long-line": b"x" * 10_000_000 + b"\n",
    "no-final-newline": b"one\ntwo",
    "no-text": bytes(range(256)) * 300,
    "carriage-returns": b"10%\r20%\r\n30%\r",
    "nothing": b"",
}

sys.stdout.buffer.write(OUTPUTS[sys.argv[1]])
sys.stderr.buffer.write(OUTPUTS[sys.argv[1]][::-1])

"""A parent, a child and a grandchild, each of which says so when SIGTERM comes, and ends."""
import os
import signal
import time


def say(text):
    os.write(1, text.encode() + b"\n")


def stop(signal_number, frame):
    say(name + " got it")
    os._exit(0)


for name in ("parent", "child", "grandchild"):
    signal.signal(signal.SIGTERM, stop)
    if name == "grandchild":
        say("ready")
    elif os.fork() != 0:
        break
while True:
    time.sleep(0.05)  # signal.pause() would sleep through a signal that comes just before it

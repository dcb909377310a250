"""Says which signals come, until SIGTERM."""
import os
import signal
import time


def tell(number, frame):
    os.write(1, signal.Signals(number).name.encode() + b"\n")
    if number == signal.SIGTERM:
        os._exit(9)


for each in (signal.SIGINT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGHUP, signal.SIGTERM):
    signal.signal(each, tell)
# In one write, as a signal may come between two.
os.write(1, b"ready\n")
while True:
    time.sleep(0.05)  # signal.pause() would sleep through a signal that comes just before it

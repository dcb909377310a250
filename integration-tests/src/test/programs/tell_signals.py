"""Says which signals come, until SIGTERM."""
import os
import signal


def tell(number, frame):
    os.write(1, signal.Signals(number).name.encode() + b"\n")
    if number == signal.SIGTERM:
        os._exit(9)


for each in (signal.SIGINT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGHUP, signal.SIGTERM):
    signal.signal(each, tell)
print("ready")
while True:
    signal.pause()

"""Writes N files, half of them by rename, and some again; then tells so, and waits to be stopped if asked to."""
import os
import signal
import sys

folder = os.environ["SM_OUTPUT_INTERMEDIATE_DIR"]
count, ending = int(sys.argv[1]), sys.argv[2]
if ending == "wait":
    # It may come at any time from now on.
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])


def path(i):
    return os.path.join(folder, str(i % 50), "%d.txt" % i)


def write(file, text):
    with open(file, "w") as out:
        out.write(text)


for i in range(count):
    os.makedirs(os.path.dirname(path(i)), exist_ok=True)
    if i % 2:
        write(path(i), "written %d" % i)
    else:
        # Beside the folder, as a draft within it may be uploaded too.
        draft = os.path.join(os.path.dirname(folder), "draft")
        write(draft, "renamed %d" % i)
        os.rename(draft, path(i))
    if i % 10 == 9:
        write(path(i - 5), "written again %d" % (i - 5))
print("all are there", flush=True)
if ending == "wait":
    signal.sigwait([signal.SIGTERM])
for i in range(0, count, 100):
    write(path(i), "at the very end %d" % i)
sys.exit(3 if ending == "fail" else 0)

"""Ways to measure: whole commands with hyperfine, single runs by the kernel's own accounts."""
import json
import os
import shlex
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def alternating(bench, commands: dict, environments: dict, prepare: dict | None = None) -> dict:
    """Returns {name: {"wall": seconds, "cpu": seconds}}, medians. Each round measures each command once, so that a machine
    that gets slower gets slower for all; hyperfine itself would run one after the other."""
    runs = {name: [] for name in commands}
    for _ in range(bench.rounds):
        for name, command in commands.items():
            runs[name].append(once(command, environments.get(name, {}), (prepare or {}).get(name)))
    return {name: {key: statistics.median(run[key] for run in measured) for key in ("wall", "cpu")}
            for name, measured in runs.items()}


def once(command, environment: dict, prepare: str | None = None) -> dict:
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        argv = ["hyperfine", "--style=none", "--runs=1", "--shell=none", f"--export-json={file.name}"]
        argv += ["--prepare", prepare] if prepare else []
        subprocess.run([*argv, text(command)], env=environment or {"PATH": "/usr/bin:/bin"}, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        result = json.load(open(file.name))["results"][0]
    return {"wall": result["mean"], "cpu": result["user"] + result["system"]}


def text(command) -> str:
    return command if isinstance(command, str) else shlex.join(str(part) for part in command)


class Running:
    """A train that waits for its program; what the kernel tells of it."""

    def __init__(self, train: Path, environment: dict):
        self.start = time.time()
        self.process = subprocess.Popen([train], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate()

    def line(self) -> str:
        return self.process.stdout.readline().strip()

    def status(self, key: str) -> int:
        return int(next(line.split()[1] for line in open(f"/proc/{self.process.pid}/status") if line.startswith(key + ":")))

    def cpu(self) -> float:
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def wakeups(self) -> int:
        """Voluntary context switches of all threads: how often one of them waited anew."""
        total = 0
        for status in Path(f"/proc/{self.process.pid}/task").glob("*/status"):
            total += next(int(line.split()[1]) for line in open(status) if line.startswith("voluntary_ctxt_switches"))
        return total

    def end(self) -> float:
        """Waits for the end and returns when it was."""
        self.process.stdout.read()
        self.process.wait()
        return time.time()

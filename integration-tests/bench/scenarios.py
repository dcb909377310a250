"""What is measured. Each scenario returns rows: {"what", "who", "value", "unit"}; the first of a group is its baseline."""
import json
import statistics
import subprocess
import tarfile
import time
from pathlib import Path

import measure
import objects
from setting import PYTHON, REPOSITORY

PRINT = f"{PYTHON} -c print(1)"
NEEDS_A_PACKAGE = "python-package"
FIRST_LINE = "import time\nprint(time.time(), flush=True)\n"
WAIT = FIRST_LINE + "time.sleep(3600)\n"


def row(what: str, who: str, value: float, unit: str) -> dict:
    return {"what": what, "who": who, "value": value, "unit": unit}


def compared(what: str, measured: dict, baseline: str, unit: str) -> list:
    """Wall and CPU time of each, and as multiples of the baseline."""
    rows = []
    for name, times in measured.items():
        for key in ("wall", "cpu"):
            rows.append(row(f"{what}, {key}", name, times[key] * 1000, "ms"))
            if name != baseline:
                rows.append(row(f"{what}, {key}", name, times[key] / measured[baseline][key], unit))
    return rows


def job(bench) -> list:
    """a whole job that does nothing, against `python3 -c 'print(1)'` and a Java program that prints a line"""
    folder = bench.job("noop", "pass\n")
    commands = {"python3": PRINT, "java Hello": bench.java()} | {name: [path] for name, path in bench.trains.items()}
    environments = {name: bench.environment(folder) for name in bench.trains}
    return compared("no-op job", measure.alternating(bench, commands, environments), "python3", "units")


def start(bench) -> list:
    """from the start of the process to the first line of the user's program, less Python's own start"""
    folder = bench.job("start", FIRST_LINE)
    times = {name: [] for name in ["python3", *bench.trains]}
    units = []
    for _ in range(bench.rounds):
        units.append(measure.once(PRINT, {})["wall"])
        begin = time.time()
        said = subprocess.run([PYTHON, "-c", FIRST_LINE], capture_output=True, text=True, check=True).stdout
        times["python3"].append(float(said) - begin)
        for name, path in bench.trains.items():
            with measure.Running(path, bench.environment(folder)) as running:
                times[name].append(float(running.line()) - running.start)
                running.end()
    unit = statistics.median(units)
    own = statistics.median(times["python3"])
    rows = []
    for name, seconds in times.items():
        middle = statistics.median(seconds) - (own if name != "python3" else 0)
        rows += [row("start to first line", name, middle * 1000, "ms"), row("start to first line", name, middle / unit, "units")]
    return rows


def memory(bench) -> list:
    """memory of the launcher while the user's program runs"""
    folder = bench.job("wait", WAIT)
    rows = []
    for name, path in bench.trains.items():
        with measure.Running(path, bench.environment(folder)) as running:
            running.line()
            time.sleep(1)
            rows += [row("peak memory", name, running.status("VmHWM") / 1024, "MiB"),
                     row("resident memory", name, running.status("VmRSS") / 1024, "MiB")]
    return rows


def idle(bench) -> list:
    """CPU time and wake-ups of the launcher while it waits, extrapolated from a minute (ten seconds with --quick)"""
    folder = bench.job("idle", WAIT)
    seconds = 10 if bench.quick else 60
    rows = []
    for name, path in bench.trains.items():
        with measure.Running(path, bench.environment(folder)) as running:
            running.line()
            time.sleep(5)
            cpu, wakeups = running.cpu(), running.wakeups()
            time.sleep(seconds)
            rows += [row("idle CPU", name, (running.cpu() - cpu) * 3600 / seconds, "s/h"),
                     row("idle wake-ups", name, (running.wakeups() - wakeups) * 60 / seconds, "/min")]
    return rows


def end(bench) -> list:
    """from the end of the user's program to ours"""
    folder = bench.job("end", "import os, time\nprint(time.time(), flush=True)\nos._exit(0)\n")
    times = {name: [] for name in bench.trains}
    for _ in range(bench.rounds):
        for name, path in bench.trains.items():
            with measure.Running(path, bench.environment(folder)) as running:
                said = float(running.line())
                times[name].append(running.end() - said)
    return [row("end of job", name, statistics.median(seconds) * 1000, "ms") for name, seconds in times.items()]


def output(bench) -> list:
    """lines of 100 bytes through the launcher, against `cat` in its place (1 GB, 100 MB with --quick)"""
    size = 100_000_000 if bench.quick else 1_000_000_000
    lines = bench.folder / "lines"
    with open(lines, "wb") as file:
        block = (b"x" * 99 + b"\n") * 10_000
        for _ in range(size // len(block)):
            file.write(block)
    folder = bench.job("output", f"#!/bin/sh\nexec cat {lines}\n")
    small = type(bench)(bench.folder, bench.trains, True)
    commands = {"cat": ["/bin/sh", "-c", f"cat {lines} | cat > /dev/null"]}
    commands |= {name: [path] for name, path in bench.trains.items() if name != "train, no archive"}
    environments = {name: bench.environment(folder) for name in bench.trains}
    measured = measure.alternating(small, commands, environments)
    lines.unlink()
    return compared(f"output, {size // 1_000_000} MB", measured, "cat", "x")


def hosts(bench) -> list:
    """1, 100 and 1,000 hosts that all resolve"""
    jobs = {f"{count} hosts": bench.job(f"hosts-{count}", "pass\n", hosts=[f"127.1.{i // 250}.{i % 250 + 1}" for i in range(count)])
            for count in (1, 100, 1000)}
    train = bench.trains["train"]
    measured = measure.alternating(bench, {name: [train] for name in jobs},
                                   {name: bench.environment(folder) for name, folder in jobs.items()})
    one = measured["1 hosts"]["wall"]
    return [row("hosts", name, times["wall"] * 1000, "ms") for name, times in measured.items()] \
        + [row("hosts, over one", name, (times["wall"] - one) * 1000, "ms") for name, times in measured.items()]


def parameters(bench) -> list:
    """100 hyperparameters of 2,500 characters"""
    many = {f"parameter_{i:03}": "v" * 2500 for i in range(100)}
    jobs = {"none": bench.job("parameters-0", "pass\n"), "100": bench.job("parameters-100", "pass\n", hyperparameters=many)}
    train = bench.trains["train"]
    measured = measure.alternating(bench, {name: [train] for name in jobs},
                                   {name: bench.environment(folder) for name, folder in jobs.items()})
    return compared("hyperparameters", measured, "none", "x")


def extraction(bench) -> list:
    """a .tar.gz of 10,000 small files, against `tar xzf`"""
    source = bench.folder / "small"
    for i in range(10_000):
        file = source / f"d{i % 100}" / f"f{i}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{i}\n" * 50)
    (source / "train.py").write_text("pass\n")
    archive = packed(source)
    folder = bench.job("extraction", "pass\n", code=archive)
    into = bench.folder / "tar"
    commands = {"tar": ["tar", "xzf", archive, "-C", into], "train": [bench.trains["train"]]}
    prepare = {"tar": f"sh -c 'rm -rf {into}; mkdir {into}'", "train": f"rm -rf {folder}/code"}
    small = type(bench)(bench.folder, bench.trains, True)
    return compared("10,000 files", measure.alternating(small, commands, {"train": bench.environment(folder)}, prepare), "tar", "x")


def s3(bench) -> list:
    """code on S3, against the same archive on the disk"""
    source = bench.folder / "s3-source"
    source.mkdir()
    (source / "train.py").write_text("pass\n")
    archive = packed(source)
    (source / "train.py").write_text(WAIT)
    with objects.serving(archive.read_bytes()) as url:
        jobs = {"local": bench.job("s3-local", "", code=archive), "S3": bench.job("s3", "", code="s3://bucket/code.tar.gz")}
        environments = {name: bench.environment(folder) | s3_variables(url) for name, folder in jobs.items()}
        train = bench.trains["train"]
        rows = compared("code on S3", measure.alternating(bench, {name: [train] for name in jobs}, environments), "local", "x")
    with objects.serving(packed(source).read_bytes()) as url:
        with measure.Running(train, environments["S3"] | s3_variables(url)) as running:
            running.line()
            rows.append(row("code on S3, peak memory", "S3", running.status("VmHWM") / 1024, "MiB"))
    return rows


def s3_variables(url: str) -> dict:
    return {"S3_ENDPOINT_URL": url, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none",
            "SAGEMAKER_CODE_POLICY": "replace"}


def packed(source: Path) -> Path:
    archive = source.with_suffix(".tar.gz")
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(source, arcname=".")
    return archive


def conformance(bench) -> list:
    """the recorded jobs of the Python toolkit, one after the other, each with a script that does nothing"""
    recorded = json.loads((REPOSITORY / "core/src/test/resources/io/smcontainers/core/launches.json").read_text())
    jobs = [bench.recorded(job) for job in recorded if job["name"] != NEEDS_A_PACKAGE and has_python_script(job)]
    rows = []
    for name, path in bench.trains.items():
        begin = time.time()
        for folder, environment in jobs[: 10 if bench.quick else None]:
            subprocess.run([path], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        rows.append(row("recorded jobs", name, len(jobs[: 10 if bench.quick else None]) / (time.time() - begin), "/s"))
    return rows


def has_python_script(job: dict) -> bool:
    program = job.get("env", {}).get("SAGEMAKER_PROGRAM") or job["hyperparameters"].get("sagemaker_program", "")
    return str(program).strip('"').endswith(".py") and "SAGEMAKER_TRAINING_MODULE" not in job.get("env", {})


def size(bench) -> list:
    """the tarball"""
    tarballs = sorted(Path(REPOSITORY / "distribution/target").glob("*.tar.gz"))
    return [row("tarball", "train", tarball.stat().st_size / 1e6, "MB") for tarball in tarballs]


ALL = {function.__name__: function
       for function in (job, start, memory, idle, end, output, hosts, parameters, extraction, s3, conformance, size)}

"""What is measured, and where: programs, job folders, the machine."""
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PYTHON = "/usr/bin/python3"
PACKAGES = {"hyperfine": "hyperfine", PYTHON: "python3"}

HELLO = "public class Hello { public static void main(String[] a) { System.out.println(1); } }"


@dataclass
class Bench:
    """One run of the benchmark: `trains` are the programs by name, `folder` is deleted at the end."""

    folder: Path
    trains: dict
    quick: bool

    @property
    def rounds(self) -> int:
        return 3 if self.quick else 15

    def java(self) -> str:
        """Starts a class that prints a line, with the flags of train and nothing of ours."""
        home = next(iter(self.trains.values())).parents[1]
        return f"{home}/runtime/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp {self.folder} Hello"

    def job(self, name: str, program: str, hosts=("algo-1",), hyperparameters=None, code=None) -> Path:
        """Makes a job folder with a Python program (or what its first line says) and returns it."""
        base = self.folder / name
        config = base / "input/config"
        config.mkdir(parents=True, exist_ok=True)
        entry = "train.sh" if program.startswith("#!/bin/sh") else "train.py"
        values = {"sagemaker_program": json.dumps(entry), **(hyperparameters or {})}
        if code:
            values["sagemaker_submit_directory"] = json.dumps(str(code))
        else:
            (base / "code").mkdir(exist_ok=True)
            (base / "code" / entry).write_text(program)
        (config / "hyperparameters.json").write_text(json.dumps(values))
        (config / "inputdataconfig.json").write_text("{}")
        (config / "resourceconfig.json").write_text(json.dumps({"current_host": hosts[0], "hosts": list(hosts)}))
        return base

    def recorded(self, job: dict) -> tuple:
        """Lays out a recorded job, its script replaced, and returns its folder and environment."""
        base = self.folder / "recorded" / job["name"]
        fill = lambda value: json.loads(json.dumps(value).replace("{{base}}", str(base)))
        config = base / "input/config"
        config.mkdir(parents=True)
        for name in ("hyperparameters", "resourceconfig", "inputdataconfig"):
            (config / f"{name}.json").write_text(json.dumps(fill(job[name])))
        variables = fill(job.get("env", {}))
        program = variables.get("SAGEMAKER_PROGRAM") or str(job["hyperparameters"]["sagemaker_program"]).strip('"')
        script = base / "code" / program
        script.parent.mkdir(parents=True)
        script.write_text("pass\n")
        return base, self.environment(base) | variables

    def environment(self, job: Path) -> dict:
        """Debian's Python and nothing of this shell: a job of SageMaker has few variables."""
        return {"PATH": "/usr/bin:/bin", "SAGEMAKER_BASE_DIR": str(job), "SAGEMAKER_PYTHON": PYTHON}


@contextlib.contextmanager
def prepared(quick: bool):
    """Installs what is missing, copies and warms the tree, and yields a Bench."""
    install()
    tree = Path(os.environ.get("TRAIN_HOME", REPOSITORY / "distribution/target/sagemaker-containers"))
    if not (tree / "bin/train").exists():
        sys.exit(f"bench: there is no {tree}/bin/train; build it with: mvn --quiet package -DskipTests")
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        (folder / "cold").mkdir()
        shutil.copytree(tree, folder / "warm", symlinks=True)
        shutil.copytree(tree, folder / "cold/tree", symlinks=True)
        subprocess.run([folder / "warm/bin/train", "warm"], check=True, stdout=subprocess.DEVNULL)
        (folder / "Hello.java").write_text(HELLO)
        subprocess.run(["javac", "--release", "17", "-d", folder, folder / "Hello.java"], check=True)
        trains = {"train": folder / "warm/bin/train", "train, no archive": folder / "cold/tree/bin/train"}
        if os.environ.get("REFERENCE_TRAIN"):
            trains["reference"] = Path(os.environ["REFERENCE_TRAIN"])
        yield Bench(folder, trains, quick)


def install() -> None:
    missing = sorted(package for program, package in PACKAGES.items() if not shutil.which(program))
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"bench: install {' '.join(missing)} first")
    subprocess.run(["apt-get", "install", "--yes", "--quiet", *missing], check=True, stdout=subprocess.DEVNULL)


def machine() -> dict:
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    return {"cpus": len(os.sched_getaffinity(0)), "model": model, "load": os.getloadavg()[0]}

"""Runs a command and says what it cost: the same measure for Stemma and for every peer."""
import datetime
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import time
from typing import NamedTuple, Sequence

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
STEMMA = pathlib.Path(os.environ.get("STEMMA") or ROOT / "build" / "release" / "stemma")  # another build may be named
MAKER = ROOT / "build" / "release" / "bench" / "make_corpus"


class Cost(NamedTuple):
    processor_s: float  # user and system, of the process and all that it waited for
    wall_s: float
    peak_mb: float      # of the largest process


def measured(command: Sequence[str | pathlib.Path], log: pathlib.Path, settings: dict[str, str] | None = None) -> Cost:
    """One run; what it prints goes to the log. A failure ends the benchmark, with the end of that log."""
    start = time.perf_counter()
    with log.open("wb") as file:
        process = subprocess.Popen([str(part) for part in command], stdout=file, stderr=subprocess.STDOUT,
                                   env=os.environ | (settings or {}))
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}:\n{log.read_text(errors='replace')[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def median_cost(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(column) for column in zip(*costs)))


def need_program(path: pathlib.Path, target: str) -> None:
    if not path.exists():
        sys.exit(f"{path} is not there; first run: tools/build release {target}")


def need_dedup() -> None:
    need_program(STEMMA, "stemma_cli")
    if subprocess.run([STEMMA, "dedup", "--help"], capture_output=True, check=False).returncode != 0:
        sys.exit(f"{STEMMA} has no command `dedup`; rebuild it: tools/build release stemma_cli")


def made_corpus(folder: pathlib.Path, size: Sequence[str], seed: int = 2026) -> pathlib.Path:
    """The corpus of that size and its truth; made anew only where it is not there."""
    need_program(MAKER, "make_corpus")
    corpus = folder / ("made-" + "".join(size).strip("-").replace("--", "-") + f"-{seed}.jsonl")
    if not corpus.with_suffix(".truth.jsonl").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([MAKER, *size, "--seed", str(seed), corpus], check=True)
    return corpus


def warm(corpus: pathlib.Path) -> int:
    """Reads the file, so that every run finds it in memory; its size."""
    size = 0
    with corpus.open("rb") as file:
        while block := file.read(1 << 24):
            size += len(block)
    return size


def environment() -> list[str]:
    def said(*command: str) -> str:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.strip().splitlines()[0] if done.stdout else "unknown"
    processor = next((line.split(":")[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                      if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return [f"commit {said('git', 'rev-parse', '--short', 'HEAD')}", f"processor: {processor}, {os.cpu_count()} cores",
            f"memory: {memory} GB", f"system: {platform.system()} {platform.release()}",
            f"compiler: {said('g++', '--version')}, preset release", f"Python {platform.python_version()}",
            f"load when begun: {os.getloadavg()[0]:.1f} (processor time counts only this program's own work, but on busy "
            "cores that share caches it still grows, so speeds are lower bounds)"]


def run_folder(name: str) -> pathlib.Path:
    """Where a run of today on this machine is kept."""
    machine = next(line for line in environment() if line.startswith("processor"))
    return ROOT / "bench" / "runs" / (f"{datetime.date.today()}-{name}-" + "-".join(re.findall(r"[a-z0-9]+", machine.split(":")[1].lower())))


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] + ["--:"] * (len(head) - 1), *rows]
    return "".join("| " + " | ".join(str(cell) for cell in line) + " |\n" for line in lines)

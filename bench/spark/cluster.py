"""A cluster of Spark on this machine, and what its processes cost."""
import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

TICKS = os.sysconf("SC_CLK_TCK")


class Processes:
    """All processes below this one, looked at four times a second: processor time of each, and the most memory it was seen to hold
    (without files that are mapped: the system takes those away when it needs to), ended or not."""

    def __init__(self) -> None:
        self.seen: dict[tuple[int, str], tuple[str, float, int]] = {}
        self.own_kb = 0
        self.own_s = 0.0  # what the looking costs, which is no work of the driver's
        self.done = threading.Event()
        self.lock = threading.Lock()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self) -> None:
        while not self.done.wait(0.25):
            self.look()

    def look(self) -> None:
        began = time.thread_time()
        stats = stats_below()
        with self.lock:
            self.own_kb = max(self.own_kb, anonymous_kb(pathlib.Path("/proc/self/status").read_text()))
            for process, fields in stats.items():
                with contextlib.suppress(OSError, IndexError):
                    # One that has just ended has no memory any more; what was seen of it before stands.
                    kind = kind_of(process)
                    held = anonymous_kb(pathlib.Path(f"/proc/{process}/status").read_text())
                    peak = max(held, self.seen.get((process, fields[19]), ("", 0.0, 0))[2])
                    self.seen[process, fields[19]] = kind, (int(fields[11]) + int(fields[12])) / TICKS, peak
            self.own_s += time.thread_time() - began

    def by_kind(self) -> dict[str, tuple[float, int]]:
        """Processor seconds of all so far, and the peak MB of one; this process is the driver's Python."""
        self.look()
        kinds = {"driver (Python)": (time.process_time() - self.own_s, self.own_kb // 1024)}
        with self.lock:
            for kind, seconds, peak in self.seen.values():
                before = kinds.get(kind, (0.0, 0))
                kinds[kind] = before[0] + seconds, max(before[1], peak // 1024)
        return kinds

    def stop(self) -> None:
        self.done.set()
        self.thread.join()


def anonymous_kb(status: str) -> int:
    return int(status.partition("RssAnon:")[2].split()[0])


def below(process: int, parents: dict[int, int]) -> bool:
    while process in parents:
        process = parents[process]
        if process == os.getpid():
            return True
    return False


def stats_below() -> dict[int, list[str]]:
    """What the system says of each process that this one has begun, or one of those: the fields behind its name."""
    stats: dict[int, list[str]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError):
                stats[int(entry)] = pathlib.Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
    parents = {process: int(fields[1]) for process, fields in stats.items()}
    return {process: fields for process, fields in stats.items() if below(process, parents)}


def kind_of(process: int) -> str:
    command = pathlib.Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace")
    if "CoarseGrainedExecutorBackend" in command:
        return "executor (Java)"
    if "java" in command.split("\0")[0]:
        return "driver (Java)"
    return "worker (Python)" if "pyspark" in command else "other"


class LiveHeaps:
    """What is in use in the heaps of the executors, by a full collection about every second. What a machine of Java holds is more: it
    lets garbage lie as long as its heap may grow."""

    def __init__(self) -> None:
        self.seen_mb: list[int] = []
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self) -> None:
        while not self.done.wait(1):
            for process in stats_below():
                with contextlib.suppress(OSError):
                    if kind_of(process) == "executor (Java)":
                        self.look(process)

    def look(self, process: int) -> None:
        said = subprocess.run(["jmap", "-histo:live", str(process)], capture_output=True, text=True, check=False).stdout
        if last := re.search(r"^Total +\d+ +(\d+)\s*\Z", said, re.MULTILINE):  # none of a process that has just ended
            self.seen_mb.append(int(last[1]) // 2**20)

    def stop(self) -> list[int]:
        self.done.set()
        self.thread.join()
        return self.seen_mb


@contextlib.contextmanager
def cluster(workers: int, memory_mb: int, folder: pathlib.Path, java: str, log_events: bool = False,
            more: dict[str, str] | None = None) -> Iterator["object"]:
    """A session on so many worker processes of one core each, each with a Java machine of its own. `more`: settings of Spark that
    go before those from here."""
    import pyspark
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_HOME", str(pathlib.Path(pyspark.__file__).parent))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    paths = os.pathsep.join(path for path in sys.path if path)
    (folder / "events").mkdir(parents=True)
    builder = (SparkSession.builder.master(f"local-cluster[{workers},1,{memory_mb}]")
               .config("spark.executor.memory", f"{memory_mb - 384}m").config("spark.driver.memory", "1g")
               .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
               .config("spark.driver.extraJavaOptions", java).config("spark.executor.extraJavaOptions", java)
               .config("spark.eventLog.enabled", str(log_events).lower()).config("spark.eventLog.dir", (folder / "events").as_uri())
               .config("spark.eventLog.compress", "false")
               .config("spark.local.dir", str(folder / "local")).config("spark.executorEnv.PYTHONPATH", paths))
    for name, value in (more or {}).items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark
    finally:
        spark.stop()


def stages(folder: pathlib.Path, since: float) -> list[dict[str, float]]:
    """What Spark's own log of events says of the stages that began after a time: seconds, and MB that went to other tasks."""
    found = []
    for log in sorted(path for path in (folder / "events").rglob("*") if path.is_file() and not path.name.endswith(".crc")):
        for line in log.open():
            event = json.loads(line) if '"SparkListenerStageCompleted"' in line else {}
            info = event.get("Stage Info")
            if info is None or info["Submission Time"] < since * 1000:
                continue
            sums = {entry["Name"]: entry["Value"] for entry in info["Accumulables"]}
            found.append({
                "stage": info["Stage ID"], "tasks": info["Number of Tasks"],
                "wall_s": (info["Completion Time"] - info["Submission Time"]) / 1000,
                "run_s": sums.get("internal.metrics.executorRunTime", 0) / 1000,
                "java_s": sums.get("internal.metrics.executorCpuTime", 0) / 1e9,
                "read_mb": (sums.get("internal.metrics.shuffle.read.localBytesRead", 0)
                            + sums.get("internal.metrics.shuffle.read.remoteBytesRead", 0)) / 1e6,
                "written_mb": sums.get("internal.metrics.shuffle.write.bytesWritten", 0) / 1e6})
    return sorted(found, key=lambda stage: stage["stage"])

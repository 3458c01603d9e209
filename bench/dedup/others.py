"""What benchmarks share that run other programs beside Stemma: where these are installed, how often they run, what is told of each."""
import pathlib
import subprocess
import sys
from typing import NamedTuple, Sequence

from measured import Cost, measured, median_cost, warm

ONE_THREAD = {"RAYON_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false",
              "ARROW_NUM_THREADS": "1"}
SLOW_S = 20.0  # a run that takes longer is not repeated


class Row(NamedTuple):
    what: str
    output: str
    cost: Cost
    result: dict

    def traps_linked(self) -> float:
        """Of the texts of all traps, so many were falsely linked."""
        traps = self.result["traps"].values()
        return sum(trap["falsely linked"] for trap in traps) / max(sum(trap["texts"] for trap in traps), 1)


def install(name: str, environment: pathlib.Path, wanted: pathlib.Path) -> None:
    """The packages of a file of requirements, into a Python environment of their own; anew only where the file has changed."""
    done = environment / "installed.txt"
    if done.exists() and done.read_text() == wanted.read_text():
        return
    print(f"{name}: installing from PyPI", flush=True)
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    subprocess.run([environment / "bin" / "pip", "install", "--quiet", "-r", wanted], check=True)
    done.write_text(wanted.read_text())


def repeated(command: Sequence[str | pathlib.Path], source: pathlib.Path, log: pathlib.Path, runs: int) -> Cost:
    """The median of so many runs over a warm source, on one thread."""
    costs: list[Cost] = []
    while not costs or (len(costs) < runs and costs[0].wall_s < SLOW_S):
        warm(source)
        costs.append(measured(command, log, ONE_THREAD))
    return median_cost(costs)

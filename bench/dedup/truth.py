"""What make_corpus planted: which documents belong to one story, what each two of them share, and the traps."""
import json
import pathlib
from typing import NamedTuple

SIBLINGS = "siblings"
UPDATED = "live page updated"


class Planted(NamedTuple):
    """A planted pair, and what the two truly share (without the outlets' furniture)."""
    left: str
    right: str
    kind: str
    resemblance: float
    containment: float  # the greater of both sides
    run: int            # words

    @property
    def key(self) -> tuple[str, str]:
        return pair_key(self.left, self.right)

    @property
    def is_alike(self) -> bool:
        return self.resemblance >= 0.5

    @property
    def is_partial(self) -> bool:
        return self.run >= 50 or self.containment >= 0.3


class Truth(NamedTuple):
    pairs: list[Planted]
    story_of: dict[str, int]  # of the members of stories
    kind_of: dict[str, str]   # of those and of the traps
    traps: dict[str, set[str]]


def pair_key(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)


def beside(corpus: pathlib.Path) -> pathlib.Path:
    """Where make_corpus puts the truth about a corpus."""
    return corpus.with_suffix(".truth.jsonl")


def read_truth(path: pathlib.Path) -> Truth:
    truth = Truth([], {}, {}, {})
    with path.open(encoding="utf-8") as lines:
        for story, line in enumerate(lines):
            record = json.loads(line)
            if "trap" in record:
                truth.traps.setdefault(record["trap"], set()).update(record["members"])
                truth.kind_of.update((member, record["trap"]) for member in record["members"])
                continue
            members = [member for member, _ in record["members"]]
            truth.story_of.update((member, story) for member in members)
            truth.kind_of.update(record["members"])
            for left, right, kind, resemblance, of_left, of_right, run in record["pairs"]:
                truth.pairs.append(Planted(members[left], members[right], kind, resemblance, max(of_left, of_right), run))
    return truth

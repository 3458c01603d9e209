"""What a tool found, in one form for all tools: links, clusters or flags."""
import collections
import itertools
import json
import pathlib
from typing import Iterator, NamedTuple

from truth import Truth, pair_key


class Link(NamedTuple):
    left: str
    right: str
    resemblance: float | None = None
    containments: tuple[float, float] | None = None
    spans: list[tuple[tuple[int, int], tuple[int, int]]] = []  # bytes of the left text, of the right one
    is_unchanged: bool = False  # the same words


class Found(NamedTuple):
    links: dict[tuple[str, str], Link]  # empty where the tool gives none
    clusters: list[list[str]]
    flagged: set[str]


class Judge:
    """Says of two texts whether a tool calls them copies, in its strongest words: links, else clusters, else flags.

    Of several texts with the same words only one needs links with the others: what is linked with it is found for all.
    """

    def __init__(self, found: Found) -> None:
        self._found = found
        self._cluster_of = clusters_by_member(found.clusters)
        self._first: dict[str, str] = {}
        for left, right in sorted(key for key, link in found.links.items() if link.is_unchanged):
            one, other = sorted((self._first_of(left), self._first_of(right)))
            if one != other:
                self._first[other] = one
        self._linked = {pair_key(self._first_of(left), self._first_of(right)) for left, right in found.links}

    def _first_of(self, text: str) -> str:
        while text in self._first:
            text = self._first[text]
        return text

    def calls_copies(self, left: str, right: str) -> bool:
        if self._found.links:
            one, other = self._first_of(left), self._first_of(right)
            return one == other or pair_key(one, other) in self._linked
        if self._found.clusters:
            return left in self._cluster_of and self._cluster_of[left] == self._cluster_of.get(right)
        return left in self._found.flagged or right in self._found.flagged


def lines_of(path: pathlib.Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_stemma(folder: pathlib.Path) -> Found:
    """What `stemma dedup -o FOLDER` wrote."""
    links = {}
    for record in lines_of(folder / "links.jsonl"):
        spans = [(tuple(run["left"]), tuple(run["right"])) for run in record["runs"]]
        link = Link(record["left"], record["right"], record["resemblance"],
                    (record["containment_left"], record["containment_right"]), spans,
                    record["kind"] in ("exact", "reformatted"))
        links[pair_key(link.left, link.right)] = link
    clusters = [sorted({record["representative"], *record["members"]}) for record in lines_of(folder / "clusters.jsonl")]
    return Found(links, clusters, set())


def read_peer(path: pathlib.Path) -> Found:
    """What a peer's program wrote: one JSON object of "pairs", "clusters" or "flagged"."""
    record = json.loads(path.read_text(encoding="utf-8"))
    links = {pair_key(left, right): Link(left, right) for left, right in record.get("pairs", []) if left != right}
    return Found(links, record.get("clusters", []), set(record.get("flagged", [])))


def clusters_by_member(clusters: list[list[str]]) -> dict[str, int]:
    return {member: number for number, members in enumerate(clusters) for member in members}


def claimed_pairs(found: Found, truth: Truth) -> tuple[int, int, set[str], collections.Counter]:
    """How many pairs the tool calls copies; how many of them falsely; the texts in those, and their kinds."""
    claimed, false, texts, kinds = 0, 0, set(), collections.Counter()

    def kind(text: str) -> str:
        return truth.kind_of.get(text, "other")

    def is_false(left: str, right: str) -> bool:
        return left not in truth.story_of or truth.story_of[left] != truth.story_of.get(right)

    if found.links or not found.clusters:
        empty = {pair.key for pair in truth.pairs if pair.run == 0}  # of one story, yet nothing in common
        for left, right in found.links:
            claimed += 1
            if is_false(left, right) or (left, right) in empty:
                false += 1
                texts.update((left, right))
                kinds[" with ".join(sorted((kind(left), kind(right))))] += 1
        return claimed, false, texts, kinds
    for members in found.clusters:
        stories = collections.Counter(truth.story_of.get(member, member) for member in members)
        pairs = len(members) * (len(members) - 1) // 2
        true = sum(count * (count - 1) // 2 for count in stories.values())
        claimed += pairs
        false += pairs - true
        if len(stories) > 1:
            texts.update(members)
            for left, right in itertools.islice(itertools.combinations(members, 2), 1000):
                if is_false(left, right):
                    kinds[" with ".join(sorted((kind(left), kind(right))))] += 1
    return claimed, false, texts, kinds

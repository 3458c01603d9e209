"""One pipeline in Python, end to end: from a Parquet file to clusters. Run by bench/python/run.py in its environment.

    program.py NAME CORPUS.parquet OUT

Each reads the columns id and text with pyarrow and ends with clusters. Those that give pairs join what pairs connect, and give the pairs, too,
so that they are scored on these. Settings: see bench/peers/peer_program.py, whose rensa and datasketch these are.
"""
import json
import pathlib
import sys
from collections.abc import Callable

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "peers"))
import peer_program  # noqa: E402

Answer = dict[str, list]
PERMUTATIONS, BANDS, ROWS, NGRAM = 256, 25, 10, 5  # what text-dedup's MinHash takes for a threshold of 0.7
PRIME, MAX_HASH = (1 << 61) - 1, (1 << 32) - 1


def parquet_records(corpus: pathlib.Path) -> tuple[list[str], list[str]]:
    import pyarrow.parquet
    table = pyarrow.parquet.read_table(corpus, columns=["id", "text"])
    return table.column("id").to_pylist(), table.column("text").to_pylist()


class Groups:
    """Joins what belongs together."""

    def __init__(self) -> None:
        self.parent: dict = {}

    def find(self, one):
        self.parent.setdefault(one, one)
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one, other) -> None:
        self.parent[self.find(one)] = self.find(other)

    def clusters(self) -> list[list]:
        members: dict = {}
        for one in self.parent:
            members.setdefault(self.find(one), []).append(one)
        return [cluster for cluster in members.values() if len(cluster) > 1]


def with_clusters(program: Callable[[pathlib.Path], Answer]) -> Callable[[pathlib.Path], Answer]:
    def run(corpus: pathlib.Path) -> Answer:
        peer_program.records = parquet_records
        answer = program(corpus)
        groups = Groups()
        for one, other in answer["pairs"]:
            groups.join(one, other)
        return answer | {"joined": groups.clusters()}
    return run


def text_dedup(corpus: pathlib.Path) -> Answer:
    """After the manner of text-dedup's MinHash: word 5-grams, SHA-1, permutations in numpy, bands, union; nothing is checked."""
    import hashlib
    import re
    import numpy
    ids, texts = parquet_records(corpus)
    word = re.compile(r"\W")
    chance = numpy.random.RandomState(42)
    a = chance.randint(1, PRIME, PERMUTATIONS, dtype=numpy.uint64)
    b = chance.randint(0, PRIME, PERMUTATIONS, dtype=numpy.uint64)
    tables: list[dict[bytes, int]] = [{} for _ in range(BANDS)]
    groups = Groups()
    for number, text in enumerate(texts):
        words = [one for one in word.split(text.lower()) if one]
        grams = {" ".join(words[i:i + NGRAM]) for i in range(max(len(words) - NGRAM + 1, 1))}
        hashes = numpy.array([int.from_bytes(hashlib.sha1(gram.encode()).digest()[:4], "little") for gram in grams], numpy.uint64)
        values = ((hashes[:, None] * a + b) % PRIME & numpy.uint64(MAX_HASH)).min(axis=0).astype(numpy.uint32)
        for band, seen in enumerate(tables):
            first = seen.setdefault(values[band * ROWS:(band + 1) * ROWS].tobytes(), number)
            if first != number:
                groups.join(first, number)
    return {"clusters": [[ids[number] for number in cluster] for cluster in groups.clusters()]}


def stemma_dedup(corpus: pathlib.Path, out: pathlib.Path) -> None:
    import stemma
    links, clusters = stemma.dedup(corpus, threads=1, output=out)
    print(links, clusters)


def stemma_table(corpus: pathlib.Path, out: pathlib.Path) -> None:
    """Over a table in memory that is mapped from a file of Arrow: what the search itself takes, without Parquet."""
    import pyarrow
    import stemma
    with pyarrow.memory_map(str(corpus)) as file:
        links, clusters = stemma.dedup(pyarrow.ipc.open_file(file).read_all(), threads=1, output=out)
    print(links, clusters)


PROGRAMS: dict[str, Callable[[pathlib.Path], Answer]] = {
    "rensa-pairs": with_clusters(peer_program.PROGRAMS["rensa-pairs"]),
    "rensa-alike": with_clusters(peer_program.PROGRAMS["rensa-alike"]),
    "datasketch-documented": with_clusters(peer_program.PROGRAMS["datasketch-documented"]),
    "datasketch-alike": with_clusters(peer_program.PROGRAMS["datasketch-alike"]),
    "text-dedup": text_dedup,
}


def main() -> int:
    name, corpus, out = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    if name == "stemma":
        stemma_dedup(corpus, out)
    elif name == "stemma-table":
        stemma_table(corpus, out)
    else:
        out.write_text(json.dumps(PROGRAMS[name](corpus)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

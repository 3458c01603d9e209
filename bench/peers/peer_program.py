"""One peer, end to end: JSONL in, {"pairs" | "clusters" | "flagged"} out. Run by bench/peers/run.py in its environment.

    peer_program.py NAME CORPUS OUT

Records are read with orjson, the fastest reader there is for Python, in every program but datatrove's, which has its own.
The settings called "documented" are those of the tool's own README or defaults. Those called "recall" are the loosest at
which it still ends: shingles of three words, 128 bands of two values, so that a resemblance of 0.1 is met in 7 of 10
cases and one of 0.2 in 99 of 100; then, where the tool can do it, candidates below an estimate of 0.08 are dropped.
Those called "alike" are the quickest that still find 99 of 100 pairs of a resemblance of 0.5 and more, and little else.
Those called "strict" are the same with 0.3 for the estimate, which keeps most false pairs out.
"""
import json
import pathlib
import re
import shutil
import struct
import sys
import tempfile
from typing import Callable, Iterable

WORD = re.compile(r"\w+")
SLOTS, BANDS = 256, 128  # of the settings called "recall"
LEAST_ESTIMATE = 0.08
STRICT_ESTIMATE = 0.3
BATCH = 4096  # texts whose tokens are held at once

Answer = dict[str, list]


def records(corpus: pathlib.Path) -> tuple[list[str], list[str]]:
    import orjson
    ids, texts = [], []
    with corpus.open("rb") as lines:
        for line in lines:
            record = orjson.loads(line)
            ids.append(record["id"])
            texts.append(record["text"])
    return ids, texts


def shingles(text: str) -> list[str]:
    words = WORD.findall(text.lower())
    return [" ".join(words[i:i + 3]) for i in range(len(words) - 2)] or words


def named(ids: list[str], found: Iterable[tuple[int, Iterable[int]]]) -> Answer:
    return {"pairs": [[ids[one], ids[other]] for one, others in found for other in others if other < one]}


def rensa_documented(corpus: pathlib.Path) -> Answer:
    """README, "Keep unique documents": says of each document only whether it is kept."""
    from rensa import RMinHashDeduplicator
    ids, texts = records(corpus)
    dedup = RMinHashDeduplicator(threshold=0.8, num_perm=128, use_lsh=True)
    keep = dedup.add_pairs((str(i), text.split()) for i, text in enumerate(texts))
    return {"flagged": [name for name, is_kept in zip(ids, keep) if not is_kept]}


def rensa_pairs(tokens: Callable[[str], list[str]], slots: int, bands: int, least: float) -> Callable[[pathlib.Path], Answer]:
    def run(corpus: pathlib.Path) -> Answer:
        from rensa import RMinHash, RMinHashLSH
        ids, texts = records(corpus)
        hashes = RMinHash.from_token_sets((tokens(text) for text in texts), num_perm=slots, seed=42)
        index = RMinHashLSH(threshold=least, num_perm=slots, num_bands=bands)
        index.insert_many(hashes)
        return named(ids, ((one, [other for other in others if other < one and hashes[one].jaccard(hashes[other]) >= least])
                           for one, others in enumerate(index.query_all(hashes))))
    return run


def rensa_rho(corpus: pathlib.Path) -> Answer:
    """What its benchmark times: sampled positions, 8 bands; says of each document only whether it has a double."""
    from rensa import RMinHash, RMinHashLSH
    ids, texts = records(corpus)
    matrix = RMinHash.digest_matrix_from_token_sets_rho((text.split() for text in texts), num_perm=128, seed=42, probes=4)
    flags = RMinHashLSH(threshold=0.8, num_perm=128, num_bands=8).query_duplicate_flags_matrix_one_shot(matrix)
    return {"flagged": [name for name, flag in zip(ids, flags) if flag]}


def datasketch_pairs(tokens: Callable[[str], list[str]], slots: int, bands: int | None, least: float
                     ) -> Callable[[pathlib.Path], Answer]:
    def run(corpus: pathlib.Path) -> Answer:
        from datasketch import MinHash, MinHashLSH
        ids, texts = records(corpus)
        params = (bands, slots // bands) if bands else None
        index = MinHashLSH(threshold=least, num_perm=slots, params=params)
        hashes = MinHash.bulk(([token.encode() for token in tokens(text)] for text in texts), num_perm=slots)
        pairs = []
        for one, minhash in enumerate(hashes):
            pairs += [[ids[one], ids[other]] for other in index.query(minhash)
                      if minhash.jaccard(hashes[other]) >= least]
            index.insert(one, minhash)
        return {"pairs": pairs}
    return run


def fastsketch(tokens: Callable[[str], list[str]], slots: int, bands: int, flags_only: bool, least: float = 0
               ) -> Callable[[pathlib.Path], Answer]:
    def run(corpus: pathlib.Path) -> Answer:
        from FastSketchLSH import LSH, FastSimilaritySketch, estimate_jaccard
        import numpy
        ids, texts = records(corpus)
        sketcher = FastSimilaritySketch(size=slots, seed=42)
        sketches = numpy.vstack([sketcher.batch([tokens(text) for text in texts[i:i + BATCH]], num_threads=1)
                                 for i in range(0, len(texts), BATCH)])
        index = LSH(num_perm=slots, num_bands=bands, num_threads=1)
        if flags_only:
            flags = index.insert_and_query_duplicates(sketches)
            return {"flagged": [name for name, flag in zip(ids, flags) if flag]}
        index.insert(sketches)
        found = enumerate(index.query(sketches))
        if not least:
            return named(ids, found)
        return named(ids, ((one, [other for other in others if other < one and
                                  estimate_jaccard(sketches[one], sketches[other]) >= least]) for one, others in found))
    return run


def gaoya(least: float, bands: int, rows: int, shingle: tuple[int, int]) -> Callable[[pathlib.Path], Answer]:
    def run(corpus: pathlib.Path) -> Answer:
        from gaoya.minhash import MinHashStringIndex
        ids, texts = records(corpus)
        index = MinHashStringIndex(32, least, bands, rows, None, "word", True, shingle)
        index.par_bulk_insert_docs(list(range(len(texts))), texts)
        return named(ids, enumerate(index.par_bulk_query(texts)))
    return run


def clusters_of(path: pathlib.Path, ids: list[str]) -> list[list[str]]:
    """What datatrove's third stage wrote: pairs of numbers, document and cluster."""
    clusters: dict[int, list[str]] = {}
    if path.exists():
        for document, cluster in struct.iter_unpack("<II", path.read_bytes()):
            clusters.setdefault(cluster, []).append(ids[document])
    return list(clusters.values())


def datatrove(shingle: int, buckets: int, rows: int) -> Callable[[pathlib.Path], Answer]:
    def run(corpus: pathlib.Path) -> Answer:
        from datatrove.executor import LocalPipelineExecutor
        from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature
        from datatrove.pipeline.dedup.minhash import MinhashConfig
        from datatrove.pipeline.readers import JsonlReader
        from datatrove.pipeline.writers import JsonlWriter
        work = pathlib.Path(tempfile.mkdtemp(dir=corpus.parent))
        config = MinhashConfig(n_grams=shingle, num_buckets=buckets, hashes_per_bucket=rows)

        def stage(name: str, steps: list, tasks: int = 1) -> None:
            LocalPipelineExecutor(steps, tasks=tasks, workers=1, logging_dir=str(work / "logs" / name)).run()

        def reader() -> JsonlReader:
            return JsonlReader(str(corpus.parent), glob_pattern=corpus.name, text_key="text", id_key="id")

        try:
            stage("1", [reader(), MinhashDedupSignature(str(work / "signatures"), config)])
            stage("2", [MinhashDedupBuckets(str(work / "signatures"), str(work / "buckets"), config=config)], buckets)
            stage("3", [MinhashDedupCluster(str(work / "buckets"), str(work / "remove"), config, save_cluster_id=True)])
            stage("4", [reader(), MinhashDedupFilter(str(work / "remove")), JsonlWriter(str(work / "kept"), compression=None)])
            return {"clusters": clusters_of(work / "remove" / "000000.clusters", records(corpus)[0])}
        finally:
            shutil.rmtree(work)
    return run


def lowered(text: str) -> list[str]:
    return sorted(set(text.lower().split()))


PROGRAMS: dict[str, Callable[[pathlib.Path], Answer]] = {
    "rensa-documented": rensa_documented,
    "rensa-pairs": rensa_pairs(str.split, 128, 16, 0.8),
    "rensa-alike": rensa_pairs(shingles, 126, 42, STRICT_ESTIMATE),
    "rensa-recall": rensa_pairs(shingles, SLOTS, BANDS, LEAST_ESTIMATE),
    "rensa-strict": rensa_pairs(shingles, SLOTS, BANDS, STRICT_ESTIMATE),
    "rensa-rho": rensa_rho,
    "datasketch-documented": datasketch_pairs(str.split, 128, None, 0.8),
    "datasketch-alike": datasketch_pairs(shingles, 126, 42, STRICT_ESTIMATE),
    "datasketch-recall": datasketch_pairs(shingles, SLOTS, BANDS, LEAST_ESTIMATE),
    "fastsketch-documented": fastsketch(lowered, 128, 16, True),
    "fastsketch-pairs": fastsketch(lowered, 128, 16, False),
    "fastsketch-alike": fastsketch(shingles, 128, 64, False, STRICT_ESTIMATE),
    "fastsketch-recall": fastsketch(shingles, SLOTS, BANDS, False, LEAST_ESTIMATE),
    "gaoya-documented": gaoya(0.5, 42, 3, (1, 1)),
    "gaoya-alike": gaoya(STRICT_ESTIMATE, 42, 3, (3, 3)),
    "gaoya-recall": gaoya(LEAST_ESTIMATE, BANDS, 2, (3, 3)),
    "gaoya-strict": gaoya(STRICT_ESTIMATE, BANDS, 2, (3, 3)),
    "datatrove-documented": datatrove(5, 14, 8),
    "datatrove-recall": datatrove(3, 64, 2),
}


def main() -> int:
    name, corpus, out = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    out.write_text(json.dumps(PROGRAMS[name](corpus)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

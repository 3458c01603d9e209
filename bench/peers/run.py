#!/usr/bin/env python3
"""Stemma and its peers on one file in one run, end to end: from JSONL to links, pairs, clusters or flags.

    bench/peers/run.py [--bytes 40M] [--large 1G] [--only NAME...] [--no-stemma] [--out DIR]

Installs the peers into build/peers/python (PyPI, bench/peers/requirements.txt), makes the corpus, runs each program on it,
scores all by one truth (bench/dedup/score_links.py), and writes DIR/README.md and DIR/peers.json. Every program gets one
thread; the measure is the processor time of the whole process: its start, JSON, tokens, hashes, search, output.
"""
import argparse
import json
import pathlib
import sys
from typing import NamedTuple

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "dedup"))
from others import SLOW_S, Row, install, repeated  # noqa: E402
from found import read_peer, read_stemma  # noqa: E402
from measured import ROOT, STEMMA, environment, made_corpus, need_dedup, run_folder, table  # noqa: E402
from score_links import score  # noqa: E402
from truth import Truth, beside, read_truth  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = ROOT / "build" / "peers" / "python"


class Peer(NamedTuple):
    name: str      # of bench/peers/peer_program.py
    what: str      # tool and setting
    output: str
    is_quick: bool = False  # takes part in the large run


PEERS = [
    Peer("rensa-documented", "rensa 0.5.0, README: RMinHashDeduplicator, words, 0.8", "flags", True),
    Peer("rensa-rho", "rensa, sampled \"rho\" as in its benchmark, words, 8 bands", "flags", True),
    Peer("rensa-pairs", "rensa, RMinHash + RMinHashLSH, words, 0.8, 16 bands of 8", "pairs, estimate checked", True),
    Peer("rensa-alike", "rensa, 3-word shingles, 42 bands of 3, estimate >= 0.3", "pairs, estimate checked", True),
    Peer("rensa-recall", "rensa, 3-word shingles, 128 bands of 2, estimate >= 0.08", "pairs, estimate checked"),
    Peer("rensa-strict", "rensa, 3-word shingles, 128 bands of 2, estimate >= 0.3", "pairs, estimate checked"),
    Peer("datasketch-documented", "datasketch 2.0.0, MinHash.bulk + MinHashLSH, words, 0.8", "pairs, estimate checked"),
    Peer("datasketch-alike", "datasketch, 3-word shingles, 42 bands of 3, estimate >= 0.3", "pairs, estimate checked"),
    Peer("datasketch-recall", "datasketch, 3-word shingles, 128 bands of 2, estimate >= 0.08", "pairs, estimate checked"),
    Peer("fastsketch-documented", "FastSketchLSH 1.0.1, README: words, 16 bands of 8", "flags", True),
    Peer("fastsketch-pairs", "FastSketchLSH, the same with query()", "pairs, not checked", True),
    Peer("fastsketch-alike", "FastSketchLSH, 3-word shingles, 64 bands of 2, estimate >= 0.3", "pairs, estimate checked"),
    Peer("fastsketch-recall", "FastSketchLSH, 3-word shingles, 128 bands of 2, estimate >= 0.08", "pairs, estimate checked"),
    Peer("gaoya-documented", "gaoya 0.2.2, its example: words, 0.5, 42 bands of 3", "pairs, estimate checked", True),
    Peer("gaoya-alike", "gaoya, 3-word shingles, 42 bands of 3, estimate >= 0.3", "pairs, estimate checked"),
    Peer("gaoya-recall", "gaoya, 3-word shingles, 128 bands of 2, estimate >= 0.08", "pairs, estimate checked"),
    Peer("gaoya-strict", "gaoya, 3-word shingles, 128 bands of 2, estimate >= 0.3", "pairs, estimate checked"),
    Peer("datatrove-documented", "datatrove 0.10.1, all four stages, 5-word shingles, 14 buckets of 8",
         "clusters, not checked; kept documents"),
    Peer("datatrove-recall", "datatrove, 3-word shingles, 64 buckets of 2", "clusters, not checked; kept documents")]


def run_peer(peer: Peer, corpus: pathlib.Path, truth: Truth, runs: int) -> Row:
    out = corpus.with_suffix(f".{peer.name}.json")
    command = [PYTHON / "bin" / "python", HERE / "peer_program.py", peer.name, corpus, out]
    cost = repeated(command, corpus, corpus.with_suffix(f".{peer.name}.log"), runs)
    return Row(peer.what, peer.output, cost, score(read_peer(out), truth))


def run_stemma(corpus: pathlib.Path, truth: Truth, runs: int) -> Row:
    out = corpus.with_suffix(".stemma")
    command = [STEMMA, "dedup", corpus, "-o", out, "--threads", "1"]
    cost = repeated(command, corpus, corpus.with_suffix(".stemma.log"), runs)
    return Row("**stemma dedup**, defaults", "links with scores and spans, clusters; every link checked on the text", cost,
               score(read_stemma(out), truth))


def run_all(corpus: pathlib.Path, peers: list[Peer], with_stemma: bool, runs: int) -> list[Row]:
    truth = read_truth(beside(corpus))
    rows = []
    for peer in peers:
        rows.append(run_peer(peer, corpus, truth, runs))
        print(f"peers: {peer.name}: {rows[-1].cost.processor_s:.2f} s of processor time", flush=True)
    if with_stemma:
        rows.insert(0, run_stemma(corpus, truth, runs))
        print(f"peers: stemma: {rows[0].cost.processor_s:.2f} s of processor time", flush=True)
    return rows


def cost_table(rows: list[Row], size: int) -> str:
    cells = []
    for row in rows:
        cells.append([row.what, f"{size / 1e6 / row.cost.processor_s:.1f}", f"{size / 1e6 / row.cost.wall_s:.1f}",
                      f"{row.cost.peak_mb:.0f}", f"{row.result['precision']:.3f}", f"{row.traps_linked():.3f}", row.output])
    return table(["tool", "MB/s per core", "MB/s wall", "peak MB", "precision", "traps linked", "gives"], cells)


def recall_table(rows: list[Row]) -> str:
    head = ["kind", "planted", *(str(number + 1) for number in range(len(rows)))]
    kinds = rows[0].result["recall"]
    return table(head, [[kind, kinds[kind]["planted"], *(f"{row.result['recall'][kind]['share']:.3f}" for row in rows)]
                        for kind in kinds])


def verdict(rows: list[Row]) -> str:
    """The bar: 30 times the fastest peer that gives pairs or clusters, at a recall no lower in any kind."""
    ours, peers = rows[0], [row for row in rows[1:] if row.output != "flags"]
    if not peers:
        return ""
    lines = []
    for row in sorted(peers, key=lambda peer: peer.cost.processor_s):
        lower = [kind for kind, tally in row.result["recall"].items()
                 if ours.result["recall"][kind]["share"] < tally["share"]]
        lines.append(f"- {row.cost.processor_s / ours.cost.processor_s:.1f} times {row.what} (its precision is "
                     f"{row.result['precision']:.3f}, ours {ours.result['precision']:.3f}); " +
                     ("recall no lower in any kind" if not lower else "recall lower in: " + ", ".join(lower)) + "\n")
    return "\nStemma beside each peer that gives pairs or clusters, the fastest first:\n\n" + "".join(lines)


def report(title: str, corpus: pathlib.Path, rows: list[Row], with_stemma: bool) -> str:
    size = corpus.stat().st_size
    names = "".join(f"{number + 1}. {row.what}\n" for number, row in enumerate(rows))
    return (f"\n## {title}: {size / 1e6:.0f} MB\n\n" + cost_table(rows, size) + (verdict(rows) if with_stemma else "") +
            f"\nRecall by kind (columns: the tools in this order)\n\n{names}\n" + recall_table(rows))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bytes", default="40M")
    parser.add_argument("--large", help="a second, larger run with the tools that are quick enough")
    parser.add_argument("--only", nargs="*", help="these peers alone")
    parser.add_argument("--runs", type=int, default=3, help=f"of those that take less than {SLOW_S:.0f} s; median")
    parser.add_argument("--no-stemma", action="store_true")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build" / "peers" / "corpora")
    parser.add_argument("--out", type=pathlib.Path)
    args = parser.parse_args()
    if not args.no_stemma:
        need_dedup()
    install("peers", PYTHON, HERE / "requirements.txt")
    peers = [peer for peer in PEERS if not args.only or peer.name in args.only]
    out = args.out or run_folder("peers")
    text = "# Stemma and its peers, one run\n\n`bench/peers/run.py " + " ".join(sys.argv[1:]) + "`\n\n"
    text += "".join(f"- {line}\n" for line in environment()) + (HERE / "notes.md").read_text()
    figures = {}
    for title, size, chosen in (("All", args.bytes, peers), ("The quick ones", args.large, [p for p in peers if p.is_quick])):
        if not size:
            continue
        corpus = made_corpus(args.work, ["--bytes", size])
        rows = run_all(corpus, chosen, not args.no_stemma, args.runs)
        text += report(title, corpus, rows, not args.no_stemma)
        figures[size] = [row._asdict() | {"cost": row.cost._asdict()} for row in rows]
    out.mkdir(parents=True, exist_ok=True)
    (out / "README.md").write_text(text)
    (out / "peers.json").write_text(json.dumps(figures, indent=1))
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

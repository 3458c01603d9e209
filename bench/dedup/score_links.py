#!/usr/bin/env python3
"""Scores what `stemma dedup` found in a made corpus (bench/corpora), or what another tool did.

    bench/dedup/score_links.py CORPUS.jsonl OUT [--json FILE] [--no-spans]

OUT is the folder that `stemma dedup -o` wrote, or a file of a peer (bench/peers). The truth is CORPUS.truth.jsonl.
Says for each kind of copy how many were found, for each kind of trap how many texts were falsely linked, and whether
the spans and figures of the links hold when they are worked out again from the texts. Python's standard library only.
"""
import argparse
import collections
import json
import pathlib
import re
import sys

from found import Found, Judge, Link, claimed_pairs, clusters_by_member, read_peer, read_stemma
from truth import SIBLINGS, UPDATED, Truth, beside, read_truth

# Words as the search sees them: letters and digits; signs part them (src/base/byte_words.hpp).
WORD = re.compile(r"[^\W_]+")
SHINGLE = 5
MOST_LINKS_READ_AGAIN = 20_000


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def recall_of(found: Found, truth: Truth) -> dict[str, tuple[int, int]]:
    """By kind and by promise: planted, found."""
    judge = Judge(found)
    tallies: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    for pair in truth.pairs:
        names = [pair.kind] if pair.kind != SIBLINGS else []
        names += ["resemblance >= 0.5"] if pair.is_alike else []
        names += ["run >= 50 words or containment >= 0.3"] if pair.is_partial else []
        if not names:
            continue
        is_found = judge.calls_copies(pair.left, pair.right)
        for name in names:
            tallies[name][0] += 1
            tallies[name][1] += is_found
    return {name: (planted, hits) for name, (planted, hits) in tallies.items()}


def cluster_figures(found: Found, truth: Truth) -> dict[str, float]:
    """Purity: members that are of their cluster's commonest story. Wholeness: members of stories that are in their
    story's largest cluster. Cohesion: pairs of a cluster that are links."""
    if not found.clusters:
        return {}
    members = pure = 0
    largest: dict[int, int] = collections.defaultdict(int)
    cohesion = []
    linked = collections.Counter()
    cluster_of = clusters_by_member(found.clusters)
    for left, right in found.links:
        if left in cluster_of and cluster_of[left] == cluster_of.get(right):
            linked[cluster_of[left]] += 1
    for number, cluster in enumerate(found.clusters):
        stories = collections.Counter(truth.story_of.get(member, member) for member in cluster)
        members += len(cluster)
        pure += stories.most_common(1)[0][1]
        for story, count in stories.items():
            if isinstance(story, int):
                largest[story] = max(largest[story], count)
        if len(cluster) > 1:
            cohesion.append(linked[number] / (len(cluster) * (len(cluster) - 1) / 2))
    figures = {"clusters": len(found.clusters), "largest": max(map(len, found.clusters)),
               "purity": share(pure, members), "wholeness": share(sum(largest.values()), len(truth.story_of))}
    if found.links and cohesion:
        figures |= {"cohesion mean": sum(cohesion) / len(cohesion), "cohesion least": min(cohesion)}
    return figures


def lines_by_id(corpus: pathlib.Path, wanted: set[str]) -> dict[str, int]:
    """Where the lines of these documents begin."""
    places, at = {}, 0
    id_of = re.compile(rb'"id": ?"([^"]*)"')
    with corpus.open("rb") as lines:
        for line in lines:
            match = id_of.search(line)
            if match and (name := match[1].decode()) in wanted:
                places[name] = at
            at += len(line)
    return places


def shingles_of(text: str) -> set[tuple[str, ...]]:
    words = WORD.findall(text.casefold())
    return {tuple(words[i:i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def faults_of(link: Link, left: str, right: str) -> list[str]:
    """What a link says that is not so."""
    faults = []
    left_bytes, right_bytes = left.encode(), right.encode()
    if not link.spans:
        faults.append("no span")
    for (left_begin, left_end), (right_begin, right_end) in link.spans:
        one = WORD.findall(left_bytes[left_begin:left_end].decode(errors="replace").casefold())
        other = WORD.findall(right_bytes[right_begin:right_end].decode(errors="replace").casefold())
        if not one or one != other or left_end > len(left_bytes) or right_end > len(right_bytes):
            faults.append("the words of a span differ")
            break
    ours, theirs = shingles_of(left), shingles_of(right)
    common = len(ours & theirs)
    if link.resemblance is not None and abs(link.resemblance - share(common, len(ours | theirs))) > 0.01:
        faults.append("resemblance off by more than 0.01")
    if link.containments is not None and (abs(link.containments[0] - share(common, len(ours))) > 0.01 or
                                          abs(link.containments[1] - share(common, len(theirs))) > 0.01):
        faults.append("containment off by more than 0.01")
    return faults


def read_again(found: Found, corpus: pathlib.Path) -> dict[str, int]:
    """Works links out again from the texts: all, or evenly chosen ones where there are very many."""
    every = len(found.links) // MOST_LINKS_READ_AGAIN + 1
    chosen = [link for number, link in enumerate(found.links.values()) if number % every == 0]
    places = lines_by_id(corpus, {name for link in chosen for name in (link.left, link.right)})
    faults: collections.Counter = collections.Counter({"links read again": len(chosen), "with a fault": 0})
    with corpus.open("rb") as lines:
        def text_of(name: str) -> str:
            lines.seek(places[name])
            return json.loads(lines.readline())["text"]
        for link in chosen:
            wrong = faults_of(link, text_of(link.left), text_of(link.right))
            faults["with a fault"] += bool(wrong)
            faults.update(wrong)
    return dict(faults)


def score(found: Found, truth: Truth) -> dict:
    claimed, false, false_texts, false_kinds = claimed_pairs(found, truth)
    updated = [found.links[pair.key] for pair in truth.pairs if pair.kind == UPDATED and pair.key in found.links]
    return {
        "recall": {name: {"planted": planted, "found": hits, "share": share(hits, planted)}
                   for name, (planted, hits) in recall_of(found, truth).items()},
        "traps": {name: {"texts": len(texts), "falsely linked": len(texts & (false_texts | (found.flagged & texts))),
                         "share": share(len(texts & (false_texts | (found.flagged & texts))), len(texts))}
                  for name, texts in sorted(truth.traps.items())},
        "pairs claimed": claimed, "false": false,
        "precision": 1 - share(false, claimed) if claimed else precision_of_flags(found, truth),
        "false by kind": dict(false_kinds.most_common(8)),
        "clusters": cluster_figures(found, truth),
        "updated pages given as unchanged": sum(link.is_unchanged for link in updated)}


def precision_of_flags(found: Found, truth: Truth) -> float:
    return share(sum(name in truth.story_of for name in found.flagged), len(found.flagged))


def printed(result: dict) -> str:
    lines = [f"{'kind':38}{'planted':>9}{'found':>9}{'recall':>9}"]
    for name, tally in result["recall"].items():
        lines.append(f"{name:38}{tally['planted']:9}{tally['found']:9}{tally['share']:9.4f}")
    lines.append(f"\n{'trap':38}{'texts':>9}{'linked':>9}{'share':>9}")
    for name, tally in result["traps"].items():
        lines.append(f"{name:38}{tally['texts']:9}{tally['falsely linked']:9}{tally['share']:9.4f}")
    lines.append(f"\npairs claimed {result['pairs claimed']}, false {result['false']}, precision {result['precision']:.5f}")
    lines += [f"  false: {kinds}: {count}" for kinds, count in result["false by kind"].items()]
    lines.append("clusters: " + ", ".join(f"{name} {value:.4g}" for name, value in result["clusters"].items()))
    lines.append(f"updated pages given as unchanged: {result['updated pages given as unchanged']}")
    if "read again" in result:
        lines.append(", ".join(f"{name}: {count}" for name, count in result["read again"].items()))
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path, help="write the figures there too")
    parser.add_argument("--no-spans", action="store_true", help="do not read the texts again")
    args = parser.parse_args()
    truth = read_truth(beside(args.corpus))
    found = read_stemma(args.out) if args.out.is_dir() else read_peer(args.out)
    result = score(found, truth)
    if found.links and args.out.is_dir() and not args.no_spans:
        result["read again"] = read_again(found, args.corpus)
    print(printed(result))
    if args.json:
        args.json.write_text(json.dumps(result, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())

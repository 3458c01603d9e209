#!/usr/bin/env python3
"""The scorer of bench/dedup, on answers that are known to be right or wrong."""
import json
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "bench" / "dedup"))
from found import Found, Judge, Link, pair_key  # noqa: E402
from score_links import faults_of, printed, read_again, score  # noqa: E402
from truth import read_truth  # noqa: E402

TRUTH = [
    {"members": [["a", "original"], ["b", "exact"], ["c", "head 10 %"], ["d", "live page updated"]],
     "pairs": [[0, 1, "exact", 1, 1, 1, 200], [0, 2, "head 10 %", 0.1, 0.1, 1, 20],
               [0, 3, "live page updated", 0.6, 0.8, 0.8, 60], [1, 2, "siblings", 0.1, 0.1, 1, 20],
               [2, 3, "siblings", 0, 0, 0, 0]]},
    {"trap": "same quote only", "members": ["t", "u"]},
    {"members": [["e", "original"], ["f", "tail 50 %"]], "pairs": [[0, 1, "tail 50 %", 0.5, 0.5, 1, 100]]}]


def links(*pairs: tuple[str, str], is_unchanged: bool = False) -> dict[tuple[str, str], Link]:
    return {pair_key(*pair): Link(*pair, is_unchanged=is_unchanged) for pair in pairs}


class ScoreLinks(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        path = pathlib.Path(self.folder.name) / "made.truth.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in TRUTH))
        self.truth = read_truth(path)

    def test_counts_what_was_found_by_kind_and_promise(self) -> None:
        result = score(Found(links(("b", "a"), ("a", "d")), [], set()), self.truth)
        self.assertEqual(result["recall"]["exact"], {"planted": 1, "found": 1, "share": 1})
        self.assertEqual(result["recall"]["head 10 %"]["found"], 0)
        self.assertEqual(result["recall"]["resemblance >= 0.5"], {"planted": 3, "found": 2, "share": 2 / 3})
        self.assertEqual(result["recall"]["run >= 50 words or containment >= 0.3"]["planted"], 5)
        self.assertEqual(result["precision"], 1)

    def test_counts_links_between_stories_within_traps_and_without_common_words_as_false(self) -> None:
        result = score(Found(links(("a", "b"), ("a", "e"), ("t", "u"), ("c", "d")), [], set()), self.truth)
        self.assertEqual((result["pairs claimed"], result["false"]), (4, 3))
        self.assertEqual(result["traps"]["same quote only"]["share"], 1)
        self.assertIn("original with original", result["false by kind"])

    def test_takes_texts_with_the_same_words_for_one(self) -> None:
        found = links(("a", "c")) | links(("a", "b"), is_unchanged=True)
        self.assertTrue(Judge(Found(found, [], set())).calls_copies("b", "c"))
        self.assertFalse(Judge(Found(links(("a", "c"), ("a", "b")), [], set())).calls_copies("b", "c"))

    def test_scores_clusters_and_flags(self) -> None:
        result = score(Found({}, [["a", "b", "e"], ["t", "u"]], set()), self.truth)
        self.assertEqual((result["pairs claimed"], result["false"]), (4, 3))
        self.assertEqual(result["clusters"]["purity"], 3 / 5)
        self.assertEqual(result["clusters"]["wholeness"], 3 / 6)
        result = score(Found({}, [], {"b", "t"}), self.truth)
        self.assertEqual((result["precision"], result["traps"]["same quote only"]["falsely linked"]), (0.5, 1))
        self.assertIn("precision 0.5", printed(result))

    def test_works_links_out_again(self) -> None:
        left, right = "“One two, three four five six” she said.", "He: one two three four five SIX. Yes"
        span = ((3, 31), (4, 31))
        common = 2
        good = Link("a", "b", common / (4 + 4 - common), (common / 4, common / 4), [span])
        self.assertEqual(faults_of(good, left, right), [])
        self.assertEqual(faults_of(good._replace(spans=[]), left, right), ["no span"])
        self.assertEqual(faults_of(good._replace(spans=[((3, 29), (0, 31))]), left, right), ["the words of a span differ"])
        self.assertEqual(faults_of(good._replace(resemblance=0.9), left, right), ["resemblance off by more than 0.01"])

    def test_reads_the_texts_of_links_by_id(self) -> None:
        corpus = pathlib.Path(self.folder.name) / "made.jsonl"
        corpus.write_text('{"id":"a","text":"one two three four five"}\n{"id": "b", "text": "one two three four five"}\n')
        link = Link("a", "b", 1.0, (1.0, 1.0), [((0, 23), (0, 23))])
        self.assertEqual(read_again(Found({("a", "b"): link}, [], set()), corpus), {"links read again": 1, "with a fault": 0})


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""`stemma dedup` in shards: what is merged from them is what one run would have written, byte for byte.

    STEMMA=build/release/stemma dedup_shards_test.py
"""
import gzip
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import unittest

STEMMA = os.environ["STEMMA"]
SYLLABLES = ["har", "bour", "lan", "tern", "mea", "dow", "cop", "per", "win", "ter", "sig", "nal", "or", "chard", "gra", "nite"]
CLOSING = " This closing stands below every third text and says where to write and whom to call about it all on any day but Sunday."


def made_texts(count: int) -> list[str]:
    """Texts of which every fifth is a copy of the one before it, whole, cut, or with other words."""
    numbers = random.Random(7)
    texts: list[str] = []
    for i in range(count):
        words = ["".join(numbers.choices(SYLLABLES, k=3)) for _ in range(numbers.randrange(30, 160))]
        if i % 5 == 4:
            words = texts[numbers.randrange(max(0, i - 200), i)].split()
            if i % 3 == 0:
                words = words[:len(words) // 2]
            elif i % 3 == 1:
                words[len(words) // 3] = "changed"
        texts.append(" ".join(words) + (CLOSING if i % 3 == 0 else ""))
    return texts


class Shards(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.write_inputs()

    def write_inputs(self) -> None:
        """Files of every form, with ids that are missing, repeated and taken elsewhere, and with what cannot be read."""
        texts = made_texts(900)
        for number in range(9):
            lines = []
            for i, text in enumerate(texts[100 * number:100 * number + 100]):
                record = {"id": f"d{number}-{i}", "text": text, "published": f"2026-04-{1 + i % 28:02}"}
                if i % 7 == 0:
                    del record["id"]
                if i % 11 == 0:
                    record["id"] = f"same{i % 3}"
                if i % 13 == 0:
                    record["published"] = "some day"
                lines.append(json.dumps(record) + "\n")
            lines.insert(5, "{broken\n")
            lines.append(lines[3])
            content = "".join(lines).encode()
            path = self.folder / "in" / ("sub/f1.jsonl" if number == 5 else f"f{number}.jsonl")
            path.parent.mkdir(parents=True, exist_ok=True)
            if number in (2, 6):
                packed = gzip.compress(content)
                path.with_suffix(".jsonl.gz").write_bytes(packed if number == 2 else packed[:-2000])
            else:
                path.write_bytes(content)
        for i in range(6):
            (self.folder / "in" / f"text{i}.txt").write_text(texts[i * 150])
        (self.folder / "in" / "latin.txt").write_bytes(b"caf\xe9")

    def run_dedup(self, *words: str) -> subprocess.CompletedProcess:
        return subprocess.run([STEMMA, "dedup", *words], cwd=self.folder, capture_output=True, text=True, check=False)

    def expect(self, code: int, *words: str) -> str:
        done = self.run_dedup(*words)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def tree(self, name: str) -> dict[str, bytes]:
        return {str(path.relative_to(self.folder / name)): path.read_bytes()
                for path in sorted((self.folder / name).rglob("*")) if path.is_file()}

    def read_shards(self, count: int, *but: int) -> None:
        numbers = [number for number in range(1, count + 1) if number not in but]
        random.Random(count).shuffle(numbers)
        for number in numbers:
            self.expect(0, "--shard", f"{number}/{count}", "in", "--work", "work", "--threads", str(1 + number % 2))

    def test_any_number_of_shards_gives_the_bytes_of_one_run(self) -> None:
        self.expect(1, "in", "-o", "whole", "--emit")
        whole = self.tree("whole")
        self.assertGreater(len(whole["clusters.jsonl"].splitlines()), 100)
        self.assertGreater(len(whole["notices.jsonl"].splitlines()), 20)
        for count in (1, 2, 5, 30):
            with self.subTest(count=count):
                self.read_shards(count)
                self.expect(1, "merge", "in", "-o", f"merged{count}", "--work", "work", "--emit")
                merged = self.tree(f"merged{count}")
                self.assertEqual([name for name in whole if merged.get(name) != whole[name]], [])
                self.assertEqual(merged.keys(), whole.keys())
                self.assertEqual(list((self.folder / "work").iterdir()), [])

    def test_a_missing_shard_is_named(self) -> None:
        self.assertIn("work holds no shards", self.expect(2, "merge", "in", "-o", "out", "--work", "work"))
        self.read_shards(5, 2, 4)
        self.assertIn("shards 2 and 4 of 5 are not finished in work; run stemma dedup --shard 2/5",
                      self.expect(2, "merge", "in", "-o", "out", "--work", "work"))
        self.expect(0, "--shard", "1/2", "in", "--work", "work")
        self.assertIn("work holds shards of 2 and 5", self.expect(2, "merge", "in", "-o", "out", "--work", "work"))

    def test_killed_shards_and_a_killed_merge_are_run_again(self) -> None:
        self.expect(1, "in", "-o", "whole")
        for number in (1, 2, 3):
            words = [STEMMA, "dedup", "--shard", f"{number}/3", "in", "--work", "work"]
            for milliseconds in (1, 4, 9):
                self.kill_after(milliseconds, words)
            self.expect(0, *words[2:])
            self.expect(0, *words[2:])  # is not read again
        words = [STEMMA, "dedup", "merge", "in", "-o", "out", "--work", "work"]
        shutil.copytree(self.folder / "work", self.folder / "kept")
        for milliseconds in (5, 20, 60):
            self.kill_after(milliseconds, words)
            if not (self.folder / "work" / "shard-1-of-3").exists():  # it had ended before
                shutil.copytree(self.folder / "kept", self.folder / "work", dirs_exist_ok=True)
        self.expect(1, *words[2:])
        self.assertEqual(self.tree("out"), self.tree("whole"))

    def kill_after(self, milliseconds: int, words: list[str]) -> None:
        with subprocess.Popen(words, cwd=self.folder, stdout=subprocess.DEVNULL) as child:
            try:
                child.wait(milliseconds / 1000)
            except subprocess.TimeoutExpired:
                child.kill()

    def test_what_does_not_belong_together_is_refused(self) -> None:
        self.read_shards(2)
        self.assertIn("other options", self.expect(2, "merge", "in", "-o", "out", "--work", "work", "--level", "whole"))
        self.assertIn("other options", self.expect(2, "--shard", "1/2", "in", "--work", "work", "--min-run-words", "50"))
        self.assertIn("other inputs", self.expect(2, "merge", "./in", "-o", "out", "--work", "work"))
        (self.folder / "in" / "f4.jsonl").write_text('{"text": "changed"}\n')
        self.assertIn("in/f4.jsonl changed after it was read", self.expect(2, "merge", "in", "-o", "out", "--work", "work"))

    def test_words_that_cannot_be_meant_are_refused(self) -> None:
        for words, sentence in [
            (["--shard", "2", "in", "--work", "w"], "give the number of the shard and of all, as in --shard 2/5"),
            (["--shard", "0/5", "in", "--work", "w"], "a shard is one of 1/N to N/N"),
            (["--shard", "6/5", "in", "--work", "w"], "a shard is one of 1/N to N/N"),
            (["--shard", "1/5", "in"], "shards need a folder that all of them share: --work DIR"),
            (["--shard", "1/5", "in", "--work", "w", "-o", "out"], "-o and --emit belong to stemma dedup merge"),
            (["--shard", "1/5", "-", "--work", "w"], "standard input cannot be read in shards"),
            (["merge", "--shard", "1/5", "in", "--work", "w"], "merge takes all shards"),
            (["merge", "in", "-o", "out"], "shards need a folder that all of them share"),
        ]:
            with self.subTest(words=words):
                self.assertIn(sentence, self.expect(2, *words))


if __name__ == "__main__":
    unittest.main()

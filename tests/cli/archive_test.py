#!/usr/bin/env python3
"""`stemma archive` as a user meets it.

    STEMMA=build/release/stemma archive_test.py
"""
import csv
import io
import json
import os
import pathlib
import random
import resource
import signal
import sqlite3
import subprocess
import tempfile
import unittest

STEMMA = os.environ["STEMMA"]
WORDS = ["harbour", "lantern", "meadow", "copper", "winter", "signal", "orchard", "granite", "council", "ferry"]


def text_of(seed: int) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) + str(rng.randrange(1000)) for _ in range(300)) + "."


def limit_files() -> None:
    """As on a full disk, nothing can grow beyond 256 kB."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (262144, 262144))


class ArchiveCommand(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.expect(0, "create", "news")

    def records(self, name: str, seeds: range) -> None:
        with (self.folder / name).open("w", encoding="utf-8") as file:
            for seed in seeds:
                record = {"id": f"d{seed}", "title": f"Title, \"{seed}\"", "outlet": "Post", "text": text_of(seed),
                          "published": f"2026-01-{1 + seed % 28:02}"}
                file.write(json.dumps(record) + "\n")

    def expect(self, code: int, *words: str, given: str = "", **more) -> str:
        done = subprocess.run([STEMMA, "archive", *words], cwd=self.folder, input=given, capture_output=True, text=True,
                              timeout=240, **more)
        printed = done.stdout + done.stderr
        self.assertEqual(done.returncode, code, printed)
        return printed

    def test_adds_asks_and_exports(self) -> None:
        self.records("a.jsonl", range(40))
        self.assertIn("40 documents added", self.expect(0, "add", "news", "a.jsonl"))
        self.assertIn("40 were there already", self.expect(0, "add", "news", "a.jsonl"))
        self.assertIn("1. d7 ", self.expect(0, "query", "news", "-", given=text_of(7)))
        answer = json.loads(self.expect(0, "query", "news", "-", "--json", "-", given=text_of(7)))
        self.assertEqual(answer["format"], "stemma.answer/1")
        match = answer["matches"][0]
        begin, end = match["passages"][0]["question"]
        self.assertEqual(text_of(7)[begin:end], match["passages"][0]["text"])
        self.assertIn("Nothing", self.expect(0, "query", "news", "-", "--outlet", "Sun", given=text_of(7)))
        rows = list(csv.DictReader(io.StringIO(self.expect(0, "export", "news", "documents", "--csv"), newline="")))
        self.assertEqual(rows[3]["title"], 'Title, "3"')
        self.assertEqual(len(rows), 40)
        (self.folder / "out.jsonl").write_text(self.expect(0, "export", "news"), encoding="utf-8")
        self.expect(0, "create", "again")
        self.expect(0, "add", "again", "out.jsonl")
        self.assertEqual(self.expect(0, "export", "again").count("\n"), 40)
        self.assertIn("all is as it was written", self.expect(0, "check", "again"))

    def test_says_what_is_no_archive_or_of_another_format(self) -> None:
        self.assertIn("no archive", self.expect(2, "stats", "nothing"))
        self.assertIn("not empty", self.expect(2, "create", "news"))
        with sqlite3.connect(self.folder / "news/catalogue.sqlite") as catalogue:
            catalogue.execute("PRAGMA user_version = 9")
        catalogue.close()
        self.assertIn("format 9; this stemma reads format 2, so a newer one", self.expect(2, "stats", "news"))

    def test_a_full_disk_changes_nothing(self) -> None:
        self.records("a.jsonl", range(20))
        self.expect(0, "add", "news", "a.jsonl")
        self.records("b.jsonl", range(20, 500))
        self.assertIn("cannot write", self.expect(2, "add", "news", "b.jsonl", preexec_fn=limit_files))
        self.assertIn("documents  20", self.expect(0, "stats", "news"))
        self.assertIn("all is as it was written", self.expect(0, "check", "news"))

    def test_a_killed_addition_leaves_whole_batches_or_nothing(self) -> None:
        self.records("a.jsonl", range(200))
        for delay in (0.01, 0.05, 0.1, 0.2):
            process = subprocess.Popen([STEMMA, "archive", "add", "news", "a.jsonl", "--quiet"], cwd=self.folder)
            try:
                process.wait(timeout=delay)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            self.assertIn("all is as it was written", self.expect(0, "check", "news"))
            self.assertIn(self.expect(0, "export", "news").count("\n"), (0, 200))

    def test_refuses_unknown_ids_and_stories(self) -> None:
        self.assertIn("nothing was removed", self.expect(2, "remove", "news", "nobody"))
        self.assertIn("no story and no document", self.expect(2, "story", "news", "12"))
        self.assertIn("no document could be read", self.expect(2, "add", "news", "-"))


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""The program as a user meets it: each test runs the real binary in an empty folder of its own.

    STEMMA=build/release/stemma command_test.py
"""
import fcntl
import gzip
import json
import os
import pathlib
import pty
import random
import resource
import signal
import struct
import subprocess
import tempfile
import termios
import unittest

STEMMA = os.environ["STEMMA"]

ORIGIN = """Ferry Runs Aground Off Milos

The ferry Aegean Pearl ran aground off Milos early on Tuesday with 187 passengers on board, the coast guard said.
Divers found a gash of four metres in the hull. "Nobody panicked," said Captain Petros Vlahos, who had sailed the route
for eleven years. All passengers were taken to Adamas by fishing boats before noon.
"""
COPY = ORIGIN.replace("187 passengers", "178 passengers").replace("Captain Petros Vlahos", "Captain Petros Vlachos")
OTHER = """Library Opens Again

The town library of Kimolos opened its doors again on Monday after three years of repairs. The mayor, Eleni Maragou, thanked
the forty volunteers who carried 12,000 books up the stairs.
"""


# Words enough for a text of its own, none of them twice in a row.
LONG = " ".join(random.Random(3).choice(["harbour", "lantern", "meadow", "copper", "winter", "signal", "orchard", "granite"])
                + str(number) for number in range(200))


def limit_files() -> None:
    """As on a full disk, nothing can grow beyond 64 kB."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))


class Command(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    def write(self, name: str, content: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def write_pile(self) -> None:
        self.write("pile/a.txt", ORIGIN)
        self.write("pile/b.txt", COPY)
        self.write("pile/c.txt", OTHER)

    def run_stemma(self, *words: str, given: str | bytes = b"", **more) -> subprocess.CompletedProcess:
        return subprocess.run(
            [STEMMA, *words], cwd=self.folder, input=given.encode() if isinstance(given, str) else given,
            capture_output=True, timeout=240, **more)

    def expect(self, code: int, *words: str, given: str | bytes = b"") -> str:
        """Runs and checks the exit code; what was printed, on either stream."""
        done = self.run_stemma(*words, given=given)
        printed = (done.stdout + done.stderr).decode()
        self.assertEqual(done.returncode, code, printed)
        return printed

    # ---- words ----

    def test_help_and_version_are_no_failure(self) -> None:
        self.assertIn("stemma trace articles/ -o report.html", self.expect(0, "--help"))
        self.assertIn("Exit codes: 0", self.expect(0, "trace", "--help"))
        self.assertRegex(self.expect(0, "--version"), r"^stemma \d+\.\d+\.\d+\n$")

    def test_every_example_of_the_help_is_understood(self) -> None:
        self.write_pile()
        self.write("wire.jsonl", json.dumps({"id": "w", "text": OTHER}) + "\n")
        self.write("dump.jsonl", json.dumps({"url": "w", "body": OTHER, "date": "2026-04-16"}) + "\n")
        for name in ("a.txt", "b.txt", "c.txt"):
            self.write(name, ORIGIN)
        (self.folder / "pile").rename(self.folder / "articles")
        examples = [line for line in self.run_stemma("trace", "--help").stdout.decode().splitlines()
                    if line.startswith("  stemma trace")]
        self.assertGreater(len(examples), 3)
        for line in examples:
            self.expect(0, *line.split("   ")[0].split()[1:])

    def test_mistyped_words_get_a_helpful_sentence(self) -> None:
        self.assertIn("did you mean trace?", self.expect(2, "tracee", "x"))
        self.assertIn("did you mean --json?", self.expect(2, "trace", "x", "--jason", "y"))
        self.assertIn("`stemma trace pile`", self.expect(2, "pile"))
        self.assertIn("needs a file or a folder", self.expect(2, "trace"))
        self.assertIn("threads must be 0 (all) or 1 to 256", self.expect(2, "trace", "x", "--threads", "500"))
        self.expect(2)

    # ---- outputs ----

    def test_prints_only_the_gist_where_no_file_is_asked_for(self) -> None:
        self.write_pile()
        printed = self.expect(0, "trace", "pile")
        self.assertIn("3 documents", printed)
        self.assertNotIn("\x1b", printed)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["pile"])

    def test_writes_page_and_json_and_names_them(self) -> None:
        self.write_pile()
        printed = self.expect(0, "trace", "pile", "-o", "r.html", "--json", "r.json")
        self.assertIn("written: r.html\nwritten: r.json\n", printed)
        self.assertTrue((self.folder / "r.html").read_text().lower().startswith("<!doctype html>"))
        report = json.loads((self.folder / "r.json").read_text())
        self.assertEqual([document["id"] for document in report["documents"]], ["a", "b", "c"])
        self.assertEqual(report["documents"][0]["title"], "Ferry Runs Aground Off Milos")
        self.assertEqual(report["documents"][0]["text"], ORIGIN)
        self.assertEqual(report["timings"], [])
        self.assertEqual({path.name for path in self.folder.iterdir()}, {"pile", "r.html", "r.json"})

    def test_json_to_standard_output_is_nothing_but_json(self) -> None:
        self.write_pile()
        done = self.run_stemma("trace", "pile", "--json", "-")
        self.assertEqual(len(json.loads(done.stdout)["documents"]), 3)
        self.assertEqual(done.stderr, b"")

    def test_quiet_prints_nothing(self) -> None:
        self.write_pile()
        self.assertEqual(self.expect(0, "trace", "pile", "--json", "r.json", "--quiet"), "")

    def test_timings_stand_in_the_json_only_where_asked_for(self) -> None:
        self.write_pile()
        self.assertIn("corpus", self.expect(0, "trace", "pile", "--json", "r.json", "--timings"))
        stages = [timing["stage"] for timing in json.loads((self.folder / "r.json").read_text())["timings"]]
        self.assertEqual(stages[0], "corpus")

    def test_says_before_the_work_that_it_cannot_write(self) -> None:
        self.write_pile()
        self.assertIn("cannot write no/such/r.html: No such file or directory",
                      self.expect(2, "trace", "pile", "-o", "no/such/r.html"))
        self.assertIn("cannot write pile: Is a directory", self.expect(2, "trace", "pile", "--json", "pile"))
        self.assertIn("different names", self.expect(2, "trace", "pile", "-o", "r", "--json", "r"))

    def test_never_overwrites_a_text_that_it_read(self) -> None:
        self.write_pile()
        self.assertIn("one of the texts that were read", self.expect(2, "trace", "pile", "-o", "./pile/../pile/a.txt"))
        self.assertIn("one of the texts that were read", self.expect(2, "trace", "pile", "--json", "pile/b.txt"))
        self.assertEqual((self.folder / "pile" / "a.txt").read_text(), ORIGIN)
        self.assertEqual(len(list((self.folder / "pile").iterdir())), 3)

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_says_that_the_disk_is_full(self) -> None:
        self.write_pile()
        self.assertIn("No space left", self.expect(2, "trace", "pile", "--json", "/dev/full"))
        with open("/dev/full", "wb") as full:
            done = subprocess.run([STEMMA, "trace", "pile"], cwd=self.folder, stdout=full, stderr=subprocess.PIPE, timeout=240)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"No space left", done.stderr)

    def test_a_reader_that_goes_away_is_no_failure(self) -> None:
        self.write("pile.txt", "Words of all kinds stand here. " * 100_000)
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "wb") as out:
            done = subprocess.run([STEMMA, "trace", "pile.txt", "--json", "-"], cwd=self.folder, stdout=out,
                                  stderr=subprocess.PIPE, timeout=240)
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    # ---- inputs ----

    def test_reads_standard_input(self) -> None:
        record = json.dumps({"id": 7, "title": "T", "text": "Words."})
        for given, wanted in ((ORIGIN, ("stdin", ORIGIN)), (record, ("7", "T\nWords."))):
            done = self.run_stemma("trace", "-", "--json", "-", given=given)
            document = json.loads(done.stdout)["documents"][0]
            self.assertEqual((document["id"], document["text"]), wanted)
            self.assertEqual(document["source"], "-")

    def test_reads_a_pipe(self) -> None:
        os.mkfifo(self.folder / "pipe")
        with subprocess.Popen([STEMMA, "trace", "pipe", "--json", "-"], cwd=self.folder, stdout=subprocess.PIPE) as run:
            (self.folder / "pipe").write_text(ORIGIN)
            self.assertEqual(json.load(run.stdout)["documents"][0]["text"], ORIGIN)
        self.assertEqual(run.returncode, 0)

    def test_other_field_names(self) -> None:
        self.write("d.jsonl", json.dumps(
            {"url": "u", "headline": "H", "date": "2026-04-16T02:00:00+02:00", "paper": "P", "body": "B"}))
        done = self.run_stemma("trace", "d.jsonl", "--json", "-", "--id-field", "url", "--title-field", "headline",
                               "--published-field", "date", "--outlet-field", "paper", "--text-field", "body")
        document = json.loads(done.stdout)["documents"][0]
        self.assertEqual({key: document[key] for key in ("id", "title", "published", "outlet", "text")},
                         {"id": "u", "title": "H", "published": "2026-04-16T00:00:00Z", "outlet": "P", "text": "H\nB"})

    def write_dump(self, name: str = "dump.jsonl") -> list[str]:
        """Four documents, of which the third is the first again and the fourth is cut from it."""
        texts = [LONG, OTHER, LONG, LONG[:len(LONG) // 2]]
        lines = [json.dumps({"id": f"d{i}", "published": f"2026-04-1{9 - i}", "text": text}) + "\n" for i, text in enumerate(texts)]
        self.write(name, "".join(lines))
        return lines

    def test_dedup_finds_copies_and_keeps_one_of_each_byte_for_byte(self) -> None:
        lines = self.write_dump()
        printed = self.expect(0, "dedup", "dump.jsonl", "-o", "out", "--emit")
        self.assertIn("4 documents read", printed)
        clusters = [json.loads(line) for line in (self.folder / "out/clusters.jsonl").read_text().splitlines()]
        self.assertEqual(len(clusters), 1)
        kept = (self.folder / "out/kept/dump.jsonl").read_text().splitlines(keepends=True)
        self.assertIn(lines[1], kept)
        self.assertEqual(len(kept), 2)
        self.assertLessEqual(set(kept), set(lines))
        self.assertEqual(sorted(path.name for path in (self.folder / "out").iterdir()),
                         ["clusters.jsonl", "kept", "links.jsonl", "notices.jsonl", "skipped.jsonl", "summary.json"])

    def test_dedup_reads_packed_and_piped_input_alike(self) -> None:
        self.write_dump()
        bytes_ = (self.folder / "dump.jsonl").read_bytes()
        self.expect(0, "dedup", "dump.jsonl", "-o", "plain")
        self.write("packed/dump.jsonl", gzip.compress(bytes_[:400]) + gzip.compress(bytes_[400:]))
        self.expect(0, "dedup", "packed", "-o", "gz", "--threads", "2")
        self.expect(0, "dedup", "-", "-o", "piped", given=bytes_)
        for name in ("links.jsonl", "clusters.jsonl"):
            for folder in ("gz", "piped"):
                self.assertEqual((self.folder / folder / name).read_bytes(), (self.folder / "plain" / name).read_bytes())

    def test_dedup_says_what_it_skipped(self) -> None:
        lines = self.write_dump()
        self.write("dump.jsonl", lines[0] + "{broken\n" + '{"text": ""}\n' * 3000 + lines[1])
        self.write("cut.jsonl.gz", gzip.compress("".join(lines).encode())[:-9])
        printed = self.expect(1, "dedup", "dump.jsonl", "cut.jsonl.gz", "-o", "out")
        self.assertIn("documents were skipped; out/skipped.jsonl says which and why", printed)
        skipped = [json.loads(line) for line in (self.folder / "out/skipped.jsonl").read_text().splitlines()]
        self.assertIn("cut off at byte", skipped[0]["reason"])
        self.assertEqual((skipped[1]["source"], skipped[1]["line"]), ("dump.jsonl", 2))
        self.assertEqual(sum(note["count"] for note in skipped), 3002)
        self.assertLess(len(skipped), 1100)

    def test_dedup_refuses_what_cannot_be_meant(self) -> None:
        self.write_dump()
        self.write("out/kept/mine.txt", "of the user")
        for words, sentence in [
            (["dedup", "dump.jsonl"], "dedup needs a folder for what it finds"),
            (["dedup", "-o", "out"], "dedup needs files or folders to read"),
            (["dedup", "nowhere", "-o", "o"], "nowhere: no such file or folder"),
            (["dedup", "dump.jsonl", "-o", "out", "--emit"], "out/kept is there already"),
            (["dedup", ".", "-o", "new"], "lies within the input"),
            (["dedup", "dump.jsonl", "-o", "dump.jsonl"], "lies within the input"),
            (["trace", "dump.jsonl", "--memory", "1M"], "a trace needs 64 MiB of memory"),
            (["trace", "dump.jsonl", "--memory", "some"], "--memory some: give bytes"),
            (["dedup", "dump.jsonl", "-o", "o", "--memory", "lots"], "--memory lots: give bytes"),
            (["dedup", "dump.jsonl", "-o", "o", "--memory", "1M"], "the memory must be at least 256 MiB"),
            (["dedup", "dump.jsonl", "-o", "o", "--max-document-bytes", "2G"], "need a memory of 64 times as much"),
            (["dedup", "dump.jsonl", "-o", "o", "--level", "all"], "--level"),
            (["dedup", "dump.jsonl", "-o", "o", "--text-fild", "x"], "did you mean --text-field?"),
        ]:
            with self.subTest(words=words):
                self.assertIn(sentence, self.expect(2, *words))
        self.assertEqual((self.folder / "out/kept/mine.txt").read_text(), "of the user")

    def test_dedup_stops_at_a_full_disk_and_leaves_what_stood_there(self) -> None:
        self.write_dump()
        self.expect(0, "dedup", "dump.jsonl", "-o", "out")
        before = (self.folder / "out/links.jsonl").read_bytes()
        self.write("dump.jsonl", gzip.compress((self.folder / "dump.jsonl").read_bytes() * 400))
        done = self.run_stemma("dedup", "dump.jsonl", "-o", "out", preexec_fn=limit_files)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertIn(b"cannot write", done.stderr.lower())
        self.assertEqual((self.folder / "out/links.jsonl").read_bytes(), before)

    def test_dedup_says_why_where_nothing_could_be_read(self) -> None:
        self.write("empty.jsonl", '{"id": "e", "text": ""}\n' * 3000)
        self.assertIn("no document could be read; 3000 were skipped", self.expect(2, "dedup", "empty.jsonl", "-o", "out"))
        skipped = [json.loads(line) for line in (self.folder / "out/skipped.jsonl").read_text().splitlines()]
        self.assertEqual(sum(note["count"] for note in skipped), 3000)
        self.assertEqual({note["reason"] for note in skipped}, {"empty text"})

    def test_dedup_gives_the_same_within_little_memory(self) -> None:
        if os.environ.get("STEMMA_SANITIZED"):
            self.skipTest("sanitizers need memory of their own")
        lines = [json.dumps({"id": f"d{i}", "text": LONG + f" Version {i % 50}." + " filler" * (i % 7)}) + "\n" for i in range(3000)]
        long = json.dumps({"id": "long", "text": (LONG + " ") * (3_000_000 // len(LONG))}) + "\n"
        self.write("dump.jsonl", "".join(lines) + long + long.replace("long", "again"))
        self.expect(0, "dedup", "dump.jsonl", "-o", "ample", "--threads", "1")

        def limit_memory() -> None:
            resource.setrlimit(resource.RLIMIT_DATA, (256 << 20, 256 << 20))
        done = self.run_stemma("dedup", "dump.jsonl", "-o", "little", "--memory", "256M", "--threads", "2",
                               preexec_fn=limit_memory)
        self.assertEqual(done.returncode, 0, done.stderr)
        for name in ("links.jsonl", "clusters.jsonl", "summary.json"):
            self.assertEqual((self.folder / "little" / name).read_bytes(), (self.folder / "ample" / name).read_bytes())

    def test_dedup_goes_on_after_a_kill_with_the_same_result(self) -> None:
        lines = self.write_dump()
        self.write("dump.jsonl", "".join(lines * 500))
        self.expect(0, "dedup", "dump.jsonl", "-o", "whole")
        words = [STEMMA, "dedup", "dump.jsonl", "-o", "out", "--work", "work"]
        for milliseconds in (5, 20, 60):
            child = subprocess.Popen(words, cwd=self.folder, stdout=subprocess.DEVNULL)
            try:
                child.wait(milliseconds / 1000)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self.expect(0, *words[1:])
        for name in ("links.jsonl", "clusters.jsonl", "skipped.jsonl"):
            self.assertEqual((self.folder / "out" / name).read_bytes(), (self.folder / "whole" / name).read_bytes())
        self.assertEqual(list((self.folder / "work").iterdir()), [])

    def test_bad_documents_are_skipped_with_file_line_and_reason(self) -> None:
        self.write_pile()
        self.write("pile/latin.txt", b"caf\xe9 au lait")
        self.write("pile/empty.txt", b"")
        self.write("pile/zip.gz", b"\x1f\x8b\x08")
        self.write("pile/w.jsonl", '{"id": "w1", "text": "One."}\n{"id": "w2", \n{"id": "w3", "text": "Three."}\n')
        (self.folder / "pile" / "loop").symlink_to("..", target_is_directory=True)
        printed = self.expect(1, "trace", "pile", "--json", "r.json")
        report = json.loads((self.folder / "r.json").read_text())
        self.assertEqual([document["id"] for document in report["documents"]], ["a", "b", "c", "w1", "w3"])
        skipped = {(note["source"], note["line"]): note["reason"] for note in report["skipped"]}
        self.assertEqual(skipped[("pile/latin.txt", None)], "not UTF-8 at byte 3")
        self.assertEqual(skipped[("pile/empty.txt", None)], "empty file")
        self.assertEqual(skipped[("pile/zip.gz", None)], "the gzip data is cut off at byte 3; the rest was not read")
        self.assertIn("broken JSON", skipped[("pile/w.jsonl", 2)])
        self.assertIn("4 inputs were skipped", printed)
        self.assertIn("pile/w.jsonl:2: broken JSON", printed)

    def test_what_cannot_be_run_is_one_sentence_and_code_2(self) -> None:
        self.write_pile()
        (self.folder / "nothing").mkdir()
        self.write("bad/latin.txt", b"caf\xe9")
        self.assertEqual(self.expect(2, "trace", "pile", "missing.txt"), "stemma: missing.txt: no such file or folder\n")
        self.assertIn("nothing readable was found", self.expect(2, "trace", "nothing"))
        self.assertIn("bad/latin.txt: not UTF-8 at byte 3", self.expect(2, "trace", "bad"))
        self.assertIn("nothing readable was found: -: empty file", self.expect(2, "trace", "-"))

    def test_an_unreadable_file_costs_one_document(self) -> None:
        self.write_pile()
        (self.folder / "pile" / "a.txt").chmod(0)
        if os.access(self.folder / "pile" / "a.txt", os.R_OK):
            self.skipTest("this user may read everything")
        self.assertIn("pile/a.txt: cannot be read: Permission denied", self.expect(1, "trace", "pile"))

    def test_a_huge_line_is_never_held(self) -> None:
        """A line of 1 GB through a pipe: the program's memory stays below 200 MB."""
        script = ('import sys\nout = sys.stdout.buffer\nout.write(b\'{"id": "huge", "text": "\')\n'
                  'for _ in range(1024): out.write(b"x" * (1 << 20))\n'
                  'out.write(b\'"}\\n{"id": "small", "text": "Words."}\\n\')\n')
        if os.environ.get("STEMMA_SANITIZED"):
            self.skipTest("sanitizers need memory of their own")
        with subprocess.Popen(["python3", "-c", script], stdout=subprocess.PIPE) as source:
            done = subprocess.run(
                ["/bin/sh", "-c", 'ulimit -v 600000; exec "$0" trace - --json - --threads 1 --max-document-bytes 1000000', STEMMA],
                stdin=source.stdout, capture_output=True, cwd=self.folder, timeout=240)
        self.assertEqual(done.returncode, 1, done.stderr)
        report = json.loads(done.stdout)
        self.assertEqual([document["id"] for document in report["documents"]], ["small"])
        self.assertIn("longer than", report["skipped"][0]["reason"])

    # ---- promises ----

    def test_order_of_paths_and_number_of_threads_leave_every_byte_as_it_is(self) -> None:
        self.write_pile()
        self.write("more/a.txt", COPY)
        self.write("more/w.jsonl", "".join(
            json.dumps({"id": name, "outlet": name.upper(), "text": text, "published": f"2026-04-16T0{hour}:00:00Z"}) + "\n"
            for hour, (name, text) in enumerate((("x", ORIGIN), ("y", COPY), ("x", COPY), ("x", ORIGIN), ("z", OTHER)))))
        self.write("more/bad.txt", b"\xff")
        paths = ["pile/a.txt", "pile/b.txt", "pile", "more/w.jsonl", "more", "./pile/c.txt"]
        random.seed(7)
        seen = set()
        for threads in ("1", "2", "2"):
            done = self.run_stemma("trace", *paths, "--threads", threads, "--json", "-")
            self.run_stemma("trace", *paths, "--threads", threads, "-o", "r.html")
            gist = self.run_stemma("trace", *paths, "--threads", threads)
            self.assertEqual(done.returncode, 1, done.stderr)
            seen.add((done.stdout, (self.folder / "r.html").read_bytes(), gist.stdout))
            random.shuffle(paths)
        self.assertEqual(len(seen), 1)

    def test_a_report_is_not_read_as_a_document(self) -> None:
        self.write_pile()
        self.expect(0, "trace", "pile", "--json", "pile/report.json", "-o", "pile/report.html")
        self.expect(0, "trace", "pile", "--json", "again.json")
        report = json.loads((self.folder / "again.json").read_text())
        self.assertEqual([document["id"] for document in report["documents"]], ["a", "b", "c"])

    def test_texts_cannot_reach_the_terminal(self) -> None:
        evil = "\x1b]0;owned\x07\x1b[2J"
        self.write("w.jsonl", "".join(
            json.dumps({"id": f"{evil}{i}", "outlet": evil, "title": evil + "Ferry", "text": evil + text}) + "\n"
            for i, text in enumerate((ORIGIN, COPY))) + f'{{"id": "{evil}\n')
        (self.folder / (evil.replace("/", "") + ".txt")).write_bytes(b"\xff")
        for width in (0, 80):
            screen = self.screen("trace", ".", columns=width)
            self.assertNotIn("\x1b]", screen)
            self.assertNotIn("\x07", screen)
            self.assertNotIn("\x1b[2J", screen)

    # ---- two texts side by side ----

    def test_compare_marks_what_differs_in_fact(self) -> None:
        self.write_pile()
        printed = self.expect(0, "compare", "pile/a.txt", "pile/b.txt")
        self.assertRegex(printed, r"\[\d+:187\]")
        self.assertRegex(printed, r"\[\d+:178\]")
        self.assertRegex(printed, r"number  187.* \| 178")

    def test_compare_writes_page_and_json(self) -> None:
        self.write_pile()
        self.expect(0, "compare", "pile/a.txt", "pile/b.txt", "-o", "pair.html", "--json", "pair.json", "--quiet")
        self.assertIn(b'"side_by_side":["a","b"]', (self.folder / "pair.html").read_bytes())
        pair = json.loads((self.folder / "pair.json").read_text())
        self.assertEqual(pair["schema"], "stemma.comparison/1")
        left, right = pair["left"]["text"].encode(), pair["right"]["text"].encode()
        linked = {(left[slice(*word["left"])], right[slice(*word["right"])])
                  for passage in pair["passages"] for word in passage["words"]}
        self.assertIn((b"187", b"178"), linked)
        self.assertIn((b"ferry", b"ferry"), linked)
        try:
            import jsonschema
        except ImportError:
            return
        schema = pathlib.Path(__file__).resolve().parents[2] / "docs" / "comparison.schema.json"
        jsonschema.Draft202012Validator(json.loads(schema.read_text())).validate(pair)

    def test_compare_takes_two_records_of_one_file(self) -> None:
        self.write("dump.jsonl", "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in (("one", ORIGIN), ("two", COPY), ("x", OTHER))))
        self.assertIn("one", self.expect(0, "compare", "dump.jsonl", "two", "one").splitlines()[1])
        self.assertIn("no document called three", self.expect(2, "compare", "dump.jsonl", "one", "three"))
        self.assertIn("holds 3 documents", self.expect(2, "compare", "dump.jsonl", "dump.jsonl"))

    def test_compare_says_what_it_needs(self) -> None:
        self.write_pile()
        self.assertIn("needs two files", self.expect(2, "compare", "pile/a.txt"))
        self.assertIn("none.txt", self.expect(2, "compare", "pile/a.txt", "none.txt"))
        self.assertIn("is one of the texts", self.expect(2, "compare", "pile/a.txt", "pile/b.txt", "--json", "pile/a.txt"))
        self.assertIn("thesaurus", self.expect(2, "compare", "pile/a.txt", "pile/b.txt", "--thesaurus", "pile/a.txt"))
        self.assertIn("line 1", self.expect(2, "compare", "pile/a.txt", "pile/b.txt", "--vectors", "pile/a.txt"))
        self.assertEqual((self.folder / "pile/a.txt").read_text(), ORIGIN)

    def test_compare_fits_the_terminal_and_obeys_no_text(self) -> None:
        evil = "\x1b]0;owned\x07\x1b[2J"
        self.write("a.txt", evil + ORIGIN)
        self.write("b.txt", evil + COPY + "漢字" * 90)
        for columns in (40, 97):
            screen = self.screen("compare", "a.txt", "b.txt", columns=columns)
            self.assertNotIn("\x1b]", screen)
            self.assertNotIn("\x1b[2J", screen)
            self.assertIn("\x1b[1;33m", screen)
            plain = self.screen("compare", "a.txt", "b.txt", columns=columns, NO_COLOR="1")
            rows = [line for line in plain.splitlines() if "漢" in line]
            self.assertGreater(len(rows), 1)
            for row in rows:
                self.assertLessEqual(sum(2 if c in "漢字" else 1 for c in row.rstrip()), columns)

    # ---- a terminal ----

    def screen(self, *words: str, columns: int, **environment: str) -> str:
        """What a terminal of that width receives."""
        try:
            master, slave = pty.openpty()
        except OSError as error:
            self.skipTest(f"no terminals here: {error}")
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        run = subprocess.Popen([STEMMA, *words], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave,
                               env={**os.environ, "TERM": "xterm", "NO_COLOR": "", **environment})
        os.close(slave)
        received = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not piece:
                break
            received += piece
        os.close(master)
        run.wait(timeout=240)
        return received.decode(errors="replace")

    def test_colours_and_progress_are_for_terminals(self) -> None:
        self.write_pile()
        self.assertIn("\x1b[", self.screen("trace", "pile", columns=80))
        self.assertNotIn("\x1b[1m", self.screen("trace", "pile", columns=80, NO_COLOR="1"))
        self.assertNotIn("\x1b", self.screen("trace", "pile", columns=80, TERM="dumb"))
        self.assertNotIn("\x1b[K", self.screen("trace", "pile", "--quiet", columns=80))


if __name__ == "__main__":
    unittest.main(verbosity=2)

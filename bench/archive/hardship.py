#!/usr/bin/env python3
"""What an archive must bear: kills, turned bits, a full disk, readers beside a writer.

    hardship.py --build build/release --work DIR [--kills N] [--flips N] [--readers SECONDS] [--full MOUNTED_SMALL_TMPFS]

Makes its own news with bench/corpora, in DIR, which must be empty or not there. Each part says what it saw, and the exit code
is 1 where anything was lost, half there, unnoticed or crashed.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time


class Hardship:
    def __init__(self, build: pathlib.Path, work: pathlib.Path) -> None:
        self.stemma, self.work, self.build = build / "stemma", work, build
        self.faults: list[str] = []
        work.mkdir(parents=True, exist_ok=True)
        self.corpus = work / "corpus.jsonl"
        subprocess.run([build / "bench/make_corpus", "--documents", "20k", "--no-truth", self.corpus], check=True)
        self.lines = self.corpus.read_text(encoding="utf-8").splitlines(keepends=True)
        self.texts = {record["id"]: record["text"] for record in map(json.loads, self.lines)}

    def run(self, *words: object, **more) -> subprocess.CompletedProcess:
        return subprocess.run([self.stemma, "archive", *map(str, words)], capture_output=True, text=True, **more)

    def fault(self, what: str) -> None:
        print("FAULT", what, flush=True)
        self.faults.append(what)

    def new_archive(self, name: str) -> pathlib.Path:
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        self.run("create", folder, check=True)
        return folder

    def documents_in(self, folder: pathlib.Path) -> dict[str, str]:
        done = self.run("export", folder, "documents")
        if done.returncode != 0:
            self.fault(f"export: {done.returncode} {done.stderr}")
        return {record["id"]: record["text"] for record in map(json.loads, done.stdout.splitlines())}

    def check(self, folder: pathlib.Path, when: str) -> None:
        done = self.run("check", folder)
        if done.returncode != 0:
            self.fault(f"check {when}: {done.returncode} {done.stdout} {done.stderr}")

    def kills(self, count: int) -> None:
        """So many kills of add, remove and compact at random moments, on as many archives at once as there are processors."""
        self.killed, self.ended = collections.Counter(), collections.Counter()
        self.wanted_kills = count
        workers = [threading.Thread(target=self.kill_again_and_again, args=(number,)) for number in range(os.cpu_count() or 1)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        verbs = ", ".join(f"{self.killed[verb]} of {verb}" for verb in ("add", "remove", "compact"))
        print(f"kills: {self.killed.total()} ({verbs}); {self.ended.total()} ended before; {len(self.faults)} faults", flush=True)
        if min(self.killed[verb] for verb in ("add", "remove", "compact")) < count // 10:
            self.fault("fewer than a tenth of the kills met one of the three")

    def kill_again_and_again(self, worker: int) -> None:
        """What ended well must be there; of what was killed all or nothing, for each is one transaction; and `check` finds no fault."""
        rng = random.Random(7 + worker)
        most = 3000  # documents in one archive; then another is begun
        there: set[str] = set()
        folder = None
        took: dict[tuple[str, int], float] = {}  # how long each takes, by its size
        part, said = self.work / f"part-{worker}.jsonl", self.work / f"said-{worker}.txt"
        while self.killed.total() < self.wanted_kills:
            if folder is None or len(there) > most:
                folder, there = self.new_archive(f"kills-{worker}"), set()
                part.write_text("".join(rng.sample(self.lines, 60)), encoding="utf-8")
                self.run("add", folder, part, check=True)
                there = set(self.documents_in(folder))
            verb = rng.choice(["add", "add", "remove", "compact"]) if there else "add"
            ids: set[str] = set()
            if verb == "add":
                lines = rng.sample(self.lines, rng.choice([1, 5, 60, 600]))
                part.write_text("".join(lines), encoding="utf-8")
                ids = {json.loads(line)["id"] for line in lines}
                words = ["add", folder, part]
            elif verb == "remove":
                ids = set(rng.sample(sorted(there), min(len(there), rng.choice([1, 5, 20]))))
                words = ["remove", folder, *sorted(ids)]
            else:
                words = ["compact", folder]
            kind = (verb, len(ids))
            begin = time.monotonic()
            with said.open("wb") as errors:
                process = subprocess.Popen([self.stemma, "archive", *map(str, words)], stdout=subprocess.DEVNULL, stderr=errors)
            try:
                process.wait(timeout=rng.uniform(0, 1.1 * took.get(kind, 0.3)))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            is_done = process.returncode == 0
            if process.returncode not in (0, -signal.SIGKILL):
                self.fault(f"{verb} ended with {process.returncode}: {said.read_text(encoding='utf-8')}")
            if is_done:
                took[kind] = 0.7 * took.get(kind, 0.3) + 0.3 * (time.monotonic() - begin)
            else:
                took[kind] = min(1.05 * took.get(kind, 0.3), 20)  # so that some come to their end, on a slow machine, too
            (self.ended if is_done else self.killed)[verb] += 1
            self.check(folder, f"after {verb}, {'done' if is_done else 'killed'}")
            seen = self.documents_in(folder)
            after = there | ids if verb == "add" else there - ids
            if seen.keys() != after and (is_done or seen.keys() != there):
                self.fault(f"{verb} of {len(ids)}, {'done' if is_done else 'killed'}: {len(after - seen.keys())} missing, "
                           f"{len(seen.keys() - after)} too many, of {len(after)}")
            for identifier, text in seen.items():
                if not text.endswith(self.texts.get(identifier, "nothing")):
                    self.fault(f"half a document: {identifier}")
            there = set(seen)

    def flips(self, count: int) -> None:
        rng = random.Random(8)
        folder = self.new_archive("flips")
        for part in range(4):
            path = self.work / "part.jsonl"
            path.write_text("".join(self.lines[part * 800:(part + 1) * 800]), encoding="utf-8")
            self.run("add", folder, path, check=True)
        question = self.work / "question.txt"
        segments = sorted((folder / "segments").iterdir())
        unnoticed = 0
        for round_number in range(count):
            segment = rng.choice(segments)
            place, bit = rng.randrange(segment.stat().st_size), rng.randrange(8)

            def turn() -> None:
                with segment.open("r+b") as file:
                    file.seek(place)
                    byte = file.read(1)[0]
                    file.seek(place)
                    file.write(bytes([byte ^ (1 << bit)]))

            turn()
            done = self.run("check", folder)
            if done.returncode != 1 or segment.name not in done.stdout:
                unnoticed += 1
                self.fault(f"bit {bit} of byte {place} of {segment.name}: check said {done.returncode} {done.stdout}")
            question.write_text(self.texts[rng.choice(list(self.texts))], encoding="utf-8")
            # One that stands in another segment must be found all the same.
            whole = next(s for s in range(len(segments)) if segments[s] != segment)
            question.write_text(json.loads(self.lines[whole * 800 + rng.randrange(800)])["text"], encoding="utf-8")
            for words in (["query", folder, question], ["stats", folder], ["stories", folder]):
                done = self.run(*words)
                if done.returncode not in (0, 1):
                    self.fault(f"{words[0]} ended with {done.returncode}: {done.stderr}")
                if words[0] == "query" and "Nothing of it stands" in done.stdout:
                    self.fault(f"query found nothing in whole segments, round {round_number}")
            turn()
        self.check(folder, "after all bits were turned back")
        print(f"flips: {count} bits turned, {unnoticed} unnoticed", flush=True)

    def full(self, mounted: pathlib.Path) -> None:
        """The archive lies on a file system too small for what is added; whole batches that found room stay."""
        folder = mounted / "archive"
        shutil.rmtree(folder, ignore_errors=True)
        self.run("create", folder, check=True)
        part = self.work / "part.jsonl"
        part.write_text("".join(self.lines[:500]), encoding="utf-8")
        self.run("add", folder, part, check=True)
        refused = 0
        for _ in range(3):
            before = len(self.documents_in(folder))
            done = self.run("add", folder, self.corpus)
            stays = re.search(r"the (\d+) documents added before that stay", done.stderr)
            refused += done.returncode == 2 and "cannot write" in done.stderr
            if done.returncode != 2:
                self.fault(f"a full disk: {done.returncode} {done.stderr}")
            self.check(folder, "with a full disk")
            after = len(self.documents_in(folder))
            if after != before + (int(stays[1]) if stays else 0):
                self.fault(f"a full disk: {before} documents became {after}: {done.stderr}")
        print(f"full disk: {refused} of 3 additions refused: {done.stderr.strip()}", flush=True)
        shutil.rmtree(folder)

    def readers(self, seconds: float) -> None:
        folder = self.new_archive("readers")
        part = self.work / "part.jsonl"
        part.write_text("".join(self.lines[:4000]), encoding="utf-8")
        self.run("add", folder, part, check=True)
        readers = [subprocess.Popen([self.build / "bench/archive_queries", folder, part, "--count", "200", "--seconds", str(seconds)],
                                    stdout=subprocess.PIPE, text=True) for _ in range(8)]
        begin = time.monotonic()
        additions = 0
        for first in range(4000, len(self.lines), 500):
            if time.monotonic() - begin > seconds - 1:
                break
            more = self.work / "more.jsonl"
            more.write_text("".join(self.lines[first:first + 500]), encoding="utf-8")
            self.run("add", folder, more, check=True)
            additions += 1
        for reader in readers:
            out, _ = reader.communicate()
            print(f"reader beside {additions} additions: {out.strip()}", flush=True)
            if reader.returncode != 0:
                self.fault(f"a reader ended with {reader.returncode}: {out}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/release"))
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--flips", type=int, default=0)
    parser.add_argument("--readers", type=float, default=0)
    parser.add_argument("--full", type=pathlib.Path)
    args = parser.parse_args()
    hardship = Hardship(args.build.resolve(), args.work)
    if args.flips:
        hardship.flips(args.flips)
    if args.readers:
        hardship.readers(args.readers)
    if args.full:
        hardship.full(args.full)
    if args.kills:
        hardship.kills(args.kills)
    return bool(hardship.faults)


if __name__ == "__main__":
    sys.exit(main())

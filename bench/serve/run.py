#!/usr/bin/env python3
"""stemma serve under many clients at once.

    bench/serve/run.py [--stemma PROGRAM] [--clients 64] [--seconds 60] REPORT.json [PATH ...]
    bench/serve/run.py [--stemma PROGRAM] [--clients 64] [--seconds 60] --archive DOCUMENTS --work FOLDER [--make-corpus PROGRAM]

A report: asks each PATH (default: health, stories, the page, a comparison) with so many clients at once for so many seconds, and checks
each answer against the first. An archive: makes one of DOCUMENTS made news texts in FOLDER, unless it is there, and asks it for a mixture
that readers would ask for: the page, statistics, lists of stories, a story as a page and as JSON, and who told a text before (parts of
texts that it has, and of others). Then the same while it is attacked: connections that send a byte a second, bodies too large, foreign
names, paths that climb; and at last it must stop when told to.

Prints requests a second, median and 99th percentile of the time to the whole answer, faults, and the server's processor time a request.
The clients are threads of wrk (Debian's package wrk), which is light enough to share two cores with the server.
"""
import argparse
import http.client
import json
import os
import pathlib
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

COMPARE = json.dumps({"left": {"text": "The ferry ran aground off Milos with 187 passengers on board, the coast guard said. " * 8},
                      "right": {"text": "The ferry ran aground off Milos with 178 passengers on board, the guard said. " * 8}})
ONE = """
local first, wrong = nil, 0
if %(post)s then wrk.method = "POST"; wrk.body = %(body)s end
function response(status, headers, body)
  first = first or body
  if status ~= 200 or body ~= first then wrong = wrong + 1; wrk.thread:set("wrong", wrong) end
end
"""
MANY = """
local asks, at, wrong, answers = {}, 0, 0, {}
function init(args)
  wrk.headers["Host"] = wrk.host .. ":" .. wrk.port
  for line in io.lines(%(asks)s) do
    local path, body = line:match("^(%%S+)\\t(.*)$")
    table.insert(asks, body == "" and wrk.format("GET", path, {["Host"] = wrk.headers["Host"], ["Accept-Encoding"] = "gzip"}) or wrk.format("POST", path, nil, body))
  end
end
function request() at = at %% #asks + 1; return asks[at] end
function response(status, headers, body)
  if status ~= 200 or #body < 2 then wrong = wrong + 1; wrk.thread:set("wrong", wrong) end
end
"""
COMMON = """
local threads = {}
function setup(thread) thread:set("wrong", 0); table.insert(threads, thread) end
function done(summary, latency, requests)
  local sum = 0
  for _, thread in ipairs(threads) do sum = sum + thread:get("wrong") end
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
    sum + e.connect + e.read + e.write + e.timeout))
end
"""


def processor_seconds(pid: int) -> float:
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Bench:
    def __init__(self, options, source: pathlib.Path) -> None:
        self.options, self.faults = options, 0
        self.server = subprocess.Popen([options.stemma, "serve", source, "--port", "0"], stdout=subprocess.PIPE, text=True)
        self.server.stdout.readline()
        self.address = self.server.stdout.readline().strip().rstrip("/")
        print(f"{options.clients} clients, {options.seconds} s each")
        print("| what | bytes | requests/s | median ms | p99 ms | longest ms | faults | processor ms a request |\n|---|--:|--:|--:|--:|--:|--:|--:|")

    def ask(self, name: str, path: str, lua: str, size) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
            script.write(lua + COMMON)
            script.flush()
            before = processor_seconds(self.server.pid)
            run = subprocess.run(["wrk", "-t1", f"-c{self.options.clients}", f"-d{self.options.seconds}s", "--timeout", "10s", "-s", script.name, self.address + path],
                                 stdout=subprocess.PIPE, text=True, check=True)
            used = processor_seconds(self.server.pid) - before
        count, took, median, late, longest, wrong = (int(number) for number in re.search(r"RESULT (.*)", run.stdout)[1].split())
        self.faults += wrong
        print(f"| {name} | {size} | {count / took * 1e6:.0f} | {median / 1e3:.2f} | {late / 1e3:.2f} | {longest / 1e3:.1f} | {wrong} | {1e3 * used / max(1, count):.3f} |", flush=True)

    def end(self) -> int:
        start = time.monotonic()
        self.server.terminate()
        code = self.server.wait(timeout=30)
        print(f"stopped in {time.monotonic() - start:.2f} s, exit {code}")
        return 1 if self.faults or code else 0


def of_report(options) -> int:
    bench = Bench(options, options.report)
    try:
        for path in options.paths or ["/api/v1/health", "/api/v1/stories", "/", "/api/v1/compare"]:
            is_post = path.endswith("/compare")
            size = len(urllib.request.urlopen(bench.address + path, COMPARE.encode() if is_post else None).read())
            bench.ask(f"`{path}`", path, ONE % {"post": "true" if is_post else "false", "body": json.dumps(COMPARE)}, size)
    finally:
        code = bench.end()
    return code


def made_archive(options) -> tuple[pathlib.Path, pathlib.Path]:
    options.work.mkdir(parents=True, exist_ok=True)
    texts, archive = options.work / f"news-{options.archive}.jsonl", options.work / f"archive-{options.archive}"
    if not texts.exists():
        subprocess.run([options.make_corpus, "--documents", str(options.archive), "--no-truth", texts], check=True)
    if not archive.exists():
        subprocess.run([options.stemma, "archive", "create", archive], check=True)
        subprocess.run([options.stemma, "archive", "add", archive, texts, "--quiet"], check=True)
    return texts, archive


def asks_of(texts: pathlib.Path, address: str) -> list[tuple[str, str]]:
    """The mixture: of 40 requests 20 questions, the rest what a page asks for."""
    dice = random.Random(2026)
    size, bodies = texts.stat().st_size, []
    with texts.open("rb") as file:
        for _ in range(200):
            file.seek(dice.randrange(size - 100_000))
            file.readline()
            words = json.loads(file.readline())["text"].split(" ")
            begin = dice.randrange(max(1, len(words) - 120))
            bodies.append(json.dumps({"text": " ".join(words[begin:begin + dice.choice((25, 60, 120, 400))])}))
    bodies += [json.dumps({"text": f"Nothing of this was ever told: quince {n} parasol ledger of the {n}th kind, and no word more of it."}) for n in range(20)]
    stories = [story["story"] for story in json.load(urllib.request.urlopen(address + "/api/v1/stories?most=200")) if story["documents"] <= 40]
    asks = []
    for n in range(400):
        asks.append(("/api/v1/query", dice.choice(bodies)))
        asks.append((dice.choice(["/", "/api/v1/stats", "/api/v1/stories?most=50", "/api/v1/stories", "/api/v1/health", "/api/v1/openapi.json",
                                  f"/api/v1/stories/{dice.choice(stories)}", f"/story/{dice.choice(stories)}"]), ""))
    return asks


def attack(address: str, stop: threading.Event, kept: dict) -> None:
    """What no honest client does, over and over; notes what was answered."""
    host, port = address.removeprefix("http://").split(":")
    slow = []
    def refused(name, method, path, body=None, headers=None):
        link = http.client.HTTPConnection(host, int(port), timeout=10)
        try:
            link.request(method, path, body, headers or {})
            status = link.getresponse().status
        except OSError:
            status = 0
        finally:
            link.close()
        kept.setdefault(name, set()).add(status)
    while not stop.is_set():
        while len(slow) < 40:
            link = socket.create_connection((host, int(port)), timeout=5)
            link.sendall(b"POST /api/v1/query HTTP/1.1\r\nHost: " + f"{host}:{port}".encode() + b"\r\nContent-Length: 1000\r\n\r\n")
            slow.append(link)
        for link in list(slow):
            try:
                link.sendall(b"x")
            except OSError:
                kept["a byte a second"] = kept.get("a byte a second", 0) + 1
                slow.remove(link)
        refused("body too large", "POST", "/api/v1/query", b"x" * 3_000_000)
        refused("foreign name", "GET", "/", headers={"Host": "evil.example"})
        refused("foreign page", "POST", "/api/v1/query", b"{}", {"Origin": "http://evil.example"})
        refused("climbing path", "GET", "/story/../../../../etc/passwd")
        refused("no JSON", "POST", "/api/v1/query", b"{" * 1000)
        stop.wait(1)


def of_archive(options) -> int:
    texts, archive = made_archive(options)
    bench = Bench(options, archive)
    try:
        asks = asks_of(texts, bench.address)
        with tempfile.NamedTemporaryFile("w") as listed:
            listed.write("".join(f"{path}\t{body}\n" for path, body in asks))
            listed.flush()
            lua = MANY % {"asks": json.dumps(listed.name)}
            bench.ask("mixture", "/", lua, "")
            stop, kept = threading.Event(), {}
            attacker = threading.Thread(target=attack, args=(bench.address, stop, kept))
            attacker.start()
            bench.ask("mixture, under attack", "/", lua, "")
            stop.set()
            attacker.join()
        wanted = {"body too large": {413, 0}, "foreign name": {421}, "foreign page": {403}, "climbing path": {404}, "no JSON": {400}}
        for name, statuses in wanted.items():
            if not kept.get(name) or not kept[name] <= statuses:
                bench.faults += 1
                print(f"{name}: answered {kept.get(name)}, wanted {statuses}")
        print("refused: " + ", ".join(f"{name} {sorted(value) if isinstance(value, set) else value}" for name, value in kept.items()))
    finally:
        code = bench.end()
    return code


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("report", type=pathlib.Path, nargs="?")
    arguments.add_argument("paths", nargs="*")
    arguments.add_argument("--archive", type=int, metavar="DOCUMENTS")
    arguments.add_argument("--work", type=pathlib.Path, metavar="FOLDER")
    arguments.add_argument("--make-corpus", default="build/release/bench/make_corpus")
    arguments.add_argument("--stemma", default="build/release/stemma")
    arguments.add_argument("--clients", type=int, default=64)
    arguments.add_argument("--seconds", type=int, default=60)
    options = arguments.parse_args()
    if (options.archive is None) == (options.report is None) or options.archive and not options.work:
        arguments.error("name a report, or --archive DOCUMENTS --work FOLDER")
    return of_archive(options) if options.archive else of_report(options)


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""stemma serve under many clients at once.

    bench/serve/run.py [--stemma PROGRAM] [--clients 64] [--seconds 60] REPORT.json [PATH ...]

Asks each PATH (default: health, stories, the page, a comparison) with so many clients at once for so many seconds, checks each answer
against the first, and prints requests a second, median and 99th percentile of the time to the whole answer, and faults. The clients are
threads of wrk (Debian's package wrk), which is light enough to share two cores with the server.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.request

COMPARE = json.dumps({"left": {"text": "The ferry ran aground off Milos with 187 passengers on board, the coast guard said. " * 8},
                      "right": {"text": "The ferry ran aground off Milos with 178 passengers on board, the guard said. " * 8}})
SCRIPT = """
local first, wrong = nil, 0
if %(post)s then wrk.method = "POST"; wrk.body = %(body)s end
function response(status, headers, body)
  first = first or body
  if status ~= 200 or body ~= first then wrong = wrong + 1; wrk.thread:set("wrong", wrong) end
end
local threads = {}
function setup(thread) thread:set("wrong", 0); table.insert(threads, thread) end
function done(summary, latency, requests)
  local sum = 0
  for _, thread in ipairs(threads) do sum = sum + thread:get("wrong") end
  local e = summary.errors
  io.write(string.format("RESULT %%d %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
    sum + e.connect + e.read + e.write + e.timeout))
end
"""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("report", type=pathlib.Path)
    arguments.add_argument("paths", nargs="*", default=["/api/v1/health", "/api/v1/stories", "/", "/api/v1/compare"])
    arguments.add_argument("--stemma", default="build/release/stemma")
    arguments.add_argument("--clients", type=int, default=64)
    arguments.add_argument("--seconds", type=int, default=60)
    options = arguments.parse_args()
    server = subprocess.Popen([options.stemma, "serve", options.report, "--port", "0"], stdout=subprocess.PIPE, text=True)
    faults = 0
    try:
        server.stdout.readline()
        address = server.stdout.readline().strip()
        print(f"{options.clients} clients, {options.seconds} s each")
        print("| path | bytes | requests/s | median ms | p99 ms | longest ms | faults |\n|---|--:|--:|--:|--:|--:|--:|")
        for path in options.paths:
            is_post = path.endswith("/compare")
            body = COMPARE.encode() if is_post else None
            size = len(urllib.request.urlopen(address.rstrip("/") + path, body).read())
            with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
                script.write(SCRIPT % {"post": "true" if is_post else "false", "body": json.dumps(COMPARE)})
                script.flush()
                run = subprocess.run(["wrk", "-t1", f"-c{options.clients}", f"-d{options.seconds}s", "--timeout", "10s", "-s", script.name, address.rstrip("/") + path],
                                     capture_output=True, text=True, check=True)
            count, took, median, late, longest, wrong = (int(number) for number in re.search(r"RESULT (.*)", run.stdout)[1].split())
            faults += wrong
            print(f"| `{path}` | {size} | {count / took * 1e6:.0f} | {median / 1e3:.2f} | {late / 1e3:.2f} | {longest / 1e3:.1f} | {wrong} |", flush=True)
    finally:
        server.terminate()
        code = server.wait(timeout=30)
    return 1 if faults or code else 0


if __name__ == "__main__":
    sys.exit(main())

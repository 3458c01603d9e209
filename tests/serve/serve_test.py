#!/usr/bin/env python3
"""`stemma serve` as browsers, programs and ill-wishers meet it.

    STEMMA=build/release/stemma serve_test.py
"""
import concurrent.futures
import gzip
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time
import unittest

STEMMA = os.environ["STEMMA"]
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TEXTS = ("The ferry Aegean Pearl ran aground off Milos early on Tuesday with 187 passengers on board, the coast guard said. "
         "Divers found a gash of four metres in the hull, and all passengers were taken to Adamas before noon.")
HOSTILE = "a</script><script>alert(1)</script>"


class Server:
    """The server over one report, and what it printed."""

    def __init__(self, report: pathlib.Path, *options: str, env: dict[str, str] | None = None):
        self.process = subprocess.Popen([STEMMA, "serve", report, "--port", "0", *options], text=True, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, env={**os.environ, **(env or {})})
        self.process.stdout.readline()
        self.address = self.process.stdout.readline().strip()
        self.port = int(re.search(r":(\d+)/", self.address)[1])

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            reply = connection.getresponse()
            return reply, reply.read()
        finally:
            connection.close()

    def plug(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def end(self, how: int = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(timeout=20)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.process.stderr.close()


def answer_of(plug: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    got = b""
    try:
        while piece := plug.recv(65536):
            got += piece
    except (ConnectionResetError, BrokenPipeError):
        pass
    return got


class Serve(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.scratch = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.scratch.name)
        records = [{"id": "a/1", "title": "One", "text": TEXTS, "published": "2026-01-01T00:00:00Z"},
                   {"id": HOSTILE, "title": HOSTILE, "text": TEXTS.replace("187", "178") + HOSTILE, "published": "2026-01-02T00:00:00Z"}]
        (folder / "in.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
        cls.report = folder / "report.json"
        subprocess.run([STEMMA, "trace", folder / "in.jsonl", "--json", cls.report, "--quiet"], check=True)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.scratch.cleanup()

    def serve(self, *options: str, **more) -> Server:
        server = Server(self.report, *options, **more)
        self.addCleanup(server.close)
        return server

    def test_the_parts_are_those_of_the_report(self) -> None:
        server = self.serve()
        report = json.loads(self.report.read_text())
        self.assertEqual(server.ask("/api/v1/report")[1], self.report.read_bytes())
        stories = json.loads(server.ask("/api/v1/stories")[1])
        self.assertEqual([story["documents"] for story in stories], [story["documents"] for story in report["stories"]])
        self.assertEqual(stories[0]["changes"], sum(entry["severity"] >= 0.5 for entry in report["stories"][0]["apparatus"]))
        self.assertEqual(json.loads(server.ask("/api/v1/stories/0")[1]), report["stories"][0])
        for document in report["documents"]:
            quoted = "".join(f"%{byte:02X}" for byte in document["id"].encode())
            self.assertEqual(json.loads(server.ask("/api/v1/documents/" + quoted)[1]), document)

    def test_the_page_carries_the_report_as_data_only(self) -> None:
        reply, body = self.serve().ask("/")
        self.assertEqual(reply.status, 200)
        self.assertTrue(reply.headers["Content-Type"].startswith("text/html"))
        data = re.search(rb'<script type="application/json" id="stemma-data">(.*?)</script>', body, re.S)[1]
        self.assertEqual(json.loads(data), json.loads(self.report.read_text()))
        self.assertNotIn(HOSTILE.encode(), body)

    def test_every_address_of_the_description_answers(self) -> None:
        server = self.serve()
        api = json.loads(server.ask("/api/v1/openapi.json")[1])
        self.assertTrue(api["openapi"].startswith("3."))
        for path, methods in api["paths"].items():
            asked = path.replace("{id}", "0" if "stories" in path else "a/1")
            for method, described in methods.items():
                if "report" not in described["tags"]:
                    continue
                body = json.dumps({"left": {"text": TEXTS}, "right": {"text": TEXTS}}).encode() if method == "post" else None
                reply, _ = server.ask(asked, method.upper(), body)
                self.assertEqual(reply.status, 200, path)
                self.assertIn(str(reply.status), methods[method]["responses"])

    def test_two_texts_are_compared(self) -> None:
        server = self.serve()
        reply, body = server.ask("/api/v1/compare", "POST", json.dumps({"left": {"title": "L", "text": TEXTS}, "right": {"text": TEXTS.replace("187", "178")}}).encode())
        self.assertEqual(reply.status, 200)
        comparison = json.loads(body)
        self.assertEqual(comparison["schema"], "stemma.comparison/1")
        self.assertIn("number", [difference["kind"] for difference in comparison["differences"]])
        for bad in (b"", b"{", b"[]", b'{"left":{"text":"a"}}', b'{"left":{"text":1},"right":{"text":"b"}}', b'{"left":{"text":""},"right":{"text":"b"}}', b"\xff\xfe"):
            reply, body = server.ask("/api/v1/compare", "POST", bad)
            self.assertEqual(reply.status, 400, bad)
            self.assertIn("error", json.loads(body))

    def test_what_is_not_there_or_not_allowed_is_said(self) -> None:
        server = self.serve()
        for path in ("/nothing", "/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/api/v1/stories/7", "/api/v1/stories/-1",
                     "/api/v1/stories/0x0", "/api/v1/stories/99999999999999999999", "/api/v1/documents/none", "/api/v1/documents/", "/%00"):
            reply, body = server.ask(path)
            # /%00 is the page: what follows the zero byte is no part of the address
            self.assertIn(reply.status, (404,) if path != "/%00" else (200, 400, 404), path)
            self.assertNotIn(b"root:", body)
        self.assertEqual(server.ask("/", "DELETE")[0].status, 405)
        self.assertEqual(server.ask("/", "POST", b"x")[0].status, 405)
        self.assertEqual(server.ask("/api/v1/compare")[0].status, 405)
        head, body = server.ask("/", "HEAD")
        self.assertEqual((head.status, body), (200, b""))

    def test_foreign_names_and_pages_are_refused(self) -> None:
        server = self.serve("--allow-host", "desk.example")
        self.assertEqual(server.ask("/", Host="evil.example")[0].status, 421)
        self.assertEqual(server.ask("/", Host=f"evil.example:{server.port}")[0].status, 421)
        self.assertEqual(server.ask("/", Host="desk.example")[0].status, 200)
        self.assertEqual(server.ask("/", Origin="http://evil.example")[0].status, 403)
        self.assertEqual(server.ask("/", Sec_Fetch_Site="cross-site")[0].status, 403)
        with server.plug() as plug:
            plug.sendall(b"GET / HTTP/1.0\r\n\r\n")  # no Host at all
            self.assertIn(b" 421 ", answer_of(plug).split(b"\r\n")[0])

    def test_every_answer_forbids_sniffing_framing_and_keeping(self) -> None:
        server = self.serve()
        for path in ("/", "/api/v1/report", "/nothing"):
            headers = server.ask(path)[0].headers
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertIn("frame-ancestors 'none'", headers["Content-Security-Policy"])
            self.assertEqual(headers["Cache-Control"], "no-store")
            self.assertIsNone(headers["Access-Control-Allow-Origin"])

    def test_a_token_guards_everything(self) -> None:
        token = "abcdefghij0123456789"
        server = self.serve(env={"STEMMA_TOKEN": token})
        self.assertIn("token=" + token, server.address)
        for path in ("/", "/api/v1/report", "/nothing"):
            reply, body = server.ask(path)
            self.assertEqual(reply.status, 401)
            self.assertNotIn(b"Milos", body)
        self.assertEqual(server.ask("/api/v1/report", Authorization="Bearer " + token)[0].status, 200)
        self.assertEqual(server.ask("/api/v1/report", Authorization="Bearer " + token[:-1] + "x")[0].status, 401)
        reply, _ = server.ask("/?token=" + token)
        self.assertEqual((reply.status, reply.headers["Location"]), (303, "/"))
        cookie = reply.headers["Set-Cookie"]
        self.assertIn("HttpOnly", cookie)
        self.assertIn("SameSite=Strict", cookie)
        self.assertEqual(server.ask("/", Cookie=cookie.split(";")[0])[0].status, 200)

    def test_other_machines_need_a_token(self) -> None:
        run = subprocess.run([STEMMA, "serve", self.report, "--host", "0.0.0.0", "--port", "0"], capture_output=True, text=True)
        self.assertEqual(run.returncode, 2)
        self.assertIn("--token", run.stderr)

    def test_large_bodies_are_refused_before_and_while_they_come(self) -> None:
        server = self.serve("--max-body", "64K")
        with server.plug() as plug:
            plug.sendall(b"POST /api/v1/compare HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 99999999999999999999\r\n\r\n" % server.port)
            self.assertRegex(answer_of(plug).split(b"\r\n")[0], rb" 4(00|13) ")
        with server.plug() as plug:
            plug.sendall(b"POST /api/v1/compare HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n" % server.port)
            for _ in range(8):
                plug.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")
            plug.sendall(b"0\r\n\r\n")
            self.assertIn(b" 413 ", answer_of(plug).split(b"\r\n")[0])
        self.assertEqual(server.ask("/api/v1/health")[0].status, 200)

    def test_a_header_without_end_is_refused(self) -> None:
        server = self.serve()
        with server.plug() as plug:
            plug.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % server.port)
            try:
                for _ in range(64):
                    plug.sendall(b"X-Filler: " + b"y" * 4000 + b"\r\n")
            except (ConnectionResetError, BrokenPipeError):
                pass
            self.assertNotIn(b" 200 ", answer_of(plug).split(b"\r\n")[0])
        self.assertEqual(server.ask("/api/v1/health")[0].status, 200)

    def test_those_who_dawdle_hold_nobody_up_and_are_cut_off(self) -> None:
        server = self.serve()
        slow = [server.plug() for _ in range(200)]
        for plug in slow:
            plug.sendall(b"GET / HTTP/1.1\r\n")
        for _ in range(20):
            self.assertEqual(server.ask("/api/v1/health")[0].status, 200)
        # A letter now and then is no silence; each is cut off all the same.
        deadline = time.monotonic() + 40
        while slow and time.monotonic() < deadline:
            time.sleep(1)
            alive = []
            for plug in slow:
                try:
                    plug.sendall(b"X")
                    alive.append(plug)
                except (ConnectionResetError, BrokenPipeError):
                    plug.close()
            slow = alive
        for plug in slow:
            plug.close()
        self.assertEqual(len(slow), 0)

    def test_many_at_once_get_the_same_answer(self) -> None:
        server = self.serve()
        body = json.dumps({"left": {"text": TEXTS}, "right": {"text": TEXTS.replace("187", "178")}}).encode()
        def ask(number: int):
            reply, answer = server.ask("/api/v1/compare", "POST", body) if number % 2 else server.ask("/api/v1/report")
            return number % 2, reply.status, answer
        with concurrent.futures.ThreadPoolExecutor(32) as pool:
            self.assertEqual(len({answer for answer in pool.map(ask, range(128))}), 2)

    def test_the_page_goes_as_gzip_to_those_who_take_it(self) -> None:
        server = self.serve()
        plain, page = server.ask("/")
        self.assertEqual((plain.getheader("Content-Encoding"), plain.getheader("Vary")), (None, "Accept-Encoding"))
        for takes, is_zipped in (("gzip", True), ("deflate, GZIP;q=0.5", True), ("br, gzip;q=0", False), ("gzip;q=0.00", False), ("identity", False), ("notgzip", False)):
            reply, body = server.ask("/", Accept_Encoding=takes)
            self.assertEqual(reply.getheader("Content-Encoding"), "gzip" if is_zipped else None, takes)
            self.assertEqual(gzip.decompress(body) if is_zipped else body, page, takes)
        self.assertLess(len(server.ask("/", Accept_Encoding="gzip")[1]), len(page) // 2)
        head, nothing = server.ask("/", "HEAD", Accept_Encoding="gzip")
        self.assertEqual((head.status, nothing), (200, b""))

    def test_what_is_refused_is_refused_under_load_and_nobody_waits(self) -> None:
        server = self.serve("--max-body", "20K")
        body = json.dumps({"left": {"text": TEXTS}, "right": {"text": TEXTS.replace("187", "178")}}).encode()
        dawdlers = [server.plug() for _ in range(100)]
        for plug in dawdlers:
            plug.sendall(b"POST /api/v1/compare HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 100\r\n\r\n" % server.port)
        wanted = [(200, "/", "GET", None, {}), (200, "/api/v1/compare", "POST", body, {}), (413, "/api/v1/compare", "POST", b"x" * 30_000, {}),
                  (421, "/", "GET", None, {"Host": "evil.example"}), (403, "/api/v1/compare", "POST", body, {"Origin": "http://evil.example"}),
                  (404, "/api/v1/documents/../../../etc/passwd", "GET", None, {}), (404, "/..%2f..%2fetc/passwd", "GET", None, {}), (400, "/api/v1/compare", "POST", b"{" * 500, {})]
        def ask(number: int):
            status, path, method, content, headers = wanted[number % len(wanted)]
            try:
                return status, server.ask(path, method, content, **headers)[0].status
            except (ConnectionResetError, BrokenPipeError):
                return status, 413 if status == 413 else 0      # cut off while the body was still being sent
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            for status, found in pool.map(ask, range(240)):
                self.assertEqual(found, status)
        for plug in dawdlers:
            plug.close()

    def test_an_answer_that_has_begun_is_ended_before_it_stops(self) -> None:
        server = self.serve()
        body = json.dumps({"left": {"text": TEXTS * 200}, "right": {"text": TEXTS.replace("187", "178") * 200}}).encode()
        def ask(_: int):
            try:
                reply, answer = server.ask("/api/v1/compare", "POST", body)
            except (ConnectionError, http.client.RemoteDisconnected):
                return "none"
            return "whole" if reply.status == 200 and json.loads(answer)["schema"] == "stemma.comparison/1" else "broken"
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = [pool.submit(ask, number) for number in range(8)]
            time.sleep(0.3)
            self.assertEqual(server.end(), 0)
            self.assertNotIn("broken", {answer.result() for answer in answers})

    def test_it_ends_when_asked_and_says_nothing(self) -> None:
        for how in (signal.SIGINT, signal.SIGTERM):
            server = self.serve()
            server.ask("/")
            self.assertEqual(server.end(how), 0)
            self.assertEqual(server.process.stderr.read(), "")

    def test_what_is_no_report_is_refused(self) -> None:
        folder = pathlib.Path(self.scratch.name)
        for name, content in (("a.json", b""), ("b.json", b"{}"), ("c.json", b'{"schema":"other/1"}'), ("d.json", b"\xff"), ("e.json", b'{"schema":"stemma.report/1","documents":7}')):
            (folder / name).write_bytes(content)
            run = subprocess.run([STEMMA, "serve", folder / name, "--port", "0"], capture_output=True, text=True, timeout=20)
            self.assertEqual(run.returncode, 2, name)
            self.assertIn("stemma trace", run.stderr)
        run = subprocess.run([STEMMA, "serve", folder / "missing.json"], capture_output=True, text=True, timeout=20)
        self.assertEqual(run.returncode, 2)
        self.assertIn("cannot read", run.stderr)


class ServeArchive(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.scratch = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.scratch.name)
        records = [{"id": "one", "title": "One", "text": TEXTS, "published": "2026-01-01T00:00:00Z", "outlet": "Post"},
                   {"id": HOSTILE, "title": HOSTILE, "text": TEXTS.replace("187", "178") + HOSTILE, "published": "2026-01-02T10:00:00Z"}]
        (folder / "in.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
        cls.archive = folder / "archive"
        subprocess.run([STEMMA, "archive", "create", cls.archive], check=True)
        subprocess.run([STEMMA, "archive", "add", cls.archive, folder / "in.jsonl", "--quiet"], check=True)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.scratch.cleanup()

    def setUp(self) -> None:
        self.server = Server(self.archive)
        self.addCleanup(self.server.close)

    def ask(self, **question) -> tuple[int, dict]:
        reply, body = self.server.ask("/api/v1/query", "POST", json.dumps(question).encode())
        return reply.status, json.loads(body)

    def test_a_passage_is_found_with_its_bytes(self) -> None:
        status, answer = self.ask(text="It is said that " + TEXTS)
        self.assertEqual(status, 200)
        self.assertEqual({match["id"] for match in answer["matches"]}, {"one", HOSTILE})
        match = next(match for match in answer["matches"] if match["id"] == "one")
        begin, end = match["passages"][0]["question"]
        self.assertEqual(("It is said that " + TEXTS).encode()[begin:end].decode(), match["passages"][0]["text"])

    def test_time_and_outlet_narrow_it(self) -> None:
        for question, found in (({"since": "2026-01-02"}, {HOSTILE}), ({"until": "2026-01-01"}, {"one"}), ({"outlet": "Post"}, {"one"}),
                                ({"until": "2026-01-02T09:00"}, {"one"}), ({"since": "2027-01-01"}, set()), ({"language": "fr"}, set())):
            status, answer = self.ask(text=TEXTS, **question)
            self.assertEqual((status, {match["id"] for match in answer["matches"]}), (200, found), question)
        self.assertEqual(len(self.ask(text=TEXTS, most=1)[1]["matches"]), 1)

    def test_questions_that_make_no_sense_are_refused(self) -> None:
        for bad in ({}, {"text": 7}, {"text": TEXTS, "since": "yesterday"}, {"text": TEXTS, "until": 3}, {"text": TEXTS, "outlet": []}):
            status, answer = self.ask(**bad)
            self.assertEqual(status, 400, bad)
            self.assertIn("error", answer)
        for path in ("/api/v1/stories?most=0", "/api/v1/stories?most=x", "/api/v1/stories?most=1001"):
            self.assertEqual(self.server.ask(path)[0].status, 400, path)

    def test_stories_are_listed_and_shown_as_trace_shows_them(self) -> None:
        stories = json.loads(self.server.ask("/api/v1/stories")[1])
        self.assertEqual([story["documents"] for story in stories], [2])
        self.assertEqual(stories[0]["last_published"], "2026-01-02T10:00:00Z")
        number = stories[0]["story"]
        report = json.loads(self.server.ask(f"/api/v1/stories/{number}")[1])
        self.assertEqual(report["schema"], "stemma.report/1")
        self.assertEqual(len(report["documents"]), 2)
        reply, page = self.server.ask(f"/story/{number}")
        self.assertEqual(reply.status, 200)
        self.assertNotIn(HOSTILE.encode(), page)
        self.assertEqual(self.server.ask("/story/77")[0].status, 404)
        self.assertEqual(self.server.ask("/story/one")[0].status, 404)

    def test_every_address_of_the_description_answers(self) -> None:
        number = str(json.loads(self.server.ask("/api/v1/stories")[1])[0]["story"])
        bodies = {"/api/v1/query": {"text": TEXTS}, "/api/v1/compare": {"left": {"text": TEXTS}, "right": {"text": TEXTS}}}
        api = json.loads(self.server.ask("/api/v1/openapi.json")[1])
        for path, methods in api["paths"].items():
            for method, described in methods.items():
                if "archive" in described["tags"]:
                    body = json.dumps(bodies[path]).encode() if method == "post" else None
                    self.assertEqual(self.server.ask(path.replace("{id}", number), method.upper(), body)[0].status, 200, path)

    def test_a_story_that_was_kept_is_not_shown_when_it_has_grown(self) -> None:
        number = json.loads(self.server.ask("/api/v1/stories")[1])[0]["story"]
        seen = [self.server.ask(path) for path in (f"/story/{number}", f"/story/{number}", f"/api/v1/stories/{number}")]
        self.assertEqual(seen[0][1], seen[1][1])
        self.assertIn(b'<meta name="stemma-archive" content="../">', seen[0][1])
        zipped, body = self.server.ask(f"/story/{number}", Accept_Encoding="gzip")
        self.assertEqual((zipped.getheader("Content-Encoding"), gzip.decompress(body)), ("gzip", seen[0][1]))
        more = pathlib.Path(self.scratch.name) / "third.jsonl"
        more.write_text(json.dumps({"id": "third", "title": "Third", "text": TEXTS.replace("four metres", "five metres"), "published": "2026-01-03T10:00:00Z"}) + "\n")
        subprocess.run([STEMMA, "archive", "add", self.archive, more, "--quiet"], check=True)
        try:
            self.assertEqual(len(json.loads(self.server.ask(f"/api/v1/stories/{number}")[1])["documents"]), 3)
            self.assertNotEqual(self.server.ask(f"/story/{number}")[1], seen[0][1])
            self.assertEqual(json.loads(self.server.ask("/api/v1/stories")[1])[0]["documents"], 3)
        finally:
            subprocess.run([STEMMA, "archive", "remove", self.archive, "third", "--quiet"], check=True)
        self.assertEqual(json.loads(self.server.ask(f"/api/v1/stories/{number}")[1]), json.loads(seen[2][1]))

    def test_what_is_added_meanwhile_is_found(self) -> None:
        more = pathlib.Path(self.scratch.name) / "more.jsonl"
        words = " ".join(f"word{number} heron{number}" for number in range(40))
        more.write_text(json.dumps({"id": "late", "text": words}) + "\n")
        self.assertEqual(self.ask(text=words)[1]["matches"], [])
        subprocess.run([STEMMA, "archive", "add", self.archive, more, "--quiet"], check=True)
        self.assertEqual([match["id"] for match in self.ask(text=words)[1]["matches"]], ["late"])
        subprocess.run([STEMMA, "archive", "remove", self.archive, "late", "--quiet"], check=True)
        self.assertEqual(self.ask(text=words)[1]["matches"], [])


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""`stemma follow` as a user meets it, with a server of its own on this machine.

    STEMMA=build/release/stemma follow_test.py
"""
import gzip
import http.server
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

STEMMA = os.environ["STEMMA"]
FIRST = ("The levee near Novi Becej broke at dawn on Thursday and 1,140 people were moved out of their homes. "
         "The mayor of Kumane said that the water had risen by 46 centimetres within an hour, and that 38 soldiers had come "
         "to help. \"We have lost the lower fields,\" said Ana Petrovic, who keeps bees beside the Tisza. Pumps from "
         "Zrenjanin worked through the night, and the road to Vranjevo stayed closed until noon.")
SECOND = FIRST.replace("38 soldiers", "58 soldiers").replace("Kumane", "Melenci")
OTHER = ("A museum in Lisbon showed ninety drawings by Maria Sousa for the first time since 1961. The curator said that the "
         "paper had been kept in a cellar in Porto, where a plumber found it behind a boiler last spring.")


def rss(*items: tuple[str, str, str]) -> str:
    parts = "".join(f"<item><guid>{name}</guid><title>{title}</title><description>{text}</description>"
                    f"<pubDate>Thu, 16 Apr 2026 0{place}:12:00 GMT</pubDate></item>"
                    for place, (name, title, text) in enumerate(items, 1))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>{parts}</channel></rss>'


class Server(http.server.BaseHTTPRequestHandler):
    """Answers what `pages` says: path -> (status, headers, body); a body may be a function that writes it."""

    pages: dict = {}
    asked: list = []

    def do_GET(self) -> None:
        type(self).asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}, time.monotonic()))
        status, headers, body = self.pages.get(self.path, (404, {}, b""))
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            body(self.wfile) if callable(body) else self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def log_message(self, *words) -> None:
        pass


class FollowCommand(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        (self.folder / "incoming").mkdir()

    def serve(self, **pages) -> str:
        Server.pages, Server.asked = {"/" + name.replace("_", "."): page for name, page in pages.items()}, []
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_address[1]}"

    def write(self, name: str, text: str) -> None:
        path = self.folder / "incoming" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def once(self, *words: str, code: int = 0) -> tuple[list[dict], subprocess.CompletedProcess]:
        done = subprocess.run([STEMMA, "follow", "--archive", "news", "--once", "--json", *words], cwd=self.folder,
                              capture_output=True, text=True, timeout=240)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()], done

    def fetch(self, *words: str, code: int = 0) -> list[dict]:
        return self.once("--network", "--every", "0s", "--timeout", "5s", *words, code=code)[0]

    def test_tells_what_is_new_in_which_story_and_which_facts_changed(self) -> None:
        self.write("a.xml", rss(("a", "Levee breaks near Novi Becej", FIRST), ("m", "Drawings from a cellar", OTHER)))
        lines, _ = self.once("incoming")
        self.assertEqual([line["id"] for line in lines if line["news"] == "document"], ["a", "m"])
        self.assertEqual({line["tellings"] for line in lines[:2]}, {1})
        self.write("deep/b.xml", rss(("a", "Levee breaks near Novi Becej", FIRST),
                                     ("b", "Levee breaks near Novi Becej", SECOND)))
        lines, _ = self.once("incoming")
        told = [line for line in lines if line["news"] == "document"]
        self.assertEqual([line["id"] for line in told], ["b"])
        self.assertEqual(told[0]["tellings"], 2)
        self.assertEqual(told[0]["sources"][0]["id"], "a")
        changes = {(change["kind"], change["before"], change["now"]) for change in told[0]["changes"]}
        self.assertIn(("number", "38", "58"), {(kind, before[:2], now[:2]) for kind, before, now in changes}, changes)
        self.assertEqual(lines[-1], {"news": "round", "documents": 1, "known": 1, "skipped": 0, "not_told": 0})
        # Nothing is read twice, and nothing is told twice.
        self.assertEqual(self.once("incoming")[0], [{"news": "round", "documents": 0, "known": 0, "skipped": 0, "not_told": 0}])

    def test_prints_for_people_without_what_a_terminal_obeys(self) -> None:
        self.write("a.xml", rss(("a", "&lt;script&gt;x()&lt;/script&gt;Levee \u202ebreaks", FIRST)))
        self.write("b.txt", "Plain news\n\n" + SECOND)
        done = subprocess.run([STEMMA, "follow", "-a", "news", "incoming", "--once"], cwd=self.folder, capture_output=True,
                              text=True, timeout=240)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("2 tellings, 2 new", done.stdout)
        self.assertIn("2 new documents", done.stdout)
        self.assertNotIn("script", done.stdout)
        self.assertNotIn("\u202e", done.stdout)

    def test_goes_on_after_hostile_files(self) -> None:
        self.write("laughs.xml", '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">' + "".join(
            f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(10)) +
            "]><rss><channel><item><title>&k;</title></item></channel></rss>")
        self.write("page.xml", "<!doctype html><html><body><p>Not found</p></body></html>")
        self.write("empty.xml", "")
        (self.folder / "incoming" / "bytes.rss").write_bytes(bytes(range(256)) * 40)
        (self.folder / "incoming" / "bytes.txt").write_bytes(bytes(range(256)) * 40)
        (self.folder / "incoming" / "long.xml").write_bytes(b"<rss>" + b" " * 70_000)
        self.write("good.xml", rss(("a", "Levee breaks", FIRST)))
        lines, done = self.once("incoming", "--max-feed-bytes", "64K", code=1)
        self.assertEqual(lines[-1]["documents"], 1)
        self.assertGreaterEqual(lines[-1]["skipped"], 6)
        reasons = " ".join(line["reason"] for line in lines if line["news"] == "note")
        for part in ("defines entities", "web page", "empty", "longer than 65536"):
            self.assertIn(part, reasons)

    def test_watches_folders_until_it_is_told_to_stop(self) -> None:
        process = subprocess.Popen([STEMMA, "follow", "-a", "news", "incoming", "--json"], cwd=self.folder,
                                   stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.kill)
        (self.folder / "incoming" / "later").mkdir()
        self.write("later/a.txt", "News\n\n" + FIRST)
        line = json.loads(process.stdout.readline())
        self.assertEqual((line["news"], line["tellings"]), ("document", 1))
        process.stdout.readline()
        self.write("later/b.txt", "More news\n\n" + SECOND)
        line = json.loads(process.stdout.readline())
        self.assertEqual((line["news"], line["tellings"]), ("document", 2))
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=60), 0)
        process.stdout.close()

    def test_fetches_nothing_unless_it_is_asked_to(self) -> None:
        site = self.serve(feed_xml=(200, {}, rss(("a", "T", FIRST)).encode()))
        done = subprocess.run([STEMMA, "follow", "-a", "news", f"{site}/feed.xml", "--once"], cwd=self.folder,
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--network", done.stderr)
        self.assertEqual(Server.asked, [])

    def test_fetches_politely(self) -> None:
        site = self.serve(feed_xml=(200, {"ETag": '"one"', "Last-Modified": "Thu, 16 Apr 2026 05:12:00 GMT"},
                                    rss(("a", "T", FIRST)).encode()),
                          more_xml=(200, {"Content-Encoding": "gzip"}, gzip.compress(rss(("b", "U", OTHER)).encode())))
        lines = self.fetch(f"{site}/feed.xml", f"{site}/more.xml")
        self.assertEqual(lines[-1]["documents"], 2)
        self.assertEqual([path for path, _, _ in Server.asked], ["/robots.txt", "/feed.xml", "/more.xml"])
        times = [when for _, _, when in Server.asked]
        self.assertTrue(all(later - earlier > 0.9 for earlier, later in zip(times, times[1:])), times)
        self.assertTrue(Server.asked[1][1]["user-agent"].startswith("stemma/"))
        Server.asked.clear()
        self.assertEqual(self.fetch(f"{site}/feed.xml")[-1]["documents"], 0)
        asked = Server.asked[-1][1]
        self.assertEqual(asked["if-none-match"], '"one"')
        self.assertEqual(asked["if-modified-since"], "Thu, 16 Apr 2026 05:12:00 GMT")
        # Not before it is due again.
        Server.asked.clear()
        self.once("--network", "--every", "1h", f"{site}/feed.xml")
        self.once("--network", "--every", "1h", f"{site}/feed.xml")
        self.assertEqual(len([1 for path, _, _ in Server.asked if path == "/feed.xml"]), 1)

    def test_obeys_robots(self) -> None:
        feed = (200, {}, rss(("a", "T", FIRST)).encode())
        site = self.serve(robots_txt=(200, {}, b"User-agent: *\nDisallow: /feed.xml\n"), feed_xml=feed, open_xml=feed)
        lines = self.fetch(f"{site}/feed.xml", f"{site}/open.xml", code=1)
        self.assertEqual(lines[-1]["documents"], 1)
        self.assertNotIn("/feed.xml", [path for path, _, _ in Server.asked])
        Server.pages["/robots.txt"] = (503, {}, b"")
        self.assertIn("robots.txt cannot be had", self.fetch(f"{site}/open.xml", code=1)[0]["reason"])

    def test_is_led_to_no_closed_network(self) -> None:
        """The user named 127.0.0.1, and nothing else that leads to this machine."""
        site = self.serve(secret_xml=(200, {}, rss(("s", "S", OTHER)).encode()))
        port = site.rsplit(":", 1)[1]
        hosts = {"name": "localhost", "hex": "0x7f.2", "six": "[::1]", "mapped": "[::ffff:127.0.0.1]", "ten": "10.0.0.1"}
        own = socket.gethostname()
        try:
            if socket.gethostbyname(own).startswith("127."):
                hosts["own"] = own  # only its address says what it is
        except OSError:
            pass
        for name, host in hosts.items():
            Server.pages[f"/{name}.xml"] = (302, {"Location": f"http://{host}:{port}/secret.xml"}, b"")
        lines = self.fetch(*(f"{site}/{name}.xml" for name in hosts), code=1)
        self.assertNotIn("/secret.xml", [path for path, _, _ in Server.asked])
        self.assertEqual([name for name, line in zip(hosts, lines) if "private network" not in line["reason"]], [])
        Server.asked.clear()
        self.assertEqual(self.fetch(f"http://localhost:{port}/secret.xml")[-1]["documents"], 1)

    def test_bears_hostile_servers(self) -> None:
        def endless(out) -> None:
            for _ in range(1024):
                out.write(b" " * (1 << 20))

        def slow(out) -> None:
            for _ in range(60):
                out.write(b" ")
                out.flush()
                time.sleep(1)

        bomb = gzip.compress(b" " * (64 << 20))
        site = self.serve(endless_xml=(200, {}, endless), slow_xml=(200, {}, slow),
                          bomb_xml=(200, {"Content-Encoding": "gzip"}, bomb),
                          file_xml=(302, {"Location": "file:///etc/passwd"}, b""),
                          loop_xml=(302, {"Location": "/loop.xml"}, b""),
                          html_xml=(200, {}, b"<html><body>Sorry</body></html>"),
                          error_xml=(500, {"Retry-After": "99999999"}, b"oh"),
                          moved_xml=(301, {"Location": "/good.xml"}, b""),
                          good_xml=(200, {}, rss(("a", "T", FIRST)).encode()))
        names = ["endless", "slow", "bomb", "file", "loop", "html", "error", "moved"]
        lines = self.fetch(*(f"{site}/{name}.xml" for name in names), "http://127.0.0.1:1/feed.xml", "--max-feed-bytes", "4M",
                           code=1)
        self.assertEqual(lines[-1]["documents"], 1)
        reasons = {line["source"].rsplit("/", 1)[-1][:-4]: line["reason"] for line in lines if line["news"] == "note"}
        self.assertIn("longer than 4194304 bytes", reasons["endless"])
        self.assertIn("longer than 4194304 bytes", reasons["bomb"])
        self.assertIn("neither http nor https", reasons["file"])
        self.assertIn("redirections", reasons["loop"])
        self.assertIn("web page", reasons["html"])
        self.assertIn("status 500", reasons["error"])
        self.assertIn("not fetched", reasons["slow"])
        self.assertIn("not fetched", reasons["feed"])

    def test_refuses_what_makes_no_sense(self) -> None:
        for words, part in ((["incoming"], "--archive"), (["-a", "news"], "folders"), (["-a", "news", "nowhere"], "no such file"),
                            (["-a", "news", "incoming", "--every", "soon"], "--every")):
            done = subprocess.run([STEMMA, "follow", *words, "--once"], cwd=self.folder, capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn(part, done.stderr)


if __name__ == "__main__":
    unittest.main()

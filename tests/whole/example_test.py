#!/usr/bin/env python3
"""The whole program over the example texts: what `make demo` shows must be true of the report it writes.

    STEMMA=build/release/stemma example_test.py
"""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
STEMMA = os.environ["STEMMA"]
EXAMPLE = ROOT / "examples" / "levee" / "documents.jsonl"


def trace(folder: pathlib.Path, *arguments: str | pathlib.Path) -> tuple[bytes, bytes]:
    """The JSON and the page that one run writes."""
    report, page = folder / "report.json", folder / "report.html"
    subprocess.run([STEMMA, "trace", *arguments, "--json", report, "-o", page], check=True, capture_output=True, timeout=240)
    return report.read_bytes(), page.read_bytes()


class Example(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        with tempfile.TemporaryDirectory() as folder:
            cls.json, cls.page = trace(pathlib.Path(folder), EXAMPLE)
        cls.report = json.loads(cls.json)
        cls.texts = {document["id"]: document["text"].encode() for document in cls.report["documents"]}

    def words(self, span: dict) -> str:
        return self.texts[span["document"]][span["begin"]:span["end"]].decode()

    def spans(self) -> list[dict]:
        return [span for story in self.report["stories"]
                for part in [*story["passages"], *(r for e in story["apparatus"] for r in e["readings"])]
                for span in part["spans"]]

    def readings_of(self, wanted: str) -> list[set[str]]:
        """For each unit that has a reading with the wanted words: all words its readings have."""
        units = [entry for story in self.report["stories"] for entry in story["apparatus"]]
        read = [{self.words(span) for reading in unit["readings"] for span in reading["spans"]} for unit in units]
        return [words for words in read if any(wanted in word for word in words)]

    def test_report_keeps_to_the_published_schema(self) -> None:
        schema = json.loads((ROOT / "docs" / "report.schema.json").read_text())
        validator = jsonschema.Draft202012Validator
        validator.check_schema(schema)
        self.assertEqual([error.message[:200] for error in validator(schema).iter_errors(self.report)], [])

    def test_every_text_is_carried_as_it_was_read(self) -> None:
        given = [json.loads(line) for line in EXAMPLE.read_text().splitlines()]
        self.assertEqual(self.texts, {d["id"]: f"{d['title']}\n{d['text']}".encode() for d in given})

    def test_spans_cut_whole_characters_out_of_the_text(self) -> None:
        self.assertTrue(self.spans())
        for span in self.spans():
            self.assertTrue(0 <= span["begin"] < span["end"] <= len(self.texts[span["document"]]), span)
            self.words(span)  # raises where a span cuts a character in two

    def test_names_in_a_story_are_those_of_its_documents_and_lost_sources(self) -> None:
        for story in self.report["stories"]:
            nodes = {*story["documents"], *story["lost"]}
            named = {end for edge in story["edges"] for end in (edge["parent"], edge["child"])}
            named |= {group["root"] for group in story["origin_groups"]}
            self.assertLessEqual(named, nodes)
            self.assertEqual(story["origins"], len(story["origin_groups"]))

    def test_order_of_inputs_and_number_of_threads_leave_every_byte_as_it_is(self) -> None:
        lines = EXAMPLE.read_text().splitlines(keepends=True)
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            paths = []
            for number, line in enumerate(lines):
                paths.append(folder / f"{number}.jsonl")
                paths[-1].write_text(line)
            forward = trace(folder, *paths, "--threads", "1")
            backward = trace(folder, *reversed(paths), "--threads", "2")
        self.assertEqual(forward[0], backward[0])
        self.assertEqual(forward[1], backward[1])

    def test_page_loads_nothing_from_anywhere(self) -> None:
        page = self.page.decode()
        self.assertNotRegex(page, r"""(?i)\b(src|href|action)\s*=\s*["']?(https?:)?//""")
        self.assertNotRegex(page, r"(?i)@import|url\(\s*[\"']?https?:")

    def test_the_eight_tellings_are_one_story(self) -> None:
        self.assertEqual([len(story["documents"]) for story in self.report["stories"]], [8])

    def test_the_merged_telling_has_both_its_sources(self) -> None:
        parents = {edge["parent"] for edge in self.report["stories"][0]["edges"] if edge["child"] == "ta68b6"}
        self.assertEqual(parents, {"t04430", "t9a955"})

    def test_the_garbled_town_stands_in_one_unit_with_the_town(self) -> None:
        found = self.readings_of("Vrajnevo")
        self.assertTrue(any("Vranjevo" in words and "Vranjevac" in words for words in found), found)

    def test_the_inflated_field_stands_in_one_unit_with_its_first_size(self) -> None:
        found = self.readings_of("160")
        self.assertTrue(any(re.search(r"\b60\b", word) for words in found for word in words), found)


if __name__ == "__main__":
    unittest.main(verbosity=2)

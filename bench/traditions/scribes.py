"""Copies as people make them: a language, its places that mislead, and copyists who slip, mend, and keep their own spelling.

By what is known of copyists, not by any one tradition: they leave out more than they add; singular readings are mostly nonsense,
small words, endings and omissions; nonsense is nearly always mended by whoever copies it, an omission more often than an
addition, a smooth reading never; the same hard place misleads several copyists, mostly to the same reading; each copyist
has a care of his own, a spelling of his own, and tires; exemplars are lost, damaged, changed for others, or set right by a second.
"""
import random
from typing import NamedTuple

Entry = tuple[float, str]  # a place, and the word that stands there

SMALL = {"et": "mais puis", "mais": "et", "puis": "et", "de": "du des", "du": "de", "des": "les de", "la": "sa une", "sa": "la", "le": "ce un les",
         "ce": "le se", "se": "ce le", "les": "des le", "un": "le", "une": "la un", "en": "dans", "dans": "en sur", "sur": "dans", "pour": "par",
         "par": "pour", "que": "qui quand", "qui": "que", "quand": "que", "son": "le un", "ne": "se", "il": "elle on", "elle": "il", "on": "il",
         "est": "et fut", "fut": "est", "au": "aux", "aux": "au", "bien": "tres", "tres": "bien"}
DROPPED = "et mais puis ne bien tres en y la le de que tout si".split()  # little words that come and go
ONSETS = "b c d f g l m n p r s t v br ch cr fl gr pl pr tr qu".split()
VOWELS = "a e i o u ai au eu oi ou an en in on".split()
ENDS = ["", "", "", "r", "t", "re", "le", "ment", "tion", "que", "ne", "ce", "er", "e"]
MISREAD = {"a": "o", "o": "a", "n": "u", "u": "n", "i": "l", "l": "i", "e": "c", "c": "e", "r": "t", "t": "r", "m": "n", "s": "f", "f": "s"}
SPELLINGS = [("qu", "k"), ("ai", "ay"), ("oi", "oy"), ("an", "en"), ("eu", "u"), ("tion", "cion"), ("au", "o"), ("ch", "c"), ("ou", "u"), ("in", "ain")]

# What goes wrong, and how often of all that does; a copyist has a bent of his own.
SLIPS = {"small word": 0.24, "left out": 0.2, "ending": 0.14, "letter": 0.16, "like word": 0.08, "added": 0.08, "turned round": 0.06, "doubled": 0.02,
         "skipped": 0.02}


class Language:
    """The words of a tradition, what each is taken for, and how each may be spelled."""

    def __init__(self, dice: random.Random) -> None:
        stems = sorted({"".join(dice.choice(ONSETS) + dice.choice(VOWELS) for _ in range(dice.randint(1, 3))) + dice.choice(ENDS) for _ in range(1500)}
                       - set(SMALL))
        dice.shuffle(stems)
        self.words = stems
        self.weights = [1 / (rank + 3) ** 0.9 for rank in range(len(stems))]
        self.spelled: dict[str, str] = {}  # one spelling of a word to the other
        self.rule: dict[str, tuple[int, bool]] = {}  # by word: the rule, and whether this is its second form
        self.known = set(SMALL) | set(DROPPED)
        for stem in stems:
            for word in (stem, ending(stem)):
                self.known.add(word)
                for number, (one, other) in enumerate(SPELLINGS):
                    if one in word[1:] and word not in self.spelled:
                        twin = word[0] + word[1:].replace(one, other, 1)
                        self.spelled.update({word: twin, twin: word})
                        self.rule.update({word: (number, False), twin: (number, True)})
        self.known |= set(self.spelled)
        self.like = {stem: dice.choices(stems, self.weights, k=2) for stem in stems}  # words of like meaning

    def text(self, dice: random.Random, length: int) -> list[str]:
        words, small = [], sorted(SMALL)
        while len(words) < length:
            sentence = dice.randint(6, 30)
            for at in range(sentence):
                word = dice.choice(small) if dice.random() < 0.42 else dice.choices(self.words, self.weights)[0]
                words.append(ending(word) if word not in SMALL and dice.random() < 0.3 else word)
            words[-1] += "."
        return words


def ending(word: str) -> str:
    return word[:-1] if word.endswith("s") else word + "s"


def misread(word: str, dice: random.Random) -> str:
    at = dice.randrange(len(word))
    kind = dice.random()
    if kind < 0.5 and word[at] in MISREAD:
        return word[:at] + MISREAD[word[at]] + word[at + 1:]
    if kind < 0.8 and len(word) > 3:
        return word[:at] + word[at + 1:]
    return word[:at] + word[at] + word[at:]


class Copyist(NamedTuple):
    """One pair of eyes and hands."""

    slips: float
    mends: float  # of the faults that show
    bent: dict[str, float]
    spelling: dict[int, tuple[bool, float]]  # by rule: whether the second form is preferred, and how strictly


class Scriptorium:
    """All copyists of one tradition; what misleads them lies in the text, so it is the same for all."""

    def __init__(self, dice: random.Random, length: int) -> None:
        self.dice = dice
        self.language = Language(dice)
        self.original: list[Entry] = [(float(i), word) for i, word in enumerate(self.language.text(dice, length))]
        self.meant = dict(self.original)
        self.hard = [dice.gammavariate(0.4, 2.5) for _ in self.original]
        self.slips = 0.004 * 8 ** dice.random()
        self.mends = dice.uniform(0.5, 0.95)
        self.misleads = dice.uniform(0.2, 0.8)  # how often the place decides what a slip makes of it
        self.unsettled = dice.choice([0, 0.05, 0.3])  # how many copyists have a spelling of their own, by rule
        self.key = dice.random()

    def copyist(self) -> Copyist:
        dice = self.dice
        bent = {kind: share * dice.gammavariate(2, 0.5) for kind, share in SLIPS.items()}
        spelling = {number: (dice.random() < 0.5, dice.uniform(0.1, 0.9)) for number in range(len(SPELLINGS)) if dice.random() < self.unsettled}
        return Copyist(self.slips * dice.lognormvariate(0, 0.7), min(0.98, self.mends * dice.uniform(0.6, 1.2)), bent, spelling)

    def shows(self, place: float, word: str, share: float) -> bool:
        """Whether a fault strikes a reader: the same for all who read it."""
        return random.Random(f"{self.key} {place} {word} shows").random() < share

    # ------------------------------------------------------------ what was wrong before
    def read(self, exemplar: list[Entry], copyist: Copyist) -> list[Entry]:
        """The exemplar as the copyist understands it: what shows as a fault is mended, mostly to what was meant."""
        out: list[Entry] = []
        for at, (place, word) in enumerate(exemplar):
            if out and place - out[-1][0] == 2 and word:  # one word is missing
                gap = out[-1][0] + 1
                if gap in self.meant and self.shows(gap, "", 0.5) and self.dice.random() < copyist.mends:
                    out.append((gap, self.guess(gap)))
            if out and place < out[-1][0] and self.shows(place, "turned round", 0.4) and self.dice.random() < copyist.mends:
                out.insert(len(out) - 1, (place, word))
                continue
            mended = self.mended(place, word, exemplar[at - 1][1] if at else "", copyist)
            if mended:
                out.append((place, mended))
        return out

    def mended(self, place: float, word: str, before: str, copyist: Copyist) -> str:
        bare, meant = word.rstrip("."), self.meant.get(place)
        if meant is None:
            is_fault = bare == before.rstrip(".") or self.shows(place, bare, 0.25)
            return "" if is_fault and self.dice.random() < copyist.mends else word
        right = meant.rstrip(".")
        if bare == right or self.language.spelled.get(bare) == right:
            return word
        is_fault = bare not in self.language.known or self.shows(place, bare, 0.4)
        return self.guess(place) if is_fault and self.dice.random() < copyist.mends else word

    def guess(self, place: float) -> str:
        meant = self.meant[place]
        if self.dice.random() < 0.85:
            return meant
        stop = "." if meant.endswith(".") else ""
        return self.slipped("small word" if meant.rstrip(".") in SMALL else "like word", meant.rstrip("."), self.dice) + stop

    # ------------------------------------------------------------ what goes wrong now
    def slipped(self, kind: str, bare: str, dice: random.Random) -> str:
        if kind == "small word" and bare in SMALL:
            return dice.choice(SMALL[bare].split())
        if kind == "like word" and bare in self.language.like:
            return dice.choice(self.language.like[bare])
        if kind == "letter" or bare in SMALL:
            return misread(bare, dice)
        return ending(bare)

    def copy(self, exemplar: list[Entry]) -> list[Entry]:
        dice, copyist = self.dice, self.copyist()
        tired = [(dice.random(), dice.uniform(0.02, 0.15)) for _ in range(2)]
        source, out, at = self.read(exemplar, copyist), [], 0
        while at < len(source):
            place, word = source[at]
            at += 1
            stop, bare = "." if word.endswith(".") else "", word.rstrip(".")
            rule, is_second = self.language.rule.get(bare, (-1, False))
            wants_second, strictly = copyist.spelling.get(rule, (is_second, 0))
            if wants_second != is_second and dice.random() < strictly:
                bare = self.language.spelled[bare]
                word = bare + stop
            part = place / len(self.original)
            rate = copyist.slips * self.hard[int(place)] * (3 if any(start <= part < start + run for start, run in tired) else 1)
            if dice.random() >= rate:
                out.append((place, word))
                continue
            chooser = random.Random(f"{self.key} {place} {bare}") if dice.random() < self.misleads else dice
            kind = chooser.choices(list(SLIPS), [share if chooser is not dice else copyist.bent[k] for k, share in SLIPS.items()])[0]
            if kind == "left out":
                pass
            elif kind == "added":
                out += [(place, word), (place + 0.25 + 0.5 * chooser.random(), chooser.choice(DROPPED))]
            elif kind == "doubled":
                out += [(place, word), (place + 0.5, bare)]
            elif kind == "turned round" and at < len(source):
                out += [source[at], (place, word)]
                at += 1
            elif kind == "skipped":
                ahead = [j for j in range(at, min(at + 30, len(source))) if source[j][1] == word]
                out.append((place, word))
                at = ahead[0] + 1 if ahead else at
            else:
                out.append((place, self.slipped(kind, bare, chooser) + stop))
        return out

    def set_right(self, copy: list[Entry], second: list[Entry]) -> list[Entry]:
        """What a reader does who has a second exemplar beside the copy: here and there he prefers that one."""
        share, other = self.dice.uniform(0.2, 0.6), dict(second)
        first, last = second[0][0], second[-1][0]
        out = []
        for place, word in copy:
            takes = first <= place <= last and other.get(place) != word and self.dice.random() < share
            if not takes:
                out.append((place, word))
            elif place in other:
                out.append((place, other[place]))
        have = {place for place, _ in out} | {place for place, _ in copy}
        out += [entry for entry in second if entry[0] not in have and self.dice.random() < share]
        return sorted(out) if len(out) != len(copy) else out

    def damaged(self, copy: list[Entry]) -> list[Entry]:
        """Leaves are lost: of the end, of the beginning, or of both."""
        part = self.dice.uniform(0.35, 0.9) * len(self.original)
        start = self.dice.choice([0, len(self.original) - part, self.dice.uniform(0, len(self.original) - part)])
        return [entry for entry in copy if start <= entry[0] < start + part] or copy

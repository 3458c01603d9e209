"""Texts that are copies of one another, cut into parts that stand at one place and drawn anew (a bootstrap over the text).

Python's standard library only."""
import difflib
import random

PART_WORDS = 12


def parts_of(texts: dict[str, str]) -> list[dict[str, str]]:
    """The text cut at every so many words of its longest copy; each part as every copy has it."""
    words = {name: text.split() for name, text in texts.items()}
    longest = max(sorted(words), key=lambda name: len(words[name]))
    base = words[longest]
    cuts = list(range(0, len(base), PART_WORDS)) + [len(base)]
    places = {}
    for name, own in words.items():
        matcher = difflib.SequenceMatcher(None, base, own, autojunk=False)
        at = [0] * (len(base) + 1)
        for _, b, e, o, p in matcher.get_opcodes():
            for i in range(b, e):
                at[i] = min(o + (i - b), p)
        at[len(base)] = len(own)
        places[name] = [0] + [at[cut] for cut in cuts[1:]]
    return [{name: " ".join(words[name][places[name][i]:places[name][i + 1]]) for name in texts} for i in range(len(cuts) - 1)]


def resampled(parts: list[dict[str, str]], seed: int) -> dict[str, str]:
    """As many parts drawn with replacement, in their order, the same for every copy."""
    dice = random.Random(seed)
    drawn = sorted(dice.randrange(len(parts)) for _ in parts)
    return {name: "\n".join(parts[i][name] for i in drawn if parts[i][name]) for name in parts[0]}

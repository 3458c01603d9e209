#!/usr/bin/env python3
"""The made traditions (bench/traditions): the same seed gives the same bytes, the truth fits the texts, copyists mend."""
import pathlib
import random
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "bench" / "traditions"))
import make_tradition  # noqa: E402
import scribes  # noqa: E402


def made(kind: str, seed: int) -> list[make_tradition.Made]:
    dice = random.Random(seed)
    texts = getattr(make_tradition, kind)(dice, 9)
    make_tradition.name_all(texts, dice)
    return texts


class Traditions(unittest.TestCase):
    def test_the_same_seed_gives_the_same_texts_and_another_seed_others(self) -> None:
        for kind in ("copied", "scribal", "news"):
            self.assertEqual([t.content for t in made(kind, 4)], [t.content for t in made(kind, 4)], kind)
            self.assertNotEqual([t.content for t in made(kind, 4)], [t.content for t in made(kind, 5)], kind)

    def test_every_text_that_survives_has_its_parents_and_a_lost_one_at_least_two_children(self) -> None:
        for kind in ("copied", "scribal", "news"):
            for seed in range(3):
                texts = made(kind, seed)
                truth = make_tradition.truth_of(texts)
                there = {text.name for text in texts if not text.lost}
                self.assertEqual(len(there), 9)
                self.assertLessEqual(there, set(truth))
                for name in set(truth) - there:
                    self.assertGreaterEqual(sum(name in above for above in truth.values()), 2)
                self.assertTrue(all(parent in truth for above in truth.values() for parent in above))

    def test_a_copyist_mends_nonsense_and_leaves_what_reads_well(self) -> None:
        room = scribes.Scriptorium(random.Random(1), 400)
        careful = scribes.Copyist(0, 1, dict(scribes.SLIPS), {})
        wrong = [(place, "zzq" if place % 50 == 7 else word) for place, word in room.original]
        self.assertGreater(sum(word == room.meant[place] for place, word in room.read(wrong, careful)), 395)
        twin = room.language.spelled
        spelled = [(place, twin[word] if twin.get(twin.get(word)) == word else word) for place, word in room.original]
        self.assertNotEqual(spelled, room.original)
        self.assertEqual(room.read(spelled, careful), spelled)


if __name__ == "__main__":
    unittest.main()

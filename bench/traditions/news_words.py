"""One made event, and the ways in which newsrooms put it: statements with several wordings and slots for what can change."""
import random
from typing import NamedTuple

TOWNS = "Brellin Okarta Vessem Tulmari Hadrove Quinsel Parova Estring Molvek Jarrasund Drosten Lumivaara Cassel Oldemark".split()
PEOPLE = ["Marta Ilves", "Jonas Perrin", "Oleh Brankov", "Dina Korsakova", "Pavel Hruska", "Amina Dessau", "Tom Wexley", "Rita Solheim",
          "Gregor Anzin", "Luisa Ferrante", "Karim Odeh", "Ewa Milczarek", "Sven Altmark", "Nora Quist", "Ivan Petrak", "Hana Lorenz",
          "Bruno Tavel", "Petra Novotna", "Albin Reuss", "Clara Montane"]
FIRMS = ["Norden Freight", "Halvorsen Mills", "Tessera Chemicals", "Grand Canal Lines", "Bekker and Sons", "Polar Grain", "Astra Foundry"]
OUTLETS = ["Meridian Press", "the Northern Courier", "Channel Six", "the Harbour Gazette", "Radio Estring"]

# Hard facts, which every newsroom has: several wordings of each.
HARD = [
    ["A {thing} on the edge of {town} {verb} on {day}, and {dead} people died.", "{dead} people were killed on {day} when a {thing} near {town} {verb}.",
     "At least {dead} lives were lost after a {thing} {verb} outside {town} on {day}.", "{town} counted {dead} dead on {day}, hours after a {thing} there {verb}."],
    ["Another {hurt} were taken to hospital in {city}.", "Hospitals in {city} admitted {hurt} injured people.",
     "{hurt} people were hurt, and ambulances carried them to {city}.", "Doctors in {city} were treating {hurt} patients by nightfall."],
    ["It happened at {time} local time, fire officials said.", "The alarm was raised at {time}, according to the fire service.",
     "Firefighters said that the first call came at {time}.", "By the clock of the fire service it was {time} when it began."],
    ["The site belongs to {firm}, which employs {staff} people.", "{firm}, with a staff of {staff}, runs the site.",
     "Its owner, {firm}, has {staff} workers on the payroll.", "About {staff} people work there for {firm}."],
    ["{chief}, the head of the rescue service, said {crew} firefighters were on the spot.", "{crew} firefighters were sent, rescue chief {chief} told reporters.",
     "Rescue chief {chief} put the number of firefighters at {crew}.", "A force of {crew} firefighters fought on under {chief}."],
    ["Residents within {km} kilometres were told to keep their windows shut.", "The authorities asked everyone within {km} kilometres to stay indoors.",
     "People living up to {km} kilometres away were warned to remain at home.", "For {km} kilometres around, doors and windows had to stay closed."],
    ["The cause was not known; investigators suspect {cause}.", "Investigators think that {cause} may have set it off.",
     "{cause} is what the investigators look at first.", "An inquiry has begun, and {cause} is the likeliest explanation so far."],
]
# Details of which a newsroom finds some.
DETAIL = [
    ["Damage was put at {loss} million dollars.", "Insurers spoke of a loss of {loss} million dollars.", "The bill may come to {loss} million dollars.", "Losses are thought to reach {loss} million dollars."],
    ["The school in {district} stayed closed, and {pupils} pupils were sent home.", "{pupils} children from the {district} school had the day off.",
     "In {district} a school with {pupils} pupils did not open.", "Lessons for {pupils} pupils in {district} were cancelled."],
    ["Trains between {town} and {city} did not run until {reopen}.", "The railway from {city} to {town} was shut until {reopen}.",
     "No train left {town} for {city} before {reopen}.", "Until {reopen} the line joining {town} and {city} was blocked."],
    ["A similar accident killed {old} people there in {year}.", "In {year} the same place saw {old} people die.",
     "Older residents remember {year}, when {old} died in much the same way.", "The site had been in the news in {year}, when {old} workers died."],
    ["Inspectors had last visited in {month} and found {faults} faults.", "{faults} faults were listed after an inspection in {month}.",
     "The latest inspection, in {month}, turned up {faults} faults.", "According to papers from {month}, there were {faults} faults."],
    ["Mayor {mayor} promised the families {grant} dollars each.", "Each family is to get {grant} dollars, mayor {mayor} said.",
     "{grant} dollars for every family is what mayor {mayor} announced.", "Mayor {mayor} set aside {grant} dollars for each family."],
    ["Smoke drifted across the {river} towards {district}.", "Over the {river} and as far as {district} the smoke could be seen.",
     "The wind carried the smoke beyond the {river} into {district}.", "{district}, on the other bank of the {river}, lay under smoke."],
    ["A crane from {city} lifted the last beams shortly after {crane}.", "Shortly after {crane} the last beams were moved by a crane brought from {city}.",
     "It took a crane from {city} until {crane} to clear the beams.", "The beams were gone by {crane}, once a crane had come from {city}."],
    ["{union}, a union, called for a strike of {strike} hours.", "The union {union} wants its members to stop work for {strike} hours.",
     "A {strike} hour strike is planned by {union}.", "Members of {union} are to walk out for {strike} hours."],
    ["Water from the mains was unsafe for {water} households.", "{water} households were told not to drink from the tap.",
     "For {water} households the tap water was declared unfit.", "The waterworks supplied {water} households from tankers."],
]
QUOTE_STARTS = ["It sounded like", "I have not seen", "We ran before", "Nobody told us about", "You could smell", "My brother carried", "They should have mended",
                "All night we heard", "The ground shook like", "I only saved"]
QUOTE_ENDS = ["a train falling down the stairs", "anything so bright in forty years", "the doors had even opened", "the drums behind that wall", "burnt sugar and iron",
              "two strangers on his back", "that valve when we asked", "metal singing in the dark", "an old horse in the rain", "the dog and the ledger"]
QUOTE_WHENS = [f"{a} {b}" for a in ("and then", "long before", "just after", "right until", "not even when") for b in (
    "the siren went", "my shift ended", "the lamps died", "the bells rang", "the gulls came back", "the ice broke", "the harvest", "our wedding")]
QUOTE_FORMS = ['"{words}," said {who}, {role}.', '{who}, {role}, said: "{words}."', '"{words}," {who} told {outlet}.', '"{words}," recalled {who}, who is {role}.']
ROLES = ["a crane driver", "a night watchman", "a baker from the next street", "a nurse on her way home", "a retired welder", "the owner of a kiosk"]
# What a writer puts in place of a word; one wording is rarely hit on twice.
SWAPS = {"people": "persons|residents|locals", "killed": "left dead|slain", "hurt": "wounded|harmed", "said": "stated|explained|remarked",
         "told": "informed|let know", "near": "close to|hard by", "began": "started|set in", "asked": "urged|begged|requested", "stay": "remain|keep",
         "think": "believe|suppose", "sent": "dispatched|ordered out", "spoke": "talked|wrote", "thought": "believed|reckoned", "shut": "closed|barred",
         "closed": "shut|locked", "promised": "pledged|vowed", "wants": "urges|bids", "moved": "removed|taken off", "lifted": "raised|hoisted",
         "likeliest": "most probable|first", "taken": "brought|driven", "hospital": "a clinic|the wards", "died.": "perished.|lost their lives.",
         "Firefighters": "Crews|The brigade", "firefighters": "crews|men of the brigade", "officials": "officers|spokesmen", "site": "plant|yard|premises",
         "employs": "pays|has", "staff": "workforce|crew", "warned": "advised|cautioned", "windows": "shutters|casements", "known;": "clear;|established;",
         "inquiry": "investigation|probe", "loss": "damage|harm", "school": "schoolhouse|primary school", "pupils": "children|boys and girls",
         "Trains": "Railcars|Rail services", "similar": "like|comparable", "accident": "mishap|disaster", "found": "noted|discovered", "families": "bereaved|kin",
         "Smoke": "Fumes|Soot", "smoke": "fumes|soot", "drifted": "blew|crept", "crane": "hoist|derrick", "beams": "girders|joists", "union": "workers' body|guild",
         "households": "homes|dwellings", "water": "supply|mains water", "unsafe": "unfit|dirty", "alarm": "call|alert", "owner,": "operator,|proprietor,"}
COLOUR = [f"{a} {b}," for a in ("By all accounts", "As it turned out", "According to the notes", "In the end", "From what is known", "On the face of it")
          for b in ("so far", "that day", "on the ground", "in the district", "hour by hour")]
BOUND = {"town": TOWNS, "city": TOWNS, "district": TOWNS, "river": TOWNS, "chief": PEOPLE, "mayor": PEOPLE, "firm": FIRMS, "union": FIRMS}


class Statement(NamedTuple):
    """One sentence as one text has it."""
    schema: str  # which sentence, of all that can be said
    wording: int
    values: tuple[tuple[str, str], ...]
    swapped: tuple[tuple[str, str], ...] = ()  # words put in place of others, and by which
    colour: str = ""


def swaps(count: int, dice: random.Random) -> tuple[tuple[str, str], ...]:
    return tuple((word, dice.choice(SWAPS[word].split("|"))) for word in dice.sample(sorted(SWAPS), count))


def garbled(name: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2:] if dice.random() < 0.5 else name[:at] + name[at + 1:]


class Event:
    def __init__(self, dice: random.Random) -> None:
        towns, people, firms = dice.sample(TOWNS, 4), dice.sample(PEOPLE, 2), dice.sample(FIRMS, 2)
        self.values = {
            "thing": dice.choice(["warehouse", "grain silo", "ferry landing", "fuel depot", "footbridge"]),
            "verb": dice.choice(["collapsed", "caught fire", "blew up"]), "town": towns[0], "city": towns[1], "district": towns[2], "river": towns[3],
            "day": dice.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]),
            "dead": str(dice.randint(3, 40)), "hurt": str(dice.randint(41, 190)), "time": f"{dice.randint(0, 23):02}:{dice.randint(0, 59):02}",
            "staff": str(dice.randint(200, 900)), "crew": str(dice.randint(60, 320)), "km": str(dice.randint(2, 15)), "loss": str(dice.randint(12, 95)),
            "cause": dice.choice(["a spark from a conveyor", "a broken cable", "an overloaded beam", "a leaking pipe"]),
            "pupils": str(dice.randint(210, 790)), "reopen": f"{dice.randint(13, 23)}:{dice.randint(10, 59)}", "old": str(dice.randint(3, 30)),
            "year": str(dice.randint(1951, 2014)), "month": dice.choice(["March", "May", "July", "October"]), "faults": str(dice.randint(13, 60)),
            "grant": str(dice.randint(15, 90) * 100), "crane": f"{dice.randint(0, 12):02}:{dice.randint(10, 59)}", "strike": str(dice.randint(24, 96)),
            "water": str(dice.randint(1100, 9900)), "firm": firms[0], "union": firms[1], "chief": people[0], "mayor": people[1]}
        self.wordings = {f"hard{i}": forms for i, forms in enumerate(HARD)} | {f"detail{i}": forms for i, forms in enumerate(DETAIL)}
        self.invented = 0

    def told(self, schema: str, dice: random.Random) -> Statement:
        forms = self.wordings[schema]
        slots = sorted({slot for form in forms for slot in self.values if "{" + slot + "}" in form})
        return Statement(schema, dice.randrange(len(forms)), tuple((slot, self.values[slot]) for slot in slots), swaps(25, dice))

    def quote(self, dice: random.Random) -> Statement:
        self.invented += 1
        words = f"{dice.choice(QUOTE_STARTS)} {dice.choice(QUOTE_ENDS)}, {dice.choice(QUOTE_WHENS)}"
        values = (("words", words), ("who", dice.choice(PEOPLE)), ("role", dice.choice(ROLES)), ("outlet", dice.choice(OUTLETS)))
        self.wordings[f"quote{self.invented}"] = QUOTE_FORMS
        return Statement(f"quote{self.invented}", dice.randrange(len(QUOTE_FORMS)), values)

    def report(self, dice: random.Random) -> list[Statement]:
        """What a newsroom writes that has the facts and nobody's text."""
        hard = [self.told(f"hard{i}", dice) for i in range(len(HARD)) if dice.random() < 0.9]
        rest = [self.told(f"detail{i}", dice) for i in range(len(DETAIL)) if dice.random() < 0.5]
        rest += [self.quote(dice) for _ in range(dice.randint(2, 4))]
        dice.shuffle(rest)
        return hard + rest

    def retell(self, parents: list[list[Statement]], dice: random.Random) -> list[Statement]:
        style = dice.choice(["copy", "copy", "edit", "reword", "brief"])
        kept = {"copy": 0.96, "edit": 0.88, "reword": 0.85, "brief": 0.55}[style]
        reworded = {"copy": 0.02, "edit": 0.15, "reword": 0.8, "brief": 0.45}[style]
        swapped = {"copy": 0.03, "edit": 0.4, "reword": 0.3, "brief": 0.2}[style]
        told = list(parents[0])
        if len(parents) == 2:
            have = {statement.schema for statement in told}
            extra = [s for s in parents[1] if s.schema not in have]
            told = [s for s in told if dice.random() < 0.85] + extra
        out = []
        for statement in told:
            if dice.random() >= kept:
                continue
            if dice.random() < reworded:
                statement = statement._replace(wording=dice.randrange(len(self.wordings[statement.schema])), swapped=swaps(30, dice),
                                               colour=dice.choice(COLOUR) if dice.random() < 0.4 else "")
            if dice.random() < swapped:
                statement = statement._replace(swapped=statement.swapped + swaps(8, dice))
            if dice.random() < 0.06:
                statement = self.altered(statement, dice)
            out.append(statement)
        if style != "copy" and dice.random() < 0.4:
            out.insert(dice.randint(0, len(out)), self.quote(dice))
        if style in ("reword", "brief") and len(out) > 4 and dice.random() < 0.5:
            at = dice.randrange(1, len(out) - 1)
            out[at], out[at + 1] = out[at + 1], out[at]
        return out or [told[0]]

    def altered(self, statement: Statement, dice: random.Random) -> Statement:
        at = dice.randrange(len(statement.values))
        slot, value = statement.values[at]
        if value.isdigit():
            changed = str(int(value) + dice.choice([-1, 1]) * dice.randint(1, max(2, int(value) // 3)))
        elif slot == "words":
            changed = value.rsplit(" ", 2)[0] + " " + " ".join(dice.choice(QUOTE_ENDS).split()[-2:])
        elif slot in BOUND or slot == "who":
            changed = garbled(value, dice) if dice.random() < 0.6 else dice.choice(BOUND.get(slot, PEOPLE))
        else:
            return statement
        return statement._replace(values=statement.values[:at] + ((slot, changed),) + statement.values[at + 1:])

    def write(self, statements: list[Statement]) -> str:
        paragraphs, paragraph = [], []
        for statement in statements:
            sentence = self.wordings[statement.schema][statement.wording].format(**dict(statement.values))
            swapped = dict(statement.swapped)
            sentence = " ".join(swapped.get(word, word) for word in sentence.split(" "))
            if statement.colour:
                sentence = f"{statement.colour} {sentence[0].lower() if not sentence.startswith(tuple(TOWNS + PEOPLE + FIRMS)) else sentence[0]}{sentence[1:]}"
            paragraph.append(sentence[0].upper() + sentence[1:])
            if len(paragraph) == 3:
                paragraphs.append(" ".join(paragraph))
                paragraph = []
        return "\n\n".join(paragraphs + ([" ".join(paragraph)] if paragraph else []))

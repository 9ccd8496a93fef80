"""People who are told by their deed alone, and what stands behind a group and belongs to it.

"Two men on a motorcycle shot a driver": nothing but the verb makes the men an actor. "Fighters loyal to Haddad", "a
crowd calling itself the Wardens", "masked men in black": the words behind a noun say which of the kind is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..values import Extent
from .capitals import run_right
from .draft import Draft
from .grammar import Reader
from .tables import acts, countries

_PEOPLE = frozenset(
    """men man individuals individual persons person people youths youth youngsters teenagers boys motorcyclists riders
    group groups women woman youngster strangers ones""".split()
)
_MARKS = frozenset(
    "wearing dressed armed carrying riding brandishing clad travelling traveling posing disguised".split()
)
_CLOTHES = frozenset(
    """black white green red camouflage uniform uniforms clothes clothing fatigues masks hoods balaclavas military
    civilian police army plain olive plainclothes""".split()
)
_VEHICLES = frozenset(
    """motorcycle motorcycles motorbike motorbikes horseback foot camels boats trucks truck pickups car cars vehicle
    vehicles van vans jeeps""".split()
)
_NAMING = frozenset("calling called named styling".split())
_AUXILIARIES = frozenset("had have has also then later reportedly allegedly who that apparently first".split())
_NUMBERS = frozenset("a an the two three four five six seven eight nine ten some several many more dozens".split())


class Doers:
    """Reads people by their deeds beside the mentions of a `Reader`."""

    def __init__(self, reader: Reader, drafts: list[Draft]) -> None:
        self.reader = reader
        self.words = reader.words
        self.doc = reader.doc
        self.lower = reader.lower
        self.starting = {draft.extent.start: draft for draft in drafts}

    def drafts(self) -> Iterator[Draft]:
        """Yield the people whom nothing but a deed makes an actor."""
        for i, word in enumerate(self.lower):
            if word not in _PEOPLE or i in self.reader.used or self._is_modifier(i):
                continue
            start = self._start(i)
            end = self._tail(i + 1)
            if self._does(i, end) or self._suffers_by(start):
                yield self.reader.take(
                    Draft(
                        Extent(start, end),
                        self.doc[start:end].text,
                        "unknown_attacker",
                        "doer.people",
                        i,
                        sort="attacker",
                    )
                )

    def extend(self, drafts: list[Draft]) -> None:
        """Lengthen the mentions of groups by what stands behind them."""
        for draft in drafts:
            if draft.sort not in ("force", "attacker", "people", "short") or draft.adjective or draft.alias:
                continue
            if draft.kind not in ("armed_group", "unknown_attacker", "military", "community", "other"):
                continue
            self._name(draft)
            self._allegiance(draft)
            self._origin(draft)
            if draft.sort == "attacker" or draft.kind == "armed_group":
                end = self._tail(draft.extent.end)
                self._grow(draft, end)

    def _grow(self, draft: Draft, end: int) -> None:
        if end > draft.extent.end and self.reader.used.isdisjoint(range(draft.extent.end, end)):
            self.reader.used.update(range(draft.extent.end, end))
            draft.extent = Extent(draft.extent.start, end)

    # What stands behind ------------------------------------------------------------------------------------------------

    def _name(self, draft: Draft) -> None:
        """A name that a group gives itself: "an armed group calling itself the Wardens"."""
        i = draft.extent.end
        if i + 1 >= len(self.lower):
            return
        if self.lower[i] in _NAMING:
            i += 1 + (self.lower[i + 1] in ("itself", "themselves", "by"))
        elif self.lower[i] == "known" and self.lower[i + 1] == "as":
            i += 2
        else:
            return
        i += i < len(self.lower) and self.lower[i] in ('"', "“", "'", "‘")
        end = run_right(self.words, i)
        if end > i and self.reader.used.isdisjoint(range(draft.extent.end, end)):
            draft.name = self.doc[i:end].text
            draft.alias = draft.name
            if draft.kind in ("other", "unknown_attacker"):
                draft.kind = "armed_group"
            self._grow(draft, end)

    def _allegiance(self, draft: Draft) -> None:
        """To whom a group is loyal: "fighters loyal to Haddad", "forces allied with the president"."""
        i = draft.extent.end
        if i + 2 >= len(self.lower) or (self.lower[i], self.lower[i + 1]) not in _LOYAL:
            return
        start = i + 2 + (self.lower[i + 2] == "the")
        other = self.starting.get(start)
        if other is not None and other.adjective:
            return  # "backed by Turkish drones"
        end = other.extent.end if other is not None else run_right(self.words, start)
        if end == start:
            return
        if other is None or other.kind not in ("government", "military", "police"):
            draft.kind = "armed_group"
        draft.extent = Extent(draft.extent.start, end)

    def _origin(self, draft: Draft) -> None:
        """The country that armed people come from: "armed men from Sudan"."""
        i = draft.extent.end
        if i + 1 >= len(self.lower) or self.lower[i] != "from":
            return
        hit = self.reader.starting.get(i + 1)
        key = hit.get("country") if hit is not None else None
        if hit is None or key is None or key.row not in countries():
            return
        draft.country = draft.country or key.row
        if draft.kind == "unknown_attacker":
            draft.kind = "armed_group"
        self._grow(draft, hit.extent.end)

    def _tail(self, i: int) -> int:
        """The end of a phrase of clothes, arms or vehicles that begins here; ``i`` itself where none does."""
        lower = self.lower
        end = i
        if i + 1 >= len(lower) or i in self.reader.used:
            return i
        if lower[i] in ("in", "with", "on", "aboard") or lower[i] in _MARKS:
            for j in range(i + 1, min(i + 6, len(lower))):
                if lower[j] in _CLOTHES | _VEHICLES:
                    end = j + 1
                elif (
                    not self.words.texts[j].isalpha()
                    or lower[j] in acts("act")
                    or lower[j] in ("in", "at", "near", "on")
                ):
                    break
        return end

    # Who does it -------------------------------------------------------------------------------------------------------

    def _is_modifier(self, i: int) -> bool:
        """Whether a noun of another actor follows: "people smugglers"."""
        hit = self.reader.starting.get(i + 1)
        return hit is not None and hit.get("head") is not None

    def _start(self, i: int) -> int:
        """Where the noun phrase begins, its number and article left out."""
        start = i
        floor = self.words.floor(i)
        while start > floor and start - 1 not in self.reader.used:
            hit = self.reader.ending.get(start - 1)
            if hit is None or hit.get("modifier", "adjective") is None:
                break
            start = hit.extent.start
        return start

    def _does(self, i: int, end: int) -> bool:
        """Whether a verb of harm with an object of its own follows."""
        token = self.doc[i]
        j = end
        while j < len(self.lower) and self.lower[j] in _AUXILIARIES:
            j += 1
        if j + 1 >= len(self.lower) or self.lower[j] not in acts("violence"):
            return False
        if self.doc[j].tag_ in ("VBN",) and token.dep_ not in ("nsubj", ""):
            return False
        return self._is_object(j + 1)

    def _is_object(self, j: int) -> bool:
        """Whether what follows a verb is what was harmed rather than where or when: "shot a driver", "opened fire"."""
        word = self.lower[j]
        if word in ("and", "dead", "fire", "up", "open", "into", "off", "to", "down", "out") and j + 1 < len(
            self.lower
        ):
            if word in ("fire", "into", "off", "open", "up"):
                return True
            return word == "and" and self.lower[j + 1] in acts("violence")
        return word in _NUMBERS or word[:1].isdigit() or word in _POSSESSIVE or j in self.starting or self._is_plural(j)

    def _is_plural(self, j: int) -> bool:
        if not self.doc[j].tag_:
            return self.lower[j].endswith("s") and self.lower[j].isalpha()
        return self.doc[j].tag_ in ("NNS", "NNP", "NN", "CD", "DT", "PRP", "PRP$", "JJ")

    def _suffers_by(self, start: int) -> bool:
        """Whether "by" and a participle of harm stand before: "was shot dead by two men"."""
        i = start - 1
        while i > 0 and (
            self.lower[i] in _NUMBERS or self.lower[i] in _VAGUE or self.lower[i][:1].isdigit() or self.lower[i] == "-"
        ):
            i -= 1
        if i <= 0 or self.lower[i] != "by":
            return False
        return any(self.lower[j] in acts("violence") and self.lower[j] not in ("by",) for j in range(max(0, i - 6), i))


_POSSESSIVE = frozenset("his her its their our my your him them it".split())
_VAGUE = frozenset("about at least more than another group of unknown young other these those up to".split())
_LOYAL = frozenset(
    {
        ("loyal", "to"),
        ("allied", "with"),
        ("allied", "to"),
        ("aligned", "with"),
        ("affiliated", "with"),
        ("affiliated", "to"),
        ("linked", "to"),
        ("backed", "by"),
        ("led", "by"),
        ("belonging", "to"),
    }
)

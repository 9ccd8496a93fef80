"""Mentions made of names, nouns and the words before them: "the Russian Defence Ministry", "unknown gunmen"."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Extent
from .bodies import bodies, units
from .capitals import run_left, run_right
from .draft import Draft, named
from .kinds import kind_of
from .lexer import Hit
from .means import has_means, names_means, owner_kind
from .neighbours import HYPHENS, POSSESSIVES, Neighbours
from .tables import Head, actors, acts, countries, heads
from .words import Words

_TAILS = frozenset(
    """backed led linked aligned affiliated allied supported controlled held run based trained sponsored funded inspired
    occupied installed armed dominated leaning speaking""".split()
)
"""Participles that join a name to a noun behind a hyphen: Turkish-backed factions."""

_CONJUNCTIONS = frozenset({"and", "or", "&"})
_DETERMINERS = frozenset({"the", "The", "THE"})
_SIDES = frozenset({"pro", "anti", "ex", "non"})


_OWNED = frozenset({"forces", "rebels", "criminals", "group", "government"})
"""Rows whose nouns take in a name of which nothing is known: "Haddad's forces"; a city's police are the city's."""

_PRONOUNS = frozenset("he she it they we i you".split())
"""Before a verb that looks like a noun: "he guards the door"."""

_NAMED = frozenset(
    """gang gangs militia militias cartel cartels front brigade brigades battalion clan group groups movement forces
    faction factions cell fighters column rebels guerrillas insurgents militants gunmen coalition alliance unit
    militiamen""".split()
)
"""Nouns that take a name before them for whose they are."""

_OCCASIONS = frozenset(
    "wedding birthday dinner engagement christmas garden search hunting work boarding landing".split()
)
"""What stands before a party, a mission or a council that is no body of people who act."""


_WAYS = frozenset("road roads street streets river highway border valley line bridge fence atlantic".split())
"""What else has sides than a war: "fired from both sides of the road"."""


class Reader(Neighbours):
    """Reads the hits of one document into mentions.

    Args:
        words: The words of the document.
        hits: What the lexer found, in order.
    """

    def __init__(self, words: Words, hits: Sequence[Hit]) -> None:
        super().__init__(words)
        self.hits = hits
        self.ending = {hit.extent.end - 1: hit for hit in hits}
        self.starting = {hit.extent.start: hit for hit in hits}
        self.used: set[int] = set()

    def drafts(self) -> list[Draft]:
        """Every mention by noun, name, country or adjective."""
        found = [draft for hit in self.hits if (draft := self._by_head(hit)) is not None]
        found += units(self)
        found += [draft for hit in self.hits if (draft := self._by_name(hit)) is not None]
        found += bodies(self)
        found += [draft for hit in self.hits if (draft := self._by_country(hit)) is not None]
        return found

    def is_free(self, extent: Extent) -> bool:
        """Whether no mention has taken these words yet."""
        return self.used.isdisjoint(range(extent.start, extent.end))

    def take(self, draft: Draft) -> Draft:
        """Keep the words of a mention for it."""
        self.used.update(range(draft.extent.start, draft.extent.end))
        before = draft.extent.start - 1
        draft.definite = before >= 0 and self.texts[before] in _DETERMINERS
        return draft

    # Words before a noun -------------------------------------------------------------------------------------------

    def _before(self, start: int, row: Head) -> tuple[int, list[Hit]]:
        """Where a mention begins whose noun begins at ``start``, and the hits that it takes in, nearest first."""
        taken: list[Hit] = []
        floor = self.words.floor(start)
        i = start - 1
        while i >= floor and i not in self.used:
            hit = self.ending.get(i)
            if hit is not None and hit.get("modifier", "adjective", "name", "people", "country"):
                if hit.get("country", "people") and not hit.get("modifier", "adjective", "name"):
                    break
                taken.append(hit)
                start = hit.extent.start
                i = start - 1
            elif (
                self.lower[i] in POSSESSIVES
                and (owner := self.ending.get(i - 1))
                and owner.get("name", "country", "capital")
            ):
                taken.append(owner)
                start = owner.extent.start
                i = start - 1
            elif self.lower[i] in _TAILS and i - 2 >= floor and self.lower[i - 1] in HYPHENS:
                owner = self.ending.get(i - 2)
                start = owner.extent.start if owner else i - 2
                i = start - 1
            elif (
                row.id in _OWNED and self.lower[i] in POSSESSIVES and (begin := run_left(self.words, i, self.used)) < i
            ):
                # "Haddad's forces": whose they are belongs to them.
                start = begin
                i = start - 1
            elif self.lower[i] in _CONJUNCTIONS and taken and self._joins(i):
                i -= 1
            else:
                break
        if start - 2 >= floor and self.lower[start - 1] in HYPHENS and self.lower[start - 2] in _SIDES:
            # Whoever is for or against somebody is somebody else.
            return start - 2, [hit for hit in taken if hit.get("modifier") and hit.keys[0].layer == "modifier"]
        return start, taken

    def _joins(self, i: int) -> bool:
        """Whether "and" parts two modifiers of one noun: "medical and security sources"."""
        hit = self.ending.get(i - 1)
        return hit is not None and hit.get("modifier", "adjective") is not None and hit.get("head") is None

    def _by_head(self, hit: Hit) -> Draft | None:
        key = hit.get("head")
        if key is None or hit.keys[0].layer == "name" or not self.is_free(hit.extent):
            return None
        if self._is_part_of_later(hit) or (hit.extent.start and self.lower[hit.extent.start - 1] in _PRONOUNS):
            return None
        row = heads()[key.row]
        if names_means(row, self.lower[hit.extent.end : hit.extent.end + 1]):
            return None
        start, before = self._before(hit.extent.start, row)
        start = self._named_before(start, hit, row)
        extent = Extent(start, hit.extent.end)
        owner = next((h.get("name") for h in before if h.get("name")), None)
        country = next((k.row for h in before if (k := h.get("adjective", "country", "capital"))), None)
        if owner is None and country is None:
            extent, owner_row, country = self._after(extent, row)
        else:
            owner_row = owner.row if owner is not None else None
        if extent == hit.extent and not self._stands_alone(hit, row):
            return self._modifier_of_deed(hit, row)
        if row.sort == "document" and not self.speaks(extent, document=True):
            return None
        if row.sort == "body" and owner is None and country is None and not self.ends_phrase(extent.end):
            return None
        kind = kind_of(row, self.lower[hit.extent.end - 1], before)
        if start < hit.extent.start and not before and (row.id == "group" or self._is_strangers(start, hit)):
            kind = "armed_group"
        draft = Draft(
            extent=extent,
            name=self.doc[extent.start : extent.end].text,
            kind=kind,
            rule=f"head.{row.id}",
            head=hit.extent.end - 1,
            country=country,
            sort=row.sort,
        )
        if owner_row is not None:
            self._give_owner(draft, owner_row, row)
        elif country is not None:
            self._give_country(draft, country, row, before)
        return self.take(draft)

    def _is_strangers(self, start: int, hit: Hit) -> bool:
        """Whether forces are those of somebody whom no table knows: "Haddad's forces"."""
        return self.lower[hit.extent.start - 1] in POSSESSIVES and start < hit.extent.start - 1

    def _titles(self, hit: Hit) -> bool:
        """Whether a name of two words or more follows a function: "police spokesman Ahmed Khan"."""
        end = hit.extent.end
        if self.lower[end - 1].endswith("s") or self.words.shouts(hit.extent.start):
            return False
        return run_right(self.words, end) - end >= 2

    def _introduces(self, i: int, row: Head) -> bool:
        """Whether the words behind a group say its name or its deed: "a crowd calling itself X", "a cell that fired"."""
        if row.sort not in ("force", "attacker", "people", "short") or i + 1 >= len(self.lower):
            return False
        if self.lower[i] in ("calling", "styling") and self.lower[i + 1] in ("itself", "themselves"):
            return True
        if self.lower[i] == "known" and self.lower[i + 1] == "as" and row.sort in ("force", "attacker"):
            return True
        return (
            row.sort in ("force", "attacker")
            and self.lower[i] in ("who", "that", "which")
            and self.verb_after(i + 1) in acts("violence")
        )

    def _named_before(self, start: int, hit: Hit, row: Head) -> int:
        """Take in a name before a group of armed people: "the Grand Ravine gang", "the Samir Haddad front"."""
        if (
            row.sort not in ("force", "short")
            or start != hit.extent.start
            or self.lower[hit.extent.end - 1] not in _NAMED
        ):
            return start
        begin = run_left(self.words, start, self.used)
        if begin == start or self.words.shouts(start) or self.lower[begin - 1 if begin else 0] in ("in", "at", "near"):
            return start
        return begin

    def _modifier_of_deed(self, hit: Hit, row: Head) -> Draft | None:
        """A force that stands before what it fires or flies: "army drones", "a navy ship"."""
        noun, behind = self.lower[hit.extent.end - 1], self.lower[hit.extent.end : hit.extent.end + 2]
        if not has_means(row, noun, behind):
            return None
        whose = row.id == "group"  # "the group's bombs"
        if not whose and (not self.verb_or_deed(hit.extent) or noun == "fighter"):
            return None  # fighter jets are nobody's fighters
        text, rule = self.doc[hit.extent.start : hit.extent.end].text, f"head.{row.id}" + ("" if whose else ".deed")
        kind = owner_kind(row, noun)
        return self.take(Draft(hit.extent, text, kind, rule, hit.extent.end - 1, sort=row.sort, adjective=not whose))

    def _is_part_of_later(self, hit: Hit) -> bool:
        """Whether the noun is itself a modifier of the next one: "police" in "police sources"."""
        after = self.starting.get(hit.extent.end)
        return after is not None and after.get("head") is not None and hit.get("modifier") is not None

    def _after(self, extent: Extent, row: Head) -> tuple[Extent, str | None, str | None]:
        """Take in "of Ukraine" behind an institution."""
        i = extent.end
        if row.sort != "body" or i + 1 >= len(self.doc) or self.lower[i] != "of":
            return extent, None, None
        j = i + 2 if self.lower[i + 1] == "the" else i + 1
        hit = self.starting.get(j)
        if hit is None or hit.get("country") is None:
            return extent, None, None
        return Extent(extent.start, hit.extent.end), None, hit.get("country").row  # type: ignore[union-attr]

    def _give_owner(self, draft: Draft, owner: str, row: Head) -> None:
        """The group that a name before the noun tells: "Hamas officials" speak as Hamas, "a Hamas official" is one of them."""
        actor = actors()[owner]
        draft.country = actor.country
        draft.rule = f"{draft.rule}+name"
        if actor.kind == "person":
            return
        draft.kind = actor.kind
        if (
            row.sort in ("force", "body", "short")
            or row.id in ("outlet", "sources", "monitor")
            or self.lower[draft.head].endswith("s")
        ):
            draft.catalogue = owner
            draft.name = actor.name

    def _give_country(self, draft: Draft, country: str, row: Head, before: Sequence[Hit]) -> None:
        """The row of a state's organ, where the words say no more than organ and state."""
        draft.rule = f"{draft.rule}+country"
        if draft.kind == "armed_group" or any(h.get("modifier") and not h.get("adjective") for h in before):
            return
        prefix = {"army": "mil", "forces": "mil", "police": "pol", "government": "gov", "authorities": "gov"}.get(
            row.id
        )
        known = actors().get(f"{prefix}-{country.lower()}")
        if known is not None:
            draft.catalogue, draft.name = known.id, known.name
        elif row.id == "defence-ministry" and country == "RU":
            draft.catalogue, draft.name = "ru-mod", actors()["ru-mod"].name

    def _stands_alone(self, hit: Hit, row: Head) -> bool:
        """Whether a bare noun is a mention: an institution that "the" points to, anybody else who speaks or acts."""
        if row.sort == "document":
            return self.speaks(hit.extent, document=True)
        if hit.extent.start and self.lower[hit.extent.start - 1] in _OCCASIONS:
            return False
        if row.id == "sides" and not _WAYS.isdisjoint(self.lower[hit.extent.end : hit.extent.end + 4]):
            return False
        if row.sort == "people" and self._titles(hit):
            return True
        if row.id == "outlet" and self.lower[hit.extent.end : hit.extent.end + 2] in (
            [",", "citing"],
            [",", "quoting"],
        ):
            return True
        if hit.extent.start and self.lower[hit.extent.start - 1] == ":" and self.ends_line(hit.extent.end):
            return True
        if self._introduces(hit.extent.end, row):
            return True
        definite = hit.extent.start > 0 and self.lower[hit.extent.start - 1] in ("the", "this", "that", "same")
        if row.sort == "body" and (definite or row.id in ("police", "authorities")):
            return self.ends_phrase(hit.extent.end)
        if row.sort == "short" and not definite:
            return False
        if row.id == "units" and definite:
            return True
        plural = self.lower[hit.extent.end - 1].endswith("s") or self.lower[hit.extent.end - 1].endswith("men")
        if row.sort in ("force", "attacker") and (plural or definite):
            if row.sort == "attacker" or row.id == "sides" or plural or self.ends_phrase(hit.extent.end):
                return True
            if hit.get("modifier") is not None and self.lower[hit.extent.end - 1] != "militia":
                return False
            after = self.starting.get(hit.extent.end)
            return (after is None or after.get("head") is None) and not self.verb_or_deed(hit.extent)
        joined = self.ending.get(hit.extent.start - 2) if self.lower[hit.extent.start - 1] in _CONJUNCTIONS else None
        if joined is not None and joined.get("head", "name"):
            return True
        return self.speaks(hit.extent) or self.acts(hit.extent) or self.speaks_further_on(hit.extent)

    # Names, units, countries ---------------------------------------------------------------------------------------

    def _by_name(self, hit: Hit) -> Draft | None:
        key = hit.get("name")
        if key is None or not self.is_free(hit.extent):
            return None
        short = (
            self.starting.get(hit.extent.end + 1) if self.texts[hit.extent.end : hit.extent.end + 1] == ["("] else None
        )
        other = short.get("name") if short is not None else None
        if other is not None and len(hit.keys) > 1 and other.row in {k.row for k in hit.keys if k.layer == "name"}:
            key = other
        draft = named(key.row, self.bracketed(hit.extent), f"name.{key.row}")
        end = draft.extent.end
        draft.alias = self.texts[end - 2] if draft.extent != hit.extent else self.or_called(end)
        draft.head = hit.extent.end - 1
        return self.take(draft)

    def bracketed(self, extent: Extent) -> Extent:
        """Take in the short form in brackets behind a name."""
        i = extent.end
        if i + 2 < len(self.doc) and self.texts[i] in ("(", "[") and self.texts[i + 2] in (")", "]"):
            word = self.texts[i + 1]
            if word.isupper() or (word[:1].isupper() and any(c.isupper() for c in word[1:])):
                self.used.update(range(i, i + 3))
                return Extent(extent.start, i + 3)
        return extent

    def _by_country(self, hit: Hit) -> Draft | None:
        if not self.is_free(hit.extent):
            return None
        key = hit.get("adjective")
        if key is not None and self.verb_or_deed(hit.extent):
            return self.take(self._country(key.row, hit.extent, "country.adjective", adjective=True))
        key = hit.get("country")
        if key is not None and self._is_agent(hit.extent):
            return self.take(self._country(key.row, hit.extent, "country.agent"))
        key = hit.get("capital")
        if key is not None and self.speaks(hit.extent) and not self.follows_place_word(hit.extent):
            return self.take(self._country(key.row, hit.extent, "country.capital"))
        return None

    def _country(self, code: str, extent: Extent, rule: str, *, adjective: bool = False) -> Draft:
        row = countries()[code]
        return Draft(
            extent=extent,
            name=row.name,
            kind="military" if adjective else "government",
            rule=rule,
            head=extent.end - 1,
            catalogue=f"gov-{code.lower()}",
            country=code,
            adjective=adjective,
        )

    def _is_agent(self, extent: Extent) -> bool:
        """Whether a country speaks or acts here, rather than being where something happens."""
        token = self.doc[extent.end - 1]
        if self.texts[extent.end : extent.end + 1] == [":"] and extent.start == token.sent.start:
            return False  # "Afghanistan: US airstrikes kill nine": what the report is about
        if token.tag_ and (token.dep_ in ("nsubj", "obl:agent")):
            return True
        if self.possesses_deed(extent):
            return True
        before = self.lower[extent.start - 1] if extent.start else ""
        if before == "the" and extent.start > 1:
            before = self.lower[extent.start - 2]
        if before == "by":
            return True
        if self.follows_place_word(extent) or before in ("from", "with", "against", "between", "inside", "throughout"):
            return False
        return self.verb_after(self.past_apposition(extent.end)) in acts("speech") | acts("act")

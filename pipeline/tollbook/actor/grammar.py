"""Mentions made of names, nouns and the words before them: "the Russian Defence Ministry", "unknown gunmen"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from ..values import ActorKind, Extent
from .draft import Draft, named
from .lexer import Hit
from .tables import Head, actors, acts, countries, heads, modifiers

_HYPHENS = frozenset("-‐‑–")
_TAILS = frozenset(
    """backed led linked aligned affiliated allied supported controlled held run based trained sponsored funded inspired
    occupied installed armed dominated leaning speaking""".split()
)
"""Participles that join a name to a noun behind a hyphen: Turkish-backed factions."""

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_CONJUNCTIONS = frozenset({"and", "or", "&"})
_ORDINAL = re.compile(r"^\d{1,3}(?:st|nd|rd|th|d)$", re.IGNORECASE)
_UNITS = frozenset(
    """brigade battalion regiment division corps army fleet squadron front detachment platoon company legion column
    command brigades battalions divisions regiments""".split()
)
_AUXILIARIES = frozenset(
    """has have had is was were are be been will would could should may might did do does not n't n’t also later earlier
    then reportedly allegedly apparently never already immediately again still both all who had't have- recently
    subsequently repeatedly publicly initially previously""".split()
)
_DETERMINERS = frozenset({"the", "The", "THE"})
_BY = frozenset({"by", "blamed", "accused"})
_SIDES = frozenset({"pro", "anti", "ex", "non"})


_BEFORE_SPEAKERS = frozenset("said says told added citing quoting cited quoted cites quotes to per".split())
_AFTER_A_PHRASE = frozenset(
    """of in on at for to and or but by with from as who whom whose which that when after before over under against
    during into near since until while because if than so via amid among between through without within about not
    did does do only""".split()
)


class Reader:
    """Reads the hits of one document into mentions.

    Args:
        doc: The document.
        hits: What the lexer found, in order.
        lower: The document's words in lower case.
    """

    def __init__(self, doc: Doc, hits: Sequence[Hit], lower: Sequence[str]) -> None:
        self.doc = doc
        self.hits = hits
        self.lower = lower
        self.ending = {hit.extent.end - 1: hit for hit in hits}
        self.used: set[int] = set()

    def drafts(self) -> list[Draft]:
        """Every mention by noun, name, country or adjective."""
        found = [draft for hit in self.hits if (draft := self._by_head(hit)) is not None]
        found += self._units()
        found += [draft for hit in self.hits if (draft := self._by_name(hit)) is not None]
        found += [draft for hit in self.hits if (draft := self._by_country(hit)) is not None]
        return found

    def is_free(self, extent: Extent) -> bool:
        """Whether no mention has taken these words yet."""
        return self.used.isdisjoint(range(extent.start, extent.end))

    def _take(self, draft: Draft) -> Draft:
        self.used.update(range(draft.extent.start, draft.extent.end))
        before = draft.extent.start - 1
        draft.definite = before >= 0 and self.doc[before].text in _DETERMINERS
        return draft

    # Words before a noun -------------------------------------------------------------------------------------------

    def _before(self, start: int) -> tuple[int, list[Hit]]:
        """Where a mention begins whose noun begins at ``start``, and the hits that it takes in, nearest first."""
        taken: list[Hit] = []
        floor = self.doc[start].sent.start
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
                self.lower[i] in _POSSESSIVES
                and (owner := self.ending.get(i - 1))
                and owner.get("name", "country", "capital")
            ):
                taken.append(owner)
                start = owner.extent.start
                i = start - 1
            elif self.lower[i] in _TAILS and i - 2 >= floor and self.lower[i - 1] in _HYPHENS:
                owner = self.ending.get(i - 2)
                start = owner.extent.start if owner else i - 2
                i = start - 1
            elif self.lower[i] in _CONJUNCTIONS and taken and self._joins(i):
                i -= 1
            else:
                break
        if start - 2 >= floor and self.lower[start - 1] in _HYPHENS and self.lower[start - 2] in _SIDES:
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
        if self._is_part_of_later(hit):
            return None
        row = heads()[key.row]
        start, before = self._before(hit.extent.start)
        extent = Extent(start, hit.extent.end)
        owner = next((h.get("name") for h in before if h.get("name")), None)
        country = next((k.row for h in before if (k := h.get("adjective", "country", "capital"))), None)
        if owner is None and country is None:
            extent, owner_row, country = self._after(extent, row)
        else:
            owner_row = owner.row if owner is not None else None
        if extent == hit.extent and not self._stands_alone(hit, row):
            return None
        if row.sort == "body" and owner is None and country is None and not self._ends_phrase(extent.end):
            return None
        kind = _kind(row, before)
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
        return self._take(draft)

    def _is_part_of_later(self, hit: Hit) -> bool:
        """Whether the noun is itself a modifier of the next one: "police" in "police sources"."""
        after = next((h for h in self.hits if h.extent.start == hit.extent.end), None)
        return after is not None and after.get("head") is not None and hit.get("modifier") is not None

    def _after(self, extent: Extent, row: Head) -> tuple[Extent, str | None, str | None]:
        """Take in "of Ukraine" behind an institution."""
        i = extent.end
        if row.sort != "body" or i + 1 >= len(self.doc) or self.lower[i] != "of":
            return extent, None, None
        j = i + 2 if self.lower[i + 1] == "the" else i + 1
        hit = next((h for h in self.hits if h.extent.start == j), None)
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
            return self.speaks(hit.extent)
        if hit.extent.start and self.lower[hit.extent.start - 1] == ":" and self._ends_line(hit.extent.end):
            return True
        definite = hit.extent.start > 0 and self.lower[hit.extent.start - 1] in ("the", "this", "that")
        if row.sort == "body" and (definite or row.id in ("police", "authorities")):
            return self._ends_phrase(hit.extent.end)
        if row.sort == "short" and not definite:
            return False
        plural = self.lower[hit.extent.end - 1].endswith("s") or self.lower[hit.extent.end - 1].endswith("men")
        if row.sort in ("force", "attacker") and (plural or definite):
            return self._ends_phrase(hit.extent.end) or row.sort == "attacker"
        joined = self.ending.get(hit.extent.start - 2) if self.lower[hit.extent.start - 1] in _CONJUNCTIONS else None
        if joined is not None and joined.get("head", "name"):
            return True
        return self.speaks(hit.extent) or self.acts(hit.extent) or self._speaks_further_on(hit.extent)

    def _ends_line(self, i: int) -> bool:
        return i >= len(self.doc) or self.doc[i].is_space

    def _speaks_further_on(self, extent: Extent) -> bool:
        """Whether the noun phrase goes on with "of" or "for" up to a verb of speech: "the head of the clinic said"."""
        i = extent.end
        if i >= len(self.lower) or self.lower[i] not in ("of", "for", "from", "with", "in", "at"):
            return False
        for j in range(i + 1, min(i + 14, len(self.lower))):
            if self.lower[j] in acts("speech"):
                return True
            if (
                (self.doc[j].is_punct and self.lower[j] not in _HYPHENS)
                or self.lower[j] in _AUXILIARIES
                or self.doc[j].is_space
            ):
                return False
        return False

    def _ends_phrase(self, i: int) -> bool:
        """Whether no noun follows, which would make the word before it a modifier: "the police station"."""
        if i >= len(self.lower):
            return True
        word = self.lower[i]
        return (
            not self.doc[i].is_alpha
            or word in _AFTER_A_PHRASE
            or word in _AUXILIARIES
            or word in acts("speech")
            or word in acts("act")
            or word.endswith("ly")
        )

    # Beside verbs --------------------------------------------------------------------------------------------------

    def _verb_after(self, i: int) -> str:
        end = min(len(self.lower), i + 4)
        while i < end and self.lower[i] in _AUXILIARIES:
            i += 1
        return self.lower[i] if i < len(self.lower) else ""

    def speaks(self, extent: Extent) -> bool:
        """Whether a verb of speech stands beside these words."""
        before = self.lower[extent.start - 1] if extent.start else ""
        if before in ("the", "a", "an") and extent.start > 1:
            before = self.lower[extent.start - 2]
        if self._verb_after(extent.end) in acts("speech") or before in _BEFORE_SPEAKERS:
            return True
        closes = extent.end >= len(self.lower) or self.doc[extent.end].is_punct or self.doc[extent.end].is_space
        return closes and before in acts("speech")

    def speaks_after(self, i: int) -> bool:
        """Whether a verb of speech stands here, auxiliaries apart."""
        return self._verb_after(i) in acts("speech")

    def acts(self, extent: Extent) -> bool:
        """Whether a verb of violence follows these words, or "by" stands before them."""
        before = self.lower[extent.start - 1] if extent.start else ""
        if before in ("the", "a", "an", "some", "several", "two", "three") and extent.start > 1:
            before = self.lower[extent.start - 2]
        return (before in _BY and self._ends_phrase(extent.end)) or self._verb_after(extent.end) in acts("act")

    # Names, units, countries ---------------------------------------------------------------------------------------

    def _by_name(self, hit: Hit) -> Draft | None:
        key = hit.get("name")
        if key is None or not self.is_free(hit.extent):
            return None
        draft = named(key.row, self._bracketed(hit.extent), f"name.{key.row}")
        if draft.extent != hit.extent:
            draft.alias = self.doc[draft.extent.end - 2].text
        draft.head = hit.extent.end - 1
        return self._take(draft)

    def _bracketed(self, extent: Extent) -> Extent:
        """Take in the short form in brackets behind a name."""
        i = extent.end
        if i + 2 < len(self.doc) and self.doc[i].text in ("(", "[") and self.doc[i + 2].text in (")", "]"):
            word = self.doc[i + 1].text
            if word.isupper() or (word[:1].isupper() and any(c.isupper() for c in word[1:])):
                self.used.update(range(i, i + 3))
                return Extent(extent.start, i + 3)
        return extent

    def _units(self) -> Iterator[Draft]:
        """Yield numbered units: "the 56th Brigade", "the 3rd Infantry Division"."""
        for i, word in enumerate(self.lower):
            if word not in _UNITS or i in self.used:
                continue
            start = i
            while start - 1 >= 0 and i - start < 4 and start - 1 not in self.used and self._is_unit_word(start - 1):
                start -= 1
            if start < i and any(_ORDINAL.match(self.lower[j]) for j in range(start, i)):
                extent = Extent(start, i + 1)
                text = self.doc[start : i + 1].text
                yield self._take(Draft(extent, text, "military", "unit.numbered", i))

    def _is_unit_word(self, i: int) -> bool:
        token = self.doc[i]
        hit = self.ending.get(i)
        return (
            bool(_ORDINAL.match(self.lower[i]))
            or (hit is not None and hit.get("modifier", "adjective") is not None)
            or (token.text[:1].isupper() and token.is_alpha and self.lower[i] not in ("the", "a"))
        )

    def _by_country(self, hit: Hit) -> Draft | None:
        if not self.is_free(hit.extent):
            return None
        key = hit.get("adjective")
        if key is not None and self._verb_or_deed(hit.extent):
            return self._take(self._country(key.row, hit.extent, "country.adjective", adjective=True))
        key = hit.get("country")
        if key is not None and self._is_agent(hit.extent):
            return self._take(self._country(key.row, hit.extent, "country.agent"))
        key = hit.get("capital")
        if key is not None and self.speaks(hit.extent) and not self._follows_place_word(hit.extent):
            return self._take(self._country(key.row, hit.extent, "country.capital"))
        return None

    def _country(self, code: str, extent: Extent, rule: str, *, adjective: bool = False) -> Draft:
        row = countries()[code]
        return Draft(
            extent=extent,
            name=row.name,
            kind="government",
            rule=rule,
            head=extent.end - 1,
            catalogue=f"gov-{code.lower()}",
            country=code,
            adjective=adjective,
        )

    def _verb_or_deed(self, extent: Extent) -> bool:
        """Whether a deed or a means of one stands within three words behind an adjective."""
        for j in range(extent.end, min(extent.end + 3, len(self.lower))):
            if self.lower[j] in acts("deed"):
                return True
            if not (self.doc[j].is_alpha or self.lower[j] in _HYPHENS or self.lower[j] in _POSSESSIVES):
                return False
        return False

    def _follows_place_word(self, extent: Extent) -> bool:
        before = self.lower[extent.start - 1] if extent.start else ""
        return before in (
            "in",
            "near",
            "of",
            "at",
            "around",
            "outside",
            "to",
            "into",
            "for",
            "on",
            "over",
            "across",
            "and",
            ",",
        )

    def _is_agent(self, extent: Extent) -> bool:
        """Whether a country speaks or acts here, rather than being where something happens."""
        token = self.doc[extent.end - 1]
        if token.tag_ and (token.dep_ in ("nsubj", "obl:agent")):
            return True
        if self._possesses_deed(extent):
            return True
        before = self.lower[extent.start - 1] if extent.start else ""
        if before == "the" and extent.start > 1:
            before = self.lower[extent.start - 2]
        if before == "by":
            return True
        if self._follows_place_word(extent) or before in ("from", "with", "against", "between", "inside", "throughout"):
            return False
        return self._verb_after(extent.end) in acts("speech") | acts("act")

    def _possesses_deed(self, extent: Extent) -> bool:
        i = extent.end
        return i + 1 < len(self.lower) and self.lower[i] in _POSSESSIVES and self._verb_or_deed(Extent(i, i + 1))


def _kind(row: Head, before: Sequence[Hit]) -> ActorKind:
    """What the words before a noun make of it: "rebel" forces, "police" sources."""
    if row.sort in ("document", "short"):
        return row.kind
    for hit in before:
        key = hit.get("modifier")
        made = modifiers()[key.row].kind if key is not None else None
        if key is not None and key.row == "leaning" and row.kind == "military":
            made = "armed_group"
        if made is None:
            continue
        if row.kind in ("official", "other") or (made == "armed_group" and row.kind in ("military", "government")):
            return made
    return row.kind

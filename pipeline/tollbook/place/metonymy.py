"""Metonymy: names of places that mean a government, an army, a people or a team, and are no places there."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .gazetteer import Gazetteer
from .mentions import Mention
from .words import DIRECTIONS, MetonymKind, harm_words, heads, metonyms, role_words, sites, sports

_SEATED = frozenset({"country", "admin1", "city", "town"})
"""Kinds of places that act: those that have a government or a team."""

_STANDING = frozenset(
    {"in", "inside", "near", "around", "outside", "across", "throughout", "at", "over", "into", "within"}
)
"""Prepositions after which a name is a place, whatever follows."""

_OPPOSED = frozenset({"against", "by", "with", "versus", "v", "vs", "despite"})
"""Words before the name of a country that is dealt with as one that acts."""

_BOUNDING = frozenset({"border", "borders", "boundary", "frontier", "bordering", "crossing", "crossings"})
"""Words before "with" that leave a country a place."""

_GIVEN = frozenset({"from", "of", "by", "for"})
"""Words between what somebody gives or holds and the country that does: "permission from Georgia"."""

_JOINTS = ([","], ["and"], ["or"], [",", "and"], [",", "or"])
_HYPHENS = frozenset({"-", "‐", "–"})
_PARTICIPLES = ("ed", "made", "born", "bound", "friendly")
_POSSESSIVE = frozenset({"'s", "’s"})
_AHEAD = 5
_ASIDE = 6
_SPORTING = 8
"""So many different words of sport an article about it holds."""
_SPORTING_SHARE = 0.015
"""The share of its words that are words of sport."""
_SITES = frozenset(
    {"capital", "coast", "shores", "north", "south", "east", "west", "territory", "soil", "borders", "interior"}
)
_ADVERBS = frozenset(
    "also always now never still already then again once itself long ever further not n't both all".split()
)
_HAVING = frozenset({"has", "have", "had"})
_BEING = frozenset({"is", "are", "was", "were", "seems", "seemed"})
_MODALS = frozenset("will would can could may might should shall must did does do".split())
_NONE: frozenset[MetonymKind] = frozenset()
_STATES = frozenset("be been have see become get remain experience suffer face host need receive".split())
"""What a country does as a land as well."""

_WITHOUT_NOUN = frozenset(
    (
        "a an the and or but nor to in on at of for from by with without as than that which who whom whose where when while "
        "since because if though although unless until before after during amid against over under into onto through across "
        "between within about around near off via per is are was were be been being has have had does do did will would can "
        "could may might shall should must more most less only just last this next today yesterday tomorrow tonight ago early "
        "earlier late later alone v vs there here out up down again dollar"
    ).split()
)
"""Words after US or UK that leave it a noun: "in the US last week"; before others it is an adjective."""


class Metonymy:
    """Tell which resolved mentions of an article mean those who hold the place.

    Args:
        lower, words: The document's words in lower case and as written.
        gazetteer: Where capitals are looked up.
    """

    def __init__(self, lower: Sequence[str], words: Sequence[str], gazetteer: Gazetteer) -> None:
        self._lower = lower
        self._words = words
        self._gazetteer = gazetteer
        self._sporting = is_sporting(lower)

    def without(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions that mean the place itself."""
        outer = {mention.within for mention in mentions}
        found = [one.bodied or (n not in outer and self._is_metonym(one)) for n, one in enumerate(mentions)]
        for n, (one, two) in enumerate(itertools.pairwise(mentions)):
            gap = [word for word in self._lower[one.extent.end : two.extent.start] if word != "the"]
            if not self._is_power(one) or not self._is_power(two):
                continue
            if gap == ["and"] and found[n + 1] and one.locative is None and two.locative is None:
                found[n] = True  # "China and Russia agreed"
            elif gap in _JOINTS and found[n] and two.locative is None and n + 1 not in outer:
                found[n + 1] = True  # "it accused Rwanda and Uganda"
            elif (gap == ["and"] and self._is_related(one)) or (
                len(gap) == 1 and gap[0] in _HYPHENS and self._tells(two.extent.end, "relation", "holder")
            ):
                found[n] = found[n + 1] = True
        return [mention for mention, metonym in zip(mentions, found, strict=True) if not metonym]

    def _tells(self, i: int, *kinds: MetonymKind) -> bool:
        """Whether a token is a word of one of some kinds."""
        return 0 <= i < len(self._lower) and not metonyms().get(self._lower[i], _NONE).isdisjoint(kinds)

    def _is_metonym(self, mention: Mention) -> bool:
        """Whether a mention means those who hold the place, by the words beside it."""
        entry = mention.entry
        lower, end = self._lower, mention.extent.end
        if entry is not None and entry.type == "admin1" and self._is_college(mention, entry.country):
            return True
        seated = entry is not None and (entry.type in _SEATED or (self._sporting and entry.type == "village"))
        if entry is None or not seated or mention.types or mention.part or mention.within is not None:
            return False
        power = self._is_power(mention)
        after = lower[end] if end < len(lower) else ""
        if power and after in _POSSESSIVE and self._owns(end + 1, land=entry.type == "country"):
            return True
        if power and after in _HYPHENS and self._tells(end + 1, "holder") and lower[end + 1].endswith(_PARTICIPLES):
            return True  # "a Russia-backed militia"
        i = _before(mention.extent.start - 1, lower)
        before = lower[i] if i >= 0 else ""
        if entry.type == "country" and self._is_adjective(mention, before, i):
            return True
        if before in _STANDING:
            return False
        if self._sporting and self._is_team(mention, before, i):
            return True
        if self._tells(end, "holder") or (entry.type == "country" and self._tells(end, "person")):
            return True
        if before in _OPPOSED and entry.type == "country":
            return i == 0 or lower[i - 1] not in _BOUNDING
        if power and self._is_dealt_with(before, i, end):
            return True
        if mention.locative is not None and before not in ("for", "against"):
            return False
        if self._tells(end, "act"):
            return not self._is_blow(end, power) and (power or before not in ("of", "and", "or"))
        return power and (self._tells(end, "state") or self._acts(end))

    def _is_college(self, mention: Mention, country: str | None) -> bool:
        """Whether a state of America begins the name of its university: "Colorado State", not "in New York State"."""
        named = self._words[mention.extent.end : mention.extent.end + 1] == ["State"]
        return named and country == "US" and mention.locative is None and mention.name not in ("New York", "Washington")

    def _is_blow(self, i: int, power: bool) -> bool:
        """Whether a word that may be a verb is a noun of harm: "Kabul bombs kill nine", "Iraq attacks leave six dead"."""
        if i >= len(self._lower) or self._lower[i] not in harm_words():
            return False
        after = self._lower[i + 1] if i + 1 < len(self._lower) else ""
        return not power or after in harm_words() or after in ("in", "on", "near", "as", "leave", "leaves", "left")

    def _is_team(self, mention: Mention, before: str, i: int) -> bool:
        """Whether a name in an article about sport means a team: "a loss to Halton", "Halton have won"."""
        start, end = mention.extent.start, mention.extent.end
        if self._words[start].isupper() or self._lower[end : end + 1] in (["("], ["-"], ["–"], ["—"]):
            return False
        lost = before == "to" and self._lower[i - 1] in ("loss", "losses", "defeat", "defeats", "draw", "win", "wins")
        return lost or before == "against" or (mention.locative is None and before not in ("of", "from", "to"))

    def _is_power(self, mention: Mention) -> bool:
        """Whether a place is a country, or the capital that stands for one."""
        entry = mention.entry
        if entry is None or entry.country is None or mention.types or mention.within is not None:
            return False
        capital = self._gazetteer.capital(entry.country)
        return entry.type == "country" or (capital is not None and capital.id == entry.id)

    def _is_adjective(self, mention: Mention, before: str, i: int) -> bool:
        """Whether an abbreviation stands before the noun that it is an adjective of: "U.S. drones", "in US custody"."""
        start, end = mention.extent.start, mention.extent.end
        if (
            end - start > 1
            or not self._words[start].isupper()
            or len(self._words[start]) > 4
            or end >= len(self._words)
        ):
            return False
        after = self._words[end]
        if not after.isalpha() or not after.islower() or after in _WITHOUT_NOUN or after.endswith("ly"):
            return False
        if after in _SITES or after in DIRECTIONS or (after,) in heads():
            return False
        if start and self._lower[start - 1] in DIRECTIONS:
            return False  # "the western US means more"
        return i == start - 1 or (mention.locative is None and before not in _STANDING)

    def _is_dealt_with(self, before: str, i: int, end: int) -> bool:
        """Whether the words before speak of a country as one that acts: "pressed Iran", "permission from Georgia"."""
        if before in role_words("pressure"):
            return True
        if before == "of" and self._tells(i - 1, "holder", "person"):
            return True
        if before in _GIVEN and self._tells(i - 1, "will"):
            return True
        if before in ("on", "against", "with", "to") and self._tells(i - 1, "dealing", "relation"):
            return True
        if before == "and" and "between" in self._lower[max(0, i - _ASIDE) : i]:
            at = i - 1
            while self._lower[at] != "between":
                at -= 1
            return self._tells(at - 1, "relation")  # "relations between NATO and Tunisia"
        return before == "for" and self._lower[end : end + 1] == ["to"]

    def _is_related(self, mention: Mention) -> bool:
        """Whether what is between a place and the next is a matter of powers: "relations between Russia and Turkey"."""
        i = _before(mention.extent.start - 1, self._lower)
        return (
            i > 0 and self._lower[i] == "between" and (self._tells(i - 1, "relation") or self._tells(i - 2, "relation"))
        )

    def _owns(self, i: int, *, land: bool) -> bool:
        """Whether what a power owns is a will, or what a land owns a body: "Iran's army"; not "Iran's capital"."""
        for k in range(i, min(i + _AHEAD, len(self._lower))):
            word = self._lower[k]
            if self._tells(k, "will") or (land and self._tells(k, "holder")):
                after = self._lower[k + 1] if k + 1 < len(self._lower) else ""
                return after not in sites() and (after,) not in heads()  # "Iran's parliament building" is in Iran.
            if word in _WITHOUT_NOUN or word in DIRECTIONS or (word,) in heads() or word in _SITES:
                return False
        return False

    def _acts(self, i: int) -> bool:
        """Whether what follows a name is what somebody does who wills it: "has shelled", "will close", "is concerned"."""
        at = self._skip(self._past_day(i))
        word = self._lower[at] if at < len(self._lower) else ""
        after = self._skip(at + 1)
        verb = self._lower[after] if after < len(self._lower) else ""
        if word in _HAVING:
            return self._tells(after, "act") or (verb.endswith("ed") and verb not in ("experienced", "suffered"))
        if word in _BEING:
            return self._tells(after, "bent")
        if word in _MODALS:
            return verb.isalpha() and verb not in _STATES and verb not in _WITHOUT_NOUN
        return at > i and (self._tells(at, "act") or (word.isalpha() and word.endswith(("s", "ed"))))

    def _past_day(self, i: int) -> int:
        """Where the words after a day begin: "China on April 4 unveiled"."""
        if self._lower[i : i + 1] != ["on"] or not self._words[i + 1 : i + 2] or not self._words[i + 1][0].isupper():
            return i
        return i + 3 if self._lower[i + 2 : i + 3] and self._lower[i + 2].isdigit() else i + 2

    def _skip(self, i: int) -> int:
        while i < len(self._lower) and (self._lower[i] in _ADVERBS or self._lower[i].endswith("ly")):
            i += 1
        return i


def is_sporting(lower: Sequence[str]) -> bool:
    """Whether an article is about matches or races, by how many words of them it holds.

    >>> is_sporting("The coach said that the team will win the match .".split())
    False
    """
    found = [word for word in lower if word in sports()]
    return len(set(found)) >= _SPORTING and len(found) >= _SPORTING_SHARE * len(lower)


def _before(i: int, lower: Sequence[str]) -> int:
    while i >= 0 and lower[i] in ("the", "both", "neighbouring", "neighboring"):
        i -= 1
    return i

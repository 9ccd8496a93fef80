"""Find the mentions of an article: segments of runs, judged by what stands beside them."""

from __future__ import annotations

import itertools

from spacy.tokens import Doc

from ..spans import texts
from ..values import Extent
from .gazetteer import Entry, Gazetteer
from .keys import squash
from .mentions import Mention
from .runs import Run, RunFinder
from .segments import Kind, Segment, Segmenter
from .words import Head, demonyms, heads

DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest northeastern "
    "northwestern southeastern southwestern north-eastern north-western south-eastern south-western upper lower greater "
    "inner outer downtown mid n. s. e. w. ne nw se sw rural western-central coastal nearby neighbouring neighboring".split()
)
_IN = frozenset({"in", "inside", "within", "throughout", "across", "around", "near", "outside", "over", "into", "off"})
_AT = frozenset(
    {
        "at",
        "from",
        "to",
        "toward",
        "towards",
        "through",
        "via",
        "entering",
        "reached",
        "between",
        "on",
        "for",
        "against",
    }
)
_NEAR = frozenset({"near", "outside", "around", "off"})
_SPEECH = frozenset("said says told added tweeted wrote says testified argued joked recalled".split())
_SKIPPED = frozenset({"the", "a", "an", "\n", '"', "“", "”", "'", "‘", "’"})


class Reader:
    """Find the mentions of one document."""

    def __init__(self, gazetteer: Gazetteer, doc: Doc, persons: frozenset[str], blocked: frozenset[int]) -> None:
        self._gazetteer = gazetteer
        self._doc = doc
        self._words = texts(doc)
        self._lower = [word.lower() for word in self._words]
        self._persons = set(persons)
        self._blocked = blocked

    def mentions(self) -> list[Mention]:
        """Every name that may be a place's, in order, with its score."""
        segmenter = Segmenter(self._gazetteer, self._words, self._lower, self._blocked)
        runs = [(run, segmenter(run)) for run in RunFinder(self._gazetteer)(self._doc, self._words)]
        for run, segments in runs:
            self._note_persons(run, segments)
        found = [mention for run, segments in runs for mention in self._of_run(run, segments)]
        self._chain(found)
        return found

    def _note_persons(self, run: Run, segments: list[Segment]) -> None:
        for one, two in itertools.pairwise(segments):
            named = one.kind in (Kind.GIVEN, Kind.TITLE) and run.style != "upper"
            if named and two.kind in (Kind.UNKNOWN, Kind.PLACE, Kind.GIVEN) and not _great(two.found):
                self._persons.update(w for w in self._lower[two.start : two.end] if len(w) > 2)

    def _of_run(self, run: Run, segments: list[Segment]) -> list[Mention]:
        found: list[Mention] = []
        n = 0
        while n < len(segments):
            width, mention = self._mention(run, segments, n)
            if mention is not None:
                found.append(mention)
            n += width
        return found

    def _mention(self, run: Run, segments: list[Segment], n: int) -> tuple[int, Mention | None]:
        """Read a mention at a segment: how many segments it took, and the mention."""
        here = segments[n]
        if here.kind in (Kind.TITLE, Kind.GIVEN) and run.style != "upper":
            width = 1
            while n + width < len(segments) and segments[n + width].kind in (
                Kind.UNKNOWN,
                Kind.GIVEN,
                Kind.PLACE,
                Kind.TITLE,
            ):
                if (
                    segments[n + width].kind is Kind.PLACE
                    and _great(segments[n + width].found)
                    and here.kind is Kind.TITLE
                ):
                    break
                width += 1
            if width > 1 or here.kind is Kind.TITLE:
                return width, None
        if here.kind is Kind.HEAD:
            return self._headed_before(run, segments, n)
        if here.kind not in (Kind.PLACE, Kind.UNKNOWN, Kind.DEMONYM, Kind.GIVEN):
            return self._skip_body(segments, n)
        width = 1
        while (
            here.kind is not Kind.DEMONYM
            and n + width < len(segments)
            and segments[n + width].kind in (Kind.UNKNOWN, Kind.PLACE, Kind.GIVEN)
        ):
            width += 1
        last = n + width
        if last < len(segments) and segments[last].kind is Kind.HEAD:
            head = heads()[(self._lower[segments[last].start],)]
            if head.part and head.side != "before":
                return width + 1, self._facility(run, here.start, segments[last].end, head, segments[n:last])
        if last < len(segments) and segments[last].kind in (Kind.BODY, Kind.EVENT):
            return width + 1, None
        if here.kind is Kind.DEMONYM:
            return 1, self._border(here.start)
        if width == 1 and here.kind is Kind.PLACE:
            return 1, self._scored(run, here.start, here.end, here.found, segments, n, 1)
        return width, self._scored(run, here.start, segments[last - 1].end, (), segments, n, width)

    def _skip_body(self, segments: list[Segment], n: int) -> tuple[int, None]:
        """Pass over a body of the form "Ministry of ..."."""
        linked = n + 1 < len(segments) and segments[n + 1].kind is Kind.LINK
        if linked and segments[n].kind in (Kind.BODY, Kind.EVENT) and self._lower[segments[n + 1].start] == "of":
            return len(segments) - n, None
        return 1, None

    def _headed_before(self, run: Run, segments: list[Segment], n: int) -> tuple[int, Mention | None]:
        """A head that comes first: Lake Chad, Gulf of Aden, Camp Bastion."""
        here = segments[n]
        head = heads()[(self._lower[here.start],)]
        if head.side == "after" or not head.part:
            return 1, None
        m = n + 1
        if m < len(segments) and segments[m].kind is Kind.LINK and self._lower[segments[m].start] == "of":
            m += 1
        elif head.type == "facility" and head.side == "both" and "camp" not in head.form:
            return 1, None
        if m < len(segments) and segments[m].kind in (Kind.PLACE, Kind.UNKNOWN, Kind.GIVEN):
            end = m + 1
            while end < len(segments) and segments[end].kind in (Kind.UNKNOWN, Kind.PLACE):
                end += 1
            return end - n, self._facility(run, here.start, segments[end - 1].end, head, segments[m:end])
        return 1, None

    def _facility(self, run: Run, start: int, end: int, head: Head, modifiers: list[Segment]) -> Mention:
        mention = self._new(start, end, (), "place.head")
        known = modifiers[0].found if len(modifiers) == 1 else ()
        whole = self._gazetteer.named(squash(mention.name))
        mention.found = whole or tuple(entry for entry in known if entry.type == head.type)
        mention.types, mention.part = head.type, True
        mention.score += 1.0
        self._see_left(mention)
        return mention

    def _border(self, start: int) -> Mention | None:
        """The border between two peoples: "the Syrian-Turkish border"."""
        lower = self._lower
        if lower[start + 1 : start + 2] != ["-"] or lower[start + 3 : start + 4] != ["border"]:
            return None
        if lower[start + 2] not in demonyms():
            return None
        mention = self._new(start, start + 4, (), "place.border")
        mention.types, mention.score = "region", 2.0
        return mention

    def _new(self, start: int, end: int, found: tuple[Entry, ...], rule: str) -> Mention:
        words = " ".join(self._words[i] for i in range(start, end) if self._words[i].strip())
        text = self._doc[start:end].text.replace("\n", " ") if end - start > 1 else words
        return Mention(Extent(start, end), text, found, 0.0, rule)

    def _scored(
        self, run: Run, start: int, end: int, found: tuple[Entry, ...], segments: list[Segment], n: int, width: int
    ) -> Mention:
        mention = self._new(start, end, found, "place.name" if found else "place.pattern")
        mention.score = _known(found) if found else -0.6
        if end - start == 1:
            mention.score += self._wordlike(start, found)
        if any(word in self._persons for word in self._lower[start:end]) and not _great(found):
            mention.score -= 3.0
        if not found and any(s.kind is Kind.GIVEN for s in segments[n : n + width]):
            mention.score -= 2.0
        before = segments[n - 1] if n else None
        if (
            before is not None
            and before.end == start
            and before.kind in (Kind.ORDINARY, Kind.NEVER)
            and not (n == 1 and run.first)
        ) and self._lower[before.start] not in DIRECTIONS:
            mention.score -= 1.5
        if before is not None and before.kind is Kind.ACTOR:
            mention.score -= 1.0
        after = segments[n + width] if n + width < len(segments) else None
        if after is not None and after.start == end and after.kind in (Kind.ORDINARY, Kind.NEVER, Kind.ACTOR):
            mention.score -= 0.8
            if n + width + 1 < len(segments) and segments[n + width + 1].kind is Kind.BODY:
                mention.score -= 4.0
        if run.style != "mixed":
            mention.score -= 0.5
        self._see_left(mention)
        self._see_right(mention)
        return mention

    def _wordlike(self, i: int, found: tuple[Entry, ...]) -> float:
        word = self._gazetteer.word(self._lower[i])
        text = self._words[i]
        if text.isupper() and 1 < len(text) < 6 and not found:
            return -2.0
        if word is None:
            return 0.0
        if word.margin > 0.5:
            return -3.0
        if word.margin > -0.6 and not any(e.type == "country" for e in found):
            return -1.5
        if word.frequency > -14.0 and found and max(e.population for e in found) < 150_000:
            return -1.0
        return 0.0

    def _see_left(self, mention: Mention) -> None:
        """Judge by the words before: prepositions, and heads as in "the village of"."""
        lower = self._lower
        i = self._left(mention.extent.start - 1)
        if i >= 1 and lower[i] == "of":
            j = self._left(i - 1)
            head = heads().get((lower[j],)) if j >= 0 else None
            if head is not None and head.side != "after" and not head.part:
                mention.types, i = head.type, self._left(j - 1)
                mention.score += 2.5
            elif j >= 0 and lower[j] in DIRECTIONS:
                mention.score += 1.8
                mention.near, mention.locative = True, "of"
                return
        elif i >= 0 and (head := heads().get((lower[i],))) is not None and head.side != "after" and not head.part:
            mention.types = head.type
            mention.score += 1.5
            i = self._left(i - 1)
        if i < 0:
            return
        if lower[i] in _IN:
            mention.locative, mention.near = lower[i], lower[i] in _NEAR
            mention.score += 1.5
        elif lower[i] in _AT:
            mention.locative = lower[i]
            mention.score += 0.8
        elif lower[i] == "of":
            mention.score += 0.3

    def _left(self, i: int) -> int:
        """Go left over articles, directions and adjectives of peoples."""
        while i >= 0 and (self._lower[i] in _SKIPPED or self._lower[i] in DIRECTIONS or self._lower[i] in demonyms()):
            i -= 1
        return i

    def _see_right(self, mention: Mention) -> None:
        """Judge by the words after: heads as in "Aleppo province", verbs of speech."""
        lower = self._lower
        i = mention.extent.end
        if i < len(lower) and lower[i] == "\n":
            i += 1
        if i + 1 < len(lower) and lower[i] == "'s" and lower[i + 1] in DIRECTIONS:
            mention.score += 0.8
        while i < len(lower) and lower[i] in DIRECTIONS:
            i += 1
        if i >= len(lower):
            return
        pair = heads().get(tuple(lower[i : i + 2]))
        head = pair or heads().get((lower[i],))
        if head is not None and head.side != "before":
            if head.part and self._words[i][0].islower():
                self._take_head(mention, head, i + (2 if pair else 1))
            elif not head.part:
                mention.score += 2.5
                mention.types = mention.types if head.type == "unknown" else head.type
        elif lower[i] in _SPEECH and not _great(mention.found):
            mention.score -= 1.5
        elif (
            lower[i] == ","
            and i + 1 < len(lower)
            and (lower[i + 1] == "who" or (lower[i + 1].isdigit() and len(lower[i + 1]) == 2))
        ):
            mention.score -= 3.0

    def _take_head(self, mention: Mention, head: Head, end: int) -> None:
        start = mention.extent.start
        if start > 0 and self._lower[start - 1] in ("a", "an"):
            return
        if mention.score < 0.0 and mention.locative is None and self._lower[start - 1 : start] != ["the"]:
            return
        mention.extent = Extent(start, end)
        mention.name = self._doc[start:end].text
        whole = self._gazetteer.named(squash(mention.name))
        mention.found = whole or tuple(entry for entry in mention.found if entry.type == head.type)
        mention.types, mention.part = head.type, True
        mention.rule = "place.head"
        mention.score = max(mention.score, 0.0) + 1.2

    def _chain(self, found: list[Mention]) -> None:
        """Tie neighbours: "Homs, Syria", "the village of A in B", "A, B and C"."""
        for n, (one, two) in enumerate(itertools.pairwise(found)):
            gap = [w for w in self._lower[one.extent.end : two.extent.start] if w != "\n"]
            if gap == [","] or gap == ["("]:
                if _contains(two, one):
                    one.within = n + 1
                    one.score += 2.0
                    two.score += 1.0
            elif len(gap) <= 6 and _is_within(gap):
                if _contains(two, one) or not one.found:
                    one.within = n + 1
                    one.score += 0.7
            elif gap == ["'s"] and _contains(one, two):
                two.within = n
                two.score += 1.2
        for _ in range(2):
            self._spread(found)

    def _spread(self, found: list[Mention]) -> None:
        """Let what is said of the first of a list hold for the others."""
        for one, two in itertools.pairwise(found):
            gap = [w for w in self._lower[one.extent.end : two.extent.start] if w not in ("\n", "the", "in")]
            if gap in ([","], ["and"], ["or"], [",", "and"], ["&"], ["to"]) and one.within is None:
                if one.score >= 1.0 and (one.locative or one.types) and two.score < 3:
                    two.locative = two.locative or one.locative
                    if (
                        one.types in ("village", "town", "neighbourhood", "admin2")
                        and two.types is None
                        and not two.part
                        and not two.found
                    ):
                        two.types = one.types
                    if not two.rule.endswith("+"):
                        two.score += 1.2
                        two.rule += "+"
                if two.types and one.types is None and not one.part and two.score >= 1.0 and not one.rule.endswith("+"):
                    one.score += 1.2
                    one.rule += "+"
                    if not one.found or any(e.type == two.types for e in one.found):
                        one.types = two.types


def _great(found: tuple[Entry, ...]) -> bool:
    """Whether one of the places is so well known that it speaks: a country or a great city."""
    return any(entry.type == "country" or entry.population >= 1_000_000 for entry in found)


def _known(found: tuple[Entry, ...]) -> float:
    """How much speaks for a name of the gazetteer by itself."""
    best = -1.0
    for entry in found:
        if entry.type == "country":
            score = 2.0
        elif entry.own or entry.type == "region" or entry.population >= 500_000:
            score = 1.5
        elif entry.population >= 100_000:
            score = 1.0
        elif entry.population >= 20_000:
            score = 0.4
        elif entry.population >= 5_000:
            score = 0.0
        else:
            score = -0.4
        best = max(best, score if entry.main else score - 0.5)
    return best


def _contains(outer: Mention, inner: Mention) -> bool:
    """Whether a place of one name lies in a place of the other."""
    for out in outer.found:
        for inn in inner.found:
            if out.id == inn.id:
                continue
            if out.type == "country" and out.country == inn.country:
                return True
            if out.type == "admin1" and out.id == inn.admin1:
                return True
            if (
                out.type in ("city", "admin2", "region")
                and out.country == inn.country
                and abs(out.lat - inn.lat) < 0.4
                and abs(out.lon - inn.lon) < 0.5
            ):
                return True
    return (not inner.found and any(out.type in ("country", "admin1", "admin2", "city") for out in outer.found)) or (
        inner.part and bool(outer.found)
    )


def _is_within(gap: list[str]) -> bool:
    """Whether the words between two names say that the first lies in the second."""
    rest = [w for w in gap if w not in _SKIPPED and w not in DIRECTIONS and w not in demonyms()]
    rest = [w for w in rest if (w,) not in heads() and w not in (",", "(", "of", "'s", "’s", "part", "parts")]
    return rest in (["in"], []) and ("in" in gap or "of" in gap)

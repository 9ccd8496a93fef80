"""Find the mentions of an article: segments of runs, judged by what stands beside them."""

from __future__ import annotations

import itertools

from spacy.tokens import Doc

from ..spans import texts
from ..values import Extent
from .beside import Beside
from .chains import tie
from .gazetteer import Entry, Gazetteer
from .headed import headed_names
from .keys import squash
from .mentions import Mention, is_great
from .runs import Run, RunFinder
from .sections import call_divisions
from .segments import Kind, Segment, Segmenter
from .sites import add_sites, site_names
from .words import DIRECTIONS, Head, demonyms, heads, others

_PERSONAL = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "miss"})
"""Titles before a person's name alone: Ms. Lima."""

_NUMERALS = frozenset("One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split())

_BEFORE_SITES = frozenset("in at to near outside inside from into around the of".split())
"""Words before a building that is called after a person."""

_LONGEST_BODY = 5
"""Most parts of a body's name after the name of a place."""


class Reader:
    """Find the mentions of one document."""

    def __init__(self, gazetteer: Gazetteer, doc: Doc, persons: frozenset[str], blocked: frozenset[int]) -> None:
        self._gazetteer = gazetteer
        self._doc = doc
        self._words = texts(doc)
        self._lower = [word.lower() for word in self._words]
        self._persons = set(persons)
        self._blocked = blocked
        self._surnames: set[str] = set()
        self._beside = Beside(gazetteer, doc, self._words, self._lower)

    def mentions(self) -> list[Mention]:
        """Every name that may be a place's, in order, with its score."""
        names = headed_names(self._words, self._lower)
        segmenter = Segmenter(self._gazetteer, self._words, self._lower, self._blocked, names)
        runs = [(run, segmenter(run)) for run in RunFinder(self._gazetteer)(self._doc, self._words)]
        for run, segments in runs:
            self._note_persons(run, segments)
        found = [
            one for run, segments in runs for mention in self._of_run(run, segments) for one in self._parted(mention)
        ]
        found = add_sites(
            found, list(site_names(self._words, self._lower, self._gazetteer)), self._doc, self._gazetteer
        )
        tie(self._lower, found)
        call_divisions([one for one in found if self._heads_section(one)])
        return found

    def _heads_section(self, mention: Mention) -> bool:
        """Whether a name heads a section: alone in its line, or before a full stop at the start of one."""
        start, end, words = mention.extent.start, mention.extent.end, self._words
        opens = start > 0 and words[start - 1].isspace() and "\n" in words[start - 1]
        after = words[end] if end < len(words) else "\n"
        return opens and (after == "." or (after.isspace() and "\n" in after))

    def _parted(self, mention: Mention) -> list[Mention]:
        """Both ends of a road that is called after them: "the Bama-Banki road"."""
        start, end = mention.extent.start, mention.extent.end
        hyphens = [i for i in range(start + 1, end - 2) if self._words[i] in ("-", "–")]
        if (
            len(hyphens) != 1
            or self._lower[start] in ("trans", "pan", "inter")
            or self._lower[end - 1] not in ("road", "highway", "axis", "route", "motorway")
        ):
            return [mention]
        ends = ((start, hyphens[0]), (hyphens[0] + 1, end - 1))
        if not all(self._words[i][0].isupper() for i, _ in ends):
            return [mention]
        found = [
            self._new(i, j, self._gazetteer.named(squash("".join(self._words[i:j]))), "place.road") for i, j in ends
        ]
        for one in found:
            one.score, one.near, one.locative = 2.0, True, "on"
        return found

    def _note_persons(self, run: Run, segments: list[Segment]) -> None:
        for one, two in itertools.pairwise(segments):
            named = one.kind in (Kind.GIVEN, Kind.TITLE) and run.style != "upper"
            if named and two.kind in (Kind.UNKNOWN, Kind.PLACE, Kind.GIVEN) and not is_great(two.found):
                self._persons.update(w for w in self._lower[two.start : two.end] if len(w) > 2)
        for one, two in itertools.pairwise(segments):
            full = one.kind is Kind.UNKNOWN and two.kind is Kind.PLACE and run.style == "mixed" and len(segments) == 2
            if full and not run.first and two.end - two.start == 1 and not is_great(two.found):
                self._surnames.add(self._lower[two.start])

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
                    and is_great(segments[n + width].found)
                    and here.kind is Kind.TITLE
                    and self._lower[here.start] not in _PERSONAL
                ):
                    break
                width += 1
            head = self._site_after(segments[n + width - 1].end) if width > 1 else None
            if head is not None and here.kind is Kind.GIVEN:
                return width, self._called_after(run, segments[n : n + width], head)
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
            and not (here.kind is Kind.PLACE and any(entry.type == "country" for entry in segments[n + width].found))
        ):
            width += 1
        last = n + width
        if last < len(segments) and segments[last].kind is Kind.HEAD:
            while last + 1 < len(segments) and segments[last + 1].kind is Kind.HEAD:
                last += 1  # the Dorna Beach Hotel
            head = heads()[(self._lower[segments[last].start],)]
            if head.part and head.side != "before":
                modifiers = segments[n : n + width]
                return last + 1 - n, self._facility(run, here.start, segments[last].end, head, modifiers)
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
        if "district" in head.form and self._is_numeral(here.end):
            return self._numbered(segments, n)
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

    def _is_numeral(self, i: int) -> bool:
        return i < len(self._lower) and (self._lower[i].isdigit() or self._words[i] in _NUMERALS)

    def _numbered(self, segments: list[Segment], n: int) -> tuple[int, Mention]:
        """A part of a town that has a number for a name: District Two."""
        mention = self._new(segments[n].start, segments[n].end + 1, (), "place.head")
        mention.types, mention.part, mention.score = "neighbourhood", True, 1.0
        self._beside.left(mention)
        width = 2 if n + 1 < len(segments) and segments[n + 1].start == segments[n].end else 1
        return width, mention

    def _site_after(self, i: int) -> Head | None:
        """The noun of a building that follows a name, in lower case."""
        head = heads().get((self._lower[i],)) if i < len(self._lower) and self._words[i].islower() else None
        return head if head is not None and head.part and head.type == "facility" and head.side == "after" else None

    def _called_after(self, run: Run, segments: list[Segment], head: Head) -> Mention | None:
        """A building that is called after a person: "in Ibn Sina hospital"; not "near Omar Said hospital staff"."""
        start = segments[0].start
        if self._lower[start - 1 : start] in ([], ["a"], ["an"]) or self._lower[start - 1] not in _BEFORE_SITES:
            return None
        return self._facility(run, start, segments[-1].end + 1, head, segments)

    def _facility(self, run: Run, start: int, end: int, head: Head, modifiers: list[Segment]) -> Mention:
        mention = self._new(start, end, (), "place.head")
        known = modifiers[0].found if len(modifiers) == 1 else ()
        mention.around = next((one.found for one in modifiers if one.found), ())
        whole = self._gazetteer.named(squash(mention.name))
        mention.found = whole or tuple(entry for entry in known if entry.type == head.type)
        mention.types, mention.part = head.type, True
        mention.score += 1.0
        self._beside.left(mention)
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
        mention.score = max(_known(found), _UNKNOWN)
        if len(squash(mention.name)) < 4 and found and all(e.type == "admin1" for e in found):
            mention.score -= 1.0  # Md. and Ont. need a place before them.
        if end - start == 1:
            mention.score += self._wordlike(start, found, run.style)
        if any(word in self._persons for word in self._lower[start:end]) and not is_great(found):
            mention.score -= 3.0
        if end - start == 1 and self._lower[start] in self._surnames and self._lower[start - 1 : start] != ["in"]:
            mention.score -= 1.0
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
        after_body = before is not None and before.kind is Kind.BODY and before.end == start  # Air Malawi
        mention.bodied = run.style == "mixed" and (after_body or self._opens_body(segments, n + width))
        if run.style != "mixed":
            mention.score -= 0.5
        self._beside.left(mention)
        self._beside.right(mention)
        return mention

    def _opens_body(self, segments: list[Segment], n: int) -> bool:
        """Whether the capitals after a name go on to the noun of a body: "Dublin Open Chess Competition"."""
        for segment in segments[n : n + _LONGEST_BODY]:
            word = self._lower[segment.start]
            if segment.kind in (Kind.BODY, Kind.EVENT) or (
                segment.kind is Kind.ACTOR and others().get(word) == "organisation"
            ):
                return True
            if any(tuple(self._lower[segment.start : segment.start + width]) in heads() for width in (3, 2)):
                return False  # "Ekiti East Local Government Area"
            if segment.kind not in (Kind.ORDINARY, Kind.UNKNOWN, Kind.HEAD, Kind.NEVER, Kind.DEMONYM, Kind.ACTOR):
                return False
        return False

    @staticmethod
    def _is_initialled(text: str, found: tuple[Entry, ...]) -> bool:
        """Whether a short word in capitals may be a place: UAE, and GOMA in a line of place and date, but no airport's code."""
        return any(e.type == "country" or e.own or (e.main and len(text) > 3) for e in found)

    def _wordlike(self, i: int, found: tuple[Entry, ...], style: str) -> float:
        word = self._gazetteer.word(self._lower[i])
        text = self._words[i]
        if text.isupper() and 1 < len(text) < 6 and style == "mixed" and not self._is_initialled(text, found):
            return -2.0
        if word is None or (text.isupper() and len(text) > 1 and any(e.type == "country" for e in found)):
            return 0.0
        if word.margin > 0.5:
            stands = (
                self._lower[i - 1 : i] in (["in"], ["near"], ["from"], ["to"])
                and word.margin < 3.0
                and any(e.main for e in found)
            )
            return -1.0 if stands and text[0].isupper() and not text.isupper() else -3.0
        if word.margin > -0.6 and not any(e.type == "country" for e in found):
            return -1.5
        if word.frequency > -14.0 and found and max(e.population for e in found) < 150_000:
            return -1.0
        return 0.0


_UNKNOWN = -0.6
"""How much speaks for a name that nothing knows."""


def _known(found: tuple[Entry, ...]) -> float:
    """How much speaks for a name of the gazetteer by itself."""
    best = -1.0
    for entry in found:
        if entry.type == "country":
            score = 2.0
        elif entry.own or entry.type in ("region", "admin1") or entry.population >= 500_000:
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

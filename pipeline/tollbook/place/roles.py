"""Roles: what a place is to the story (guidelines, section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from ..items import LEAST, TOWN_LINE
from ..spans import texts
from ..told import Told, words_at
from ..values import Extent, PlaceRole, Zone
from .beside import BEARINGS, LENGTHS, MONTHS
from .causes import Causes
from .mentions import Mention
from .passing import is_office, is_passed, is_whence
from .speakers import speaks
from .words import harm_words, role_words

_WINDOW = 6
"""How many words beside a place tell its role."""

_TOP = 60
"""How many tokens into an article its line of place and date may stand."""

_SHORT = 14
"""Most tokens of a heading such as "Humera, 6 October." that tells the place of the sentence after it."""

_CLAUSES = frozenset({";", "while", "after", "when", "but", "as", "–", "—"})
"""Words that open a clause."""

_DAY = 4
"""Most words of a sentence that is but a day, between a heading and what happened on it."""

_CLAUSE = 14
"""How many words before a place tell that a body there counts or is quoted."""

_COUNTING = frozenset("according tally count estimates estimate figures data".split())
_OFFICES = frozenset({"health", "ministry"})
_HEARERS = frozenset({"reporters", "journalists"})
_STRUCK = frozenset(
    """hit hits hitting struck strike strikes bombed bombing bomb shelled shelling shells attack attacks attacked raid raided
    stormed blew blast exploded explosion destroyed targeted fell landed airstrike missile rocket set gunmen killed""".split()
)
"""Words that tell that a hospital itself was struck, or people in it."""

_CARED = frozenset("treatment treated treating admitted rushed referred recovering taken brought care cared".split())

_BASED = ("based at", "based in", "stationed at", "stationed in", "took off from", "taking off from", "bases in")
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_SKIPPED = frozenset({"the", "a", "an", "inside", "southern", "northern", "eastern", "western", "central", "nearby"})
_SETTLED = frozenset("village town city district hamlet settlement".split())
_WATERS = frozenset({"sea", "gulf", "ocean"})
_DASHES = frozenset({"-", "--", "–", "—", "\n"})


_APART = frozenset({",", "(", "located", "situated", "lies", "lying"})
"""Words behind which a distance only tells where another place is: "in Dorna, a town located 30 km from Bilan"."""

_NEWS = frozenset({"reports", "updates", "news", "footage", "images"})
"""What comes from where something happened: "reports from Dorna that nine died"."""

_COMING = frozenset("entered stormed invaded surrounded besieged encircled overran entering".split())
_INTO = frozenset(
    {("walked", "into"), ("came", "to"), ("swept", "into"), ("rode", "into"), ("burst", "into"), ("broke", "into")}
)
_COMERS = frozenset(
    """fighters soldiers troops forces gunmen men militants rebels insurgents raiders attackers group gang police militia
    members""".split()
)


def _comes(told: Sequence[str]) -> bool:
    """Whether a sentence tells that armed men came to where the next one tells of harm: "Soldiers came to Dorna"."""
    verbs = [n for n, word in enumerate(told) if word in _COMING or tuple(told[n : n + 2]) in _INTO]
    return any("who" not in told[n - 4 : n] and not _COMERS.isdisjoint(told[max(0, n - 10) : n]) for n in verbs)


class Roles:
    """Give each mention of a document its role."""

    def __init__(self, doc: Doc, zones: Sequence[Zone], lower: Sequence[str]) -> None:
        self._doc = doc
        self._lower = lower
        self._words = texts(doc)
        self._datelines = [zone.extent for zone in zones if zone.label == "dateline"]
        opening = (doc[zone.extent.start : zone.extent.end].text for zone in zones if zone.label == "body")
        self._is_list_of_towns = sum(TOWN_LINE.match(line) is not None for line in opening) >= LEAST
        self._harm = self._harmful(doc)

    def _harmful(self, doc: Doc) -> list[Extent]:
        """The sentences that tell of harm, and the short headings before them."""
        words, causes = harm_words(), Causes(self._lower)
        found: list[Extent] = []
        after = False
        for sent in reversed(list(doc.sents)):
            told = self._lower[sent.start : sent.end]
            harms = any(word in words for word in told) or ("under", "fire") in pairwise(told)
            harms = harms and not causes.is_other(sent.start, sent.end)
            harms = harms or (after and _comes(told) and "\n\n" not in self._lower[sent.end - 1])
            if harms or (after and sent.end - sent.start <= _SHORT and sent.start > 0):
                found.append(Extent(sent.start, sent.end))
            if harms or not self._is_day(sent.start, sent.end):
                after = harms
        return found

    def _is_day(self, start: int, end: int) -> bool:
        """Whether a sentence is but a day: "- 2 May."."""
        words = [word for word in self._lower[start:end] if word.isalnum()]
        return 0 < len(words) <= _DAY and any(word in MONTHS for word in words)

    def of(self, mention: Mention) -> Told[PlaceRole]:
        """The role of a mention and the rule that gave it."""
        here = mention.extent
        if any(zone.contains(here) for zone in self._datelines):
            return Told("dateline", "role.dateline")
        opens = self._opens_report(here) and not self._is_list_of_towns
        if self._opens_article(here) or opens or self._is_in_byline(here):
            return Told("dateline", "role.opens_report")
        if list(self._lower[here.end : here.end + 2]) == ["-", "based"]:
            return Told("source_base", "role.based", words_at(here.end + 1))
        if list(self._lower[here.end : here.end + 2]) == ["-", "bound"]:
            return Told("background", "role.bound", words_at(here.end + 1))
        before = self._before(here.start)
        if " ".join(before).endswith(_BASED):
            return Told("base", "role.stationed")
        if mention.locative == "from" and not role_words("launch").isdisjoint(before):
            return Told("base", "role.launched_from")
        if mention.locative == "over" and self._is_open_water(mention) and not role_words("launch").isdisjoint(before):
            return Told("base", "role.launched_over")
        start = self._doc[here.start].sent.start
        if is_whence(self._lower, here, start):
            return Told("base", "role.launched_from")
        if is_office(self._lower, here):
            owned = self._lower[here.end] in ("'s", "’s")
            return Told("background" if owned else "source_base", "role.seat")
        if self._is_seat(here, before):
            return Told("source_base", "role.seat")
        tie = speaks(self._words, self._lower, here, start)
        if tie is not None:
            return Told("background" if tie == "of" else "source_base", "role.seat")
        if not any(sent.contains(here) for sent in self._harm):
            return Told("background", "role.no_harm_told")
        if self._is_ward(here, before):
            return Told("background", "role.ward")
        passed = is_passed(self._words, here, start)
        if passed is not None:
            return Told("background", passed)
        if self._is_aside(mention, before):
            return Told("background", "role.aside")
        return Told("incident", "role.harm_told")

    def _is_open_water(self, mention: Mention) -> bool:
        """Whether a place is a sea, over which bombers let go what falls elsewhere: "fired over the Caspian Sea"."""
        return not _WATERS.isdisjoint(self._lower[mention.extent.start : mention.extent.end])

    def _before(self, start: int) -> list[str]:
        """The words before a place, without articles and directions at the end."""
        first = self._doc[start].sent.start if start < len(self._doc) else 0
        words = list(self._lower[max(first, start - _WINDOW - 3) : start])
        while words and (words[-1] in _SKIPPED or (words[-1] == "of" and words[-2:-1] and words[-2] in _SETTLED)):
            del words[-2 if words[-1] == "of" else -1 :]
        return words[-_WINDOW:]

    def _clause(self, start: int) -> list[str]:
        """The words before a place back to where its clause begins, some more than tell its role elsewhere."""
        first = self._doc[start].sent.start
        words = list(self._lower[max(first, start - 2 * _WINDOW) : start])
        for n in range(len(words) - 1, -1, -1):
            if words[n] in _CLAUSES:
                return words[n:]
        return words

    def _is_aside(self, mention: Mention, before: list[str]) -> bool:
        """Whether a place in a sentence of harm is where somebody came from, went to, was treated or spoke."""
        here = mention.extent
        last = before[-1] if before else ""
        if last == "from" and len(before) > 1 and before[-2] in LENGTHS:
            return not _APART.isdisjoint(before)
        if last == "from" and len(before) > 1 and before[-2] in _NEWS:
            return False
        if last in ("from", "via") and mention.types is None:
            return last == "via" or role_words("taking").isdisjoint(before)
        led = self._lower[self._doc[here.start].sent.start : here.start]
        buried = not role_words("burial").isdisjoint(before) and _STRUCK.isdisjoint(led) and "kills" not in led
        if self._is_held(before) or self._has_capital(mention, before) or self._is_bearing(here) or buried:
            return True
        if last in ("to", "towards", "toward", "into") and not role_words("care").isdisjoint(self._clause(here.start)):
            return True
        if last not in ("in", "at") or len(before) < 2:
            return False
        if before[-2] in role_words("speech"):
            return True
        if before[-2] in _HEARERS:
            return True
        treated = not role_words("care").isdisjoint(before)
        return before[-2] in role_words("body") and (treated or "to" in before)

    def _is_seat(self, here: Extent, before: Sequence[str]) -> bool:
        """Whether a place is where those sit who speak or count: "a think-tank in Rome", "police in Rome said"."""
        last = before[-1] if before else ""
        if last == "in" and len(before) < 2 and self._is_spoken(here):
            return True
        if last not in ("in", "at") or len(before) < 2:
            return False
        told = self._lower[max(0, here.start - _CLAUSE) : here.start]
        if before[-2] in role_words("seat") and not _COUNTING.isdisjoint(told):
            return True
        if before[-2] in _OFFICES or self._is_named_source(here.start):
            return True
        if before[-2] in _HEARERS:
            return False
        after = self._lower[here.end : here.end + 4]
        return before[-2] in role_words("body") and not role_words("speech").isdisjoint([*after, *before])

    def _is_named_source(self, start: int) -> bool:
        """Whether a name after "according to" stands before "in" and a place."""
        at = start - 2
        while at > 0 and (self._doc[at].text[0].isupper() or self._lower[at] in ("for", "of", "the", "and")):
            at -= 1
        return at < start - 2 and at > 0 and self._lower[at - 1 : at + 1] == ["according", "to"]

    def _is_ward(self, here: Extent, before: Sequence[str]) -> bool:
        """Whether a place is the hospital of the hurt, or its town, and nothing says that it was struck."""
        if self._lower[here.end : here.end + 1] in (["'s"], ["’s"]) and not role_words("ward").isdisjoint(
            self._lower[here.end : here.end + 4]
        ):
            before = [*before, "ward", "in"]
        own = self._lower[here.end - 1] in role_words("ward") or self._lower[here.start] in role_words("ward")
        of = len(before) > 1 and before[-1] in ("in", "at", "of") and before[-2] in role_words("ward")
        owned = self._lower[here.end : here.end + 1] in (["'s"], ["’s"])
        of = of or (owned and not role_words("ward").isdisjoint(self._lower[here.end : here.end + 4]))
        if not (own or of):
            return False
        sent = self._doc[here.start].sent
        cared = not _CARED.isdisjoint(before)
        return cared or _STRUCK.isdisjoint(self._lower[sent.start : sent.end])

    def _is_held(self, before: Sequence[str]) -> bool:
        """Whether a place is named as somebody's office: "the governor of Borno"."""
        return len(before) > 1 and before[-1] == "of" and before[-2] in role_words("title")

    @staticmethod
    def _has_capital(mention: Mention, before: list[str]) -> bool:
        """Whether a place is a land whose capital is spoken of: "the capital of North Darfur"; not "the capital of Kabul"."""
        wide = mention.entry is not None and mention.entry.type in ("admin1", "country", "region")
        return wide and before[-2:] == ["capital", "of"]

    def _is_bearing(self, here: Extent) -> bool:
        """Whether a place only tells where another is: "in Gedeb, 30 km south of Merawi"."""
        window = self._lower[max(0, here.start - _WINDOW) : here.start]
        before = [word for word in window if word not in ("the", "city", "town")]
        if len(before) < 3 or before[-1] != "of" or before[-2] not in BEARINGS or not {",", "("} & set(before):
            return False
        return before[-3] in (",", "(", "km", "kilometers", "kilometres", "miles")

    def _is_spoken(self, here: Extent) -> bool:
        """Whether a place that opens a clause is that of who speaks there: "In Rome a diplomat estimated that"."""
        after = self._lower[here.end : here.end + _WINDOW]
        speakers = [n for n, word in enumerate(after) if word in role_words("body")]
        return bool(speakers) and not role_words("speech").isdisjoint(after[speakers[0] :])

    def _opens_article(self, here: Extent) -> bool:
        """Whether a place stands in the line of place and date above an article: "Juba, 24 March 2025 -"."""
        lower = self._lower
        if here.start > _TOP or lower[here.end : here.end + 1] != [","]:
            return False
        if here.start > 0 and lower[here.start - 1] not in (",", "\n", ".", "–", "—"):
            return False
        rest = lower[here.end + 1 : here.end + 7]
        if rest and rest[0] in _DAYS:
            rest = rest[1:]
            if not rest or rest[0] in _DASHES:
                return True
            rest = rest[1:] if rest[0] == "," else rest
        if len(rest) < 3 or not ({rest[0], rest[1]} & MONTHS) or not (rest[0].isdigit() or rest[1].isdigit()):
            return False
        year = rest[3] if rest[2] == "," and len(rest) > 3 else rest[2]
        return year.isdigit() and len(year) == 4

    def _is_in_byline(self, here: Extent) -> bool:
        """Whether a place stands in a line, near the top, of who wrote an article: "By Sana Bilan, Dorna"."""
        if here.start > _TOP:
            return False
        start, end = here.start, here.end
        while start > 0 and "\n" not in self._lower[start - 1]:
            start -= 1
        while end < len(self._lower) and "\n" not in self._lower[end]:
            end += 1
        line = self._lower[start:end]
        return 0 < len(line) <= _SHORT and (line[0] == "by" or line[:2] in (["issued", "by"], ["compiled", "by"]))

    def _opens_report(self, here: Extent) -> bool:
        """Whether a place stands in a line of place and date further down: "KABUL, Afghanistan (Sept. 1) - An Afghan force"."""
        start = here.start
        if start > 1 and self._lower[start - 1] == "," and self._doc[start - 2].is_upper:
            start -= 2
        elif not self._doc[start].is_upper or len(self._doc[start]) < 4:
            return False
        sent = self._doc[start].is_sent_start or self._lower[start - 1 : start] in ([], ["\n"])
        rest = self._lower[here.end : here.end + 4]
        if not sent or not rest or self._doc[here.end - 1 : here.end + 6].text.isupper():
            return False
        return rest[0] in ("(", "–", "—", "-", "--", "−") or (rest[0] == "," and "(" in rest)

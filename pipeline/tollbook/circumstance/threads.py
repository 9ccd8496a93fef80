"""Threads: which claims speak of one event, so that what the article says of it once holds for all of them.

Claims are taken in the order of the text. One that repeats, revises or is part of another goes with it. Any other goes on
with the event told before it, unless something parts it from that (see ``parting.py``), or it is told as something
earlier. A place or day that an event before it had leads back to that event; so does the end of an aside.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..values import Claim, Place, When
from .anew import (
    dated_deed,
    gives_figure_of,
    is_arrest_after,
    is_next_door,
    is_nth,
    is_of_others,
    is_of_the_dead,
    is_old_news,
    is_told_again,
    opens_numbered,
)
from .clause import own_place
from .context import Context
from .geography import AREAS, is_site_of_town, may_be_one, places_meet, places_part
from .parting import (
    contrasts,
    counts_more,
    days_part,
    deed_later,
    has_kind,
    is_beside,
    is_in_passing,
    is_of_fighters,
    is_of_report,
    means_part,
    names_the_deed,
    opens_with_deed,
    opens_with_place,
    recounts,
    sums_up,
    told_singly_of,
    turn_between,
    turn_of,
    turn_on_the_way,
)
from .places import made_precise, told_before
from .recalled import is_long_told, recalls
from .roundup import is_round_up
from .standing import is_aside
from .thread import Thread

RUNNING = frozenset({"period", "conflict"})
"""Scopes that sum over more than events; such a claim is in no thread."""

OUTSET = 4
"""Most sentences between the first claim of an event and the sentence that says where it was."""

LEAD = 3
"""Most sentences back in a paragraph that lead up to a claim."""

_VIOLENT = frozenset({"killed", "injured", "killed_or_injured"})


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with what its own sentence, and those that lead up to it, say of where and when."""

    claim: Claim
    part: tuple[int, int]
    own: Place | None
    place: Place | None
    date: When | None


class _Gathering:
    """Goes through the claims of a document and says to which thread each belongs."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.threads: list[Thread] = []
        self.of_group: dict[str, Thread] = {}
        self.current: dict[tuple[int, int], Thread] = {}
        self.previous: Claim | None = None
        self.passing: Thread | None = None
        self.before_denial: Thread | None = None
        self.round_up = is_round_up(context)

    def thread(self, claim: Claim) -> Thread:
        """The thread of the next claim."""
        told = self._told(claim)
        linked = self._of_group(told)
        going, ground = (linked, "thread.linked") if linked is not None else self._going_on(told)
        found = going or self._new(told)
        found.grounds[claim.id] = ground
        found.claims.append(claim)
        found.places += [told.place] if told.place is not None else []
        found.dates += [told.date] if told.date is not None else []
        self.of_group.setdefault(self.context.groups[claim.id], found)
        turned = ground == "thread.turns" and told.part in self.current
        if turned and is_in_passing(self.context.doc, claim):
            self.passing = found
        if found is not self.passing and not self._is_aside(claim, found, told.part):
            denies = claim.modality == "denied" and found.claims == [claim]
            self.before_denial = self.current.get(told.part) if denies else None
            self.current[told.part] = found
        self.previous = claim
        return found

    def _of_group(self, told: _Told) -> Thread | None:
        """The event of a figure's whole or repetition; the same figure told of another place or day is no repetition."""
        claim, own = told.claim, told.own
        if claim.subset_of is not None:
            whole = next((t for t in self.threads if claim.subset_of in t.grounds), None)
            return whole or self.of_group.get(self.context.groups[claim.id])
        found = self.of_group.get(self.context.groups[claim.id])
        if found is None or claim.same_as is None:
            return found
        if self.round_up and claim.zone != "headline" and opens_with_deed(self.context, claim) and own is None:
            return None
        if own is not None and found.places and not any(may_be_one(own, other) for other in found.places):
            return found if is_told_again(self.context, claim, found.claims, found.places, own) else None
        if own is None and self.previous is not None and abs(self.context.distance(claim, self.previous)) <= 2:
            return found if self.previous in found.claims else self._unparted(told, found)
        return self._unparted(told, found)

    def _unparted(self, told: _Told, found: Thread) -> Thread | None:
        """The event of the same figure, unless that is told of another day and not of a place of the event."""
        parted = told.date is not None and any(days_part(told.date, other) for other in found.dates)
        return (
            None if parted and (told.own is None or not any(places_meet(told.own, p) for p in found.places)) else found
        )

    def _told(self, claim: Claim) -> _Told:
        context = self.context
        part = (context.lines[claim.trigger], context.items[claim.trigger])
        since = context.sentence[self.previous.trigger] if self.previous is not None else -1
        own, date = own_place(context, claim), self._date(claim) or self._date_before(claim, since)
        return _Told(claim, part, own, own or told_before(context, claim, since), date)

    def _date(self, claim: Claim) -> When | None:
        here = self.context.in_sentence(claim, self.context.dates)
        here = [date for date in here if not (self.context.running and is_of_report(self.context, date))]
        return next((d for d in here if d.role == "event" or is_long_told(self.context, claim, d)), None)

    def _date_before(self, claim: Claim, since: int) -> When | None:
        """The date that the sentences of the paragraph before the claim's lead up to."""
        context, at = self.context, self.context.sentence[claim.trigger]
        found = [
            d
            for d in context.dates
            if d.role == "event"
            and context.together(claim, d)
            and max(since, at - LEAD) < context.sentence[d.extent.start] < at
            and context.paragraph[d.extent.start] == context.paragraph[claim.trigger]
        ]
        return found[-1] if found else None

    def _new(self, told: _Told) -> Thread:
        new = Thread(len(self.threads), *told.part, told.claim.background, self._sums_up(told))
        self.threads.append(new)
        new.places += [] if told.place is not None else self._place_of_paragraph(told.claim)
        item = told.part[1]
        if told.place is None and self.context.running and item and not self.context.items[0]:
            new.places += [] if self._is_elsewhere(item) else self._headline()[:1]
        if new.summed:
            return new
        first = new.number == 0 or self.context.items[told.claim.trigger] > 0
        if (told.place is None and first) or (told.place is not None and told.place.type in AREAS):
            precise = made_precise(self.context, told.claim, told.place, (), OUTSET)
            new.places += [precise] if precise is not None else []
        return new

    def _sums_up(self, told: _Told) -> bool:
        """Whether a claim sums up several events: by its own words, or in the headline of a round-up."""
        claim, wide = told.claim, told.own is None or told.own.type in AREAS
        counted = claim.zone == "headline" and claim.count.op not in ("plural", "vague")
        return sums_up(self.context, claim) or (self.round_up and wide and counted)

    def _place_of_paragraph(self, claim: Claim) -> list[Place]:
        """In a round-up, the place that opens a paragraph holds for all of it: "In Hama, a bomb ... Gunmen shot"."""
        before = self.previous
        if not self.round_up or before is None:
            return []
        paragraph = self.context.paragraph[claim.trigger]
        if self.context.paragraph[before.trigger] != paragraph:
            return []
        opening = next(i for i, number in enumerate(self.context.paragraph) if number == paragraph)
        led = [p for p in self.context.places if p.role == "incident" and opening < p.extent.start <= opening + 4]
        return [p for p in led if self.context.words[opening] in ("in", "near", "at")][:1]

    def _is_aside(self, claim: Claim, found: Thread, part: tuple[int, int]) -> bool:
        """Whether a claim tells of another event in passing, in a sentence about the event before it."""
        current = self.current.get(part)
        if current is None or current is found:
            return False
        passing = all(self.context.distance(claim, one) == 0 for one in found.claims)
        return passing and any(self.context.distance(claim, one) == 0 for one in current.claims)

    def _going_on(self, told: _Told) -> tuple[Thread | None, str]:
        """The event that a claim goes on with, or null, and the rule that says so."""
        claim, current, before = told.claim, self.current.get(told.part), self.previous
        beside = self._told_beside(told)
        if beside is not None:
            return beside, "thread.goes_on"
        if before is not None and self.passing is not None and before in self.passing.claims:
            current = self.passing if self.context.distance(claim, before) == 0 else current
        if before is not None and self.before_denial is not None and self._parts_paragraphs(before, claim):
            current = self.before_denial  # what one paragraph denies is done with when it ends
        total = told_singly_of(self.context, claim)
        if total is not None and not opens_numbered(self.context, before, claim):
            found = next((t for t in self.threads if total.id in t.grounds), None)
            if found is not None and (found.line, found.item) == told.part:
                return found, "thread.of_total"
        if sums_up(self.context, claim) and not is_next_door(self.context, before, claim):
            summed = next((t for t in self.threads if t.summed and (t.line, t.item) == told.part), None)
            if summed is not None and summed.accepts(claim, told.place, told.date):
                return summed, "thread.leads_back"
        if self._turns(told, current):
            return None, "thread.turns"
        of_more = self._of_those_before(told, current)
        if of_more is not None:
            return of_more, "thread.leads_back"
        if current is not None and self._leaves_arrests(claim, current):
            current = self._violent(told) or current
        parted = "thread.first" if current is None else current.parted_by(claim, told.place, told.date)
        known = parted == "thread.day_parts" and self._is_of_known(told)
        if parted is None or known or (parted == "thread.place_parts" and is_of_the_dead(claim)):
            return current, "thread.goes_on"
        if self.context.running:
            again = self._told_in_another_item(told)
            if again is not None:
                return again, "thread.another_item"
        elif current is None and self._is_of_headline(told):
            return self.threads[0], "thread.another_item"
        if told.place is None and told.date is None:
            return None, parted
        earlier = [t for t in reversed(self.threads) if (t.line, t.item) == told.part and t is not current]
        found = next((t for t in earlier if t.places and t.accepts(claim, told.place, told.date)), None)
        return found, parted if found is None else "thread.leads_back"

    def _is_of_known(self, told: _Told) -> bool:
        """Whether a claim names the deed or the dead as known, or people beside them, so that another day is not its own."""
        context, claim = self.context, told.claim
        if names_the_deed(context, claim) or recounts(claim) or is_of_the_dead(claim) or is_nth(context, claim):
            return True
        return is_of_others(context, claim) and self._date(claim) is None

    def _told_beside(self, told: _Told) -> Thread | None:
        """The event of a claim before it with which it is told in one breath; not where a place of its own parts it."""
        before = self.previous
        if before is None or not is_beside(self.context, before, told.claim):
            return None
        found = next((t for t in self.threads if before.id in t.grounds), None)
        if found is None or told.own is None or before.trigger != told.claim.trigger:
            return found
        return None if any(places_part(told.own, other) for other in found.places) else found

    def _of_those_before(self, told: _Told, current: Thread | None) -> Thread | None:
        """``Four more soldiers were hurt``: the event of the soldiers told of before, where the current one has none."""
        context, claim = self.context, told.claim
        if current is None or not counts_more(context, claim) or has_kind(context, current.claims, claim):
            return None
        earlier = (t for t in reversed(self.threads) if (t.line, t.item) == told.part and t is not current)
        found = next((t for t in earlier if has_kind(context, t.claims, claim)), None)
        return found if found is not None and found.accepts(claim, told.own, told.date) else None

    def _leaves_arrests(self, claim: Claim, current: Thread) -> bool:
        """Whether dead or wounded are told in a paragraph after one that told of arrests, abductions or flight alone."""
        told = {one.harm for one in current.claims}
        if claim.harm not in _VIOLENT or _VIOLENT & told:
            return False
        last = current.claims[-1]
        if told == {"displaced"}:
            struck = any(w.role == "used" for w in self.context.in_sentence(last, self.context.weapons))
            return not struck or self._parts_paragraphs(last, claim) or self.context.distance(claim, last) < -1
        if told == {"detained"} and claim.victims.status != "combatant":
            return self.context.distance(claim, last) < 0
        return self._parts_paragraphs(last, claim)

    def _parts_paragraphs(self, before: Claim, claim: Claim) -> bool:
        return self.context.paragraph[before.trigger] != self.context.paragraph[claim.trigger]

    def _violent(self, told: _Told) -> Thread | None:
        """The last event that has dead or wounded, where nothing parts a claim from it."""
        earlier = (t for t in reversed(self.threads) if (t.line, t.item) == told.part)
        last = next((t for t in earlier if any(one.harm in _VIOLENT for one in t.claims)), None)
        return last if last is not None and last.accepts(told.claim, told.place, told.date) else None

    def _told_in_another_item(self, told: _Told) -> Thread | None:
        """The event that an entry of a live blog, or a line of a list of headlines, takes up again."""
        claim, place = told.claim, told.place
        others = [t for t in reversed(self.threads) if t.line == told.part[0] == 0 and t.item != told.part[1]]
        others = [t for t in others if t.accepts(claim, place, told.date)]
        first, context = self._main(), self.context
        if place is not None or context.items[0]:
            others = [t for t in others if not means_part(context, claim, t.claims)]
        if place is not None:
            found = next((t for t in others if any(places_meet(place, other) for other in t.places)), None)
            round_main = first in others and is_site_of_town(place, first.places) if first is not None else False
            return found or (first if round_main and not opens_with_deed(self.context, claim) else None)
        if self.context.items[0] and not recounts(claim):
            return None  # each line of a list of headlines is a story of its own
        return first if first in others and not self._is_elsewhere(told.part[1]) else None

    def _is_of_headline(self, told: _Told) -> bool:
        """Whether the first claim of an entry of a bulletin gives the figure that its headline gives for that place."""
        first = self.threads[0] if self.threads else None
        if first is None or not told.part[1] or any(one.zone != "headline" for one in first.claims):
            return False
        place = told.place or made_precise(self.context, told.claim, None, (), OUTSET)
        here = place is not None and any(may_be_one(place, other) for other in first.places)
        return here and any(gives_figure_of(one, told.claim) for one in first.claims)

    def _main(self) -> Thread | None:
        """The event of the headline: the first told in no item, or the first that is where the headline says."""
        if self.threads and self.threads[0].item == 0:
            return self.threads[0]
        headline = self._headline()
        here = (t for t in self.threads if any(places_meet(p, other) for p in headline for other in t.places))
        return next(here, None)

    def _headline(self) -> list[Place]:
        """Where the headline says that something happened."""
        return [p for p in self.context.places if self.context.sentence[p.extent.start] <= 1 and p.role == "incident"]

    def _is_elsewhere(self, item: int) -> bool:
        """Whether an item names a place where something happened, which is not that of the main event."""
        context, main = self.context, self._main()
        here = [] if main is None else main.places
        told = [p for p in context.places if context.items[p.extent.start] == item and p.role == "incident"]
        return any(not is_aside(context, p) and not any(places_meet(p, other) for other in here) for p in told)

    def _turns(self, told: _Told, current: Thread | None) -> bool:
        before = self.previous
        if before is None:
            return False
        undated = current is not None and before in current.claims and not current.dates
        if undated and recalls(self.context, before, told.claim, told.date):
            return True
        if self.context.distance(told.claim, before) == 0:
            elsewhere = told.own is not None and contrasts(self.context, before, told.claim)
            return (
                elsewhere
                or is_next_door(self.context, before, told.claim)
                or turn_between(self.context.doc, before, told.claim) is not None
            )
        part = (self.context.lines[before.trigger], self.context.items[before.trigger])
        if part == told.part and turn_on_the_way(self.context.doc, before, told.claim) is not None:
            return True
        if turn_of(self.context.doc, told.claim) is not None:
            return True
        if self.round_up and before.zone != "headline" and opens_with_deed(self.context, told.claim):
            return True
        if deed_later(self.context, told.claim) or opens_numbered(self.context, before, told.claim):
            return True
        if current is not None and is_arrest_after(self.context, told.claim, current.claims):
            return True
        dated = dated_deed(self.context, told.claim)
        if (
            dated is not None
            and before.trigger < dated.extent.start < told.claim.trigger
            and is_old_news(self.context, dated)
        ):
            return True
        if current is None or before not in current.claims or not self._opens_paragraph(told.claim):
            return False
        if told.own is None and is_of_fighters(self.context, told.claim, current.claims):
            return True
        if told.own is not None and not current.places:
            return self._is_preposed(told.claim, told.own) or opens_with_place(self.context, told.claim)
        if told.date is None or not undated or before.zone == "headline":
            return False
        return told.date.precision >= 3 and self._is_preposed(told.claim, told.date)

    def _opens_paragraph(self, claim: Claim) -> bool:
        """Whether the sentence of a claim is the first of its paragraph, and tells of no claim before it."""
        start = self.context.doc[claim.trigger].sent.start
        return start == 0 or self.context.paragraph[start - 1] != self.context.paragraph[start]

    def _is_preposed(self, claim: Claim, found: Place | When) -> bool:
        """Whether the sentence of a claim opens with a place or date: "In Hama, a bomb"."""
        start = self.context.doc[claim.trigger].sent.start
        return start <= found.extent.start <= start + 4 and found.extent.start < claim.trigger


def threads(context: Context) -> dict[str, Thread]:
    """The thread of each claim that is in one, by the claim's id.

    >>> import tollbook
    >>> from tollbook.circumstance.context import context
    >>> doc = tollbook.load()("Shelling killed two men in Homs. Three others were hurt. In Aleppo, a bomb killed five.")
    >>> [thread.number for thread in threads(context(doc)).values()]
    [0, 0, 1]
    """
    gathering = _Gathering(context)
    return {claim.id: gathering.thread(claim) for claim in context.claims if claim.scope not in RUNNING}

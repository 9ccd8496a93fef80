"""Puts cue, source and content together, in the order of the cues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..spans import by_id
from ..values import Actor, Attribution, Extent
from .company import accepts, company
from .contents import clause_end, content_of
from .display import displayed
from .page import Page
from .phrases import source_left, source_right, verb_group_start
from .report import Report
from .sources import antecedent, by_phrase, governed, inverted
from .stances import stance_of
from .tables import Entry, index, noun_forms
from .verbs import Found, as_verb, candidates
from .words import AUXILIARIES, DASHES, POSSESSIVES, PREPOSITIONS

_STRONG = frozenset("say tell add report claim deny confirm accuse warn according write admit acknowledge".split())
_SPEECH = frozenset({"say", "tell", "add"})
_PASSED_ON = frozenset("saying adding stating warning confirming claiming denying telling reporting explaining".split())
_NOBODY = frozenset("no nobody none neither nothing".split())
_CONTRASTS = frozenset("though although while whereas but".split())
_ROUNDING = frozenset("at least about some nearly around more than".split())
_JOINTS = frozenset("and but though although then or".split())
_NO_SPEAKERS = frozenset(
    """head person capita timetable schedule plan plans law rules needs size whether how age taste injuries wounds severity
    seriousness gravity situation circumstances extent nature type kind weather terrain""".split()
)
"""What something may be done according to, or counted per."""

_CHECKED = frozenset("verify confirm check corroborate".split())
_NOUN_LINKS = frozenset("that of to about for against".split())


class Reader:
    """Reads the attributions of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.reports: list[Report] = []
        self.taken: set[int] = set()
        self.forms: dict[int, str] = {}
        self.actors = by_id(page.actors)
        self.pending: Actor | None = None

    def read(self) -> Iterator[Attribution]:
        """Yield the attributions, in order of their cues."""
        for extent, entry in candidates(self.page):
            if self.page.is_furniture(extent.start):
                continue
            if not self.taken.isdisjoint(range(extent.start, extent.end)):
                continue
            report = self._report(extent, entry)
            if report is not None and self._completes(report):
                continue
            if report is not None:
                self.reports.append(report)
                self.taken.update(range(report.cue.start, report.cue.end))
        self.reports += displayed(self.page, {report.cue.start for report in self.reports})
        for n, report in enumerate(sorted(self.reports, key=lambda r: r.cue), 1):
            yield self._value(f"t{n}", report)

    def _completes(self, report: Report) -> bool:
        """Whether a report is the rest of "the daily, citing a source, said": its content then belongs to the source."""
        if self.pending is None or not self.reports or report.content is None:
            return False
        citing = self.reports[-1]
        same = self.page.sentence(citing.cue.start) == self.page.sentence(report.cue.start)
        relay, self.pending = self.pending, None
        if not same or report.source is None or not report.source.overlaps(relay.extent):
            return False
        self.reports[-1] = replace(citing, content=report.content)
        return True

    def _report(self, extent: Extent, entry: Entry) -> Report | None:
        if entry.cue.pos == "verb":
            return self._verb(extent, entry)
        if entry.cue.pos == "noun":
            return self._noun(extent, entry)
        if entry.cue.pos == "preposition":
            return self._preposition(extent, entry)
        return self._adverb(extent, entry)

    # Verbs ---------------------------------------------------------------------------------------------------------

    def _verb(self, extent: Extent, entry: Entry) -> Report | None:
        page = self.page
        if (
            extent.start - 1 in self.taken
            and entry.form in ("base", "third")
            and page.word(extent.start) in noun_forms()
        ):
            return None
        group = verb_group_start(page, extent.start)
        found = as_verb(page, extent, entry, group)
        if found is None:
            return None
        source = self._source(found)
        if source is not None and page.word(source.start) in _NOBODY:
            return None
        phrase = (
            extent if source is None else Extent(min(source.start, group, extent.start), max(source.end, extent.end))
        )
        near = company(page, found, min(phrase.start, group))
        frame = accepts(page, found, near, source)
        if frame is None:
            return None
        joined = self._joined(found, source)
        if not joined and self._is_nested(found, frame):
            return None
        self.forms[extent.start] = entry.form
        content = content_of(page, found, near, frame, source, phrase)
        relay = self._relay(found)
        if entry.cue.id in ("cite", "quote") and not found.passive:
            passed_on = self._passed_on(found, source)
            if passed_on is not None:
                return passed_on
        return Report(extent, entry.cue.stance, f"{entry.cue.id}.{frame}", source, content, relay)

    def _joined(self, found: Found, source: Extent | None) -> bool:
        """Whether a cue is coordinated with an earlier one ("denied it and said that"), whose content then ends before it."""
        page = self.page
        start = found.group if source is None else min(found.group, source.start)
        while page.word(start - 1) in _ROUNDING:
            start -= 1
        shared = page.word(found.group - 1) in _JOINTS
        if not shared and page.word(start - 1) not in _CONTRASTS:
            return False
        for n in range(len(self.reports) - 1, max(-1, len(self.reports) - 4), -1):
            earlier = self.reports[n]
            if (
                earlier.content is None
                or not earlier.content.contains(found.extent)
                or earlier.cue.start > found.extent.start
            ):
                continue
            if (
                shared
                and self.forms.get(earlier.cue.start) != found.entry.form
                and page.word(earlier.cue.start) != "put"
            ):
                continue
            end = found.group - 1 if shared else start - 1
            if end > earlier.content.start:
                self.reports[n] = replace(earlier, content=page.without_marks(Extent(earlier.content.start, end)))
            return True
        return False

    def _is_nested(self, found: Found, frame: str) -> bool:
        """Whether a mere attitude stands in what somebody else says: "she said he wanted to leave" is one report."""
        strong = (
            found.cue.id in _STRONG
            or frame in ("quotation", "document")
            or (frame == "speech" and found.cue.stance != "estimate")
        )
        return not strong and any(
            r.content is not None and r.content.contains(found.extent) and r.cue.start < found.extent.start
            for r in self.reports[-4:]
        )

    def _source(self, found: Found) -> Extent | None:
        page = self.page
        if found.passive:
            return by_phrase(page, found)
        behind = inverted(page, found)
        if behind is not None:
            return behind
        if found.entry.form == "ing" and page.word(found.group - 1) in DASHES | {",", "", "”", '"', ";"}:
            return self._shared(found)
        if found.entry.form == "ing" and page.word(found.group - 1) in PREPOSITIONS | {"while", "when"}:
            return self._shared(found)
        if page.word(found.group - 1) in ("who", "whom", "which"):
            return antecedent(page, found.group - 1)
        shared = governed(page, found)
        if shared is not None and page.quoted_at(shared.start) == page.quoted_at(found.extent.start):
            return self._speaker_of(found) or shared
        left = source_left(page, found.group)
        if left is None or page.word(found.group - 1) in ("and", "but", "then", ","):
            return left if left is not None and page.word(found.group - 1) == "," else self._shared(found)
        return left

    def _speaker_of(self, found: Found) -> Extent | None:
        """Who goes on speaking: "the mayor told AFP that gunmen had killed four and said" has the mayor say it."""
        if found.cue.id not in _SPEECH:
            return None
        start = self.page.sentence(found.extent.start).start
        return next(
            (
                r.source
                for r in reversed(self.reports)
                if r.cue.start >= start
                and r.content is not None
                and r.content.contains(found.extent)
                and r.rule.split(".")[0] in _SPEECH
                and self.forms.get(r.cue.start) == found.entry.form
            ),
            None,
        )

    def _shared(self, found: Found) -> Extent | None:
        """The source of the report before it in the same sentence, else the subject of the sentence."""
        sentence = self.page.sentence(found.extent.start)
        earlier = [
            r for r in self.reports if sentence.start <= r.cue.start < found.extent.start and r.source is not None
        ]
        if earlier:
            return earlier[-1].source
        before = self.page.ending.get(found.group - 1)
        if before is not None and not before.adjective and self.page.word(found.group - 1) == ",":
            return before.extent
        actor = next(
            (a for a in self.page.actors if sentence.start <= a.extent.start < found.extent.start and not a.adjective),
            None,
        )
        return actor.extent if actor is not None and actor.extent.start - sentence.start < 4 else None

    def _relay(self, found: Found) -> Extent | None:
        """The outlet that was told."""
        if found.cue.id != "tell" or found.passive:
            return None
        outlet = next(
            (
                a
                for a in self.page.actors
                if a.kind == "outlet" and found.extent.end <= a.extent.start <= found.extent.end + 3
            ),
            None,
        )
        if outlet is None or (
            outlet.rule == "head.outlet"
            and len(outlet.extent) == 1
            and self.page.word(outlet.extent.start).endswith("s")
        ):
            return None
        return outlet.extent

    def _passed_on(self, found: Found, outlet: Extent | None) -> Report | None:
        """What an outlet has from somebody: "SANA, quoting a military source, said", "it cited him as saying"."""
        page = self.page
        relay = self._actor(outlet)
        source = source_right(page, found.extent.end)
        if source is None or relay is None or relay.kind != "outlet":
            return None
        speaker = self._actor(source)
        if speaker is None or speaker.extent == relay.extent:
            return None
        i = source.end + (page.word(source.end) == "as")
        sentence = page.sentence(found.extent.start)
        if page.word(i) in _PASSED_ON:
            start = i + 1 + (page.word(i + 1) == "that")
            content = page.without_marks(Extent(start, clause_end(page, start, sentence.end)))
            return Report(Extent(i, i + 1), found.cue.stance, "pass-on.saying", source, content, relay.extent)
        sibling = next(
            (r for r in reversed(self.reports) if sentence.start <= r.cue.start and r.source == outlet), None
        )
        content = sibling.content if sibling is not None else None
        self.pending = None if content is not None else relay
        return Report(found.extent, found.cue.stance, "pass-on.citing", source, content, relay.extent)

    # Nouns, prepositions, adverbs ------------------------------------------------------------------------------------

    def _noun(self, extent: Extent, entry: Entry) -> Report | None:
        page = self.page
        link = page.word(extent.end)
        if page.quoted_at(extent.start) >= 0 or link not in _NOUN_LINKS or extent.start == 0:
            return None
        if link == "that" and (page.word(extent.end + 1) in AUXILIARIES or page.word(extent.end + 1) in index()):
            return None
        owner = self._owner(extent.start)
        if owner is None and not self.taken.isdisjoint(range(extent.start - 5, extent.start)):
            return None
        if link == "that" and "not" in self.page.lower[extent.end : extent.end + 5]:
            told = self.page.lower[extent.end : extent.end + 7]
            if not _CHECKED.isdisjoint(told):
                return None
        if owner is None and link not in ("that", "of"):
            return None
        if (
            owner is None
            and link == "of"
            and entry.cue.id
            not in ("n-report", "n-allegation", "n-accusation", "n-claim", "n-rumor", "n-rumour", "n-fear", "n-warning")
        ):
            return None
        if owner is None and entry.cue.id == "n-report":
            # "unconfirmed reports of" are the source themselves; "describing reports of" is what somebody does with them.
            owner = source_left(page, extent.end)
            if owner is not None and page.word(owner.start).endswith("ing") and len(owner) > 1:
                owner = Extent(extent.start, extent.end)
        sentence = page.sentence(extent.start)
        start = extent.end + 1
        content = page.without_marks(Extent(start, clause_end(page, start, sentence.end)))
        return Report(extent, entry.cue.stance, f"{entry.cue.id}.{link}", owner, content)

    def _owner(self, i: int) -> Extent | None:
        """Whose claim it is: a possessive within three words before the noun."""
        page = self.page
        floor = page.sentence(i).start
        for j in range(i - 1, max(floor, i - 4) - 1, -1):
            if j in self.taken:
                return None
            if page.word(j) in ("his", "her", "its", "their"):
                return Extent(j, j + 1)
            if page.word(j) in POSSESSIVES:
                return source_left(page, j) if page.word(j) in ("'s", "’s", "'", "’") else None
            if not page.is_alpha(j):
                return None
        return None

    def _preposition(self, extent: Extent, entry: Entry) -> Report | None:
        page = self.page
        initial = extent.start <= page.sentence(extent.start).start + 1
        source = source_right(page, extent.end, closed=initial)
        if source is None or not _NO_SPEAKERS.isdisjoint(page.lower[source.start : source.start + 4]):
            return None
        if entry.cue.id == "p-per" and not any(a.extent.overlaps(source) for a in page.actors):
            return None
        sentence = page.sentence(extent.start)
        head = page.back(extent.start)
        if extent.start <= sentence.start + 1 or page.word(head) in ("but", "and", "that"):
            content = page.without_marks(Extent(source.end, clause_end(page, source.end, sentence.end)))
        else:
            content = self._before_preposition(extent, source, sentence)
        return Report(extent, entry.cue.stance, f"{entry.cue.id}.source", source, content)

    def _before_preposition(self, extent: Extent, source: Extent, sentence: Extent) -> Extent | None:
        page = self.page
        quotation = page.quotation_before(extent.start)
        start = sentence.start if quotation is None else page.quotations[quotation].start
        if page.word(source.end) == "," and source.end + 3 < sentence.end:
            return page.without_marks(Extent(start, sentence.end))
        return page.without_marks(Extent(start, extent.start))

    def _adverb(self, extent: Extent, entry: Entry) -> Report | None:
        page = self.page
        if page.quoted_at(extent.start) >= 0:
            return None
        return Report(
            extent, entry.cue.stance, f"{entry.cue.id}.adverb", None, page.without_marks(page.sentence(extent.start))
        )

    # Values ----------------------------------------------------------------------------------------------------------

    def _actor(self, source: Extent | None) -> Actor | None:
        """The mention that a source is: the one that holds its head, else the first in it."""
        if source is None:
            return None
        inside = [a for a in self.page.near(source) if a.extent.overlaps(source) and not a.adjective]
        return min(inside, key=lambda a: (a.extent.start, -a.extent.end), default=None)

    def _value(self, id_: str, report: Report) -> Attribution:
        actor = self._actor(report.source)
        body = None if actor is None or actor.affiliation is None else self.actors.get(actor.affiliation)
        kind = None if actor is None else actor.kind if body is None else body.kind
        extent = report.cue
        for part in (report.source, report.content):
            extent = extent if part is None else extent.joined(part)
        outwards = self.page.outwards
        return Attribution(
            id=id_,
            extent=outwards(extent) or extent,
            cue=outwards(report.cue) or report.cue,
            stance=stance_of(self.page, report.stance, report.rule.split(".")[0], actor, report.content),
            rule=report.rule,
            source=outwards(report.source),
            actor=None if actor is None else actor.id,
            source_type=kind,
            content=outwards(report.content),
            relay=outwards(report.relay),
        )

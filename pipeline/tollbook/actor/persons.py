"""Persons by name: with a title, a function, an affiliation, or beside a verb of speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..values import ActorKind, Extent
from .draft import Draft
from .grammar import Reader
from .lexer import Hit
from .tables import acts, name_ends, titles
from .words import Words

_PARTICLES = frozenset(
    """al el bin ibn bint abu abd ould de la las los del della da dos von van der den ter ten di du le st bou ben ul ur
    e""".split()
)
_NOT_NAMES = frozenset(
    """the a an this that these those he she it they we i you his her its their our my monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november december jan feb
    mar apr jun jul aug sept sep oct nov dec in on at by for from to of with as and or but if when while after before
    since until because although though however meanwhile earlier later also then there here what who why how which
    where yes no not some many most all both one two three four five six seven eight nine ten another other others
    according despite during under over about around near between against yesterday today tomorrow last next first
    second third several dozens hundreds thousands nobody everyone each every such mr mrs ms dr asked told said says
    afterwards so still even just only more than at least war north south east west northern southern eastern western
    islam muslim god internet twitter facebook photo image video file getty""".split()
)
_LEADING = frozenset(
    """head chief director leader president chairman chairwoman founder member spokesman spokeswoman spokesperson
    commander governor mayor minister secretary coordinator manager professor ambassador""".split()
)
_PLACE_WORDS = frozenset("in of at near from on to into around outside across for with over".split())
_OF = frozenset({"of", "from", "for", "at", "with"})
_LONGEST_NAME = 6
_HYPHENS = frozenset("-‐‑–")


class People:
    """Reads the names of persons beside what a `Reader` found.

    Args:
        words: The words of the document.
        hits: What the lexer found.
        reader: The mentions by noun, name and country, already read.
        drafts: Those mentions.
    """

    def __init__(self, words: Words, hits: Sequence[Hit], reader: Reader, drafts: Sequence[Draft]) -> None:
        self.words = words
        self.doc = words.doc
        self.lower = words.lower
        self.texts = words.texts
        self.reader = reader
        self.hits = hits
        self.starting = {draft.extent.start: draft for draft in drafts}
        self.ending = {draft.extent.end: draft for draft in drafts}
        self.known: dict[str, Draft] = {}

    def drafts(self) -> list[Draft]:
        """Every person, and every other capitalised name beside a verb of speech."""
        self._join_known()
        found = [*self._titled(), *self._by_function(), *self._speaking(), *self._told()]
        for draft in sorted(found, key=lambda d: d.extent.start):
            if draft.person:
                self.known.setdefault(draft.name.split()[-1].lower(), draft)
        return [*found, *self._again()]

    # Names -------------------------------------------------------------------------------------------------------

    def _is_name_word(self, i: int) -> bool:
        if i < 0 or i >= len(self.doc) or i in self.reader.used:
            return False
        text = self.texts[i]
        if not text[0].isupper() or self.lower[i] in _NOT_NAMES or not any(c.isalpha() for c in text):
            return False
        return not any(c.isdigit() for c in text) and (not self.lower[i].endswith("ly") or self.lower[i] in name_ends())

    def _right(self, start: int) -> int:
        """The end of the name that starts here; ``start`` itself where none does."""
        end = i = start
        shouting = start < len(self.doc) and self.words.shouts(start)
        while i < len(self.doc) and i - start < _LONGEST_NAME:
            if self._is_name_word(i) and not (shouting and self._is_verb(i)):
                end = i = i + 1
            elif (self.lower[i] in _PARTICLES or self.texts[i] in _HYPHENS) and i > start and self._is_name_word(i + 1):
                i += 1
            elif self.lower[i] in _PARTICLES and self._is_name_word(i + 2) and self.texts[i + 1] in _HYPHENS:
                i += 2
            else:
                break
        return end

    def _left(self, end: int) -> int:
        """The start of the name that ends here; ``end`` itself where none does."""
        start = i = end
        floor = self.words.floor(end - 1) if end else 0
        while i - 1 >= floor and end - (i - 1) <= _LONGEST_NAME:
            i -= 1
            if self._is_name_word(i):
                start = i
            elif start == end or not (self.lower[i] in _PARTICLES or self.texts[i] in _HYPHENS):
                break
        return end if start > floor and self.texts[start - 1] in _HYPHENS else start

    def _is_verb(self, i: int) -> bool:
        return self.lower[i] in acts("speech") or self.lower[i] in acts("act")

    def _make(
        self, extent: Extent, rule: str, kind: ActorKind, title: Extent | None = None, *, whole: Extent | None = None
    ) -> Draft:
        """A mention of a person; ``extent`` is the bare name, ``whole`` the name with what belongs to it."""
        self.reader.used.update(range(extent.start, extent.end))
        return Draft(
            extent=whole or extent,
            name=self.doc[extent.start : extent.end].text,
            kind=kind,
            rule=rule,
            head=extent.end - 1,
            title=title,
        )

    # Where names are told by what stands beside them ---------------------------------------------------------------

    def _titled(self) -> Iterator[Draft]:
        for hit in self.hits:
            key = hit.get("title")
            if key is None:
                continue
            before = self.ending.get(hit.extent.end)
            if not self.reader.is_free(hit.extent) and before is None:
                continue
            end = self._right(hit.extent.end)
            if end == hit.extent.end or (
                not self.texts[hit.extent.start][0].isupper() and before is None and end - hit.extent.end < 2
            ):
                continue
            start = before.extent.start if before is not None else hit.extent.start
            row = titles()[key.row]
            draft = self._make(
                Extent(hit.extent.end, end), f"person.title.{row.id}", row.kind, Extent(start, hit.extent.end),
                whole=Extent(start, end),
            )  # fmt: skip
            if before is not None:
                self._absorb(before, draft)
            self._apposition(draft)
            yield draft

    def _join_known(self) -> None:
        """Join a function to the name of the table behind it: "President Putin", "news agency AFP"."""
        for known in list(self.starting.values()):
            if not known.rule.startswith("name."):
                continue
            before = self.ending.get(known.extent.start)
            if (
                before is not None
                and before.sort == "people"
                and (known.kind == "person" or before.kind == known.kind == "outlet")
            ):
                before.rule = "absorbed"
                known.title, start = before.extent, before.extent.start
            elif known.kind == "person":
                hit = next((h for h in self.hits if h.extent.end == known.extent.start and h.get("title")), None)
                if hit is None:
                    continue
                known.title, start = hit.extent, hit.extent.start
                self.reader.used.update(range(start, hit.extent.end))
            else:
                continue
            known.extent = Extent(start, known.extent.end)

    def _absorb(self, part: Draft, whole: Draft) -> None:
        """A function before a name is the person's title, and no mention of its own."""
        part.rule = "absorbed"
        whole.country = whole.country or part.country
        if whole.kind in ("person", "official"):
            whole.kind = part.kind
        whole.affiliation = part.affiliation

    def _by_function(self) -> Iterator[Draft]:
        """Yield names right behind a function: "police spokesman Ahmed Khan"."""
        for draft in list(self.starting.values()):
            if draft.rule == "absorbed" or draft.sort not in ("people", "force") or draft.person:
                continue
            end = self._right(draft.extent.end)
            if end - draft.extent.end < 2 or is_plural(self.lower[draft.head]):
                continue
            if self.words.shouts(draft.extent.end):
                continue
            person = self._make(
                Extent(draft.extent.end, end), "person.function", draft.kind, draft.extent,
                whole=Extent(draft.extent.start, end),
            )  # fmt: skip
            self._absorb(draft, person)
            yield person

    def _speaking(self) -> Iterator[Draft]:
        """Yield names beside a verb of speech, and names with an apposition that says who they are."""
        for i, word in enumerate(self.lower):
            if word not in acts("speech"):
                continue
            found = self._before_verb(i) or self._after_verb(i)
            if found is not None:
                yield found

    def _told(self) -> Iterator[Draft]:
        """Yield outlets that are told: "officials told Zelba Daily"."""
        for i, word in enumerate(self.lower):
            if word in ("told", "tells"):
                end = self._right(i + 1)
                if end - i > 2 and name_ends().get(self.lower[end - 1]) == "outlet":
                    yield self._make(Extent(i + 1, end), "name.by_form", "outlet")

    def _before_verb(self, i: int) -> Draft | None:
        end = i
        while end > 0 and (self.lower[end - 1] in _SKIPPED or self.lower[end - 1].endswith("ly")):
            end -= 1
        if end == 0:
            return None
        if self.lower[end - 1] == ")":
            end = self._before_bracket(end)
        direct = self._left(end)
        if direct < end:
            before = self.lower[direct - 1] if direct > self.words.floor(end - 1) else ""
            return None if before in _PLACE_WORDS else self._name(Extent(direct, end))
        owner = self._of(end)
        if owner is not None:
            return owner
        return self._apposed(end)

    def _before_bracket(self, end: int) -> int:
        """Where a name ends behind which a short form stands in brackets; ``end`` itself where none does."""
        return end - 3 if end > 3 and self.lower[end - 3] == "(" else end

    def _of(self, end: int) -> Draft | None:
        """A name with its affiliation before the verb: "Omar Saleh of the White Helmets told"."""
        body = self.ending.get(end)
        if body is None:
            return None
        i = body.extent.start - 1
        if i > 0 and self.lower[i] == "the":
            i -= 1
        if i > 0 and self.lower[i] in ("of", "from", "for", "at", "with") and self._is_name_word(i - 1):
            start = self._left(i)
            person = self._name(Extent(start, i))
            if person is not None:
                person.affiliation = body
            return person
        return None

    def _apposed(self, end: int) -> Draft | None:
        """A name parted from the verb by an apposition: "Omar Saleh, head of the Observatory, told"."""
        floor = self.words.floor(end - 1)
        closing = end - 1 if self.lower[end - 1] == "," else end
        comma = next((j for j in range(closing - 1, max(floor, closing - 25), -1) if self.lower[j] == ","), None)
        while comma is not None and comma > floor:
            start = self._left(comma)
            if start < comma and closing == end and not (comma - start > 1 and self.lower[comma + 1] in _LEADING):
                return None
            if start < comma:
                if comma - start < 2 and (start == floor or not self._names_function(comma + 1, closing)):
                    return None
                person = self._name(Extent(start, comma))
                if person is not None:
                    self._give_apposition(person, Extent(comma + 1, closing))
                return person
            comma = next((j for j in range(comma - 1, max(floor, closing - 25), -1) if self.lower[j] == ","), None)
        return None

    def _names_function(self, start: int, end: int) -> bool:
        return any(i in self.starting for i in range(start, end)) or any(
            self.lower[i] in _LEADING for i in range(start, end)
        )

    def _after_verb(self, i: int) -> Draft | None:
        if self.lower[i] not in (
            "said",
            "says",
            "told",
            "added",
            "wrote",
            "explained",
            "warned",
            "tweeted",
            "asked",
            "recalled",
        ):
            return None
        if i and not (self.doc[i - 1].is_punct or self.doc[i - 1].is_quote):
            return None
        end = self._right(i + 1)
        if end == i + 1:
            return None
        person = self._name(Extent(i + 1, end))
        if person is not None:
            self._apposition(person)
        return person

    def _name(self, extent: Extent) -> Draft | None:
        """A mention of a capitalised name: a body if its last word says so, a person otherwise."""
        if self.words.shouts(extent.start):
            return None
        last = self.lower[extent.end - 1]
        kind = name_ends().get(last)
        if kind is None:
            kind = next((k for j in range(extent.start, extent.end) if (k := name_ends().get(self.lower[j]))), None)
        if kind is not None:
            draft = self._make(extent, "name.by_form", kind)
            whole = self.reader.bracketed(extent)
            if whole != extent:
                draft.extent, draft.alias = whole, self.texts[whole.end - 2]
            return draft
        if len(extent) == 1 and self.texts[extent.start].isupper() and len(self.texts[extent.start]) > 2:
            return self._make(extent, "name.short", "other")
        return self._make(extent, "person.speech", "person")

    # Appositions -----------------------------------------------------------------------------------------------------

    def _apposition(self, person: Draft) -> None:
        """Take what stands between commas behind a name for its title, where it names a function."""
        i = person.extent.end
        if i + 1 >= len(self.doc) or self.lower[i] != ",":
            return
        limit = min(len(self.doc), i + 25, self.words.ceiling(i))
        close = next((j for j in range(i + 1, limit) if self.doc[j].is_punct and self.lower[j] not in _HYPHENS), limit)
        first = next(
            (j for j in range(i + 1, min(close, i + 7)) if j in self.starting or self.lower[j] in _LEADING), None
        )
        if first is not None:
            self._give_apposition(person, Extent(i + 1, close))

    def _give_apposition(self, person: Draft, extent: Extent) -> None:
        if person.title is None and len(extent) > 0:
            person.title = extent
        inside = [
            d for s, d in sorted(self.starting.items()) if extent.start <= s < extent.end and d.rule != "absorbed"
        ]
        body = next((d for d in reversed(inside) if d.catalogue is not None or d.sort == "body"), None)
        if body is not None and person.affiliation is None:
            person.affiliation = body
        if person.kind == "person" and inside and inside[0].sort == "people" and inside[0].rule != "head.leader":
            person.kind = inside[0].kind

    # The same person again ---------------------------------------------------------------------------------------------

    def _again(self) -> Iterator[Draft]:
        """Yield the surnames of persons who were named in full."""
        for i, word in enumerate(self.lower):
            if word in self.known and self._is_name_word(i) and i not in self.reader.used:
                start = self._left(i + 1)
                if start > i:
                    continue
                if start < i and word == self.known[word].name.split()[-1].lower() and i - start > 4:
                    start = i
                yield self._make(Extent(start, i + 1), "person.again", self.known[word].kind)


_SKIPPED = frozenset(
    """has have had also later earlier then never already again still both is was reportedly who recently himself herself
    itself has- will would did not n't n’t""".split()
)


def is_plural(word: str) -> bool:
    """Whether a function noun is plural, so that a name behind it is one of several.

    >>> is_plural("officials"), is_plural("spokesman"), is_plural("police")
    (True, False, True)
    """
    return (word.endswith("s") and not word.endswith("ss")) or word in ("police", "media", "people")

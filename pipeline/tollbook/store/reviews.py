"""What people decided about claims.

A review holds on to the words of a claim (article, harm, characters of the number), not to an extraction: a new one that
reads the same words is reviewed already. Views join the latest review to the claim whose words it touches; a review
that touches none is kept and listed in ``reviews_unmatched``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias, get_args

from sqlalchemy import insert, select

from ..errors import StoreError
from ..values import Harm, Status
from . import migrate, writers
from .connect import database, must_exist, speaking
from .rows import shown
from .schema import articles, claims, reviews
from .urls import Address

Verdict: TypeAlias = Literal["accepted", "rejected", "corrected"]


@dataclass(frozen=True, slots=True)
class Review:
    """A decision about a claim.

    Attributes:
        record_id, claim_id: The claim, by its present id.
        low, high, harm, status: Of a correction what is right instead; null where the claim stands. A figure is
            corrected as a whole: where one bound is given, the other is open.
        reviewer: By whom. note: Why. at: When, ISO 8601 in UTC; now by default.
    """

    record_id: str
    claim_id: str
    verdict: Verdict
    reviewer: str
    low: int | None = None
    high: int | None = None
    harm: str | None = None
    status: str | None = None
    note: str | None = None
    at: str | None = None


def _check(review: Review) -> None:
    given = [one for one in (review.low, review.high, review.harm, review.status) if one is not None]
    if review.verdict not in get_args(Verdict):
        raise StoreError(f"verdict {review.verdict!r} is none of {', '.join(get_args(Verdict))}")
    if (review.verdict == "corrected") != bool(given):
        raise StoreError("a correction, and nothing else, says what is right: low, high, harm or status")
    if review.harm is not None and review.harm not in get_args(Harm):
        raise StoreError(f"harm {review.harm!r} is none of {', '.join(get_args(Harm))}")
    if review.status is not None and review.status not in get_args(Status):
        raise StoreError(f"status {review.status!r} is none of {', '.join(get_args(Status))}")
    if review.low is not None and review.high is not None and review.low > review.high:
        raise StoreError(f"low {review.low} is above high {review.high}")
    if any(number is not None and not 0 <= number < 2**63 for number in (review.low, review.high)):
        raise StoreError("low and high are numbers of people")
    if not review.reviewer.strip():
        raise StoreError("a review says by whom it is")


def add(address: Address, review: Review) -> None:
    """Write down a decision; earlier ones about the same claim stay, and the latest holds.

    Raises:
        StoreError: Where there is no such claim, or the review contradicts itself.
    """
    _check(review)
    review = Review(**shown(asdict(review)))
    must_exist(address)
    with speaking(address), database(address).connect() as connection, connection.begin():
        writers.begin(connection)
        migrate.readable(connection, address)
        found = connection.execute(
            select(claims.c.harm, claims.c.anchor_start, claims.c.anchor_end, claims.c.quote)
            .join(articles, articles.c.id == claims.c.article_id)
            .where(articles.c.record_id == review.record_id, claims.c.id == review.claim_id)
        ).one_or_none()
        if found is None:
            raise StoreError(f"{address.shown}: no claim {review.claim_id!r} in an article {review.record_id!r}")
        connection.execute(
            insert(reviews).values(
                record_id=review.record_id,
                **found._mapping,
                verdict=review.verdict,
                new_harm=review.harm,
                new_low=review.low,
                new_high=review.high,
                new_status=review.status,
                reviewer=review.reviewer,
                reviewed_at=review.at or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                note=review.note,
            )
        )

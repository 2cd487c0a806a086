"""Facts told as one batch, which the broker takes whole or not at all, waiting for its disk once and not for each."""

from __future__ import annotations

LARGEST_BATCH = 1000
"""So many the broker takes in one batch, as it is set."""


def batch_headers(batch: str, place: int, count: int) -> dict[str, str]:
    """What marks a message as part of a batch; only the last one is answered, for all of them.

    Args:
        batch: its name, at most 64 characters; never used again.
        place: the message's, from 1.
        count: messages in the batch.
    """
    whole = {"Nats-Batch-Commit": "1"} if place == count else {}
    return {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(place), **whole}

"""The fingerprint of a block: what an outlet's pages repeat is recognised by it."""

from __future__ import annotations

from hashlib import blake2b

from pipeline.clean.fold import fold


def block_hash(text: str) -> str:
    """16 hex digits over the folded text: equal for blocks that read the same.

    >>> block_hash("Sign up  for our Newsletter") == block_hash("sign up for our newsletter")
    True
    """
    return blake2b(fold(text).encode(), digest_size=8).hexdigest()

"""Clean: bytes -> text -> a page -> blocks, without the markup and the leftovers."""

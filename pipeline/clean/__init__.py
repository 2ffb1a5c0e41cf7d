"""Clean: bytes -> text -> a page -> blocks, without the markup and the leftovers."""

from pipeline.lazy import load_later

# BeautifulSoup imports both, and we need neither: elements are selected by lexbor, and bytes are
# decoded before. A twentieth of a second of each start.
load_later("soupsieve", "charset_normalizer")

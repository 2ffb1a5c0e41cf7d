"""The past: what was captured is read again, and what was missed is loaded."""

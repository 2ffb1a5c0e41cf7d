"""Annotate: the fields inside the text: who said what, as whom, about whom, when."""

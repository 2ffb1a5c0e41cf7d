"""The command line's groups: one module each, imported by ``pipeline.cli``."""

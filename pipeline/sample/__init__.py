"""The sample outlet: a small newspaper of invented articles, served on loopback."""

"""The web page over the published snapshot: sources, runs, articles, today. It only reads."""

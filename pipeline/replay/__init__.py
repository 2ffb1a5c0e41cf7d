"""What was fetched once, read again: without the network, by the extractor of today."""

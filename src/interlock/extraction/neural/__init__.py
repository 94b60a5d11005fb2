"""The neural reader: mentions and claims by a small multilingual encoder, offline."""

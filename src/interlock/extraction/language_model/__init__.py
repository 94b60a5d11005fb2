"""A language model as a reader: what it answers is believed as far as the document bears it out."""

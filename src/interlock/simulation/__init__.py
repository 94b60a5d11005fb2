"""Stress: the year map, what it costs whom, and the named models that are special cases of it."""

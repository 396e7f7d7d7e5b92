"""Merging two versions of one report, and what waits for a choice."""

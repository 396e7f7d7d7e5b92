"""A folder of drafts: names, list, trash, locks, reading and writing."""

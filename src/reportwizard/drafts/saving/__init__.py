"""When an open draft is saved, by which thread, and where its text goes meanwhile."""

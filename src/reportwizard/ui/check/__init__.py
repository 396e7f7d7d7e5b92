"""What a reader may ask, as a list of work."""

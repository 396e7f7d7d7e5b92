"""Two versions of one report put together, and what waits for a choice."""

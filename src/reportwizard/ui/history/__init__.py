"""Earlier versions of an answer, and two versions at one time."""

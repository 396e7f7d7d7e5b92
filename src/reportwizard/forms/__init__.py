"""What is asked: forms are data, never code."""

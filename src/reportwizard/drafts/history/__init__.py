"""Earlier versions of the answers of a draft, and what changed between two of them."""

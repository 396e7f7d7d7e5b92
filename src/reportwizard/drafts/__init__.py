"""What is kept: drafts on disk, always complete."""

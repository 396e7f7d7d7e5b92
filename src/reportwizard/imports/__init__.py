"""What comes in: published pages and our own exports become drafts."""

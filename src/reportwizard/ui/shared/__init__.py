"""What all screens share: the frame around a page, its lines, lists, and text drawn safely."""

"""Numbers told in the text against the numbers in the tables."""

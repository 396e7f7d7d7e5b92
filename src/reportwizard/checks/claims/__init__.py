"""Numbers in the text compared with the numbers in the tables."""

"""Small windows that ask for words, or for one thing out of several."""

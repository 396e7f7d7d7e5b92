"""One control for each kind of answer."""

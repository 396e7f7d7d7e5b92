"""What is wrong, and what a program officer would ask: pure functions from a report to findings."""

"""What is answered: a form and the answers to it."""

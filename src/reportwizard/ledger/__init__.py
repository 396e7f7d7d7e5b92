"""What was paid: a list of expenses, read from a draft, a CSV file or the Foundation's budget sheet."""

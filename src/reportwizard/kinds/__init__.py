"""The kinds of answer: what each reads, keeps and shows. One pure module a kind; see `registry`."""

"""Which texts speak of the same thing, in Swedish and English: plain data in, plain data out, no database."""

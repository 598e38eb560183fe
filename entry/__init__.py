"""How what people type is read and kept: sums of money, and a warning before personal identity numbers."""

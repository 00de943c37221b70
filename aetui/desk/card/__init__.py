"""Work cards and what stands on them (D4, R6, R8, Q2)."""

"""Work cards: the job order, its steps, its money, its works (D4, R3, R8, Q2)."""

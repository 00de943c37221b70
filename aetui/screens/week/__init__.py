"""A week, its rounds of calls and reports, and an AM's Friday (C1, C2, A3)."""

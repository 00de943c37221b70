"""A week: its days, its rounds, the team's Friday (C1, C2, A3)."""

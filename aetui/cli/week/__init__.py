"""The week: its days and clients, its rounds, the team's Friday (C1, C2, A3)."""

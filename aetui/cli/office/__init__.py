"""The office, from the shell: who keeps it, who joins it, how a desk stands in it."""

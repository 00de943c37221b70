"""One record in full: a card, a client, a meeting, an obligation, the profile; and finding one."""

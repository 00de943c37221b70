"""The client book and the profile: clients, people, whose desk it is (R1)."""

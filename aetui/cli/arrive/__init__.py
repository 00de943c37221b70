"""What comes from other programs, from the shell."""

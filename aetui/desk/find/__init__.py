"""Finding: which record is meant, and everything that mentions some words."""

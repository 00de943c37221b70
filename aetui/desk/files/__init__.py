"""Files into the desk and out of it."""

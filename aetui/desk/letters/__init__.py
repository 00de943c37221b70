"""Acts that cross desks: written with the act that makes them, taken in by the same writers, answered."""

"""Day one: what another program holds comes onto the desk, seen before it is written, once, and as one change."""

"""The ways into a command line and out of it: the shortest ones, without a screen, and in a browser."""

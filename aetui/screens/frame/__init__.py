"""What every screen is made of: the desk, asking, a page, one thing at a time, help, the palette."""

"""The whole screen, and the sample desk."""

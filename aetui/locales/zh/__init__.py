"""Chinese, in parts."""

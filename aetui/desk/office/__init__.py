"""The desk in an office of several: what others did that comes here, and what is seen of them."""

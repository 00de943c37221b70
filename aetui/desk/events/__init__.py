"""Events: what happens on a desk runs a command of the user's, once a desk, whichever program sees it first."""

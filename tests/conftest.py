"""How hypothesis runs: the same examples each time, so that a red suite always means a change of ours.

`pytest --hypothesis-profile=wander` tries new ones; what it finds becomes a test with a name.
"""

from hypothesis import settings

settings.register_profile("settled", derandomize=True, deadline=None)
settings.register_profile("wander", deadline=None)
settings.load_profile("settled")

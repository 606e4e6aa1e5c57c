"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# A busy machine makes an example slow without making it wrong.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

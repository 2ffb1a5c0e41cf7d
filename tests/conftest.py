"""What holds for every test."""

from hypothesis import HealthCheck, settings

# How long an example takes depends on what else the machine does: pytest-timeout ends what hangs.
settings.register_profile(
    "broadsheet", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("broadsheet")

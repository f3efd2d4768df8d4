"""What HTTP says about trying again."""


def retry_after(value: str | None) -> float | None:
    """The header Retry-After in seconds; None without one. Its date form is ignored, our own pause serves."""
    try:
        return max(0.0, float(value)) if value else None
    except ValueError:
        return None

"""Mailings at Telegram's limits."""

import pytest

from tests.support.paced import paced


@pytest.mark.prove
@pytest.mark.timeout(900)
@pytest.mark.parametrize("residents", [10**5, 10**6])
def test_a_mailing_keeps_its_rate_and_is_never_refused(residents: int) -> None:
    """In virtual time: fourteen hours for a million."""
    paced(residents, seconds_late=0.02)

"""Many generated pairs, by hand: `python -m tests.drafting.tracked.soak 0 1000`."""

import sys

from tests.drafting.tracked.pairs import pair
from tests.drafting.tracked.test_versions import assert_round_trip

if __name__ == "__main__":
    first, last = (int(x) for x in sys.argv[1:3])
    for seed in range(first, last):
        try:
            assert_round_trip(*pair(seed))
        except AssertionError as error:
            raise SystemExit(f"seed {seed}: {error}") from error
    print(f"{last - first} pairs, 0 failures")

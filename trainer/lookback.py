"""Looking back: what the store and the library know of a span of time, reckoned as an account."""

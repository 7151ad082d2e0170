"""What follows from a plan: pure functions over values; the clock is passed in."""

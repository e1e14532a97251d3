"""What properties, attacks and fuzzing are fed with."""

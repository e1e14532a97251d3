"""Coverage-guided fuzzing: `make fuzz`; what it has found is kept in corpus/ and replayed by the tests."""

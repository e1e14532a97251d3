"""Sources: the noun phrases, pronouns and clitics that stand for who says it."""

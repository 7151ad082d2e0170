"""Reading other people's documents: a draft plan, with the place and the words behind every fact."""

"""The rules of Danish prose: lines, blocks, sentences, claims, draft. The words are data (``words.toml``)."""

"""Writers of documents: one module for each format."""

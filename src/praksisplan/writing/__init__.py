"""Documents -> files: one module a format."""

"""What a bank takes: one batch in three formats, the same bytes for the same batch, always."""

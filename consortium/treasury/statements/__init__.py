"""What a bank sends back: its statement as CSV, camt.053 or OFX, read into the same lines."""

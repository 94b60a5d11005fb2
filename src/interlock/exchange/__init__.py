"""What is known in the forms of other tools, and back: handed facts, claims and documents, never the ledger."""

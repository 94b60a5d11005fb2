"""Pages and an HTTP API: both show what the pipeline answers, and know nothing of SQL or of reading."""

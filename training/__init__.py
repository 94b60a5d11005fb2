"""Makes the reading model from the corpus. The only place that needs PyTorch."""

"""The flow network: what goes round, who depends on whom."""

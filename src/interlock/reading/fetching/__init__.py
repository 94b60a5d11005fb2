"""From web addresses to bytes: politely, bounded in size and time, and from public hosts only."""

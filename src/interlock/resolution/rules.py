"""The version of the rules by which actors, stories and facts are made: a change of it makes a ledger derive them again."""

RULES = "7"

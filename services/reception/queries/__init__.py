"""Reading: lists, reports, search. Nothing here writes."""

"""Google's side: credentials, calendar calls, wire JSON to domain values and back."""

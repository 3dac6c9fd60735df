"""One line of Spanish or English to what it means: a day, hours, a class. Pure, and never raises."""

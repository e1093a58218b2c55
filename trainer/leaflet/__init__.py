"""The leaflet: a routine or an exercise on paper, with its figures, today's dosage and boxes to tick."""

"""Plans: the week's plan kept, briefed, made, changed by hand and read through today's gates."""

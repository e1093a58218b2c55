"""A figure for tests, as somebody would write it: lying on the back, the hips lifted and lowered again."""

from __future__ import annotations

LIFT = """
view = "side"
works = ["waist", "right_knee"]

[poses.rest]
rests = "shoulders"
at = [-0.5, 0.08]
loin = 180
chest = 180
head = 171
arm = [-4, 8]
forearm = [-4, 4]
thigh = 62
shin = -75
foot = 0
touches = { right_heel = [0.40, 0.03, 0.12], left_heel = [0.40, 0.03, -0.12] }

[poses.up]
like = "rest"
loin = 205
chest = 203

[[movements]]
[movements.frames]
prepare = ["rest", "up", "rest"]
hold = ["up"]
release = ["up", "rest"]
"""

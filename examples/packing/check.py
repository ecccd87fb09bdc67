"""Reads circles from standard input; fails unless 26 lie in the unit square without overlap.

The numbers are taken as they are written, as exact fractions: nothing is rounded and there is no
tolerance. What is irrational, the distance of two centres, is compared by its square.
"""

import json
import sys
from fractions import Fraction
from itertools import combinations

WANTED = 26


def refused(word):
    sys.exit(f"{word} is no number")


def exactly(text):
    """Not what would take for ever to write out: no circle needs it."""
    exponent = text.lower().partition("e")[2]
    if len(text) > 40 or len(exponent.lstrip("+-")) > 3:
        sys.exit(f"a number such as {text[:40]}")
    return Fraction(text)


circles = json.load(sys.stdin, parse_float=exactly, parse_int=exactly, parse_constant=refused)
if not isinstance(circles, list) or len(circles) != WANTED:
    sys.exit(f"not a list of {WANTED} circles")
for circle in circles:
    if not (isinstance(circle, list) and len(circle) == 3):
        sys.exit(f"not [x, y, r]: {circle}")
    if not all(isinstance(part, Fraction) for part in circle):
        sys.exit("a circle of something other than numbers")


def shown(circle):
    return [float(part) for part in circle]


for circle in circles:
    x, y, r = circle
    if r < 0:
        sys.exit(f"a negative radius: {shown(circle)}")
    if x < r or y < r or x + r > 1 or y + r > 1:
        sys.exit(f"a circle leaves the square: {shown(circle)}")
for one, other in combinations(circles, 2):
    apart = (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
    if apart < (one[2] + other[2]) ** 2:
        sys.exit(f"two circles overlap: {shown(one)} and {shown(other)}")

print(json.dumps({"sum_radii": float(sum(r for _, _, r in circles))}))

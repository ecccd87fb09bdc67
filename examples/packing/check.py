"""Reads circles from standard input; fails unless they lie in the unit square without overlap."""

import json
import sys
from math import hypot, isfinite

circles = json.load(sys.stdin)
if len(circles) != 26:
    sys.exit(f"{len(circles)} circles instead of 26")
for x, y, r in circles:
    if not all(map(isfinite, (x, y, r))) or r < 0:
        sys.exit(f"no circle: {[x, y, r]}")
    if min(x, y, 1 - x, 1 - y) < r:
        sys.exit(f"a circle leaves the square: {[x, y, r]}")
for i, (xi, yi, ri) in enumerate(circles):
    for xj, yj, rj in circles[:i]:
        if hypot(xi - xj, yi - yj) < ri + rj:
            sys.exit(f"two circles overlap: {[xi, yi, ri]} and {[xj, yj, rj]}")
print(json.dumps({"sum_radii": sum(r for _, _, r in circles)}))

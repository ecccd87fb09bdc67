"""Places 26 circles in the unit square and prints [x, y, r] of each as JSON."""

import json
from math import hypot

# EVOLVE-BLOCK-START
CENTRES = [
    (0.1, 0.1), (0.3, 0.1), (0.5, 0.1), (0.7, 0.1), (0.9, 0.1),
    (0.1, 0.3), (0.3, 0.3), (0.5, 0.3), (0.7, 0.3), (0.9, 0.3),
    (0.1, 0.5), (0.3, 0.5), (0.5, 0.5), (0.7, 0.5), (0.9, 0.5),
    (0.1, 0.7), (0.3, 0.7), (0.5, 0.7), (0.7, 0.7), (0.9, 0.7),
    (0.1, 0.9), (0.3, 0.9), (0.5, 0.9), (0.7, 0.9), (0.9, 0.9),
    (0.4, 0.4),
]
# EVOLVE-BLOCK-END


def radii_of(centres):
    """The largest radii that shrinking pair by pair leaves."""
    radii = [min(x, y, 1 - x, 1 - y) for x, y in centres]
    for i, (xi, yi) in enumerate(centres):
        for j, (xj, yj) in enumerate(centres[:i]):
            distance = hypot(xi - xj, yi - yj)
            touching = radii[i] + radii[j]
            if touching > distance:
                radii[i] *= distance / touching
                radii[j] *= distance / touching
    # Rounding must not make two of them overlap by the last bit.
    return [radius * (1 - 1e-12) for radius in radii]


print(json.dumps([[x, y, r] for (x, y), r in zip(CENTRES, radii_of(CENTRES))]))

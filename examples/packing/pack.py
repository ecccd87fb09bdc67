"""Places 26 circles in the unit square and prints [x, y, r] of each as JSON."""

import json
from math import hypot

# EVOLVE-BLOCK-START
CENTRES = [
    (0.1, 0.1), (0.3, 0.1), (0.5, 0.1), (0.7, 0.1), (0.9, 0.1),
    (0.0833, 0.3), (0.25, 0.3), (0.4167, 0.3), (0.5833, 0.3), (0.75, 0.3), (0.9167, 0.3),
    (0.1, 0.5), (0.3, 0.5), (0.5, 0.5), (0.7, 0.5), (0.9, 0.5),
    (0.1, 0.7), (0.3, 0.7), (0.5, 0.7), (0.7, 0.7), (0.9, 0.7),
    (0.1, 0.9), (0.3, 0.9), (0.5, 0.9), (0.7, 0.9), (0.9, 0.9),
]


def radii_of(centres):
    """One after the other, as large as the walls and the circles before it leave room for."""
    radii = []
    for x, y in centres:
        room = min(x, y, 1 - x, 1 - y)
        for (other_x, other_y), radius in zip(centres, radii):
            room = min(room, hypot(x - other_x, y - other_y) - radius)
        radii.append(max(0, room))
    return radii
# EVOLVE-BLOCK-END


# A hair less, so that no rounding makes two of them overlap.
radii = [radius * (1 - 1e-12) for radius in radii_of(CENTRES)]
print(json.dumps([[x, y, r] for (x, y), r in zip(CENTRES, radii)]))

"""Make `src/rashomon/web/plots/land.npz`, the outline of the land that maps show, from Natural Earth at 1:50 million.

Natural Earth is in the public domain. Its land comes as TopoJSON in the npm package world-atlas 2.0.2 (ISC), of which
`land-50m.json` is read: `npm pack world-atlas@2.0.2`, unpack it, then `python -m tools.land package/land-50m.json`.
Only land is taken: no borders, which are contested.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

TARGET = Path(__file__).resolve().parents[1] / "src/rashomon/web/plots/land.npz"


def rings(topology: dict[str, Any]) -> list[Any]:
    """The closed rings of all polygons, each an array of longitude and latitude in hundredths of a degree."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(one), axis=0) * scale + shift for one in topology["arcs"]]
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                parts = [arcs[one] if one >= 0 else arcs[~one][::-1] for one in ring]
                points = np.concatenate([part if not index else part[1:] for index, part in enumerate(parts)])
                found.append(np.round(points * 100).astype(np.int32))
    return found


def main() -> None:
    found = rings(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    steps = [np.diff(one, axis=0, prepend=[[0, 0]]) for one in found]
    points = np.concatenate(steps)
    wide = points.astype(np.int32)
    lengths = np.array([len(one) for one in found], np.uint32)
    np.savez_compressed(TARGET, lengths=lengths, lon=_small(wide[:, 0]), lat=_small(wide[:, 1]))
    print(f"{len(found)} rings, {len(points)} points, {TARGET.stat().st_size / 1000:.0f} kB")


def _small(steps: Any) -> Any:
    """Steps as 16 bits: the cumulative sum is taken modulo 2^16 and lies within it (±18,000)."""
    return steps.astype(np.int16)


if __name__ == "__main__":
    main()

// Curves of edges at a scale: lanes side by side, points on them, and what lies under the pointer.

const LANE_GAP = 4;
const PIECES = 16;

/** Size of things in pixels at a scale: they grow slower than distances do. */
export function growthAt(scale) {
  return Math.min(1.7, Math.max(0.3, scale ** 0.7));
}

/** The curve of every shown edge at a scale, in pixels without the map's offset: lanes of a pair run side by side. */
export function curvesAt(scene, scale) {
  const growth = growthAt(scale);
  const curves = new Map();
  for (const { first, second, lines } of scene.bundles) {
    const shown = lines.filter((line) => line.shown);
    if (!shown.length) continue;
    const x1 = first.x * scale;
    const y1 = first.y * scale;
    const alongX = second.x * scale - x1;
    const alongY = second.y * scale - y1;
    const length = Math.sqrt(alongX * alongX + alongY * alongY) || 1;
    const unit = { x: alongX / length, y: alongY / length, length };
    const whole = shown.reduce((sum, line) => sum + line.width + LANE_GAP, -LANE_GAP);
    let aside = -whole / 2;
    for (const line of shown) {
      curves.set(line, curveOf(line, (aside + line.width / 2) * growth, first, second, { x1, y1, ...unit }, growth));
      aside += line.width + LANE_GAP;
    }
  }
  return { scale, growth, curves };
}

function curveOf(line, lane, first, second, { x1, y1, x, y, length }, growth) {
  const bow = Math.min(length * 0.07, 26 * growth);
  const nearFirst = held(lane, first.radius * growth * 0.8);
  const nearSecond = held(lane, second.radius * growth * 0.8);
  const middle = 2 * (lane + bow) - (nearFirst + nearSecond) / 2;
  const rounded = (spot, lane, extra) => Math.sqrt(Math.max(0, (spot.radius * growth) ** 2 - lane * lane)) + extra;
  const gap = 2.5 * growth;
  const start = Math.min(rounded(first, nearFirst, gap), length * 0.4);
  const end = length - Math.min(rounded(second, nearSecond, gap), length * 0.4);
  const at = (along, aside) => [x1 + x * along - y * aside, y1 + y * along + x * aside];
  const one = at(start, nearFirst);
  const other = at(end, nearSecond);
  const [cx, cy] = at((start + end) / 2, middle);
  const [sx, sy, tx, ty] = line.forward ? [...one, ...other] : [...other, ...one];
  return { line, x1: sx, y1: sy, cx, cy, x2: tx, y2: ty, drawn: line.width * growth };
}

const held = (value, most) => Math.min(most, Math.max(-most, value));

/** The point of an edge's curve at a share (0 at the source, 1 at the target), and the direction there. */
export function pointOf(curve, share) {
  const rest = 1 - share;
  const headX = rest * (curve.cx - curve.x1) + share * (curve.x2 - curve.cx);
  const headY = rest * (curve.cy - curve.y1) + share * (curve.y2 - curve.cy);
  const length = Math.sqrt(headX * headX + headY * headY) || 1;
  return {
    x: rest * rest * curve.x1 + 2 * rest * share * curve.cx + share * share * curve.x2,
    y: rest * rest * curve.y1 + 2 * rest * share * curve.cy + share * share * curve.y2,
    ux: headX / length,
    uy: headY / length,
  };
}

/** The actor or edge at a point (pixels without the offset), or null; actors come first. */
export function hit(scene, { scale, growth, curves }, x, y, within) {
  let best = null;
  let least = Infinity;
  for (const spot of scene.ordered) {
    if (!spot.shown) continue;
    const away = Math.hypot(spot.x * scale - x, spot.y * scale - y) - spot.radius * growth;
    if (away < Math.min(within, 5) && away < least) [least, best] = [away, spot];
  }
  if (best) return { spot: best };
  least = within;
  for (const curve of curves.values()) {
    if (outside(curve, x, y, within + curve.drawn)) continue;
    const away = awayFrom(curve, x, y) - curve.drawn / 2;
    if (away < least) [least, best] = [away, curve.line];
  }
  return best && { line: best };
}

/** Distance of a point from a curve, taken as short straight pieces. */
function awayFrom(curve, x, y) {
  let least = Infinity;
  let one = { x: curve.x1, y: curve.y1 };
  for (let piece = 1; piece <= PIECES; piece += 1) {
    const other = pointOf(curve, piece / PIECES);
    const alongX = other.x - one.x;
    const alongY = other.y - one.y;
    const share = shareHeld(((x - one.x) * alongX + (y - one.y) * alongY) / (alongX * alongX + alongY * alongY || 1));
    least = Math.min(least, Math.hypot(one.x + alongX * share - x, one.y + alongY * share - y));
    one = other;
  }
  return least;
}

const shareHeld = (value) => Math.min(1, Math.max(0, value));

function outside(curve, x, y, within) {
  return (
    x < Math.min(curve.x1, curve.x2, curve.cx) - within ||
    x > Math.max(curve.x1, curve.x2, curve.cx) + within ||
    y < Math.min(curve.y1, curve.y2, curve.cy) - within ||
    y > Math.max(curve.y1, curve.y2, curve.cy) + within
  );
}

// Where names and sums stand: the most important first, each where it covers nothing, or not at all.
import { growthAt, pointOf } from "./map-curves.js";

const CELL = 64;
const CLOSE_ENOUGH = 0.8;
const MOST_SUMS = 160;

/** Size of names in pixels at a scale. */
export function nameSizeAt(scale) {
  return Math.round(Math.min(15, Math.max(10.5, 9 + 4 * growthAt(scale))) * 2) / 2;
}

/** Rectangles on the map, to ask whether a new one would cover another. */
function takenSpace() {
  const cells = new Map();
  const cellsOf = ({ left, top, right, bottom }, visit) => {
    for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row += 1) {
      for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column += 1) if (visit(`${column} ${row}`)) return true;
    }
    return false;
  };
  const overlaps = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  return {
    take: (box) => cellsOf(box, (cell) => { cells.set(cell, [...(cells.get(cell) ?? []), box]); return false; }),
    isFree: (box) => !cellsOf(box, (cell) => (cells.get(cell) ?? []).some((other) => other.owner !== box.owner && overlaps(box, other))),
  };
}

/** Names of actors, and sums of edges where the map is large enough: [{text, x, y, align, direction, size, bold}] at a scale, without the offset. */
export function labelsAt(pen, scene, { scale, growth, curves }, emphasis, palette, textOf) {
  const space = takenSpace();
  const size = nameSizeAt(scale);
  const told = [];
  const shown = scene.ordered.filter((spot) => spot.shown);
  for (const spot of shown) {
    const radius = spot.radius * growth;
    space.take({ owner: spot, left: spot.x * scale - radius, right: spot.x * scale + radius, top: spot.y * scale - radius, bottom: spot.y * scale + radius });
  }
  const first = (spot) => (emphasis.spots?.has(spot) ? 0 : 1);
  pen.font = `600 ${size}px ${palette.font}`;
  for (const spot of [...shown].sort((one, other) => first(one) - first(other) || one.place - other.place)) {
    const width = pen.measureText(spot.label).width;
    const box = placed(space, spot, scale, spot.radius * growth, width, size);
    if (box) told.push({ ...box, spot, text: spot.label, direction: spot.direction, size, bold: true });
  }
  if (scale < CLOSE_ENOUGH && !emphasis.lines) return told;
  const small = Math.max(10, size - 1.5);
  pen.font = `400 ${small}px ${palette.font}`;
  const lines = scene.lines.filter((line) => line.shown && (emphasis.lines ? emphasis.lines.has(line) : true));
  lines.sort((one, other) => (other.sum ?? 0) - (one.sum ?? 0));
  for (const line of lines.slice(0, MOST_SUMS)) {
    const text = textOf(line);
    const width = pen.measureText(text).width;
    const curve = curves.get(line);
    if (Math.hypot(curve.x2 - curve.x1, curve.y2 - curve.y1) < width * 0.7) continue;
    for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const { x, y } = pointOf(curve, share);
      const box = { owner: line, left: x - width / 2 - 2, right: x + width / 2 + 2, top: y - small * 0.65, bottom: y + small * 0.65 };
      if (!space.isFree(box)) continue;
      space.take(box);
      told.push({ line, text, x, y: y + small * 0.35, align: "center", direction: "inherit", size: small, bold: false });
      break;
    }
  }
  return told;
}

function placed(space, spot, scale, radius, width, size) {
  const x = spot.x * scale;
  const y = spot.y * scale;
  const ways = [
    { x, y: y + radius + size * 1.05, align: "center" },
    { x, y: y - radius - size * 0.4, align: "center" },
    { x: x + radius + 4, y: y + size * 0.35, align: "left" },
    { x: x - radius - 4, y: y + size * 0.35, align: "right" },
  ];
  for (const way of ways) {
    const left = { center: way.x - width / 2, left: way.x, right: way.x - width }[way.align];
    const box = { owner: spot, left: left - 2, right: left + width + 2, top: way.y - size * 0.9, bottom: way.y + size * 0.3 };
    if (!space.isFree(box)) continue;
    space.take(box);
    return way;
  }
  return null;
}

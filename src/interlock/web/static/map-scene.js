// The network as things to draw: sizes of actors, widths and lanes of edges, what is shown under a filter and at a date, curves at a scale.
import { cut, directionOf, plain } from "./map-words.js";

const LAYER_ORDER = ["money", "compute", "control", "risk"];
const LANE_GAP = 4;
const SMALLEST_RADIUS = 8;
const LONGEST_NAME = 22;

/** A sum as a share from 0 (a million dollars or less) to 1 (a trillion or more), on a log scale. */
function shareOf(dollars) {
  return dollars > 0 ? Math.min(1, Math.max(0, (Math.log10(dollars) - 6) / 6)) : 0;
}

/** The sum of an edge in dollars, or null where none is known. */
export function sumOf(edge) {
  return edge.figure ?? edge.high ?? edge.low ?? null;
}

/** Width of an edge at scale 1, in pixels; unknown sums are thinnest. */
export function widthOf(dollars) {
  return dollars === null ? 1.3 : 1.6 + 7 * shareOf(dollars) ** 1.3;
}

/** Actors and edges ready to be laid out and drawn. Edges that name an actor that is not there are left out. */
export function sceneOf(network) {
  const spots = new Map();
  for (const actor of network.actors) {
    const name = plain(actor.name) || plain(actor.id);
    const label = cut(name, LONGEST_NAME);
    spots.set(actor.id, { actor, name, label, direction: directionOf(name), money: 0, edges: [], x: 0, y: 0, shown: true });
  }
  const lines = [];
  for (const edge of network.edges) {
    const source = spots.get(edge.source);
    const target = spots.get(edge.target);
    if (!source || !target || source === target) continue;
    const sum = sumOf(edge);
    const line = { edge, source, target, sum, width: widthOf(sum), status: edge.status, text: plain(edge.text), shown: true, lane: 0 };
    lines.push(line);
    for (const spot of [source, target]) {
      spot.edges.push(line);
      spot.money += sum ?? 0;
    }
  }
  for (const spot of spots.values()) {
    spot.radius = SMALLEST_RADIUS + 18 * shareOf(spot.money) ** 1.6;
    spot.halfHeight = spot.radius + 16;
    spot.halfWidth = Math.max(spot.radius + 14, [...spot.label].length * 3.4);
  }
  const ordered = [...spots.values()].sort((one, other) => other.money - one.money || compared(one.actor.id, other.actor.id));
  ordered.forEach((spot, place) => { spot.place = place; });
  lines.sort((one, other) => compared(one.edge.id, other.edge.id));
  const bundles = bundled(lines);
  return { network, spots, ordered, lines, bundles, lineById: new Map(lines.map((line) => [line.edge.id, line])) };
}

function compared(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** The edges of each pair of actors, in the order of their lanes: by layer, instrument, direction. */
function bundled(lines) {
  const bundles = new Map();
  for (const line of lines) {
    const [first, second] = line.source.place < line.target.place ? [line.source, line.target] : [line.target, line.source];
    const key = `${first.place} ${second.place}`;
    if (!bundles.has(key)) bundles.set(key, { first, second, lines: [] });
    line.forward = line.source === first;
    bundles.get(key).lines.push(line);
  }
  const rank = (line) => `${LAYER_ORDER.indexOf(line.edge.layer)} ${line.edge.instrument} ${line.forward ? 0 : 1}`;
  for (const bundle of bundles.values()) bundle.lines.sort((one, other) => compared(rank(one), rank(other)) || compared(one.edge.id, other.edge.id));
  return [...bundles.values()];
}

/** Marks what is shown: edges that pass the filter and had been said by the date, in their status of that day, and the edges of a loop. */
export function show(scene, passes, date, kept) {
  for (const line of scene.lines) {
    const said = date === null || (line.edge.first_said !== null && line.edge.first_said <= date);
    line.shown = said && (passes(line.edge) || kept.has(line.edge.id));
    line.status = date === null ? line.edge.status : statusAt(line.edge, date);
  }
  for (const spot of scene.ordered) spot.shown = spot.edges.some((line) => line.shown);
}

/** The status that an edge had by a day, as its history tells it. */
export function statusAt(edge, date) {
  const history = edge.history ?? [];
  let status = history[0]?.status ?? edge.status;
  for (const step of history) if (step.since === null || step.since <= date) status = step.status;
  return status;
}

/** Size of things in pixels at a scale: they grow slower than distances do. */
export function growthAt(scale) {
  return Math.min(1.7, Math.max(0.3, scale ** 0.7));
}

/** Computes the curve of every shown edge at a scale, in pixels without the map's offset: lanes of a pair run side by side. */
export function bend(scene, scale) {
  const growth = growthAt(scale);
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
      line.lane = (aside + line.width / 2) * growth;
      aside += line.width + LANE_GAP;
      curve(line, first, second, { x1, y1, ...unit }, growth);
    }
  }
}

function curve(line, first, second, { x1, y1, x, y, length }, growth) {
  const bow = Math.min(length * 0.07, 26 * growth);
  const nearFirst = held(line.lane, first.radius * growth * 0.8);
  const nearSecond = held(line.lane, second.radius * growth * 0.8);
  const middle = 2 * (line.lane + bow) - (nearFirst + nearSecond) / 2;
  const rounded = (spot, lane, extra) => Math.sqrt(Math.max(0, (spot.radius * growth) ** 2 - lane * lane)) + extra;
  const gap = 2.5 * growth;
  const start = Math.min(rounded(first, nearFirst, gap), length * 0.4);
  const end = length - Math.min(rounded(second, nearSecond, gap), length * 0.4);
  const at = (along, aside) => [x1 + x * along - y * aside, y1 + y * along + x * aside];
  const one = at(start, nearFirst);
  const other = at(end, nearSecond);
  [line.cx, line.cy] = at((start + end) / 2, middle);
  [line.x1, line.y1, line.x2, line.y2] = line.forward ? [...one, ...other] : [...other, ...one];
  line.drawn = line.width * growth;
}

const held = (value, most) => Math.min(most, Math.max(-most, value));

/** The point of an edge's curve at a share (0 at the source, 1 at the target), and the direction there. */
export function pointOf(line, share) {
  const rest = 1 - share;
  const headX = rest * (line.cx - line.x1) + share * (line.x2 - line.cx);
  const headY = rest * (line.cy - line.y1) + share * (line.y2 - line.cy);
  const length = Math.sqrt(headX * headX + headY * headY) || 1;
  return {
    x: rest * rest * line.x1 + 2 * rest * share * line.cx + share * share * line.x2,
    y: rest * rest * line.y1 + 2 * rest * share * line.cy + share * share * line.y2,
    ux: headX / length,
    uy: headY / length,
  };
}

/** The actor or edge at a point (pixels without the offset), or null; actors come first. */
export function hit(scene, x, y, scale, within) {
  const growth = growthAt(scale);
  let best = null;
  let least = Infinity;
  for (const spot of scene.ordered) {
    if (!spot.shown) continue;
    const away = Math.hypot(spot.x * scale - x, spot.y * scale - y) - spot.radius * growth;
    if (away < Math.min(within, 5) && away < least) [least, best] = [away, spot];
  }
  if (best) return { spot: best };
  least = within;
  for (const line of scene.lines) {
    if (!line.shown || outside(line, x, y, within + line.drawn)) continue;
    const away = awayFrom(line, x, y) - line.drawn / 2;
    if (away < least) [least, best] = [away, line];
  }
  return best && { line: best };
}

const PIECES = 16;

/** Distance of a point from a curve, taken as short straight pieces. */
function awayFrom(line, x, y) {
  let least = Infinity;
  let one = { x: line.x1, y: line.y1 };
  for (let piece = 1; piece <= PIECES; piece += 1) {
    const other = pointOf(line, piece / PIECES);
    const alongX = other.x - one.x;
    const alongY = other.y - one.y;
    const share = held01(((x - one.x) * alongX + (y - one.y) * alongY) / (alongX * alongX + alongY * alongY || 1));
    least = Math.min(least, Math.hypot(one.x + alongX * share - x, one.y + alongY * share - y));
    one = other;
  }
  return least;
}

const held01 = (value) => Math.min(1, Math.max(0, value));

function outside(line, x, y, within) {
  return (
    x < Math.min(line.x1, line.x2, line.cx) - within ||
    x > Math.max(line.x1, line.x2, line.cx) + within ||
    y < Math.min(line.y1, line.y2, line.cy) - within ||
    y > Math.max(line.y1, line.y2, line.cy) + within
  );
}

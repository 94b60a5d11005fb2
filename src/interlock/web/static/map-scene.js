// The network as things to draw: sizes of actors, widths and lanes of edges, what is shown under a filter and at a date, curves at a scale.
import { cut, directionOf, plain } from "./map-words.js";

const LAYER_ORDER = ["money", "compute", "control", "risk"];
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
    const line = { edge, source, target, sum, width: widthOf(sum), status: edge.status, text: plain(edge.text), shown: true };
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

// How things look: colours, dashes of statuses, heads of layers, outlines of kinds. Traced with a pen that is a canvas or a vector drawing.

const FADED = new Set(["ended", "denied", "refused"]);
const DASHES = {
  done: [],
  agreed: [14, 4],
  planned: [7, 5],
  talks: [2, 4],
  optional: [2, 4],
  possible: [2, 7],
  stalled: [10, 4, 2, 4],
  refused: [7, 5],
  ended: [],
  denied: [2, 4],
};
const FINE_DOTS = { done: [1.5, 2.5], agreed: [1.5, 2.5, 1.5, 2.5, 1.5, 2.5, 1.5, 7], planned: [1.5, 2.5, 1.5, 7], possible: [1.5, 12], ended: [1.5, 2.5] };

const SIDES = { government: 4, fund: 4, organisation: 6, project: 5, person: 3, place: 3, product: 8 };
const TURNS = { government: 0.5, place: 1 };

/** The colours and the font that the style sheet gives to an element. */
export function paletteOf(element) {
  const style = getComputedStyle(element);
  const colour = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  const lane = (layer, fallback) => colour(`--lane-${layer}`, fallback);
  return {
    ink: colour("--map-ink", "#1a1d21"),
    soft: colour("--map-soft", "#565d66"),
    paper: colour("--map-paper", "#ffffff"),
    line: colour("--map-line", "#8b8f94"),
    lanes: { money: lane("money", "#0072b2"), compute: lane("compute", "#b34f00"), control: lane("control", "#007a5a"), risk: lane("risk", "#a8327f") },
    kindOf: (kind) => colour(`--actor-${kind}`, colour("--actor-other", "#8b8f94")),
    font: style.fontFamily || "sans-serif",
  };
}

/** Colour of the lane of an edge. */
export function laneColour(palette, edge) {
  return palette.lanes[edge.layer] ?? palette.line;
}

/** True for a deal that is off: drawn faded and crossed out. */
export function isOff(status) {
  return FADED.has(status);
}

/** Dash of a status at a growth; where no sum is known, the same dash made of fine dots. */
export function dashOf(status, known, growth) {
  const dash = (known ? DASHES[status] : (FINE_DOTS[status] ?? [1.5, 5])) ?? [2, 4];
  return dash.map((length) => length * Math.max(growth, 0.5));
}

/** Traces the head of a lane: a filled triangle for money, an open angle for compute, a diamond for control, a bar for risk. True: to be filled. */
export function traceHead(pen, layer, { x, y, ux, uy }, size) {
  const put = (back, side) => [x - ux * size * back - uy * size * side, y - uy * size * back + ux * size * side];
  const shapes = {
    money: [put(0, 0), put(1.6, 0.75), put(1.6, -0.75), put(0, 0)],
    compute: [put(1.4, 0.9), put(0, 0), put(1.4, -0.9)],
    control: [put(0, 0), put(0.9, 0.65), put(1.8, 0), put(0.9, -0.65), put(0, 0)],
    risk: [put(0, 0.95), put(0, -0.95), put(0.5, -0.95), put(0.5, 0.95), put(0, 0.95)],
  };
  polyline(pen, shapes[layer] ?? shapes.money);
  return layer !== "compute";
}

/** Traces the sign on the middle of an edge that is off (a cross) or stalled (two bars). */
export function traceSign(pen, status, { x, y, ux, uy }, size) {
  const put = (along, aside) => [x + ux * size * along - uy * size * aside, y + uy * size * along + ux * size * aside];
  if (isOff(status)) {
    polyline(pen, [put(-1, -1), put(1, 1)]);
    polyline(pen, [put(-1, 1), put(1, -1)]);
  } else if (status === "stalled") {
    polyline(pen, [put(-0.5, -1.1), put(-0.5, 1.1)]);
    polyline(pen, [put(0.5, -1.1), put(0.5, 1.1)]);
  }
}

function polyline(pen, points) {
  points.forEach(([x, y], place) => (place ? pen.lineTo(x, y) : pen.moveTo(x, y)));
}

/** Traces the outline of an actor of a kind. */
export function traceActor(pen, kind, x, y, radius) {
  if (kind in SIDES) polygon(pen, x, y, radius * (SIDES[kind] === 3 ? 1.2 : 1.08), SIDES[kind], TURNS[kind] ?? 0);
  else if (kind === "event") star(pen, x, y, radius * 1.15);
  else circle(pen, x, y, radius);
  if (kind === "group") circle(pen, x, y, radius * 0.55);
}

function circle(pen, x, y, radius) {
  pen.moveTo(x + radius, y);
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}

function polygon(pen, x, y, radius, sides, turn) {
  const step = (2 * Math.PI) / sides;
  const corners = Array.from({ length: sides + 1 }, (_, corner) => step * (corner + turn) - Math.PI / 2);
  polyline(pen, corners.map((angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]));
}

function star(pen, x, y, radius) {
  const corners = Array.from({ length: 11 }, (_, corner) => [(corner * Math.PI) / 5 - Math.PI / 2, corner % 2 ? radius * 0.5 : radius]);
  polyline(pen, corners.map(([angle, away]) => [x + away * Math.cos(angle), y + away * Math.sin(angle)]));
}

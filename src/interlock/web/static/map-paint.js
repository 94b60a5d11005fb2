// Paints a scene with a pen, piece by piece, so that a large map never holds the page up.
import { pointOf } from "./map-curves.js";
import { dashOf, isOff, laneColour, traceActor, traceHead, traceSign } from "./map-marks.js";

const DIM = 0.12;
const FADED_SHARE = 0.5;
const LINES_A_PIECE = 40;
const NAMES_A_PIECE = 80;

/** Nothing stands out. */
export const NO_EMPHASIS = { lines: null, spots: null };

/** Paints edges, actors and labels; yields after each piece of work. The pen is already moved by the offset of the view. */
export function* painting(pen, scene, { growth, curves }, view, palette, emphasis, labels) {
  const seen = [...curves.values()].filter((curve) => inside(curve, view)).sort((one, other) => other.drawn - one.drawn);
  pen.lineJoin = "round";
  const ordered = [...seen.filter((curve) => isDim(emphasis, curve.line)), ...seen.filter((curve) => !isDim(emphasis, curve.line))];
  for (const [number, curve] of ordered.entries()) {
    pen.globalAlpha = isDim(emphasis, curve.line) ? DIM : 1;
    paintLine(pen, curve, palette, growth);
    if (number % LINES_A_PIECE === LINES_A_PIECE - 1) yield;
  }
  for (const [number, spot] of scene.ordered.entries()) {
    if (!spot.shown || !near(spot, view)) continue;
    pen.globalAlpha = emphasis.spots && !emphasis.spots.has(spot) ? DIM * 1.6 : 1;
    paintActor(pen, spot, view.scale, growth, palette);
    if (number % NAMES_A_PIECE === NAMES_A_PIECE - 1) yield;
  }
  for (const [number, label] of labels.entries()) {
    const dim = emphasis.spots && label.spot && !emphasis.spots.has(label.spot);
    pen.globalAlpha = dim ? DIM * 2 : 1;
    if (label.x + view.x > -300 && label.x + view.x < view.width + 300 && label.y + view.y > -30 && label.y + view.y < view.height + 30) paintLabel(pen, label, palette);
    if (number % NAMES_A_PIECE === NAMES_A_PIECE - 1) yield;
  }
  pen.globalAlpha = 1;
}

const isDim = (emphasis, line) => emphasis.lines !== null && !emphasis.lines.has(line);

function inside(curve, view) {
  const reach = curve.drawn + 20;
  return (
    Math.max(curve.x1, curve.x2, curve.cx) + view.x > -reach &&
    Math.min(curve.x1, curve.x2, curve.cx) + view.x < view.width + reach &&
    Math.max(curve.y1, curve.y2, curve.cy) + view.y > -reach &&
    Math.min(curve.y1, curve.y2, curve.cy) + view.y < view.height + reach
  );
}

function near(spot, view) {
  const x = spot.x * view.scale + view.x;
  const y = spot.y * view.scale + view.y;
  return x > -60 && x < view.width + 60 && y > -60 && y < view.height + 60;
}

/** Paints one edge: its lane, the head at its target, and the sign of a deal that is off or stalled. */
export function paintLine(pen, curve, palette, growth, extra = 0) {
  const { line } = curve;
  const alpha = pen.globalAlpha;
  const colour = laneColour(palette, line.edge);
  const size = headSize(line, growth);
  const end = pointOf(curve, 1);
  const back = line.edge.layer === "risk" ? 0.4 : 1.3;
  if (isOff(line.status)) pen.globalAlpha = alpha * FADED_SHARE;
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = curve.drawn + extra;
  pen.lineCap = "butt";
  pen.setLineDash(dashOf(line.status, line.sum !== null, growth));
  pen.beginPath();
  pen.moveTo(curve.x1, curve.y1);
  pen.quadraticCurveTo(curve.cx, curve.cy, end.x - end.ux * size * back, end.y - end.uy * size * back);
  pen.stroke();
  pen.setLineDash([]);
  pen.lineWidth = Math.max(1, 1.6 * growth) + extra / 2;
  pen.beginPath();
  if (traceHead(pen, line.edge.layer, end, size)) pen.fill();
  else pen.stroke();
  pen.globalAlpha = alpha;
  if (!isOff(line.status) && line.status !== "stalled") return;
  pen.lineWidth = Math.max(1, 1.7 * growth);
  pen.beginPath();
  traceSign(pen, line.status, pointOf(curve, 0.5), (3.5 + line.width / 2) * growth);
  pen.stroke();
}

function headSize(line, growth) {
  return (4 + line.width * 0.85) * growth;
}

function paintActor(pen, spot, scale, growth, palette) {
  pen.fillStyle = palette.kindOf(spot.actor.kind);
  pen.strokeStyle = palette.paper;
  pen.lineWidth = Math.max(0.6, 2 * growth);
  pen.beginPath();
  traceActor(pen, spot.actor.kind, spot.x * scale, spot.y * scale, spot.radius * growth);
  pen.fill();
  pen.stroke();
}

function paintLabel(pen, { text, x, y, align, direction, size, bold }, palette) {
  pen.font = `${bold ? 600 : 400} ${size}px ${palette.font}`;
  pen.textAlign = align;
  pen.direction = direction;
  pen.lineWidth = bold ? 3.5 : 3;
  pen.strokeStyle = palette.paper;
  pen.strokeText(text, x, y);
  pen.fillStyle = bold ? palette.ink : palette.soft;
  pen.fillText(text, x, y);
}

/** Paints a ring around an actor, or an edge once more and wider: what the pointer or the keyboard is on. */
export function paintTouched(pen, { spot, line }, { scale, growth, curves }, palette, strong) {
  const curve = line && curves.get(line);
  if (curve) {
    pen.strokeStyle = palette.paper;
    pen.lineWidth = curve.drawn + 8;
    pen.setLineDash([]);
    pen.beginPath();
    pen.moveTo(curve.x1, curve.y1);
    pen.quadraticCurveTo(curve.cx, curve.cy, curve.x2, curve.y2);
    pen.stroke();
    paintLine(pen, curve, palette, growth, 2);
  }
  for (const end of spot ? [spot] : [line.source, line.target]) {
    pen.strokeStyle = palette.ink;
    pen.lineWidth = strong ? 2.5 : 1.5;
    pen.setLineDash(strong ? [] : [3, 2]);
    pen.beginPath();
    pen.arc(end.x * scale, end.y * scale, end.radius * growth * 1.2 + 4, 0, 2 * Math.PI);
    pen.stroke();
  }
  pen.setLineDash([]);
}

// Paints a scene with a pen, piece by piece, so that a large map never holds the page up.
import { dashOf, isOff, laneColour, traceActor, traceHead, traceSign } from "./map-marks.js";
import { growthAt, pointOf } from "./map-scene.js";

const DIM = 0.12;
const FADED_SHARE = 0.5;
const LINES_A_PIECE = 40;
const NAMES_A_PIECE = 80;

/** Nothing stands out. */
export const NO_EMPHASIS = { lines: null, spots: null };

/** Paints edges, actors and labels; yields after each piece of work. The pen is already moved by the offset of the view. */
export function* painting(pen, scene, view, palette, emphasis, labels) {
  const growth = growthAt(view.scale);
  const lines = scene.lines.filter((line) => line.shown && inside(line, view)).sort((one, other) => other.width - one.width);
  pen.lineJoin = "round";
  for (const [number, line] of [...lines.filter((one) => isDim(emphasis, one)), ...lines.filter((one) => !isDim(emphasis, one))].entries()) {
    pen.globalAlpha = isDim(emphasis, line) ? DIM : 1;
    paintLine(pen, line, palette, growth);
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

function inside(line, view) {
  const reach = line.drawn + 20;
  return (
    Math.max(line.x1, line.x2, line.cx) + view.x > -reach &&
    Math.min(line.x1, line.x2, line.cx) + view.x < view.width + reach &&
    Math.max(line.y1, line.y2, line.cy) + view.y > -reach &&
    Math.min(line.y1, line.y2, line.cy) + view.y < view.height + reach
  );
}

function near(spot, view) {
  const x = spot.x * view.scale + view.x;
  const y = spot.y * view.scale + view.y;
  return x > -60 && x < view.width + 60 && y > -60 && y < view.height + 60;
}

/** Paints one edge: its lane, the head at its target, and the sign of a deal that is off or stalled. */
export function paintLine(pen, line, palette, growth, extra = 0) {
  const alpha = pen.globalAlpha;
  const colour = laneColour(palette, line.edge);
  const size = headSize(line, growth);
  const end = pointOf(line, 1);
  const back = line.edge.layer === "risk" ? 0.4 : 1.3;
  if (isOff(line.status)) pen.globalAlpha = alpha * FADED_SHARE;
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = line.drawn + extra;
  pen.lineCap = "butt";
  pen.setLineDash(dashOf(line.status, line.sum !== null, growth));
  pen.beginPath();
  pen.moveTo(line.x1, line.y1);
  pen.quadraticCurveTo(line.cx, line.cy, end.x - end.ux * size * back, end.y - end.uy * size * back);
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
  traceSign(pen, line.status, pointOf(line, 0.5), (3.5 + line.width / 2) * growth);
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
export function paintTouched(pen, { spot, line }, view, palette, strong) {
  const growth = growthAt(view.scale);
  if (line) {
    pen.strokeStyle = palette.paper;
    pen.lineWidth = line.drawn + 8;
    pen.setLineDash([]);
    pen.beginPath();
    pen.moveTo(line.x1, line.y1);
    pen.quadraticCurveTo(line.cx, line.cy, line.x2, line.y2);
    pen.stroke();
    paintLine(pen, line, palette, growth, 2);
  }
  for (const end of spot ? [spot] : [line.source, line.target]) {
    pen.strokeStyle = palette.ink;
    pen.lineWidth = strong ? 2.5 : 1.5;
    pen.setLineDash(strong ? [] : [3, 2]);
    pen.beginPath();
    pen.arc(end.x * view.scale, end.y * view.scale, end.radius * growth * 1.2 + 4, 0, 2 * Math.PI);
    pen.stroke();
  }
  pen.setLineDash([]);
}

import { KINDS } from "./network.js";

const WIDTH = 1400;
const HEIGHT = 900;

/** The control: Canvas 2D with lanes, dashes, four arrow shapes, labels, and the nearest edge under the pointer. */
export function drawWithCanvas(place, { nodes, links }) {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  place.append(canvas);
  const pen = canvas.getContext("2d");
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const curves = links.map((link) => curveOf(byId.get(link.source), byId.get(link.target), link));
  const view = { x: WIDTH / 2, y: HEIGHT / 2, scale: 0.33 };
  let touched = null;

  function draw() {
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, WIDTH, HEIGHT);
    pen.setTransform(view.scale, 0, 0, view.scale, view.x, view.y);
    const wide = 1 / view.scale;
    for (const [kind, { colour, dash, arrow }] of KINDS.entries()) {
      pen.strokeStyle = pen.fillStyle = colour;
      pen.lineWidth = wide;
      pen.setLineDash(dash.map((length) => length * wide));
      pen.beginPath();
      for (const curve of curves) {
        if (curve.kind !== kind) continue;
        pen.moveTo(curve.x1, curve.y1);
        pen.quadraticCurveTo(curve.cx, curve.cy, curve.x2, curve.y2);
      }
      pen.stroke();
      pen.setLineDash([]);
      pen.beginPath();
      for (const curve of curves) if (curve.kind === kind) traceArrow(pen, curve, arrow, wide);
      if (arrow === "triangle" || arrow === "diamond") pen.fill();
      else pen.stroke();
    }
    if (touched) {
      pen.lineWidth = 4 * wide;
      pen.beginPath();
      pen.moveTo(touched.x1, touched.y1);
      pen.quadraticCurveTo(touched.cx, touched.cy, touched.x2, touched.y2);
      pen.stroke();
    }
    pen.fillStyle = "#222";
    pen.beginPath();
    for (const { x, y } of nodes) {
      pen.moveTo(x + 7, y);
      pen.arc(x, y, 7, 0, 2 * Math.PI);
    }
    pen.fill();
    if (20 * view.scale < 7) return;
    pen.font = "20px sans-serif";
    pen.textAlign = "center";
    for (const { name, x, y } of nodes) pen.fillText(name, x, y - 12);
  }

  let asked = false;
  const later = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  };
  canvas.addEventListener("mousemove", ({ clientX, clientY }) => {
    const found = nearest(curves, (clientX - view.x) / view.scale, (clientY - view.y) / view.scale, 6 / view.scale);
    if (found === touched) return;
    touched = found;
    later();
  });
  draw();
  return {
    pan: (x, y) => {
      view.x += x;
      view.y += y;
      later();
    },
    zoom: (factor) => {
      view.x = WIDTH / 2 + (view.x - WIDTH / 2) * factor;
      view.y = HEIGHT / 2 + (view.y - HEIGHT / 2) * factor;
      view.scale *= factor;
      later();
    },
    touched: () => (touched ? 1 : 0),
  };
}

function curveOf(one, other, { kind, lane, lanes }) {
  const along = Math.hypot(other.x - one.x, other.y - one.y) || 1;
  const aside = (lane - (lanes - 1) / 2) * 36;
  const cx = (one.x + other.x) / 2 - ((other.y - one.y) / along) * aside;
  const cy = (one.y + other.y) / 2 + ((other.x - one.x) / along) * aside;
  return { kind, x1: one.x, y1: one.y, cx, cy, x2: other.x, y2: other.y };
}

function traceArrow(pen, { cx, cy, x2, y2 }, shape, wide) {
  const length = Math.hypot(x2 - cx, y2 - cy) || 1;
  const ux = (x2 - cx) / length;
  const uy = (y2 - cy) / length;
  const put = (back, side) => [x2 - ux * (7 + back * wide) - uy * side * wide, y2 - uy * (7 + back * wide) + ux * side * wide];
  const points = {
    triangle: [put(0, 0), put(7, 3), put(7, -3), put(0, 0)],
    vee: [put(6, 4), put(0, 0), put(6, -4)],
    diamond: [put(0, 0), put(4, 3), put(8, 0), put(4, -3), put(0, 0)],
    tee: [put(1, 4), put(1, -4)],
  }[shape];
  points.forEach(([x, y], place) => (place ? pen.lineTo(x, y) : pen.moveTo(x, y)));
}

function nearest(curves, x, y, within) {
  let best = null;
  let least = within;
  for (const curve of curves) {
    if (x < Math.min(curve.x1, curve.x2, curve.cx) - within || x > Math.max(curve.x1, curve.x2, curve.cx) + within) continue;
    if (y < Math.min(curve.y1, curve.y2, curve.cy) - within || y > Math.max(curve.y1, curve.y2, curve.cy) + within) continue;
    for (let step = 0; step <= 24; step += 1) {
      const share = step / 24;
      const rest = 1 - share;
      const away = Math.hypot(
        rest * rest * curve.x1 + 2 * rest * share * curve.cx + share * share * curve.x2 - x,
        rest * rest * curve.y1 + 2 * rest * share * curve.cy + share * share * curve.y2 - y,
      );
      if (away < least) [least, best] = [away, curve];
    }
  }
  return best;
}

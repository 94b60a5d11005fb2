// One way of drawing at a time: time to the first picture, then frames while the map pans, zooms, and while the pointer moves over it.
import { drawWithCanvas } from "./canvas.js";
import { drawWithCytoscape } from "./cytoscape.js";
import { madeNetwork } from "./network.js";
import { drawWithSigma } from "./sigma.js";

const FRAMES = 60;
const DRAWINGS = {
  canvas: drawWithCanvas,
  cytoscape: (place, data) => drawWithCytoscape(place, data, {}),
  "cytoscape-texture": (place, data) => drawWithCytoscape(place, data, { texture: true }),
  "cytoscape-webgl": (place, data) => drawWithCytoscape(place, data, { webgl: true }),
  sigma: drawWithSigma,
};

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Milliseconds between frames while `step` is done before each, sorted. */
async function frameTimes(step) {
  const times = [];
  await nextFrame();
  await nextFrame();
  let last = performance.now();
  for (let number = 0; number < FRAMES; number += 1) {
    step(number);
    await nextFrame();
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  return times.sort((one, other) => one - other);
}

const told = (times) => ({ median: times[Math.floor(FRAMES / 2)], p95: times[Math.floor(FRAMES * 0.95)] });

function movePointer(number) {
  const clientX = 350 + ((number * 37) % 700);
  const clientY = 225 + ((number * 23) % 450);
  const under = document.elementFromPoint(clientX, clientY);
  const where = { clientX, clientY, bubbles: true, view: window };
  under.dispatchEvent(new PointerEvent("pointermove", where));
  under.dispatchEvent(new MouseEvent("mousemove", where));
}

window.measure = async (drawing, actors, edges) => {
  const data = madeNetwork(actors, edges);
  const place = document.getElementById("map");
  const began = performance.now();
  const map = DRAWINGS[drawing](place, data);
  await nextFrame();
  await nextFrame();
  const first = performance.now() - began;
  const pan = await frameTimes((number) => map.pan(number < FRAMES / 2 ? 4 : -4, number < FRAMES / 2 ? 3 : -3));
  const zoom = await frameTimes((number) => map.zoom(number < FRAMES / 2 ? 1.025 : 1 / 1.025));
  let touched = 0;
  const hover = await frameTimes((number) => {
    touched += map.touched();
    movePointer(number);
  });
  return { first, pan: told(pan), zoom: told(zoom), hover: told(hover), touched };
};

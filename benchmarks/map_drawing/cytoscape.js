import cytoscape from "cytoscape";

import { KINDS } from "./network.js";

/** Draws with cytoscape: on a canvas, on one that keeps its last drawing while the view moves (`texture`), or with its WebGL renderer. */
export function drawWithCytoscape(place, { nodes, links }, { texture = false, webgl = false }) {
  const map = cytoscape({
    container: place,
    renderer: { name: "canvas", webgl },
    pixelRatio: 1,
    textureOnViewport: texture,
    layout: { name: "preset", fit: true },
    elements: [
      ...nodes.map(({ id, name, x, y }) => ({ data: { id, name }, position: { x, y } })),
      ...links.map((link) => ({ data: { id: link.id, source: link.source, target: link.target }, classes: KINDS[link.kind].name })),
    ],
    style: [
      { selector: "node", style: { width: 14, height: 14, label: "data(name)", "font-size": 20, "min-zoomed-font-size": 7 } },
      { selector: "edge", style: { "curve-style": "bezier", "control-point-step-size": 18, width: 3 } },
      ...KINDS.map(({ name, colour, dash, arrow }) => ({
        selector: `.${name}`,
        style: {
          "line-color": colour,
          "target-arrow-color": colour,
          "target-arrow-shape": arrow,
          ...(dash.length ? { "line-style": "dashed", "line-dash-pattern": dash } : {}),
        },
      })),
      { selector: ".touched", style: { width: 9 } },
    ],
  });
  map.on("mouseover", "edge", ({ target }) => target.addClass("touched"));
  map.on("mouseout", "edge", ({ target }) => target.removeClass("touched"));
  return {
    pan: (x, y) => map.panBy({ x, y }),
    zoom: (factor) => map.zoom({ level: map.zoom() * factor, renderedPosition: { x: 700, y: 450 } }),
    touched: () => map.$(".touched").length,
  };
}

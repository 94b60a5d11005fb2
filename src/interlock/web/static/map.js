// The network as a picture: one lane for each kind of flow between two actors, status by dash, amount by width.
import cytoscape from "./vendor/cytoscape.mjs";
import { drawn } from "./map-svg.js";

const SHAPES = { company: "ellipse", person: "diamond", government: "rectangle", fund: "hexagon", organisation: "round-rectangle", project: "triangle", product: "vee", event: "star", place: "pentagon", group: "octagon" };
const ARROWS = { money: "triangle", compute: "vee", control: "diamond", risk: "tee" };
const DASHES = { done: null, agreed: [10, 3], planned: [6, 4], talks: [2, 4], optional: [2, 4], possible: [1, 5], stalled: [8, 3, 1, 3], refused: [1, 3], ended: [1, 3], denied: [1, 3] };
const OVER = new Set(["refused", "ended", "denied"]);
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const LONGEST = 26;

const plain = (text) => String(text).replace(TURNING, "");
const short = (text) => { const said = plain(text); return said.length > LONGEST ? `${said.slice(0, LONGEST - 1)}…\u200e` : said; }; // the mark keeps the dots at the end of a Latin name on a page that goes from right to left
const width = (figure) => (figure ? Math.min(Math.max((Math.log10(figure) - 7) * 1.6, 1.2), 8) : 1);

/** The status that a flow had by a day: the last step of its history that had begun. */
export function statusBy(edge, day) {
  if (!day) return edge.status;
  const told = edge.history.filter((step) => !step.since || step.since.slice(0, 10) <= day);
  return told.length ? told[told.length - 1].status : edge.status;
}

/** Draw a network into an element. See docs/decisions/0012-map-drawing.md for what it takes and gives. */
export function mountMap(place, network, options) {
  const word = (key, other = key) => options.labels[key] ?? other;
  const state = { passes: () => true, day: null, loop: null, chosen: null };
  const stage = document.createElement("div");
  stage.className = "map-stage";
  const styled = Object.assign(document.createElement("i"), { id: "__________cytoscape_stylesheet", hidden: true }); // where this is, the library adds no style element
  const tip = Object.assign(document.createElement("div"), { className: "map-tip", hidden: true });
  const told = Object.assign(document.createElement("p"), { className: "unseen" });
  told.setAttribute("aria-live", "polite");
  place.append(styled, stage, tip, told, buttons(), legend());
  place.tabIndex = 0;
  place.setAttribute("role", "application");
  place.setAttribute("aria-label", word("title"));

  const upright = place.clientHeight > 1.2 * place.clientWidth; // on a phone the drawing is turned, so that it fills the height
  const at = ({ x, y }) => (upright ? { x: y * 1.2, y: x } : { x, y });
  const colour = (name) => getComputedStyle(place).getPropertyValue(`--map-${name}`).trim();
  const map = cytoscape({
    container: stage,
    elements: [
      ...network.actors.map((one) => ({ group: "nodes", data: { id: `a:${one.id}`, label: short(one.name), one }, position: at(one) })),
      ...network.edges.map((edge) => ({ group: "edges", data: { id: edge.id, source: `a:${edge.source}`, target: `a:${edge.target}`, edge, status: edge.status } })),
    ],
    layout: { name: "preset", fit: true, padding: 40 },
    style: style(),
    minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: false, autoungrabify: true, textureOnViewport: network.edges.length > 1500,
  });

  function style() {
    const ink = colour("ink"), paper = colour("paper"), soft = colour("soft");
    return [
      { selector: "node", style: { shape: (node) => SHAPES[node.data("one").kind] ?? "ellipse", width: size, height: size, "background-color": paper, "border-width": 2, "border-color": ink, label: "data(label)", color: ink, "font-family": getComputedStyle(place).fontFamily, "font-size": 17, "font-weight": 600, "text-valign": "bottom", "text-wrap": "wrap", "text-max-width": 130, "text-margin-y": 5, "text-outline-color": paper, "text-outline-width": 3, "min-zoomed-font-size": 7 } },
      { selector: "edge", style: { "curve-style": "bezier", "control-point-step-size": 24, "line-color": (edge) => colour(edge.data("edge").layer), "target-arrow-color": (edge) => colour(edge.data("edge").layer), "target-arrow-shape": (edge) => ARROWS[edge.data("edge").layer], "arrow-scale": 1.1, width: (edge) => width(edge.data("edge").figure), label: (edge) => (edge.data("edge").figure ? short(edge.data("edge").text) : ""), color: colour("words"), "font-family": getComputedStyle(place).fontFamily, "font-size": 13, "text-rotation": "autorotate", "text-background-color": paper, "text-background-opacity": 0.85, "text-background-padding": 2, "min-zoomed-font-size": 9, "line-style": (edge) => (DASHES[edge.data("status")] ? "dashed" : "solid"), "line-dash-pattern": (edge) => DASHES[edge.data("status")] ?? [1, 0], opacity: (edge) => (OVER.has(edge.data("status")) ? 0.45 : edge.data("edge").counts ? 0.95 : 0.7) } },
      { selector: ".away", style: { display: "none" } },
      { selector: ".dim", style: { opacity: 0.3 } },
      { selector: "node.near", style: { "background-color": soft, "border-width": 4 } },
      { selector: "node.chosen", style: { "border-color": colour("chosen"), "border-width": 5, "background-color": colour("wash") } },
      { selector: "edge.chosen, edge.hover, edge.round", style: { "overlay-color": colour("chosen"), "overlay-opacity": 0.28, "overlay-padding": 4, opacity: 1 } },
    ];
  }

  function size(node) {
    const touching = node.connectedEdges().map((edge) => edge.data("edge").figure ?? 0);
    return Math.min(Math.max((Math.log10(touching.reduce((sum, each) => sum + each, 1)) - 7) * 11, 16), 64);
  }

  function describe(edge) {
    const from = plain(actorName(edge.source)), to = plain(actorName(edge.target));
    const parts = [`${from} ${word("arrow", "→")} ${to}`, `${word(`instrument.${edge.instrument}`, edge.instrument)}: ${plain(edge.text)}`, `${word(`status.${statusBy(edge, state.day)}`)} · ${word("origins")} ${edge.origins}`];
    if (edge.disputed) parts.push(word("disputed"));
    return parts;
  }

  const byId = new Map(network.actors.map((one) => [one.id, one]));
  const actorName = (id) => byId.get(id)?.name ?? id;

  function show() {
    map.batch(() => {
      map.edges().forEach((edge) => {
        const data = edge.data("edge");
        const there = state.passes(data) && (!state.day || (data.first_said && data.first_said <= state.day));
        edge.toggleClass("away", !there);
        edge.data("status", statusBy(data, state.day));
      });
      map.nodes().forEach((node) => { node.toggleClass("away", node.connectedEdges().every((edge) => edge.hasClass("away"))); });
      const round = state.loop ? new Set(state.loop.edges) : null;
      const along = state.loop ? new Set(state.loop.actors.map((id) => `a:${id}`)) : null;
      map.edges().forEach((edge) => { edge.toggleClass("round", Boolean(round?.has(edge.id()))); edge.toggleClass("dim", Boolean(round && !round.has(edge.id()))); });
      map.nodes().forEach((node) => { node.toggleClass("dim", Boolean(along && !along.has(node.id()))); });
    });
    map.style().update();
  }

  function choose(element, centre) {
    map.elements(".chosen, .near").removeClass("chosen near");
    state.chosen = element;
    if (!element) return;
    element.addClass("chosen");
    if (element.isNode()) element.neighborhood("node").not(".away").addClass("near");
    if (centre) glide({ center: { eles: element } });
    const what = element.isNode() ? plain(element.data("one").name) : describe(element.data("edge")).join(", ");
    told.textContent = word("selected").replace("{what}", what);
  }

  function glide(to) {
    map.maxZoom(to.fit ? 1.7 : 4); // a few actors must not fill the whole picture
    if (options.reducedMotion) { if (to.center) map.center(to.center.eles); if (to.fit) map.fit(to.fit.eles, to.fit.padding); map.maxZoom(4); } else map.animate({ ...to, duration: 220, complete: () => map.maxZoom(4) });
  }

  function open(element) {
    if (!element) return;
    if (element.isNode()) options.onActor(element.data("one"));
    else options.onEdge(element.data("edge"));
  }

  map.on("mouseover", "edge", (event) => { event.target.addClass("hover"); say(describe(event.target.data("edge")), event.renderedPosition); });
  map.on("mouseover", "node", (event) => { const one = event.target.data("one"); say([plain(one.name), word(`actor_kind.${one.kind}`)], event.renderedPosition); });
  map.on("mouseout", (event) => { event.target.removeClass?.("hover"); tip.hidden = true; });
  map.on("tap", "edge", (event) => { choose(event.target, false); open(event.target); });
  map.on("tap", "node", (event) => { if (state.chosen?.id() === event.target.id()) open(event.target); else choose(event.target, false); });
  map.on("dbltap", "node", (event) => open(event.target));
  map.on("tap", (event) => { if (event.target === map) choose(null); });

  function say(lines, at) {
    tip.replaceChildren(...lines.map((line, number) => { const row = document.createElement(number ? "span" : "b"); row.dir = "auto"; row.textContent = line.slice(0, 300); return row; }));
    tip.hidden = false;
    tip.style.left = `${Math.min(at.x + 12, place.clientWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.min(at.y + 12, place.clientHeight - tip.offsetHeight - 8)}px`;
  }

  function step(kind, by) {
    const here = state.chosen?.isNode() ? state.chosen : state.chosen?.source();
    const every = kind === "node" ? map.nodes().not(".away") : (here ? here.connectedEdges() : map.edges()).not(".away");
    if (!every.length) return;
    const at = every.toArray().findIndex((one) => one.id() === state.chosen?.id());
    choose(every[(at + by + every.length) % every.length], true);
  }

  const KEYS = {
    ArrowLeft: () => map.panBy({ x: 60, y: 0 }), ArrowRight: () => map.panBy({ x: -60, y: 0 }), ArrowUp: () => map.panBy({ x: 0, y: 60 }), ArrowDown: () => map.panBy({ x: 0, y: -60 }),
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: () => fit(),
    n: () => step("node", 1), p: () => step("node", -1), e: () => step("edge", 1), Enter: () => open(state.chosen), Escape: () => choose(null),
  };
  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== place) return;
    const act = KEYS[event.key];
    if (!act) return;
    if (event.key !== "Escape") event.preventDefault();
    act();
  });

  const zoom = (by) => map.zoom({ level: map.zoom() * by, renderedPosition: { x: map.width() / 2, y: map.height() / 2 } });
  const fit = () => glide({ fit: { eles: map.elements().not(".away"), padding: 40 } });

  function buttons() {
    const bar = Object.assign(document.createElement("div"), { className: "map-buttons" });
    for (const [sign, key, act] of [["+", "zoomIn", () => zoom(1.25)], ["−", "zoomOut", () => zoom(0.8)], ["⤢", "fit", () => fit()]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign, title: word(key) });
      button.setAttribute("aria-label", word(key));
      button.addEventListener("click", act);
      bar.append(button);
    }
    return bar;
  }

  function legend() {
    const box = document.createElement("details");
    box.className = "map-legend";
    box.open = place.clientWidth > 900;
    box.append(Object.assign(document.createElement("summary"), { textContent: word("legend") }));
    const rows = [];
    for (const layer of Object.keys(ARROWS)) if (network.edges.some((edge) => edge.layer === layer)) rows.push(sample(`lane-${layer}`, null, word(`layer.${layer}`, layer)));
    for (const [status, dash] of Object.entries(DASHES)) if (network.edges.some((edge) => edge.status === status)) rows.push(sample("lane-plain", dash, word(`status.${status}`, status)));
    box.append(...rows);
    return box;
  }

  function sample(lane, dash, words) {
    const row = document.createElement("span");
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    picture.setAttribute("viewBox", "0 0 44 8");
    picture.setAttribute("aria-hidden", "true");
    line.setAttribute("d", "M1 4h42");
    line.setAttribute("class", lane);
    if (dash) line.setAttribute("stroke-dasharray", dash.join(" "));
    picture.append(line);
    row.append(picture, words);
    return row;
  }

  const repaint = () => map.style(style());
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", repaint);
  const watching = new ResizeObserver(() => { map.resize(); });
  watching.observe(stage);

  return {
    filter(passes) { state.passes = passes; show(); fit(); },
    at(day) { state.day = day; show(); },
    highlight(loop) { state.loop = loop; show(); if (loop) glide({ fit: { eles: map.collection(loop.actors.map((id) => map.getElementById(`a:${id}`)).filter((one) => one.length).flatMap((one) => one.toArray())), padding: 90 } }); },
    focusActor(id) { const node = map.getElementById(`a:${id}`); if (node.length) { choose(node, false); glide({ fit: { eles: node.closedNeighborhood().not(".away"), padding: 60 } }); } },
    fit, resize: () => map.resize(),
    png: async () => map.png({ output: "blob-promise", full: true, scale: 2, bg: colour("paper"), maxWidth: 6000, maxHeight: 6000 }),
    svg: () => drawn(map, { paper: colour("paper"), ink: colour("ink"), shapes: SHAPES, dashes: DASHES, colour, word, layers: Object.keys(ARROWS) }),
    edges: () => map.edges().not(".away").map((edge) => ({ ...edge.data("edge"), shownStatus: edge.data("status"), round: edge.hasClass("round"), middle: edge.renderedMidpoint() })),
    destroy() { scheme.removeEventListener("change", repaint); watching.disconnect(); map.destroy(); },
  };
}

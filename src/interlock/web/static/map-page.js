// The map page: filters at once, time by the slider, evidence by a click. The address always holds what is seen.
import { openEvidence } from "./app.js";
import { mountMap } from "./map.js";

const place = document.getElementById("map");
const form = document.getElementById("map-form");
const slider = document.getElementById("map-day");
const told = document.getElementById("map-day-told");
const words = JSON.parse(document.getElementById("map-words").textContent);
const days = place.dataset.days.split(" ").filter(Boolean);
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
let network;
let map;

const chosen = (name) => [...form.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value);

function sum(text) {
  const match = /^\s*([\d.,_]+)\s*([a-z]*)\s*$/i.exec(text);
  if (!match) return 0;
  const scale = { k: 1e3, m: 1e6, mn: 1e6, b: 1e9, bn: 1e9, t: 1e12, tn: 1e12 }[match[2].toLowerCase()] ?? 1;
  return Number(match[1].replaceAll(/[,_]/g, "")) * scale || 0;
}

function passes() {
  const layers = chosen("layer");
  const statuses = chosen("only");
  const instruments = chosen("instrument");
  const languages = chosen("told");
  const least = sum(form.elements.least.value);
  const origins = Number(form.elements.origins.value) || 1;
  const apart = form.elements.apart.checked;
  return (edge) =>
    (!layers.length || layers.includes(edge.layer)) &&
    (!statuses.length || statuses.includes(edge.status)) &&
    (!instruments.length || instruments.includes(edge.instrument)) &&
    (!languages.length || edge.languages.some((tag) => languages.includes(tag))) &&
    (!least || (edge.figure ?? 0) >= least) &&
    edge.origins >= origins &&
    (apart || edge.counts);
}

const day = () => (slider && Number(slider.value) < days.length ? days[Number(slider.value)] : null);

function shown() {
  const date = day();
  const passing = passes();
  const edges = network.edges.filter((edge) => passing(edge) && (!date || (edge.first_said && edge.first_said <= date)));
  const actors = new Set(edges.flatMap((edge) => [edge.source, edge.target]));
  document.getElementById("map-count").textContent = words.shown.replace("{edges}", edges.length).replace("{actors}", actors.size);
}

function keepAddress() {
  const parts = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") parts.append(name, value);
  if (!form.elements.apart.checked) parts.set("apart", "false");
  if (day()) parts.set("as_of", day());
  history.replaceState(null, "", `${location.pathname}?${parts}`);
}

function apply() {
  map.filter(passes());
  map.at(day());
  const loop = network.loops.find((row) => form.elements.loop.value && row.id.startsWith(form.elements.loop.value));
  map.highlight(loop ?? null);
  shown();
  keepAddress();
}

function focus() {
  const name = form.elements.focus.value.trim().toLowerCase();
  const actor = name && network.actors.find((one) => [one.id, one.name, ...one.names].some((each) => each.toLowerCase() === name));
  if (actor) map.focusActor(actor.id);
}

/** The network as of a day, exactly as the listings tell it; the drawn one stays until that comes. */
async function fetchNetwork(date) {
  const address = new URL(place.dataset.network, location.href);
  for (const name of ["basis", "roll_up", "lang"]) {
    const given = form.elements[name];
    address.searchParams.delete(name);
    if (given && (given.type !== "checkbox" || given.checked) && given.value) address.searchParams.set(name, given.value);
  }
  if (date) address.searchParams.set("as_of", date);
  else address.searchParams.delete("as_of");
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function mount() {
  map?.destroy();
  place.replaceChildren();
  map = mountMap(place, network, {
    labels: words,
    direction: document.documentElement.dir,
    reducedMotion: still,
    onEdge: (edge) => openEvidence(evidence(edge.facts), place),
    onActor: (actor) => { location.href = `/actors/${encodeURIComponent(actor.id)}`; },
  });
  place.drawing = map;
  place.pictures = { svg: async () => map.svg(), png: () => map.png() };
}

function evidence(facts) {
  const parts = new URLSearchParams();
  if (facts.length === 1) return `/facts/${facts[0]}`;
  for (const fact of facts) parts.append("fact", fact);
  return `/evidence?${parts}`;
}

async function start() {
  network = await fetchNetwork(null);
  mount();
  apply();
  focus();
  place.dataset.ready = "true";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  apply();
  focus();
});
form.addEventListener("change", async (event) => {
  if (event.target === slider) return;
  if (["basis", "roll_up"].includes(event.target.name)) {
    network = await fetchNetwork(null);
    mount();
  }
  if (event.target.name === "focus") focus();
  apply();
});
slider?.addEventListener("input", () => {
  told.textContent = day() ?? words.everything;
  apply();
});
start();

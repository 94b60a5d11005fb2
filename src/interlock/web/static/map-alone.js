// The map of a file that stands alone: the network lies in the page, a click leads to the sentences below.
import { mountMap } from "./map.js";

const place = document.getElementById("map");
const network = JSON.parse(document.getElementById("map-network").textContent);
const map = mountMap(place, network, {
  labels: JSON.parse(document.getElementById("map-words").textContent),
  direction: document.documentElement.dir,
  reducedMotion: matchMedia("(prefers-reduced-motion: reduce)").matches,
  onEdge: (edge) => { location.hash = `fact-${edge.facts[0]}`; },
  onActor: () => {},
});
map.filter((edge) => edge.layer === "money");
place.dataset.ready = "true";

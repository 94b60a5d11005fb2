// A made network, the same on every run: few actors hold most edges, two in three pairs have parallel edges of different kinds.
export const KINDS = [
  { name: "money", colour: "#0072B2", dash: [], arrow: "triangle" },
  { name: "compute", colour: "#D55E00", dash: [9, 4], arrow: "vee" },
  { name: "control", colour: "#009E73", dash: [2, 3], arrow: "diamond" },
  { name: "risk", colour: "#CC79A7", dash: [9, 3, 2, 3], arrow: "tee" },
];

const NAMES = ["Nebula Compute", "מרכז הנתונים הצפוני", "晶圓製造公司", "Fonds d'investissement", "חברת השבבים", "雲端服務"];

/** A stream of numbers from 0 to 1, the same for the same seed. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** Actors with a place each, and directed edges; edges of one pair have lanes 0, 1, 2, ... */
export function madeNetwork(actors, edges) {
  const next = numbers(7);
  const nodes = Array.from({ length: actors }, (_, place) => ({
    id: `a${place}`,
    name: `${NAMES[place % NAMES.length]} ${place}`,
    x: (next() - 0.5) * 4000,
    y: (next() - 0.5) * 2600,
  }));
  const links = [];
  while (links.length < edges) {
    const source = Math.floor(next() ** 2 * actors);
    const target = Math.floor(next() * actors);
    if (source === target) continue;
    const lanes = 1 + Math.floor(next() * 3);
    const first = Math.floor(next() * KINDS.length);
    for (let lane = 0; lane < lanes && links.length < edges; lane += 1) {
      links.push({ id: `e${links.length}`, source: `a${source}`, target: `a${target}`, kind: (first + lane) % KINDS.length, lane, lanes });
    }
  }
  return { nodes, links };
}

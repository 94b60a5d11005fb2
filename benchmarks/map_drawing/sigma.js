import { EdgeCurvedArrowProgram, indexParallelEdgesIndex } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";

import { KINDS } from "./network.js";

/** Draws with sigma on WebGL: curved edges for parallel lanes. It has no dashes and one arrow shape. */
export function drawWithSigma(place, { nodes, links }) {
  const graph = new MultiDirectedGraph();
  for (const { id, name, x, y } of nodes) graph.addNode(id, { x, y: -y, size: 4, label: name });
  for (const link of links) graph.addEdgeWithKey(link.id, link.source, link.target, { color: KINDS[link.kind].colour, size: 1.5, type: "curved" });
  indexParallelEdgesIndex(graph, { edgeIndexAttribute: "lane", edgeMinIndexAttribute: "first", edgeMaxIndexAttribute: "last" });
  graph.forEachEdge((edge, { lane, last }) => graph.setEdgeAttribute(edge, "curvature", lane ? (0.25 * lane) / Math.max(last, 1) : 0.05));
  let touched = null;
  const map = new Sigma(graph, place, {
    defaultEdgeType: "curved",
    edgeProgramClasses: { curved: EdgeCurvedArrowProgram },
    enableEdgeEvents: true,
    edgeReducer: (edge, told) => (edge === touched ? { ...told, size: 4 } : told),
  });
  const touch = (edge) => {
    const changed = [touched, edge].filter(Boolean);
    touched = edge;
    map.refresh({ partialGraph: { edges: changed }, skipIndexation: true });
  };
  map.on("enterEdge", ({ edge }) => touch(edge));
  map.on("leaveEdge", () => touch(null));
  const camera = map.getCamera();
  return {
    pan: (x, y) => camera.setState({ x: camera.x - x / 1400, y: camera.y + y / 900 }),
    zoom: (factor) => camera.setState({ ratio: camera.ratio / factor }),
    touched: () => (touched ? 1 : 0),
  };
}

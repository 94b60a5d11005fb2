// The map as a vector drawing: what is shown, with its legend, in one SVG that needs nothing else.
const escaped = (text) => String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const round = (value) => Math.round(value * 10) / 10;

/** The shown part of a cytoscape map as the text of an SVG. */
export function drawn(map, look) {
  const shown = map.elements().not(".away");
  const box = shown.nonempty() ? shown.boundingBox() : { x1: 0, y1: 0, w: 100, h: 100 };
  const edge = 60, below = 30;
  const parts = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${round(box.x1 - edge)} ${round(box.y1 - edge)} ${round(box.w + 2 * edge)} ${round(box.h + 2 * edge + below)}" font-family="IBM Plex Sans, Noto Sans, Noto Sans Hebrew, Noto Sans CJK TC, sans-serif">`];
  parts.push(`<rect x="${round(box.x1 - edge)}" y="${round(box.y1 - edge)}" width="100%" height="100%" fill="${look.paper}"/>`);
  parts.push("<defs>", ...look.layers.map((layer) => `<marker id="tip-${layer}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8Z" fill="${look.colour(layer)}"/></marker>`), "</defs>");
  shown.edges().forEach((one) => parts.push(line(one, look)));
  shown.nodes().forEach((one) => parts.push(actor(one, look)));
  parts.push(key(map, box, edge, look), "</svg>");
  return parts.join("\n");
}

function line(one, look) {
  const data = one.data("edge"), from = one.sourceEndpoint(), to = one.targetEndpoint();
  const bends = one.controlPoints();
  const way = bends?.length ? `Q${round(bends[0].x)} ${round(bends[0].y)} ${round(to.x)} ${round(to.y)}` : `L${round(to.x)} ${round(to.y)}`;
  const dash = look.dashes[one.data("status")];
  return `<path d="M${round(from.x)} ${round(from.y)}${way}" fill="none" stroke="${look.colour(data.layer)}" stroke-width="${round(one.numericStyle("width"))}" opacity="${round(one.numericStyle("opacity"))}"${dash ? ` stroke-dasharray="${dash.join(" ")}"` : ""} marker-end="url(#tip-${data.layer})"><title>${escaped(data.text)}</title></path>`;
}

function actor(one, look) {
  const { x, y } = one.position(), half = one.width() / 2;
  const square = ["rectangle", "round-rectangle"].includes(look.shapes[one.data("one").kind]);
  const shape = square ? `<rect x="${round(x - half)}" y="${round(y - half)}" width="${round(2 * half)}" height="${round(2 * half)}"` : `<circle cx="${round(x)}" cy="${round(y)}" r="${round(half)}"`;
  return `${shape} fill="${look.paper}" stroke="${look.ink}" stroke-width="2"/><text x="${round(x)}" y="${round(y + half + 19)}" text-anchor="middle" font-size="17" font-weight="600" fill="${look.ink}" stroke="${look.paper}" stroke-width="3" paint-order="stroke">${escaped(one.data("label"))}</text>`;
}

function key(map, box, edge, look) {
  let x = box.x1 - edge + 16;
  const y = box.y1 + box.h + edge + 12;
  const used = look.layers.filter((layer) => map.edges().some((one) => one.data("edge").layer === layer));
  return used.map((layer) => {
    const words = look.word(`layer.${layer}`, layer);
    const drawing = `<path d="M${round(x)} ${round(y)}h30" stroke="${look.colour(layer)}" stroke-width="3"/><text x="${round(x + 38)}" y="${round(y + 5)}" font-size="13" fill="${look.ink}">${escaped(words)}</text>`;
    x += 60 + words.length * 9;
    return drawing;
  }).join("");
}

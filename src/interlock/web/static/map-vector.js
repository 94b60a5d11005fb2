// A pen that writes SVG: it takes the calls that the map makes on a canvas.

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const short = (value) => String(Math.round(value * 10) / 10);

/** A pen with the calls of a canvas context that the map uses, whose `markup()` is what was drawn; `measure` tells the width of a text in a font. */
export function vectorPen(measure) {
  const parts = [];
  let path = "";
  const pen = {
    globalAlpha: 1,
    lineWidth: 1,
    lineCap: "butt",
    lineJoin: "round",
    strokeStyle: "#000",
    fillStyle: "#000",
    font: "",
    textAlign: "left",
    direction: "ltr",
    dash: [],
  };
  const alpha = () => (pen.globalAlpha < 1 ? ` opacity="${short2(pen.globalAlpha)}"` : "");
  const dash = () => (pen.dash.length ? ` stroke-dasharray="${pen.dash.map(short).join(" ")}"` : "");
  const stroke = () => `stroke="${escaped(pen.strokeStyle)}" stroke-width="${short2(pen.lineWidth)}" stroke-linejoin="${pen.lineJoin}"`;
  let haloed = "";
  return Object.assign(pen, {
    beginPath: () => { path = ""; },
    moveTo: (x, y) => { path += `M${short(x)} ${short(y)}`; },
    lineTo: (x, y) => { path += `L${short(x)} ${short(y)}`; },
    quadraticCurveTo: (cx, cy, x, y) => { path += `Q${short(cx)} ${short(cy)} ${short(x)} ${short(y)}`; },
    arc: (x, y, radius) => {
      const around = `a${short2(radius)} ${short2(radius)} 0 1 0`;
      path += `M${short(x + radius)} ${short(y)}${around}${short2(-2 * radius)} 0${around}${short2(2 * radius)} 0Z`;
    },
    setLineDash: (lengths) => { pen.dash = lengths; },
    stroke: () => { parts.push(`<path d="${path}" fill="none" ${stroke()}${dash()}${alpha()}/>`); },
    fill: () => { parts.push(`<path d="${path}" fill="${escaped(pen.fillStyle)}"${alpha()}/>`); },
    fillRect: (x, y, width, height) => { parts.push(`<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${escaped(pen.fillStyle)}"${alpha()}/>`); },
    measureText: (text) => ({ width: measure(text, pen.font) }),
    strokeText: () => { haloed = ` paint-order="stroke" ${stroke()}`; },
    fillText: (text, x, y) => {
      const [, weight, size, family] = /^(\d+) ([\d.]+)px (.*)$/.exec(pen.font);
      const turned = pen.direction === "rtl" ? { left: "end", right: "start" } : { left: "start", right: "end" };
      const anchor = turned[pen.textAlign] ?? "middle";
      const look = `font-family="${escaped(family)}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}"`;
      const direction = pen.direction === "rtl" ? ' direction="rtl"' : "";
      parts.push(`<text x="${short(x)}" y="${short(y)}" ${look}${direction} fill="${escaped(pen.fillStyle)}"${haloed}${alpha()}>${escaped(text)}</text>`);
      haloed = "";
    },
    translate: (x, y) => { parts.push(`<g transform="translate(${short(x)} ${short(y)})">`); },
    endTranslate: () => { parts.push("</g>"); },
    markup: () => parts.join(""),
  });
}

const short2 = (value) => String(Math.round(value * 100) / 100);

/** A whole SVG document around what a pen drew. */
export function svgDocument(markup, width, height, title) {
  const size = `width="${Math.round(width)}" height="${Math.round(height)}" viewBox="0 0 ${Math.round(width)} ${Math.round(height)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img"><title>${escaped(title)}</title>${markup}</svg>`;
}

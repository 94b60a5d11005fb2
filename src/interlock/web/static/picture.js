// Charts of a page as files: the SVG with the colours it is shown in, or that as PNG.
const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "direction"];

/** Save the picture with this id as 'svg' or 'png'. An element may bring its own makers as `pictures` = {svg, png}. */
export async function savePicture(id, form) {
  const element = document.getElementById(id);
  if (!element) return;
  const made = element.pictures ?? { svg: () => standalone(element), png: () => rastered(standalone(element)) };
  const content = await made[form]();
  const blob = content instanceof Blob ? content : new Blob([content], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `interlock-${id}.${form}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function standalone(element) {
  const shown = element.matches("svg") ? element : element.querySelector("svg");
  const copy = shown.cloneNode(true);
  const sources = [shown, ...shown.querySelectorAll("*")];
  const targets = [copy, ...copy.querySelectorAll("*")];
  sources.forEach((source, place) => {
    const style = getComputedStyle(source);
    for (const name of KEPT) {
      const value = style.getPropertyValue(name);
      if (value) targets[place].setAttribute(name, value);
    }
    targets[place].removeAttribute("class");
  });
  const box = shown.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(Math.round(box.width)));
  copy.setAttribute("height", String(Math.round(box.height)));
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", getComputedStyle(document.documentElement).getPropertyValue("--paper").trim() || "#fff");
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

async function rastered(text) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
}

// What pages do beyond plain HTML: the evidence panel, the menu on small screens, pictures to save.
import { savePicture } from "./picture.js";

const panel = document.getElementById("panel");
const body = document.getElementById("panel-body");
const title = document.getElementById("panel-title");
const whole = document.getElementById("panel-link");
let opener = null;

/** Show the sentences behind a link in the panel beside the page; the address of the page stays. */
export async function openEvidence(href, from = null) {
  const address = new URL(href, location.href);
  const part = new URL(address);
  part.searchParams.set("part", "1");
  opener = from ?? document.activeElement;
  let text;
  try {
    const answer = await fetch(part, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    text = await answer.text();
  } catch {
    location.href = address.href;
    return;
  }
  const read = new DOMParser().parseFromString(text, "text/html");
  body.replaceChildren(...read.body.childNodes);
  whole.href = address.href;
  title.textContent = address.searchParams.get("title") || title.dataset.usual;
  if (!panel.open) panel.show();
  body.scrollTop = 0;
  title.focus();
}

function closePanel() {
  if (!panel?.open) return;
  panel.close();
  body.replaceChildren();
  opener?.focus?.();
}

if (panel) {
  title.dataset.usual = title.textContent;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-evidence]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    openEvidence(link.getAttribute("href"), link); // of a link inside a chart `href` is no text
  });
  document.getElementById("panel-close").addEventListener("click", closePanel);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closePanel();
    if (event.key === "/" && !event.target.closest("input, textarea, select")) {
      event.preventDefault();
      document.getElementById("q")?.focus();
    }
  });
}

const menu = document.getElementById("menu");
if (menu) {
  const narrow = matchMedia("(max-width: 62rem)");
  const fit = () => {
    menu.open = !narrow.matches;
    for (const box of document.querySelectorAll("details.filter-box")) box.open = !narrow.matches;
  };
  narrow.addEventListener("change", fit);
  fit();
}

for (const button of document.querySelectorAll("button[data-picture]")) {
  button.addEventListener("click", () => savePicture(button.dataset.picture, button.dataset.form));
}

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.looks[open], details.export[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

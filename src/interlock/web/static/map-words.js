// Words of the map, and what is done to names before they are shown: they come from documents that anybody may have written.

const ENGLISH = {
  title: "Map",
  help: "Arrow keys move the map, + and - zoom, 0 shows all; n and p go through the actors, e through their flows, Enter opens.",
  legend: "Legend",
  loading: "Drawing the map",
  none: "No flow passes this filter.",
  selected: "{what} selected",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Show all",
  unknown: "unknown",
  unknownAmount: "thin dots: no sum told",
  origins: "Origins",
  disputed: "told otherwise too",
  widest: "widest line",
};
const UNSAFE = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|\p{Surrogate}/gu;
const LONGEST_SCANNED = 400;
const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** All words of the map: the given ones, English where none is given, the bare key where there is no English either. */
export function wordsOf(given) {
  const words = { ...ENGLISH, ...given };
  return (key, fallback = key.replace(/^.*\./, "").replaceAll("_", " ")) => plain(words[key] ?? fallback);
}

/** Text without control characters and without marks that turn the direction of what follows. */
export function plain(text) {
  return String(text ?? "").replace(UNSAFE, " ").replace(/\s+/gu, " ").trim();
}

/** Text cut to at most `most` letters, with an ellipsis where something is missing; wide letters count double. */
export function cut(text, most) {
  let kept = "";
  let width = 0;
  for (const { segment } of letters.segment(text.slice(0, LONGEST_SCANNED))) {
    width += /[\u1100-\u11FF\u2E80-\uA4CF\uAC00-\uD7FF\uF900-\uFAFF\uFF00-\uFF60]/u.test(segment) ? 1.8 : 1;
    if (width > most) return `${kept.trimEnd().slice(0, 200)}…`;
    kept += segment;
  }
  return text.length > LONGEST_SCANNED ? `${kept.slice(0, 200)}…` : kept;
}

/** "rtl" where the first letter is Hebrew or Arabic, else "ltr". */
export function directionOf(text) {
  return RIGHT_TO_LEFT.test(text.slice(0, LONGEST_SCANNED)) ? "rtl" : "ltr";
}

// The form of a stress test: sliders that tell their value, rows that come when they are wanted.
const form = document.getElementById("scenario");
const add = document.getElementById("add-shock");

function tell(row) {
  const slide = row.querySelector("input[type=range]");
  const later = row.querySelector("select").value === "start";
  slide.max = later ? "10" : "100";
  slide.step = later ? "1" : "5";
  row.querySelector("output").textContent = later ? slide.value : `${slide.value} %`;
}

if (form) {
  const rows = [...form.querySelectorAll(".shock")];
  for (const row of rows) {
    if ("spare" in row.dataset) row.hidden = true;
    row.addEventListener("input", () => {
      tell(row);
      if (row.querySelector("input[name=who]").value) form.elements.scenario.value = form.elements.scenario.value || "own";
    });
    tell(row);
  }
  add.hidden = rows.every((row) => !row.hidden);
  add.addEventListener("click", () => {
    const next = rows.find((row) => row.hidden);
    if (!next) return;
    next.hidden = false;
    next.querySelector("input[name=who]").focus();
    add.hidden = rows.every((row) => !row.hidden);
  });
}

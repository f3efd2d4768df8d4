"use strict";
for (const form of document.querySelectorAll("form.filters")) {
  const main = form.closest("main");
  const chosen = (name) => new Set([...form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));
  const update = () => {
    const kept = { gate: chosen("gate"), severity: chosen("severity"), family: chosen("family") };
    const off = new Set();
    for (const note of main.querySelectorAll(".note")) {
      note.hidden = !Object.keys(kept).every((key) => kept[key].has(note.dataset[key]));
      if (note.hidden) off.add(note.id);
    }
    for (const mark of main.querySelectorAll("[data-notes]")) {
      mark.classList.toggle("off", mark.dataset.notes.split(" ").every((id) => off.has(id)));
    }
    main.classList.toggle("plain", form.ground !== undefined && !form.ground.checked);
    main.classList.toggle("rest", form.rest !== undefined && form.rest.checked);
  };
  form.hidden = false;
  form.addEventListener("change", update);
}

// Comforts for logging hours. Without this file everything can still be typed and sent.

// A length in steps of 15 minutes, with two buttons beside the box. The server reads whatever is typed.
const STEP = 15;
const LONGEST = 24 * 60;

const read = (text) => {
  const clock = /^\s*(\d{1,2}):([0-5]\d)\s*$/.exec(text);
  return clock ? Number(clock[1]) * 60 + Number(clock[2]) : null;
};
const write = (minutes) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;

for (const box of document.querySelectorAll("input[data-step]")) {
  const row = document.createElement("div");
  row.className = "stepper";
  const label = document.querySelector(`label[for="${box.id}"]`)?.firstChild?.textContent?.trim() ?? "";
  const button = (sign, change) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn sec";
    made.textContent = sign;
    made.setAttribute("aria-label", `${label} ${sign}${STEP}`);
    made.addEventListener("click", () => {
      const now = read(box.value) ?? 0;
      // The next whole step in that direction, so that an odd length comes back into line.
      const next = change > 0 ? Math.floor(now / STEP) * STEP + STEP : Math.ceil(now / STEP) * STEP - STEP;
      box.value = write(Math.min(LONGEST, Math.max(STEP, next)));
    });
    return made;
  };
  box.replaceWith(row);
  row.append(button("–", -1), box, button("+", 1));
}

// "Which other day?" and "How many took part?" show only when they are needed; the server asks for them either way.
for (const part of document.querySelectorAll("[data-shown-by]")) {
  const choices = document.querySelectorAll(`input[type="radio"][data-other-shows="${part.dataset.shownBy}"]`);
  if (!choices.length) continue;
  const update = () => {
    const chosen = [...choices].find((choice) => choice.checked);
    part.hidden = !chosen || !["other", "group"].includes(chosen.value);
  };
  for (const choice of choices) choice.addEventListener("change", update);
  update();
}

// Comforts for logging and signing hours. Without this file everything can still be typed, ticked and sent.

// A length in steps of 15 minutes, with two buttons beside the box. The server reads whatever is typed.
const STEP = 15;
const LONGEST = 24 * 60;

const read = (text) => {
  const clock = /^\s*(\d{1,2}):([0-5]\d)\s*$/.exec(text);
  return clock ? clock[1] * 60 + Number(clock[2]) : 0;
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
      const now = read(box.value);
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
  const choices = [...document.querySelectorAll(`[type=radio][data-other-shows="${part.dataset.shownBy}"]`)];
  if (!choices.length) continue;
  const update = () => {
    part.hidden = !choices.some((choice) => choice.checked && ["other", "group"].includes(choice.value));
  };
  for (const choice of choices) choice.addEventListener("change", update);
  update();
}

// One tick for a person ticks their entries, and a line says how many are ticked. Nothing is ever ticked by itself.
const form = document.querySelector("form[data-sign]");

function say() {
  const sum = form.querySelector("[data-ticked-sum]");
  const words = (name, n) => (n ? sum.dataset[name].replace("%n", n) : "");
  const ticked = [...form.querySelectorAll("[name=entry]:checked")];
  const minutes = ticked.reduce((total, tick) => total + Number(tick.dataset.minutes), 0);
  const entries = words(ticked.length === 1 ? "one" : "many", ticked.length);
  form.querySelector("[data-ticked]").hidden = !ticked.length;
  sum.textContent = `${entries}, ${words("hours", Math.floor(minutes / 60))} ${words("minutes", minutes % 60)}`.trim();
}

if (form) {
  form.addEventListener("change", ({ target }) => {
    const card = target.closest("section");
    const all = card?.querySelector("[name=all]");
    if (target === all) for (const tick of card.querySelectorAll("[name=entry]")) tick.checked = all.checked;
    else if (all && target.name === "entry" && !target.checked) all.checked = false;
    say();
  });
  say();
}

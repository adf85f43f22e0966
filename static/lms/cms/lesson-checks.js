// The findings beside the editor follow what is typed. Without this file they are those of the draft that was opened, and each link still leads to its block.
const panel = document.querySelector("[data-lesson-checks]");
const form = document.querySelector("form[data-edit-form]");
const toggle = document.querySelector('[data-side-panel-toggle="lesson-checks"] [data-side-panel-toggle-counter]');
const PAUSE_MS = 800;
let waiting;
let turn = 0; // only the answer to the last question is shown

async function look() {
  const address = form.action.replace(/\/edit\/$/, "/checks/");
  if (address === form.action) return; // a page that was never saved has none
  const mine = (turn += 1);
  const response = await fetch(address, { method: "POST", body: new FormData(form) });
  if (!response.ok || mine !== turn) return; // what was found last still stands
  panel.innerHTML = await response.text();
  const count = panel.querySelector("[data-count]").dataset.count;
  toggle.textContent = count;
  toggle.hidden = count === "0";
}

function openUp(box) {
  for (; box; box = box.parentElement) if (box.hasAttribute("hidden")) box.dispatchEvent(new Event("beforematch"));
}

// The field itself where the form has it, else the block that it is in.
function goTo(section, path) {
  const found = (path || "").split(".").reduce((box, part) => box?.querySelector(`[data-contentpath="${CSS.escape(part)}"]`) || box, document);
  const goal = found !== document && section.contains(found) ? found : section;
  openUp(goal);
  openUp(section.querySelector("[id$=-content]"));
  const box = goal.querySelector("input:not([type=hidden]), textarea, select, [contenteditable=true]");
  (box || section.querySelector("button")).focus({ preventScroll: true });
  setTimeout(() => goal.scrollIntoView({ behavior: "instant" }), 50); // what was opened needs its room first
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE_MS);
}

form.addEventListener("input", soon);
document.addEventListener("w-unsaved:add", soon); // rich text, and blocks that come, go and move
panel.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-block]");
  const section = link && document.getElementById(`block-${link.dataset.block}-section`);
  if (!section) return;
  event.preventDefault();
  goTo(section, link.dataset.path);
});
addEventListener("load", () => {
  const section = location.hash.startsWith("#block-") && document.getElementById(location.hash.slice(1));
  if (section) goTo(section, "");
});

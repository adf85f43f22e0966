// A new page is made by its first autosave. A press on a button while that is under way would make it a second time: it waits for the answer, and goes to
// the page that there is by then. Without this file, or when no answer comes, the form is sent as ever.
const form = document.querySelector("form[data-edit-form]");
const PATIENCE_MS = 10_000;
let isSaving = false;
let pressed = null; // the button that waits
let patience;

function sendNow() {
  clearTimeout(patience);
  if (pressed.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: pressed.name, value: pressed.value }));
  form.submit(); // past the events of this press, which were all told already
}

form?.addEventListener("w-autosave:save", (event) => {
  if (pressed) event.preventDefault(); // what stands in the form is sent as a whole in a moment
  else isSaving = true;
});
for (const end of ["success", "error"]) {
  form?.addEventListener(`w-autosave:${end}`, () => {
    isSaving = false;
    if (pressed) sendNow();
  });
}
form?.addEventListener("submit", (event) => {
  if (!isSaving || pressed) return;
  event.preventDefault();
  pressed = event.submitter ?? {};
  patience = setTimeout(sendNow, PATIENCE_MS);
});

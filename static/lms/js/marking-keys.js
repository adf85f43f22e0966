// Keys for the marking screen: 1-9 pick a criterion, M met, N not yet. Only outside text fields, and they can be turned off (SC 2.1.4).
const form = document.querySelector("[data-marking-keys]");
const writes = "textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable]";
const answers = { m: "met", n: "not_yet" };

if (form) {
  const rows = [...form.querySelectorAll("[data-criterion]")];
  const button = form.querySelector("[data-keys-off]");
  let store = {};
  try {
    store = localStorage;
  } catch {
    // Without a place to keep it, the choice holds for this page.
  }

  const isOff = () => store.markingKeys === "off";
  const show = () => {
    button.textContent = isOff() ? button.dataset.on : button.dataset.off;
  };

  document.addEventListener("keydown", (event) => {
    if (isOff() || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(writes)) return;
    const key = event.key.toLowerCase();
    const row = rows.find((each) => each.contains(document.activeElement));
    const picked = rows[key - 1];
    const radio = picked
      ? picked.querySelector("[type=radio]:checked") || picked.querySelector("[type=radio]")
      : row?.querySelector(`[type=radio][value=${answers[key]}]`);
    if (!radio) return;
    event.preventDefault();
    radio.focus();
    if (picked) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  });

  button.addEventListener("click", () => {
    store.markingKeys = isOff() ? "on" : "off";
    show();
  });
  form.querySelector("[data-keys-hint]").hidden = false;
  show();
}

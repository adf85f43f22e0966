// Keys for the marking screen: 1-9 pick a criterion, M met, N not yet. Only outside text fields, and they can be turned off (SC 2.1.4).
const form = document.querySelector("[data-marking-keys]");
const store = "alongside-marking-keys";
const writes = "textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable]";

const isOff = () => {
  try {
    return localStorage.getItem(store) === "off";
  } catch {
    return false;
  }
};

const keep = (off) => {
  try {
    localStorage.setItem(store, off ? "off" : "on");
  } catch {
    // Without a place to keep it, the choice holds for this page.
  }
};

if (form) {
  const rows = [...form.querySelectorAll("[data-criterion]")];
  const hint = form.querySelector("[data-keys-hint]");
  const button = form.querySelector("[data-keys-off]");
  let off = isOff();

  const show = () => {
    button.textContent = off ? button.dataset.on : button.dataset.off;
  };

  const rowInHand = () => rows.find((row) => row.contains(document.activeElement));

  const answer = (row, value) => {
    const radio = row.querySelector(`input[type=radio][value=${value}]`);
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  };

  document.addEventListener("keydown", (event) => {
    if (off || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(writes)) return;
    const key = event.key.toLowerCase();
    const picked = /^[1-9]$/.test(key) ? rows[Number(key) - 1] : null;
    const row = rowInHand();
    if (picked) (picked.querySelector("input[type=radio]:checked") || picked.querySelector("input[type=radio]")).focus();
    else if (row && key === "m") answer(row, "met");
    else if (row && key === "n") answer(row, "not_yet");
    else return;
    event.preventDefault();
  });

  button.addEventListener("click", () => {
    off = !off;
    keep(off);
    show();
  });
  hint.hidden = false;
  show();
}

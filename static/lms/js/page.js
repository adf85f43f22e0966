// Small comforts of every page. Without this file everything still works: the server draws and checks it all.
const all = (what, within = document) => [...within.querySelectorAll(what)];

// After a form came back with something to put right, start reading there: the summary says everything at once.
const summary = document.querySelector("[data-error-summary]");
summary?.focus();

// A link of the summary puts the cursor into the box itself, and brings its label into view first.
summary?.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const box = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!box) return;
  event.preventDefault();
  (box.closest("fieldset, .field") || box).scrollIntoView();
  box.focus({ preventScroll: true });
});

// How many characters are left: shown at once, said after a pause. Counted as the server counts, line ends twice.
for (const box of all("[data-count]")) {
  const line = document.getElementById(`${box.id}_count`);
  let timer = 0;
  box.addEventListener("input", () => {
    const left = box.dataset.count - [...box.value.replace(/\n/g, "\r\n")].length;
    line.textContent = (left < 0 ? line.dataset.over : line.dataset.left).replace("%n", Math.abs(left));
    clearTimeout(timer);
    timer = setTimeout(() => { line.nextElementSibling.textContent = line.textContent; }, 1000);
  });
}

// Show what is typed as a password; hidden again before it is sent, so that no browser keeps it as plain words.
for (const button of all("[data-shows]")) {
  const box = document.getElementById(button.dataset.shows);
  const show = (yes) => {
    box.type = yes ? "text" : "password";
    button.setAttribute("aria-pressed", yes);
  };
  button.hidden = false;
  button.addEventListener("click", () => show(box.type === "password"));
  box.form?.addEventListener("submit", () => show(false));
}

// What only some browsers can do appears only there.
for (const part of all("[data-reveal=passkey]")) part.hidden = !window.PublicKeyCredential;
for (const button of all("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// On paper everything is open.
let opened = [];
addEventListener("beforeprint", () => {
  opened = all("details:not([open])");
  for (const each of opened) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of opened) each.open = false;
});

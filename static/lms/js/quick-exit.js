// "Leave this site": keep what was typed, cover the page at once, end the session on a shared device, then go, with no step in this tab's
// history to come back to. There is no shortcut on purpose.
const KEEPERS = "form[data-leave]";

// What has no autosave of its own is sent as the draft that its page can keep. Boxes with autosave save when the page goes.
function keep(form) {
  const body = new FormData(form);
  const [name, value] = form.dataset.leave.split("=");
  body.set(name, value);
  navigator.sendBeacon(form.action || location.href, body);
}

function cover() {
  const sheet = document.createElement("div");
  sheet.className = "gone";
  document.body.replaceChildren(sheet);
  document.title = "\u2026";
}

function leave(event) {
  const way = event.target.closest("[data-quick-exit]");
  if (!way || (event.type === "submit") !== (way.tagName === "FORM")) return;
  event.preventDefault();
  const forms = [...document.querySelectorAll(KEEPERS)];
  dispatchEvent(new Event("pagehide")); // autosave listens to it
  forms.forEach(keep);
  cover();
  if (way.action) navigator.sendBeacon(way.action);
  location.replace(way.dataset.quickExit);
}

document.addEventListener("click", leave);
document.addEventListener("submit", leave);

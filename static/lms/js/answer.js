// A test saves each change at once. Without this file every button of the page saves; with it, changes save by themselves.
const form = document.querySelector("form[data-answer]");
const status = form?.querySelector("[data-status]");
const timeLeft = document.querySelector("[data-time-left]"); // only in a test with a time limit
const RETRY_MS = 5000;
const LONGEST_WAIT_MS = 4000;
let running = null; // the save that is under way
let isBehind = false; // something has changed since that save left

function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

async function send() {
  const body = new FormData(form);
  body.delete("go");
  body.delete("upload"); // a file travels with a button
  const headers = { Accept: "application/json" };
  const response = await fetch(form.action, { method: "POST", body, headers, keepalive: true, redirect: "manual" });
  if (response.type === "opaqueredirect") return location.reload(); // signed out: the sign-in page leads back here
  const told = await response.json();
  if (told.revision) form.elements.revision.value = told.revision;
  say(told.says);
  if (told.left && timeLeft) timeLeft.textContent = told.left; // with a save and never by itself: no clock ticks beside anybody
  if (told.show_both) form.submit(); // an older page: the server shows both answers and asks
  if (told.gone_to) location.assign(told.gone_to);
}

// One save at a time, so that our own saves never overtake each other.
function save() {
  if (running) {
    isBehind = true;
    return running;
  }
  isBehind = false;
  running = send()
    .catch(() => {
      say(form.dataset.lost);
      setTimeout(save, RETRY_MS);
    })
    .finally(() => {
      running = null;
      if (isBehind) save();
    });
  return running;
}

// With a button the page itself saves. Wait a moment for a save under way, so that it knows the newest revision.
function leave(event) {
  if (!running) return;
  event.preventDefault();
  const button = event.submitter;
  const enough = new Promise((done) => setTimeout(done, LONGEST_WAIT_MS));
  isBehind = false;
  Promise.race([running, enough]).then(() => {
    running = null;
    form.requestSubmit(button);
  });
}

// Lines to bring into order: the same buttons, without a new page. Focus stays on the button.
function move(event) {
  const button = event.target.closest("button[name=move]");
  if (!button) return;
  event.preventDefault();
  const line = button.closest("li");
  const list = line.parentElement;
  if (button.value.startsWith("up:")) line.previousElementSibling?.before(line);
  else line.nextElementSibling?.after(line);
  const lines = [...list.children];
  lines.forEach((each, index) => {
    each.querySelector("[type=text]").value = index + 1;
  });
  button.focus();
  say(`${form.dataset.moved}: ${lines.indexOf(line) + 1}`);
  save();
}

// Long words are saved while they are written, a moment after the last key.
let pause = 0;
function typed(event) {
  if (!event.target.matches("textarea")) return;
  clearTimeout(pause);
  pause = setTimeout(save, 2000);
}

if (form) {
  form.addEventListener("change", save);
  form.addEventListener("input", typed);
  form.addEventListener("submit", leave);
  form.querySelector("[data-ordering]")?.addEventListener("click", move);
}

// Warns five minutes before a session ends for want of use, and lets the person stay.
const dialog = document.getElementById("session-end");
const WARN = 300;
let timer = 0;

const later = (left) => {
  clearTimeout(timer);
  timer = setTimeout(ask, Math.max(1, left - WARN) * 1000);
};

const show = (part) => {
  for (const each of dialog.querySelectorAll("[data-part]")) each.hidden = each.dataset.part !== part;
  if (!dialog.open) dialog.showModal();
};

const left = async (url, options) => (await (await fetch(url, options)).json()).left;

// Another tab may have been in use: the server knows.
const ask = async () => {
  let seconds = 0;
  try { seconds = await left(dialog.dataset.ask); } catch { return later(WARN + 30); }
  if (seconds > WARN + 5) { dialog.close(); return later(seconds); }
  show(seconds > 0 ? "warn" : "over");
  if (seconds > 0) timer = setTimeout(ask, (seconds + 1) * 1000);
};

dialog.querySelector("form[data-stay]").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  try {
    const seconds = await left(form.action, { method: "POST", body: new FormData(form) });
    if (seconds > 0) { dialog.close(); later(seconds); } else show("over");
  } catch { show("over"); }
});
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
document.addEventListener("visibilitychange", () => { if (!document.hidden && Number(dialog.dataset.seconds)) ask(); });
later(Number(dialog.dataset.seconds));

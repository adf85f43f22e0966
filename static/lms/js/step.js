// A step: reads itself aloud where the browser can, comes back to the second of a video or a recording, and loads what saves the boxes.

const step = document.querySelector("[data-step]");

// --- read aloud --------------------------------------------------------------------------------------

const tools = step.querySelector("[data-aloud]");
const speech = globalThis.speechSynthesis;
const READ = "h1, h2, h3, h4, p, li, legend, blockquote, figcaption, summary, .opt span";
const QUIET = "form [data-autosave-status], .field, .error, nav, [hidden], [data-aloud], .vh, .steps, [data-silent]";

if (tools && speech) {
  const [start, stop] = tools.querySelectorAll("button");
  const say = (on) => { start.hidden = on; stop.hidden = !on; };
  const end = () => { speech.cancel(); if (!stop.hidden) { const had = stop === document.activeElement; say(false); if (had) start.focus(); } };
  start.addEventListener("click", () => {
    const parts = [...step.querySelectorAll(READ)].filter((part) => !part.closest(QUIET) && !part.querySelector(READ) && part.checkVisibility?.() !== false);
    speech.cancel();
    for (const part of parts) {
      const words = new SpeechSynthesisUtterance(part.textContent.trim());
      words.lang = part.closest("[lang]").lang;
      words.onerror = end;
      if (part === parts.at(-1)) words.onend = end;
      speech.speak(words);
    }
    say(true);
    stop.focus();
  });
  stop.addEventListener("click", end);
  addEventListener("pagehide", () => speech.cancel());
  tools.hidden = false;
}

// --- where in a video or a recording -----------------------------------------------------------------

const RARELY = 15000;
const blockOf = (media) => media.closest("[id^='b-']")?.id.slice(2);

for (const media of step.querySelectorAll("video, audio")) {
  const block = blockOf(media);
  if (!block) continue;
  let told = -1, at = 0;
  const tell = () => {
    const second = media.ended ? 0 : Math.floor(media.currentTime);
    if (second === told) return;
    [told, at] = [second, Date.now()];
    const body = new URLSearchParams({ block, second, medium: media.localName, csrfmiddlewaretoken: step.querySelector("[name=csrfmiddlewaretoken]").value });
    fetch(step.dataset.step, { method: "POST", body, keepalive: true }).catch(() => {});
  };
  const resume = () => { if (media.currentTime < 1) media.currentTime = told = Number(step.dataset.second); };
  if (block === step.dataset.block) {
    if (media.readyState) resume(); else media.addEventListener("loadedmetadata", resume, { once: true });
  }
  media.addEventListener("timeupdate", () => { if (Date.now() - at > RARELY) tell(); });
  media.addEventListener("play", () => { at = Date.now(); });
  for (const happens of ["pause", "ended"]) media.addEventListener(happens, tell);
  document.addEventListener("visibilitychange", () => { if (document.hidden && !media.paused) tell(); });
}

// --- boxes: what saves them comes with the first one that is entered, or at once for words that did not get through before --------

const load = () => import(step.dataset.saves);
if (Object.keys(sessionStorage).some((key) => key.startsWith("unsaved:"))) load();
else step.addEventListener("focusin", ({ target }) => { if (target.dataset.autosave) load(); });

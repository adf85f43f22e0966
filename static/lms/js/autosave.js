// Saves a private box while it is being written: two seconds after the last key, on leaving the box, and when the page is hidden.
// The words live on the server. A copy stays in this tab only while a save does not get through, and goes with the first that does.

const QUIET = 2000;
const LONGEST_WAIT = 60000;
const KEEP = "unsaved:";

class Box {
  wait = QUIET;
  timer = 0;
  isSaving = false;
  isStopped = false;
  hasSaid = false;

  constructor(area) {
    this.area = area;
    this.form = area.form;
    this.url = area.dataset.autosave;
    this.version = this.field("version");
    this.window = this.field("window");
    this.status = area.closest("section, form").querySelector("[data-autosave-status]");
    this.saved = area.defaultValue;
    this.offerUnsaved();
    if (this.isChanged) this.later(QUIET);
    area.addEventListener("input", () => this.later(QUIET));
    area.addEventListener("blur", () => this.save());
    this.form.addEventListener("submit", () => { this.isStopped = true; this.forget(); });
  }

  field(name) {
    const prefix = this.area.dataset.box ? `${this.area.dataset.box}-` : "";
    return this.form.elements[prefix + name];
  }

  part(name) {
    return this.status.querySelector(`[data-${name}]`);
  }

  // Words that did not get through before this tab was loaded again come back into an unchanged box.
  offerUnsaved() {
    const kept = sessionStorage.getItem(KEEP + this.url);
    if (!kept?.startsWith(this.area.value) || kept === this.area.value) return;
    this.area.value = kept;
    this.later(QUIET);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  get isChanged() {
    return this.area.value !== this.saved;
  }

  async save(isLast = false) {
    clearTimeout(this.timer);
    if (this.isStopped || !this.isChanged || (this.isSaving && !isLast)) return;
    const text = this.area.value;
    this.isSaving = true;
    try {
      await this.took(await this.send(text, isLast), text);
    } catch {
      this.missed(text);
    } finally {
      this.isSaving = false;
    }
    if (this.isChanged && !this.isStopped) this.later(this.wait);
  }

  send(text, isLast) {
    const body = new URLSearchParams({ text, version: this.version.value, window: this.window.value, who: this.area.dataset.who });
    // Signing in again in another tab makes a new token. `who` keeps these words from anybody else who does.
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? this.form.elements.csrfmiddlewaretoken.value;
    const headers = { Accept: "application/json", "X-CSRFToken": token };
    return fetch(this.url, { method: "POST", body, headers, redirect: "error", keepalive: isLast && text.length < 20000 });
  }

  async took(answer, text) {
    const said = await answer.json();
    if (answer.status === 409) return this.clashed(said);
    if (!answer.ok) throw new Error(String(answer.status));
    this.saved = text;
    this.version.value = said.version;
    if (said.save_url) this.moveTo(said.save_url);
    this.wait = QUIET;
    this.forget();
    this.part("trouble").hidden = true;
    this.show(said.saved_at);
  }

  // A new entry has an address from its first save on: the next one goes there, and so does a reload.
  moveTo(url) {
    this.url = url;
    this.form.action = url;
    history.replaceState(null, "", url);
  }

  show(time) {
    if (!time) return;
    this.part("shown").textContent = `✓ ${this.status.dataset.saved} ${time}`;
    if (!this.hasSaid) this.part("said").textContent = this.status.dataset.first;
    this.hasSaid = true;
  }

  missed(text) {
    sessionStorage.setItem(KEEP + this.url, text);
    this.part("trouble").hidden = false;
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  // Both versions are on the server. Nothing more is sent from here until the writer has chosen.
  clashed(said) {
    this.isStopped = true;
    this.forget();
    this.part("trouble").hidden = true;
    this.part("other").textContent = said.other;
    this.part("clash").hidden = false;
    this.part("reload").href = this.area.dataset.box ? `${location.pathname}?again=${Date.now()}#c-${this.area.dataset.box}` : location.pathname;
  }

  forget() {
    sessionStorage.removeItem(KEEP + this.area.dataset.autosave);
    sessionStorage.removeItem(KEEP + this.url);
  }
}

const boxes = [...document.querySelectorAll("textarea[data-autosave]")].map((area) => new Box(area));

const saveAll = () => boxes.forEach((box) => box.save(true));
document.addEventListener("visibilitychange", () => { if (document.hidden) saveAll(); });
addEventListener("pagehide", saveAll);

// Signing out leaves nothing behind on a shared device.
document.addEventListener("submit", ({ target }) => {
  if (!/sign-out|logout/.test(target.action)) return;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEEP)) sessionStorage.removeItem(key);
});

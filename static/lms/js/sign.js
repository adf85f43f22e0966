// Comforts for signing: one tick for a person ticks their entries, and a line says how many are ticked. Nothing is ever ticked by itself.
const form = document.querySelector("form[data-sign]");

if (form) {
  const line = form.querySelector("[data-ticked]");
  const sum = form.querySelector("[data-ticked-sum]");
  const cards = [...form.querySelectorAll("section")].filter((card) => card.querySelector('input[name="entry"]'));

  const length = (minutes) => {
    const parts = [];
    if (minutes >= 60) parts.push(sum.dataset.hours.replace("%n", String(Math.floor(minutes / 60))));
    if (minutes % 60) parts.push(sum.dataset.minutes.replace("%n", String(minutes % 60)));
    return parts.join(" ");
  };

  const say = () => {
    const ticked = [...form.querySelectorAll('input[name="entry"]:checked')];
    const minutes = ticked.reduce((total, tick) => total + Number(tick.dataset.minutes), 0);
    line.hidden = ticked.length === 0;
    const entries = ticked.length === 1 ? sum.dataset.one : sum.dataset.many.replace("%n", String(ticked.length));
    sum.textContent = `${entries}, ${length(minutes)}`;
  };

  for (const card of cards) {
    const all = card.querySelector('input[name="all"]');
    const each = [...card.querySelectorAll('input[name="entry"]')];
    all?.addEventListener("change", () => {
      for (const tick of each) tick.checked = all.checked;
      say();
    });
    for (const tick of each)
      tick.addEventListener("change", () => {
        if (all && !tick.checked) all.checked = false;
        say();
      });
  }
  say();
}

// Comforts for signing: one tick for a person ticks their entries, and a line says how many are ticked. Nothing is ever ticked by itself.
const form = document.querySelector("form[data-sign]");

if (form) {
  const line = form.querySelector("[data-ticked]");
  const sum = form.querySelector("[data-ticked-sum]");
  const cards = [...form.querySelectorAll("section")].filter((card) => card.querySelector('input[name="entry"]'));

  const say = () => {
    const count = form.querySelectorAll('input[name="entry"]:checked').length;
    line.hidden = count === 0;
    sum.textContent = count === 1 ? sum.dataset.one : sum.dataset.many.replace("%n", String(count));
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

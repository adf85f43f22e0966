// Where the focus is: which stop, what is wrong with how it stands there, what kind of control it is.
() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return { place: -1, wrong: [], kind: "" };
  const wrong = [];
  let place = walk.stops.indexOf(one);
  if (place < 0 && one.type === "radio") place = walk.stops.findIndex((other) => other.name === one.name && other.form === one.form); // going backwards
  if (place < 0) wrong.push("unexpected");
  const style = getComputedStyle(one);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push(`outline ${style.outlineWidth} ${style.outlineStyle}`);
  // WCAG 2.4.11: no part that we lay over the page hides it, and it has come into view.
  const box = one.getClientRects()[0] || one.getBoundingClientRect();
  const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]);
  const shown = points.filter(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (one.contains(top) || top.contains(one) || top.control === one || [...(one.labels || [])].some((label) => label.contains(top))); });
  if (!shown.length) wrong.push("out of sight or covered");
  const covering = points.map(([x, y]) => document.elementFromPoint(x, y)?.closest(".dock, .sticky, .outline, dialog")).find((over) => over && !over.contains(one));
  if (covering && shown.length < 3) wrong.push(`mostly under ${look.name(covering)}`);
  return { place, wrong: wrong.map((words) => `${words}: ${look.name(one)}`) };
}

// One control of each kind that looks different: marks them with a number, so that Python can find them. `known` were measured before.
(known) => {
  const found = [];
  const seen = new Set(known);
  for (const one of look.controls()) {
    const kind = `${look.kind(one)} on ${look.ground(one.parentElement)}`;
    if (seen.has(kind)) continue;
    seen.add(kind);
    one.dataset.kind = found.length;
    found.push({ kind, place: found.length, name: look.name(one), choice: /^(radio|checkbox)$/.test(one.type) });
  }
  return found;
}

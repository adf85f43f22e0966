// Controls that are boxes stand out from what is around them by an edge or a fill: 3 to 1 (WCAG 1.4.11; axe does not look at this).
() => {
  const BOX = "input:not([type=hidden]):not([type=radio]):not([type=checkbox]), select, textarea, button, a.btn, .opt, summary.btn";
  const found = [];
  for (const one of [...document.querySelectorAll(BOX)].filter(look.seen)) {
    const style = getComputedStyle(one);
    const outside = look.ground(one.parentElement);
    const fill = look.over(look.channels(style.backgroundColor), outside);
    const edges = ["Top", "Right", "Bottom", "Left"].map((side) =>
      parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== "none" ? look.over(look.channels(style[`border${side}Color`]), fill) : fill);
    const words = (one.innerText || "").trim();
    const plain = look.contrast(fill, outside) < 1.05 && edges.every((edge) => look.contrast(edge, outside) < 1.05);
    if (plain && words && style.textDecorationLine === "underline") continue; // drawn as a link
    const weakest = Math.min(...edges.map((edge) => Math.max(look.contrast(edge, outside), look.contrast(fill, outside))));
    if (weakest < 3) found.push(`${weakest.toFixed(2)}:1 ${look.name(one)}`);
  }
  return found;
}

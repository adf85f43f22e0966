// What reaches over an edge, and words that are cut off.
(width) => {
  const found = [];
  const page = document.documentElement;
  if (page.scrollWidth > width) {
    found.push(`the page is ${page.scrollWidth} px wide`);
    const out = (one) => { const box = one.getBoundingClientRect(); return box.width && (box.right > width + 0.5 || box.left < -0.5) && look.seen(one); };
    found.push(...[...document.querySelectorAll("body *")].filter(out).slice(0, 6).map((one) => `over the edge: ${look.name(one)}`));
  }
  for (const one of document.querySelectorAll("body *")) {
    const style = getComputedStyle(one);
    if (one.closest("svg, .vh, .skip, [tabindex='0']") || !look.seen(one) || !(one.innerText || "").trim()) continue;
    if (/^(TEXTAREA|SELECT|INPUT)$/.test(one.tagName) || one.closest("thead")) continue;
    const hides = (axis) => /hidden|clip/.test(style[`overflow${axis}`]);
    if (hides("X") && one.scrollWidth > one.clientWidth + 1) found.push(`cut off sideways: ${look.name(one)}`);
    if (hides("Y") && one.scrollHeight > one.clientHeight + 1) found.push(`cut off below: ${look.name(one)}`);
  }
  return found;
}

// Every target is 24 px high and wide; on a telephone, buttons, boxes and links that stand alone are 44 px (WCAG 2.5.8, the house's rule).
() => {
  const letters = (text) => (text.match(/\p{L}/gu) || []).length;
  const block = (one) => {
    let at = one.parentElement;
    while (getComputedStyle(at).display.startsWith("inline") && !/^(TD|TH|LI|P|DD|DT)$/.test(at.tagName)) at = at.parentElement;
    return at;
  };
  const inSentence = (one) => {
    if (getComputedStyle(one).display !== "inline") return false;
    const around = block(one);
    const targets = [...around.querySelectorAll("a, button, summary, label")].filter((other) => !other.parentElement.closest("a, button, summary, label"));
    const others = targets.reduce((sum, other) => sum + letters(other.innerText), 0);
    return letters(around.innerText) > others;
  };
  const area = (one) => {
    const boxes = [one, ...(/^(radio|checkbox)$/.test(one.type) ? one.labels : [])].map((part) => part.getBoundingClientRect());
    const from = (side) => Math.min(...boxes.map((box) => box[side]));
    const to = (side) => Math.max(...boxes.map((box) => box[side]));
    return [to("right") - from("left"), to("bottom") - from("top")];
  };
  const found = [];
  for (const one of look.controls()) {
    if (one.getAttribute("tabindex") === "0" && !/^(A|BUTTON|INPUT|SELECT|TEXTAREA|SUMMARY)$/.test(one.tagName)) continue;
    if (inSentence(one) || one.matches(".skip:not(:focus)")) continue; // a skip link is drawn only while it has the focus
    const [wide, high] = area(one);
    const inTable = one.closest("td, th") && one.tagName === "A" && !one.classList.contains("btn");
    const [least, leastWide] = inTable ? [24, 24] : [44, one.tagName === "A" && !one.classList.contains("btn") ? 24 : 44];
    if (high < least - 0.5 || wide < leastWide - 0.5) found.push(`${wide.toFixed(0)}x${high.toFixed(0)} ${look.name(one)}`);
  }
  return found;
}

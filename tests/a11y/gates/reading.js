// The words of the page, a line each: without what people wrote themselves, quotes, code, and cells of tables, which are no sentences.
() => {
  const copy = document.querySelector("main").cloneNode(true);
  const real = [...document.querySelectorAll("main *")];
  [...copy.querySelectorAll("*")].forEach((one, place) => { if (!real[place].checkVisibility()) one.dataset.gone = ""; });
  copy.querySelectorAll("[data-gone], textarea, blockquote, q, .doc, .codebox, .keep-lines, svg, script, tbody td, .demo").forEach((one) => one.remove());
  const BLOCK = /^(P|LI|H\d|DT|DD|TD|TH|LABEL|LEGEND|BUTTON|SUMMARY|DIV|SECTION|FIGCAPTION|A|SMALL|OPTION|BR|CAPTION)$/;
  const lines = [];
  const walk = (one) => one.childNodes.forEach((node) => {
    if (node.nodeType === Node.TEXT_NODE) { lines.push(node.data); return; }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const ends = BLOCK.test(node.tagName) && !(node.tagName === "A" && !node.classList.contains("btn") && !node.classList.contains("tlink"));
    if (ends) lines.push("\n");
    walk(node);
    if (ends) lines.push("\n");
  });
  walk(copy);
  return lines.join("").replace(/[^\S\n]+/g, " ").replace(/\s*\n\s*/g, "\n").trim();
}

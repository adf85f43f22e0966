// A form that came back: the summary is first in main and has the focus; each link leads to a box, and the box says the same words (WCAG 3.3.1).
() => {
  const summary = document.querySelector(".errsum");
  const marked = document.querySelectorAll("[aria-invalid=true]");
  if (!summary) return marked.length ? [`${marked.length} boxes marked, and no summary`] : [];
  const found = [];
  const say = (good, words) => good || found.push(words);
  const text = (one) => (one.innerText || "").replace(/\s+/g, " ").trim();
  say(document.title.startsWith("Error: "), `the title is "${document.title}"`);
  const before = [...document.querySelectorAll("main *")].filter((one) => look.seen(one) && text(one) && !one.contains(summary) && one.compareDocumentPosition(summary) & Node.DOCUMENT_POSITION_FOLLOWING && one.tagName !== "NAV" && !one.classList.contains("back"));
  say(!before.length, `before the summary: ${before.map(look.name).slice(0, 3)}`);
  say(summary.contains(document.activeElement), `the focus is on ${look.name(document.activeElement)}`);
  const links = [...summary.querySelectorAll("a")];
  say(links.length, "a summary without links");
  for (const link of links) {
    const box = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!box) { found.push(`leads nowhere: ${link.hash} ${text(link)}`); continue; }
    const told = (box.getAttribute("aria-describedby") || box.closest("fieldset[aria-describedby]")?.getAttribute("aria-describedby") || "").split(" ").map((id) => document.getElementById(id)).filter(Boolean);
    const said = [...told, ...(box.closest(".field, fieldset, form")?.querySelectorAll(".error, .errors") || [])].map(text).join(" ");
    say(said.includes(text(link)), `beside the box stands "${said.slice(0, 60)}", not "${text(link)}"`);
  }
  return found;
}

// One h1, headings in order, language, direction, help in its place, nothing that plays.
() => {
  const found = [];
  const say = (good, words) => good || found.push(words);
  const page = document.documentElement;
  say(/^[a-z]{2}(-[a-z]{2,})?$/i.test(page.lang), `lang is "${page.lang}"`);
  say(/^(ltr|rtl)$/.test(page.dir), `dir is "${page.dir}"`);
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((one) => one.checkVisibility());
  const levels = headings.map((one) => Number(one.tagName[1]));
  say(levels.filter((level) => level === 1).length === 1, `${levels.filter((level) => level === 1).length} first headings`);
  levels.forEach((level, place) => place && say(level <= levels[place - 1] + 1, `h${levels[place - 1]} is followed by h${level}: ${headings[place].innerText}`));
  say(headings.every((one) => one.innerText.trim()), "an empty heading");
  say([...document.querySelectorAll("header a[href='/support/']")].some(look.seen), "no way to support in the header");
  const help = [...document.querySelectorAll("footer.foot ul a")].map((one) => one.getAttribute("href")).join(" ");
  say(help === "/support/ /help/ /privacy/ /accessibility/ /display/", `help in another order: ${help}`);
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  ids.filter((id, place) => ids.indexOf(id) !== place).forEach((id) => found.push(`id twice: ${id}`));
  // A player waits to be asked, has a name, and whoever does not hear or see it can read the same beside it.
  const waits = (one) => one.controls && one.preload === "none" && one.getAttribute("aria-label") && one.closest("figure, .panel")?.querySelector("details")
    && (one.localName === "audio" || one.querySelector("track[kind=captions][srclang]"));
  document.querySelectorAll("video, audio").forEach((one) => waits(one) || found.push(`plays: ${look.name(one)}`));
  document.querySelectorAll("iframe, object, embed, [autoplay], marquee, blink").forEach((one) => found.push(`plays: ${look.name(one)}`));
  document.querySelectorAll("[style], style").forEach((one) => found.push(`style in the page: ${look.name(one)}`));
  return found;
}

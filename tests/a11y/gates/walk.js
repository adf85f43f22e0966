// Where a Tab walk should stop, in order; kept on the page, so that `stop` can say where it is.
() => {
  // Tab enters a set of radios once: at the chosen one, or at the first.
  const radios = (one) => [...document.querySelectorAll("input[type=radio]")].filter((other) => other.name === one.name && other.form === one.form && !other.disabled);
  const entered = (one) => one.type !== "radio" || one === (radios(one).find((other) => other.checked) || radios(one)[0]);
  const stops = look.controls().filter((one) => one.tabIndex >= 0 && entered(one));
  const skip = document.querySelector(".skip"); // seen only once it has the focus
  window.walk = { stops: skip ? [skip, ...stops] : stops, radios };
  document.activeElement.blur();
  window.getSelection().removeAllRanges();
  window.scrollTo(0, 0);
  document.documentElement.tabIndex = -1; // begin at the top, wherever the page had put the focus
  document.documentElement.focus({ preventScroll: true });
  document.documentElement.removeAttribute("tabindex");
  return walk.stops.length;
}

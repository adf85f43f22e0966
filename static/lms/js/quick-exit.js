// "Leave this site": cover the page at once, then go, leaving no step in this tab's history to come back to.
// It does not clear the browser's history, and the page says so.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-quick-exit]");
  if (!link) return;
  event.preventDefault();
  document.body.replaceChildren();
  document.title = "";
  window.location.replace(link.href);
});

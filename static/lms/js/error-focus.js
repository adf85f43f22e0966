// After a form came back with something to put right, start reading there: the summary says everything at once.
const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();

// A link of the summary puts the cursor into the box itself, and brings its label into view first.
summary?.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const box = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!box) return;
  event.preventDefault();
  const place = box.closest("fieldset, .field") || box;
  place.scrollIntoView();
  box.focus({ preventScroll: true });
});

// What every gate may ask of a page. Put there once for each load, as `look`.
() => {
  const channels = (text) => {
    const numbers = (text.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
    const parts = text.startsWith("color(") ? numbers.slice(0, 3).map((part) => part * 255) : numbers.slice(0, 3);
    return [...parts, numbers.length > 3 ? numbers[3] : 1];
  };
  const over = (front, back) => [0, 1, 2].map((i) => front[i] * front[3] + back[i] * (1 - front[3])).concat(1);
  const light = (colour) => {
    const [red, green, blue] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (one) => {
    const layers = [];
    for (let at = one; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour[3]) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((back, front) => over(front, back), canvas());
  };
  const canvas = () => {
    const probe = document.createElement("div");
    probe.style.color = "Canvas"; // set by script, which the content policy allows
    document.body.append(probe);
    const colour = channels(getComputedStyle(probe).color);
    probe.remove();
    return colour;
  };
  const contrast = (one, other) => {
    const [bright, dim] = [light(one), light(other)].sort((a, b) => b - a);
    return (bright + 0.05) / (dim + 0.05);
  };
  const seen = (one) => {
    const box = one.getBoundingClientRect();
    return one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && box.width > 0 && box.height > 0 && box.right > 0 && !one.closest(".vh");
  };
  const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const controls = () => [...document.querySelectorAll(FOCUSABLE)].filter((one) => seen(one) && !one.disabled);
  const name = (one) => `${one.outerHTML.slice(0, 110).replace(/\s+/g, " ")} "${(one.innerText || "").trim().slice(0, 30)}"`;
  const kind = (one) => [one.tagName, one.type || "", [...one.classList].sort().join("."), [...one.parentElement.classList].sort().join(".")].join(" ");
  window.look = { channels, over, ground, contrast, seen, controls, name, kind };
}

// What can be told of WCAG 2.2 AA from a page alone; answers a list of complaints.
() => {
  const complaints = [];
  const seen = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const hiddenForEyes = (element) => element.closest(".hidden, .skip") !== null;
  const name = (element) => `${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""} “${(element.textContent || "").trim().slice(0, 30)}”`;

  if (!document.documentElement.lang) complaints.push("no language");
  if (document.querySelectorAll("main").length !== 1) complaints.push("not one main");
  if (document.querySelectorAll("h1").length !== 1) complaints.push("not one h1");

  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    if (!seen(heading)) continue;
    const own = Number(heading.tagName[1]);
    if (own > level + 1 && heading.closest(".summary") === null) complaints.push(`heading skips a level: ${name(heading)}`);
    level = own;
  }

  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of ids) if (ids.filter((other) => other === id).length > 1) complaints.push(`id twice: ${id}`);
  for (const attribute of ["aria-describedby", "aria-labelledby", "for"]) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      for (const id of element.getAttribute(attribute).split(" ")) {
        if (!document.getElementById(id)) complaints.push(`${attribute} points nowhere: ${id}`);
      }
    }
  }

  for (const image of document.querySelectorAll("img")) if (!image.hasAttribute("alt")) complaints.push("picture without alt");
  for (const input of document.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    if (!input.labels.length && !input.ariaLabel) complaints.push(`no label: ${input.name}`);
  }
  for (const target of document.querySelectorAll("a, button")) {
    if (!(target.textContent.trim() || target.ariaLabel || target.querySelector("img[alt]:not([alt=''])"))) complaints.push(`nameless: ${target.outerHTML.slice(0, 80)}`);
    const { width, height } = target.getBoundingClientRect();
    const inline = getComputedStyle(target).display === "inline";
    if (seen(target) && !hiddenForEyes(target) && !inline && (width < 24 || height < 24)) complaints.push(`small target: ${name(target)}`);
  }

  // Contrast (1.4.3): relative luminance of the text against the ground that is painted under it.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((value, index) => value * a + under[index] * (1 - a));
  const ground = (element) => {
    if (!element) return [255, 255, 255];
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, ground(element.parentElement));
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  for (const element of document.querySelectorAll("body *")) {
    const speaks = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!speaks || !seen(element) || hiddenForEyes(element) || element.matches(".development, noscript, script")) continue;
    const style = getComputedStyle(element);
    const under = ground(element);
    const [light, dark] = [luminance(over(rgba(style.color), under)), luminance(under)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    if (ratio < needed) complaints.push(`contrast ${ratio.toFixed(2)}: ${name(element)}`);
  }
  return complaints;
};

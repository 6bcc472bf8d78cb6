// What the pages do better with scripts; each of them works without.

document.querySelector(".summary")?.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A page that the browser kept must not show what is over: ask for it again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

// A second click does nothing while the first is under way.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    window.setTimeout(() => delete form.dataset.sent, 4000);
  });
}

const autosaved = document.querySelector("form[data-autosave]");
if (autosaved) (await import("./autosave.js")).start(autosaved);

const waiting = document.querySelector("[data-poll]");
if (waiting) (await import("./waiting.js")).start(waiting);

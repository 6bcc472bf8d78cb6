// Keeps what is typed, a moment after typing. A newer version from elsewhere is told, never overwritten.

const QUIET = 1200;
const AGAIN = 8000;

export function start(form) {
  const saved = form.querySelector("[data-saved]");
  const conflict = document.querySelector("[data-conflict]");
  let timer;
  let saving = null;
  let stopped = !conflict.hidden;
  let kept = content(form);

  const say = (text) => {
    if (saved.textContent !== text) saved.textContent = text;
  };

  const later = (milliseconds) => {
    window.clearTimeout(timer);
    if (!stopped) timer = window.setTimeout(save, milliseconds);
  };

  const save = () => {
    const typed = content(form);
    if (stopped || saving || typed === kept) return saving;
    saving = send(form)
      .then(async (answer) => {
        const { message, version } = await answer.json();
        if (answer.ok) {
          kept = typed;
          form.elements.version.value = version;
          say(message);
        } else {
          stopped = true;
          tell(conflict, message, answer.status === 409);
        }
      })
      .catch(() => {
        say(form.dataset.failed);
        later(AGAIN);
      })
      .finally(() => {
        saving = null;
        if (content(form) !== kept) later(QUIET);
      });
    return saving;
  };

  form.addEventListener("input", () => later(QUIET));
  form.addEventListener("change", () => later(200));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });

  // A save under way ends first, so that the form is sent with the version that it made.
  form.addEventListener("submit", (event) => {
    window.clearTimeout(timer);
    if (!saving) {
      stopped = true;
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    delete form.dataset.sent;
    saving.finally(() => form.requestSubmit(submitter));
  }, { capture: true });
}

function content(form) {
  const typed = new FormData(form);
  typed.delete("version");
  return new URLSearchParams(typed).toString();
}

function send(form) {
  return fetch(form.dataset.autosave, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value },
    body: new FormData(form),
    keepalive: true,
  });
}

function tell(conflict, message, isConflict) {
  conflict.querySelector("[data-conflict-words]").textContent = message;
  conflict.querySelector("a").hidden = !isConflict;
  conflict.hidden = false;
  conflict.scrollIntoView({ block: "nearest" });
}

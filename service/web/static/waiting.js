// Asks how far the work is, and goes on when it is done.

const PAUSE = { first: 400, longest: 5000, growth: 1.3 };

export function start(panel) {
  let pause = PAUSE.first;
  const ask = async () => {
    try {
      const answer = await fetch(panel.dataset.poll, { headers: { Accept: "application/json" } });
      if (answer.status === 401 || answer.status === 404) return window.location.reload();
      if (answer.ok && show(panel, await answer.json())) return undefined;
    } catch {
      // No connection: the next try may have one.
    }
    pause = Math.min(pause * PAUSE.growth, PAUSE.longest);
    return window.setTimeout(ask, pause);
  };
  window.setTimeout(ask, pause);
}

function show(panel, status) {
  if (status.location) {
    window.location.replace(status.location);
    return true;
  }
  const message = panel.querySelector("[data-message]");
  if (message.textContent !== status.message) message.textContent = status.message;
  panel.querySelectorAll("[data-step]").forEach((step, index) => {
    const { state, words } = status.steps[index];
    step.className = state;
    step.querySelector("[data-step-words]").textContent = words;
  });
  return false;
}

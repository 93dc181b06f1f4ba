// Saves a form by itself some seconds after typing stops, to the address that its buttons send it to, and tells when.
// Whatever goes wrong is told too; what is typed stays in the page, and the buttons save as they do without script.

const WAIT = 3000;
const told = document.getElementById("autosave-told");
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const entries = () => [...new FormData(form)].filter(([name]) => !["edition", "csrfmiddlewaretoken"].includes(name));
  const typed = () => JSON.stringify(entries());
  let saved = typed(), timer, stopped = false, running = null;

  const say = (text) => { told.textContent = text; };
  const stop = (text) => { stopped = true; say(text); };
  const later = () => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => save(), WAIT);
  };
  const heard = async (answer, sent) => {
    const json = (answer.headers.get("Content-Type") ?? "").startsWith("application/json") && await answer.json();
    if (answer.ok && json) {
      saved = sent;
      form.elements.edition.value = json.edition;
    }
    if (json && answer.status !== 409) say(json.said);
    else if (json) stop(json.said);
    else if (answer.status === 403 || answer.redirected) stop(told.dataset.ended);
    else say(told.dataset.failed);
  };
  const post = async (keepalive) => {
    const sent = typed();
    const headers = { "X-Requested-With": "autosave" };
    try {
      const options = { method: "POST", body: new FormData(form), headers, keepalive };
      await heard(await fetch(form.getAttribute("action") || location.href, options), sent);
    } catch {
      say(told.dataset.failed);
    }
    running = null;
    if (typed() !== sent) later();
  };
  const save = (leaving = false) => {
    if (!stopped && !running && typed() !== saved) running = post(leaving);
  };

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  // A button pressed meanwhile waits for the answer: the form then carries the edition that was just made.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (running) {
      event.preventDefault();
      await running;
      clearTimeout(timer);
      form.requestSubmit(event.submitter);
    } else stopped = true;
  });
  // Who leaves by a link loses nothing of the last seconds.
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });
}

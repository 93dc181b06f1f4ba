// The sums follow as one types. They are the server's: the form is sent as it stands, nothing is saved, and what comes
// back takes the place of what stands in the page under the same id.

const form = document.querySelector("form[data-sums]");
if (form) {
  let pause, asked;
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.sums, { method: "POST", body: new FormData(form), signal: asked.signal });
      if (!answer.ok || answer.redirected) return;
      const told = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const each of told.querySelectorAll("[data-live]")) {
        const here = document.getElementById(each.id);
        if (here && here.innerHTML !== each.innerHTML) here.replaceChildren(...each.childNodes);
      }
    } catch {
      // No answer, or a newer question: what stands in the page stays.
    }
  };
  const soon = () => {
    clearTimeout(pause);
    pause = setTimeout(ask, 600);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "work_out") return;
    event.preventDefault();
    ask();
  });
}

// Warns before the session ends, with the time left and a way to stay. What is typed stays in the page either way: when it
// is sent after the end, the server asks to sign in and gives it back.

const dialog = document.querySelector("dialog[data-left]");
if (dialog) {
  const KEY = "session-ends";
  const [waits, ended] = dialog.querySelectorAll("div");
  const minutes = dialog.querySelector(".minutes");
  let ends;
  const last = (seconds) => {
    ends = Date.now() + 1000 * seconds;
    delete dialog.dataset.put;
    localStorage.setItem(KEY, ends);
    look();
  };
  const look = () => {
    const left = ends - Date.now();
    const told = String(Math.max(1, Math.ceil(left / 60000)));
    if (minutes.textContent !== told) minutes.textContent = told;
    waits.hidden = left <= 0;
    ended.hidden = left > 0;
    if (left <= 0) {
      clearInterval(clock);
      delete dialog.dataset.put;
    }
    if (left > 1000 * dialog.dataset.warned) dialog.close();
    else if (!dialog.open && !dialog.dataset.put) dialog.showModal();
  };
  const clock = setInterval(() => look(), 1000);
  last(Number(dialog.dataset.left));
  // Another window of the same person moves the end as well.
  window.addEventListener("storage", (event) => {
    if (event.key === KEY && Number(event.newValue) > ends) ends = Number(event.newValue);
  });
  dialog.querySelector(".stay").addEventListener("click", async () => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(dialog.dataset.stay, { method: "POST", headers: { "X-CSRFToken": token } });
    last(answer.ok && !answer.redirected ? (await answer.json()).left : 0);
  });
  dialog.addEventListener("cancel", () => { dialog.dataset.put = "away"; });
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
}

// What the forms do beyond HTML, and only to help: the server counts and decides by itself.

// Characters left in a textarea, as the server counts them: a new line is two characters, an emoji one.
for (const shown of document.querySelectorAll(".character-limit[data-limit]")) {
  const input = shown.parentElement.querySelector("textarea");
  const spoken = shown.nextElementSibling;
  let pause;
  const show = () => {
    const sent = [...input.value.replace(/\r?\n/g, "\r\n")].length;
    const left = Number(shown.dataset.limit) - sent;
    shown.textContent = `${left < 0 ? shown.dataset.over : shown.dataset.left} ${Math.abs(left)}`;
    shown.classList.toggle("limit-exceeded", left < 0);
    input.classList.toggle("form-limit-error", left < 0);
  };
  input.addEventListener("input", () => {
    show();
    clearTimeout(pause);
    pause = setTimeout(() => { spoken.textContent = shown.textContent; }, 1000);
  });
  window.addEventListener("pageshow", show);
  show();
}

// Fields that count under one answer only: folded away under every other.
for (const group of document.querySelectorAll("fieldset:has([data-shows])")) {
  for (const hint of group.querySelectorAll(".without-script")) hint.hidden = true;
  const show = () => {
    for (const radio of group.querySelectorAll("[data-shows]")) {
      document.getElementById(radio.dataset.shows).hidden = !radio.checked;
      radio.closest(".hidden-content-wrapper").classList.toggle("show-content", radio.checked);
    }
  };
  group.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  show();
}

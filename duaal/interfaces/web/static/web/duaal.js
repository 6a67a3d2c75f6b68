/* Everything works without this file; it only spares people a second press and a search for the message. */
"use strict";

/* On a new page the summary of errors takes the focus by itself; in a swapped fragment this does it. */
document.addEventListener("htmx:afterSettle", (event) => {
  const summary = event.target.querySelector(".error-summary");
  if (summary) summary.focus();
});

/* A slow network invites a second press on a button that already works: the second one is dropped. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", "true"));
});

/* Back in a kept page: its buttons work again. */
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button").forEach((button) => button.removeAttribute("aria-disabled"));
  });
});

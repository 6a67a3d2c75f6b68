/* Everything works without this file; it only spares people a second press and a search for the message. */
"use strict";

function showErrors(root) {
  const summary = root.querySelector(".error-summary");
  if (summary) summary.focus();
}

showErrors(document);
document.addEventListener("htmx:afterSettle", (event) => showErrors(event.target));

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

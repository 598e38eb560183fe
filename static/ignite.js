/* Small comforts for those who have JavaScript. Every page works without this file. */
"use strict";

(() => {
  /* The error summary takes the focus, so that it is read first. */
  const focusSummary = (root) => {
    const summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  };

  /* One press, one deed: the form that is on its way does not go again. A page restored from the back
     button is usable once more. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.target) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
    /* A form that answers with a file leaves the page where it is: free it again. */
    setTimeout(release, 8000);
  });
  const release = () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
    });
  };
  window.addEventListener("pageshow", release);
  document.addEventListener("htmx:afterRequest", (event) => {
    /* A look at a letter may come back while the form itself is on its way. */
    if (!("letters" in event.target.dataset)) release();
  });

  /* Leaving a half-written form asks first. */
  let written = false;
  document.addEventListener("input", (event) => {
    if (event.target.form && "guard" in event.target.form.dataset) written = true;
  });
  document.addEventListener("submit", () => {
    written = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (written) event.preventDefault();
  });

  /* How many characters are left. */
  const count = (counter) => {
    const field = document.getElementById(counter.dataset.counterFor);
    if (!field) return;
    const left = Number(counter.dataset.most) - field.value.replace(/\n/g, "\r\n").length;
    const text = left < 0 ? counter.dataset.over : counter.dataset.left;
    counter.textContent = text.replace("%n", Math.abs(left));
    counter.classList.toggle("counter--over", left < 0);
    /* Read aloud only near the end: a counter that speaks at every letter drowns the writer. */
    counter.setAttribute("aria-live", left < 50 ? "polite" : "off");
  };
  const prepare = (root) => {
    root.querySelectorAll("[data-counter-for]").forEach((counter) => {
      if (counter.dataset.ready) return;
      counter.dataset.ready = "1";
      count(counter);
      const field = document.getElementById(counter.dataset.counterFor);
      if (field) field.addEventListener("input", () => count(counter));
    });
    root.querySelectorAll("[data-passkey]").forEach((button) => {
      button.hidden = !window.PublicKeyCredential;
    });
    root.querySelectorAll("[data-copy]").forEach((button) => {
      button.hidden = !navigator.clipboard;
    });
  };

  /* What a press would write is asked of the deed itself: its form's address, and the button if it says which deed. */
  document.addEventListener("htmx:configRequest", (event) => {
    if (!("letters" in event.target.dataset)) return;
    const form = event.target.closest("form");
    const button = form.querySelector("button:not([type=button])");
    event.detail.path = form.getAttribute("action") || event.detail.path;
    if (button.name) event.detail.parameters.set(button.name, button.value);
  });

  /* A letter that is being read stays open, and keeps the focus, when what is written changes it. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const place = event.detail.target;
    const before = "letters" in place.dataset && place.querySelector("details");
    if (!before) return;
    const [isOpen, hadFocus] = [before.open, before.contains(document.activeElement)];
    place.setAttribute("aria-live", isOpen ? "off" : "polite");
    place.addEventListener("htmx:afterSwap", () => {
      const now = place.querySelector("details");
      if (!now) return;
      now.open = isOpen;
      if (hadFocus) now.querySelector("summary").focus();
    }, {once: true});
  });

  /* A changed sorting takes effect at once; without JavaScript the filter button does it. */
  document.addEventListener("change", (event) => {
    if ("submit" in event.target.dataset && event.target.form) event.target.form.requestSubmit();
  });

  /* A planned meeting can be dragged along its manager's row. The drop sends what the page behind its name would send. */
  let dragged = null;
  const over = (event) => {
    const cell = dragged && event.target.closest("[data-slot]");
    return cell && cell !== dragged && cell.parentElement === dragged.parentElement ? cell : null;
  };
  const unmark = () => document.querySelectorAll(".drop").forEach((cell) => cell.classList.remove("drop"));
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-move]");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.querySelector("a").textContent);
  });
  document.addEventListener("dragover", (event) => {
    const cell = over(event);
    unmark();
    if (!cell) return;
    event.preventDefault();
    cell.classList.add("drop");
  });
  document.addEventListener("drop", (event) => {
    const cell = over(event);
    if (!cell) return;
    event.preventDefault();
    const form = cell.closest("form");
    form.action = dragged.dataset.move;
    form.elements.slot.value = cell.dataset.slot;
    form.elements.slot.disabled = false;
    form.requestSubmit();
  });
  document.addEventListener("dragend", () => {
    unmark();
    dragged = null;
  });

  /* Copies the text of the element that data-copy names. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    navigator.clipboard.writeText(source.value || source.textContent.trim()).then(() => {
      button.textContent = button.dataset.copied;
    });
  });

  document.addEventListener("DOMContentLoaded", () => {
    prepare(document);
    focusSummary(document);
  });
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
})();

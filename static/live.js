/* A day as it goes: bars that fill minute by minute, and a word when the page has heard nothing for a while.
   Without this file the page shows how it was when it was made, with a link to read it anew. */
"use strict";

(() => {
  const QUIET = 90; // seconds without an answer from which on the page says so
  const part = () => document.querySelector("[data-live]");
  let heard = Date.now();
  let failed = false;
  /* How far this device's clock is from the server's, by which all goes. */
  let ahead = 0;
  const setClock = () => {
    if (part()) ahead = Date.now() - Number(part().dataset.live) * 1000;
  };
  const clockOf = (moment) => new Date(moment).toLocaleTimeString("sv-SE", {
    hour: "2-digit", minute: "2-digit", timeZone: "Europe/Stockholm",
  });

  const tick = () => {
    const now = (Date.now() - ahead) / 1000;
    document.querySelectorAll("[data-clock]").forEach((clock) => {
      const {begins, ends, left, over, before} = clock.dataset;
      const bar = clock.querySelector("progress");
      if (bar) bar.value = Math.min(Math.max(now - begins, 0), ends - begins);
      const minutes = Math.ceil(((now < begins ? begins : ends) - now) / 60);
      let words = over;
      if (now < begins) words = minutes > 60 ? "" : before.replace("{n}", minutes);
      else if (minutes > 0) words = left.replace("{n}", minutes);
      const place = clock.querySelector(".clock__words");
      if (place.textContent.trim() !== words) place.textContent = words;
    });
    document.querySelectorAll("[data-time-of-day]").forEach((place) => {
      place.textContent = clockOf(Date.now() - ahead);
    });
    const silent = failed || Date.now() - heard > QUIET * 1000;
    document.querySelectorAll("[data-silence]").forEach((place) => {
      const words = silent ? place.dataset.silence.replace("{t}", clockOf(heard - ahead)) : "";
      if (place.textContent !== words) place.textContent = words;
    });
  };

  const ask = () => {
    if (part()) htmx.trigger(part(), "live:again");
  };
  document.addEventListener("htmx:beforeSwap", (event) => {
    /* Signed out meanwhile: the answer is the page where one signs in, which is shown whole. */
    if (!event.detail.target.matches("[data-live]")) return;
    if (event.detail.xhr.responseURL && !event.detail.xhr.responseURL.includes(location.pathname)) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    /* The part that asked: when the answer has taken its place, the event comes from a parent instead. */
    if (!event.detail.requestConfig.elt.matches("[data-live]")) return;
    failed = !event.detail.successful;
    if (!failed) heard = Date.now();
    tick();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt.matches("[data-live]")) setClock();
    tick();
  });
  window.addEventListener("online", ask);
  window.addEventListener("offline", () => {
    failed = true;
    tick();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) ask();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - heard > 20000) ask();
  });
  document.addEventListener("DOMContentLoaded", () => {
    setClock();
    tick();
    setInterval(tick, 5000);
  });
})();

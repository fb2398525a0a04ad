// Keys and progress on top of pages that work without: every action here presses a button or reads a page that is there.
"use strict";

const items = () => [...document.querySelectorAll("[data-item]")];

function current() {
  const focused = document.activeElement;
  return focused ? focused.closest("[data-item]") : null;
}

function go(step) {
  const all = items();
  const place = all.indexOf(current());
  const next = all[place < 0 ? 0 : Math.min(Math.max(place + step, 0), all.length - 1)];
  if (next) {
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }
}

function press(item, selector) {
  const button = item && item.querySelector(selector);
  if (button) button.click();
  return Boolean(button);
}

// A key acts only while a line, or something in it, has the focus, and never while something is typed (WCAG 2.1.4).
function onKey(event) {
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing) return;
  const item = current();
  const inMain = item || event.target === document.body || event.target.id === "main";
  if ((event.key === "j" || event.key === "k") && inMain) go(event.key === "j" ? 1 : -1);
  else if (event.key === "z" && inMain) press(document, ".done [data-undo]");
  else if (event.key === "o" && item) press(item, "[data-open]");
  else if (/^[rwsdu]$/.test(event.key) && item) press(item, `[data-key="${event.key}"]`);
  else return;
  event.preventDefault();
}

// A judgement counts once: the second press of a hurried finger is not sent.
function onSubmit(event) {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
}

function allowDrop(form) {
  const files = form.querySelector("input[type=file]");
  form.querySelector(".drop-words").hidden = false;
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    const size = [...files.files].reduce((sum, one) => sum + one.size, 0);
    form.querySelector("[data-sending]").textContent = `Sending ${(size / 1e6).toFixed(1)} MB…`;
  });
}

async function watch(box) {
  const status = box.querySelector("[data-status]");
  const bar = box.querySelector("progress");
  for (;;) {
    await new Promise((done) => setTimeout(done, 700));
    let job;
    try {
      const answer = await fetch(`/adding/${box.dataset.job}.json`);
      job = await answer.json();
    } catch {
      status.textContent = "The program does not answer; it may have been stopped.";
      continue;
    }
    if (job.ended || job.problem) return location.reload();
    const words = job.done ? `${job.stage}: ${job.done}${job.total ? ` of ${job.total}` : ""}` : job.stage;
    if (status.textContent !== words) status.textContent = words;
    if (job.total) {
      bar.max = job.total;
      bar.value = job.done;
    }
  }
}

// A story that nobody opened yet takes 0.1 to 0.5 s to make: it is made while the pointer or the focus rests on its link,
// once a page; who only passes over links makes no work.
const RESTS = 150; // milliseconds
const made = new Set();
let resting;

function onRest(event) {
  clearTimeout(resting);
  const link = event.target.closest("a[href]");
  const address = link && link.origin === location.origin ? link.pathname : "";
  if (!/^\/stories\/[^/]+$/.test(address) || address === "/stories/all" || address === location.pathname) return;
  if (made.has(address)) return;
  resting = setTimeout(() => {
    made.add(address);
    fetch(address, { method: "HEAD" }).catch(() => made.delete(address));
  }, RESTS);
}

document.addEventListener("pointerover", onRest);
document.addEventListener("focusin", onRest);
if ("keys" in document.body.dataset) document.addEventListener("keydown", onKey);
for (const form of document.querySelectorAll("form[method=post]")) form.addEventListener("submit", onSubmit);
for (const form of document.querySelectorAll("[data-drop]")) allowDrop(form);
for (const box of document.querySelectorAll("[data-job]:not([data-ended])")) watch(box);
// After a judgement the line that is next has the focus, so that the next key judges it.
if (location.hash) {
  const held = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (held && held.matches("[data-item]")) held.focus({ preventScroll: true });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

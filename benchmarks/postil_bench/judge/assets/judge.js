"use strict";
// Keys, notes that save themselves, and verdicts that survive a server that is away. Without this all works by forms.

const status = document.getElementById("status");
const verdict = document.getElementById("verdict");
const note = document.getElementById("note");
const keys = document.getElementById("keys");
const WAITING = "postil-waiting";
const AGAIN = 1000; // milliseconds between tries

const say = (text) => { status.textContent = text; };
const pause = (time) => new Promise((done) => { setTimeout(done, time); });

async function post(address, fields) {
  const reply = await fetch(address, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(fields),
  });
  if (!reply.ok) throw Object.assign(new Error(`status ${reply.status}`), { status: reply.status });
  return (await reply.json()).next;
}

// A verdict is kept in this browser until the server has it.
async function deliver(address, fields) {
  localStorage.setItem(WAITING, JSON.stringify([address, fields]));
  for (;;) {
    try {
      const next = await post(address, fields);
      localStorage.removeItem(WAITING);
      return next;
    } catch (error) {
      if (error.status >= 400 && error.status < 500) {
        localStorage.removeItem(WAITING);
        say("This verdict was not taken. Reload the page and try again.");
        return null;
      }
      say("The server does not answer. Your verdict is kept here and sent as soon as it does.");
      await pause(AGAIN);
    }
  }
}

let sending = false;
let draft = 0;
let unsaved = false;

async function submit(event) {
  event.preventDefault();
  if (sending) return;
  sending = true;
  clearTimeout(draft);
  const next = await deliver(event.target.action, [...new FormData(event.target, event.submitter)]);
  if (next) location.assign(next);
  else sending = false;
}

async function saveNote() {
  try {
    unsaved = false;
    await post(verdict.dataset.draft, [...new FormData(verdict)]);
    say("Note saved.");
  } catch {
    unsaved = true;
    say("The note is not saved yet; the server does not answer.");
    draft = setTimeout(saveNote, AGAIN);
  }
}

function press(event) {
  if (event.key === "Escape" && document.activeElement === note) { note.blur(); return; }
  const writing = /^(TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.id === "token";
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || writing) return;
  const key = event.key.toLowerCase();
  if (!keys || (!keys.checked && key !== keys.dataset.key)) return;
  const target = [...document.querySelectorAll("[data-key]")].find((found) => found.dataset.key.toLowerCase() === key);
  if (!target) return;
  event.preventDefault();
  if (target === note) { note.focus(); note.setSelectionRange(note.value.length, note.value.length); }
  else target.click();
  if (target.tagName === "SUMMARY") target.focus();
}

function switchKeys() {
  document.body.classList.toggle("keys-off", !keys.checked);
  localStorage.setItem("postil-keys", keys.checked ? "on" : "off");
}

document.addEventListener("keydown", press);
for (const form of document.querySelectorAll("form[method=post]")) {
  if (keys) form.addEventListener("submit", submit);
}
if (keys) {
  keys.checked = localStorage.getItem("postil-keys") !== "off";
  keys.addEventListener("change", switchKeys);
  switchKeys();
  const waiting = localStorage.getItem(WAITING);
  if (waiting) deliver(...JSON.parse(waiting)).then((next) => { if (next) location.assign(next); });
}
if (verdict) {
  note.addEventListener("input", () => { unsaved = true; clearTimeout(draft); draft = setTimeout(saveNote, 600); });
  addEventListener("pagehide", () => {
    if (unsaved && !sending) navigator.sendBeacon(verdict.dataset.draft, new URLSearchParams([...new FormData(verdict)]));
  });
}

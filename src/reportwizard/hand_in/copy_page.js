"use strict";
const cards = [...document.querySelectorAll("article")];
const steps = cards.flatMap((card) => JSON.parse(card.dataset.steps).map((step) => ({ ...step, card })));
const [said, many, bar, on] = ["said", "many", "bar", "on"].map((id) => document.getElementById(id));
const key = document.body.dataset.key;
const ticks = new Set(kept());
let at = Math.max(0, steps.findIndex((step) => !ticks.has(step.mark)));
let offered = false;
let busy = false;

function kept() {
  try { return JSON.parse(localStorage.getItem(key)) || []; } catch { return []; }
}

function keep() {
  try { localStorage.setItem(key, JSON.stringify([...ticks])); } catch {
    say("This browser does not keep your ticks. Leave this page open until you are done.");
  }
}

function say(words, worked = false) {
  said.textContent = words;
  said.className = worked ? "worked" : "";
}

async function copied(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { /* There is an older way. */ }
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  try { return document.execCommand("copy"); } catch { return false; } finally { box.remove(); }
}

async function take(text, name, place, then = "Paste it there.") {
  if (busy) return;
  busy = true;
  const done = await copied(text);
  busy = false;
  if (done) say(`Copied: ${name}. ${then}`, true);
  else {
    say("Not copied: the browser does not allow it. The text is marked. Press Ctrl+C.");
    getSelection().selectAllChildren(place);
  }
}

async function offer() {
  const { text, card, name, cells, copied: cell } = steps[at];
  const place = card.querySelector(`[data-cell="${cell}"]`) || card.querySelector(".text");
  offered = true;
  say("");
  if (text) await take(text, name, place, cells.length > 1 ? "Type what is marked, and paste it." : undefined);
  show();
}

async function goOn() {
  if (busy) return;
  if (!offered && steps[at].text) return offer();
  ticks.add(steps[at].mark);
  keep();
  const left = (step) => !ticks.has(step.mark);
  const next = steps.findIndex((step, place) => place > at && left(step));
  const first = steps.findIndex(left);
  if (first < 0) {
    show();
    return say("✓ That was the last one. Look it over there, then hand it in.", true);
  }
  at = next < 0 ? first : next;
  return offer();
}

function go(place) {
  if (busy) return;
  at = Math.min(Math.max(place, 0), steps.length - 1);
  offer();
}

function show() {
  const { card, cells } = steps[at];
  const done = steps.filter((step) => ticks.has(step.mark)).length;
  for (const one of cards) {
    one.classList.toggle("now", one === card);
    const own = steps.filter((step) => step.card === one);
    one.querySelector("[type=checkbox]").checked = own.every((step) => ticks.has(step.mark));
  }
  for (const cell of card.querySelectorAll("[data-cell]")) cell.classList.toggle("here", cells.includes(cell.dataset.cell));
  many.textContent = `${done} of ${steps.length}`;
  bar.value = done;
  const waits = !offered && steps[at].text;
  on.textContent = waits ? `copy ${steps[at].name}` : done < steps.length ? "tick it, copy the next" : "done";
  card.scrollIntoView({ block: "start" });
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  const card = target.closest("article");
  const place = steps.findIndex((step) => step.card === card);
  if (button === on) goOn();
  else if (button?.id === "back") go(at - 1);
  else if (button?.id === "skip") go(at + 1);
  else if (button?.dataset.text) take(button.dataset.text, button.dataset.name, button);
  else if (button) go(place);
});

document.addEventListener("change", ({ target }) => {
  for (const step of steps.filter((one) => one.card === target.closest("article"))) {
    if (target.checked) ticks.add(step.mark); else ticks.delete(step.mark);
  }
  keep();
  show();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.repeat || event.target.closest("button, a, summary")) return;
  event.preventDefault();
  goOn();
});

show();

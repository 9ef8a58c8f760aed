// The spectator's page: lists the sessions of this game server, and shows one of them.

import { Drawing, colourOf } from "/drawing.js";

const LIST_MILLIS = 2000;
const HERE_MILLIS = 20000;
const RETRY_MILLIS_MAX = 8000;

const element = (id) => document.getElementById(id);
const drawing = new Drawing(element("arena"));
const wanted = new URLSearchParams(location.search).get("session");

let watched = wanted;
let socket = null;
let retryMillis = 500;

function say(state, text) {
  element("state").dataset.state = state;
  element("state").textContent = text;
}

async function list() {
  try {
    const answer = await fetch("/sessions");
    const { sessions } = await answer.json();
    show(sessions);
    if (!sessions.some((session) => session.gameSimId === watched) && sessions.length > 0) {
      watch(sessions[0].gameSimId);
    }
  } catch {
    say("lost", "The game server does not answer");
  }
  setTimeout(list, LIST_MILLIS);
}

function show(sessions) {
  element("none").hidden = sessions.length > 0;
  const known = new Map([...element("sessions").children].map((item) => [item.dataset.session, item]));
  for (const session of sessions) {
    const item = known.get(session.gameSimId) ?? add(session.gameSimId);
    known.delete(session.gameSimId);
    const button = item.firstChild;
    button.textContent = `${session.gameSimId.slice(-6)} · ${session.map} · ${session.players}/${session.playersMax}`;
    button.setAttribute("aria-label", `Watch session ${session.gameSimId}, ${session.players} of ${session.playersMax} players`);
    button.setAttribute("aria-pressed", String(session.gameSimId === watched));
  }
  known.forEach((item) => item.remove());
}

function add(gameSimId) {
  const item = document.createElement("li");
  item.dataset.session = gameSimId;
  const button = document.createElement("button");
  button.type = "button";
  button.addEventListener("click", () => watch(gameSimId));
  item.append(button);
  element("sessions").append(item);
  return item;
}

function watch(gameSimId) {
  watched = gameSimId;
  retryMillis = 500;
  connect();
}

function connect() {
  socket?.close();
  const own = new WebSocket(`${location.origin.replace(/^http/, "ws")}/watch?session=${encodeURIComponent(watched)}`);
  socket = own;
  say("closed", "Connecting");
  own.onopen = () => {
    say("open", "Live");
    retryMillis = 500;
  };
  own.onmessage = (message) => own === socket && hear(JSON.parse(message.data));
  own.onclose = () => own === socket && lost();
}

// The session may be over, or the network; the list finds another, or this one again.
function lost() {
  socket = null;
  say("lost", "Disconnected; trying again");
  setTimeout(() => socket === null && watched && connect(), retryMillis);
  retryMillis = Math.min(RETRY_MILLIS_MAX, retryMillis * 2);
}

function hear(message) {
  if (message.type === "arena") {
    drawing.use(message);
    element("which").textContent = `in ${message.gameSimId}, on ${message.map}`;
  } else if (message.type === "frame" && drawing.arena) {
    drawing.draw(message);
    clock(message.secondsLeft);
    score(message.players);
  }
}

function clock(seconds) {
  element("clock").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function score(players) {
  const sorted = [...players].sort((a, b) => b.score - a.score || a.slot - b.slot);
  element("score").replaceChildren(...sorted.map(row));
}

function row(player) {
  const line = document.createElement("tr");
  line.className = player.away ? "away" : "";
  const name = document.createElement("td");
  const dot = document.createElement("span");
  dot.className = "dot";
  dot.style.background = colourOf(player.slot);
  name.append(dot, player.away ? `${player.name} (away)` : player.name);
  line.append(name);
  for (const value of [player.health, player.score, player.kills, player.deaths, player.credits]) {
    const cell = document.createElement("td");
    cell.textContent = String(value);
    line.append(cell);
  }
  return line;
}

setInterval(() => socket?.readyState === WebSocket.OPEN && socket.send("here"), HERE_MILLIS);
if (watched) {
  connect();
}
list();

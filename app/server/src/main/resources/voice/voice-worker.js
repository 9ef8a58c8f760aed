// Everything between the network and the audio graph, away from the page: what the page draws cannot hold up a frame.
import { Hearer } from './hearer.js';
import { Record } from './record.js';
import { VoiceSocket } from './socket.js';
import { Talker, canOpus } from './talker.js';
import { loudness } from './pcm.js';

const FIGURES_EVERY = 250;

let socket;
let talker;
let hearer;
let record;
let playback = null;
let ownLevel = 0;
let tickets = [];

/** Resolves when what was said before the gate was shut is on its way: the server hears of "muted" after that. */
let said = Promise.resolve();

const messages = {
  async start({ url, settings }) {
    const opus = await canOpus();
    const codec = settings.codec === 'opus' && !opus ? 'pcm16' : settings.codec;
    const { framing } = settings;
    const codecs = typeof AudioDecoder === 'function' ? ['pcm16', 'opus'] : ['pcm16'];
    record = new Record(settings.record);
    hearer = new Hearer((frame, transfer) => playback?.postMessage(frame, transfer), record);
    socket = new VoiceSocket(url, { framing, codecs, echo: false }, hooks);
    talker = new Talker(socket, { codec, framing }, record);
    setInterval(tellFigures, FIGURES_EVERY);
    tell('started', { codec: framing === 'json' ? 'pcm16' : codec, framing });
  },
  connect: () => socket.connect(),
  disconnect: () => socket.disconnect(),
  ticket({ ticket, problem }) {
    const asked = tickets;
    tickets = [];
    asked.forEach(({ resolve, reject }) => (problem ? reject(problem) : resolve(ticket)));
  },
  capture({ port }) {
    port.onmessage = ({ data }) => {
      ownLevel = Math.max(loudness(data.samples), ownLevel * 0.8);
      talker.hear(data);
    };
  },
  playback: ({ port }) => (playback = port),
  gate: ({ open }) => (said = talker.gate(open)),
  room: ({ alias }) => (talker.room = alias),
  echo: ({ id, on }) => answer(id, socket.greet({ echo: on })),
  ask: ({ id, action, data }) => answer(id, said.then(() => socket.ask(action, data))),
  tell: ({ action, data }) => said.then(() => socket.tell(action, data)),
  figures({ id }) {
    tellFigures();
    tell('answer', { id });
  },
  frames: ({ id }) => tell('answer', { id, data: record.frames() }),
  speech: ({ id }) => tell('answer', { id, data: record.speech() }),
};

const hooks = {
  ticket: () =>
    new Promise((resolve, reject) => {
      tickets.push({ resolve, reject });
      tell('need-ticket', {});
    }),
  state: (state) => tell('state', { state }),
  welcome: (data) => tell('welcome', { data }),
  text(action, data) {
    if (action === 'audio') {
      hearer.clip(data);
    } else {
      tell('push', { action, data });
    }
  },
  binary: (message) => hearer.binary(message),
};

function tell(type, data) {
  postMessage({ type, ...data });
}

function tellFigures() {
  const { captured, sent, dropped } = talker;
  const { received, unreadable } = hearer;
  tell('figures', { rtt: socket.rtt, ownLevel, captured, sent, dropped, received, unreadable, jitters: hearer.jitters() });
}

function answer(id, promise) {
  promise.then(
    (data) => tell('answer', { id, data }),
    (refused) => tell('answer', { id, problem: refused.problem ?? { title: String(refused) } }),
  );
}

onmessage = ({ data }) => messages[data.type](data);

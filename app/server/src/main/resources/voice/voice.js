import { ALL_ROOMS } from './wire.js';
import { Devices } from './devices.js';
import { Problem } from './rest.js';
import { Roster, short } from './roster.js';
import { keepVolume, volumeOf } from './settings.js';

const STATS_EVERY = 5000;
const FRAME_MS = 20;

/**
 * A player's voice: the one thing that the page talks to. Tells by events: `change` (state, rooms, switches), `figures`,
 * `say` (words for people), `problem`.
 */
export class Voice extends EventTarget {
  state = { name: 'closed' };
  roster = new Roster();
  playerId = null;
  ssrc = null;
  connectionId = null;
  codec = null;
  framing = null;
  isMuted = false;
  isDeaf = false;
  isEcho = false;
  pushToTalk = { enabled: false, pressed: false };
  figures = { rtt: null, ownLevel: 0, captured: 0, sent: 0, dropped: 0, received: 0, unreadable: 0, speakers: [] };
  mutedForMe = new Set();
  blocked = new Set();
  #settings;
  #rest;
  #worker = null;
  #devices = null;
  #asked = new Map();
  #lastId = 0;
  #joins = new Map();
  #talksTo = null;
  #jitters = new Map();

  /** @param {import('./settings.js').Settings} settings @param {import('./rest.js').Rest} rest */
  constructor(settings, rest) {
    super();
    this.#settings = settings;
    this.#rest = rest;
  }

  /** Begins; wants to be called in answer to a click, or the browser keeps the sound off. */
  async connect() {
    if (this.#worker === null) {
      await this.#start();
    }
    await this.#devices.resume();
    this.#post('connect');
  }

  disconnect() {
    this.#post('disconnect');
    this.roster.rooms.clear();
    this.#joins.clear();
    this.#changed();
  }

  get devices() {
    return this.#devices;
  }

  async join(room, { token, listenOnly = false } = {}) {
    const wish = { room, ...(token ? { token } : {}), listenOnly };
    const joined = await this.ask('join', wish);
    this.#joins.set(joined.room ?? room, wish);
    this.#joined(joined);
    return joined;
  }

  async leave(room) {
    this.#joins.delete(room);
    await this.ask('leave', { room });
    this.#left(room);
  }

  async mute(on) {
    this.isMuted = on;
    this.#gate();
    await this.#settle('mute', { on });
  }

  async deafen(on) {
    this.isDeaf = on;
    this.#devices?.playback({ type: 'deafen', on });
    this.#changed();
    await this.#settle('deafen', { on });
  }

  async setPushToTalk(enabled) {
    this.pushToTalk = { enabled, pressed: false };
    this.#gate();
    await this.#settle('ptt', this.pushToTalk);
  }

  async press(pressed) {
    if (!this.pushToTalk.enabled || this.pushToTalk.pressed === pressed) {
      return;
    }
    this.pushToTalk = { enabled: true, pressed };
    // The server hears of the press before the first frame, and of the release after the last.
    if (pressed) {
      this.#post('tell', { action: 'ptt', data: this.pushToTalk });
      this.#gate();
    } else {
      this.#gate();
      this.#post('tell', { action: 'ptt', data: this.pushToTalk });
    }
  }

  async setEcho(on) {
    await this.#request('echo', { on });
    this.isEcho = on;
    this.#changed();
  }

  /** @param {?string} room null for every room that I am in */
  talkTo(room) {
    this.#talksTo = room;
    this.#aim();
  }

  setVolume(playerId, volume) {
    keepVolume(playerId, volume);
    this.#applyVolume(playerId);
  }

  async muteForMe(playerId, on) {
    await this.ask('mute', { playerId, on });
    toggle(this.mutedForMe, playerId, on);
    this.#applyVolume(playerId);
    this.#changed();
  }

  async block(playerId, on) {
    await this.ask('block', { playerId, on });
    toggle(this.blocked, playerId, on);
    this.#changed();
  }

  async consent(room, on) {
    await this.ask('consent', { room, on });
    const me = this.roster.rooms.get(room)?.members.get(this.playerId);
    if (me) {
      me.consents = on;
    }
    this.#changed();
  }

  ask(action, data) {
    return this.#request('ask', { action, data });
  }

  /** Brings the figures up to date. */
  refresh = () => this.#request('figures');

  /** What `?record=1` has kept. */
  frames = () => this.#request('frames');
  speech = () => this.#request('speech');

  async #start() {
    this.#worker = new Worker('/voice-chat/voice-worker.js', { type: 'module' });
    this.#worker.onmessage = ({ data }) => this.#messages[data.type](data);
    this.#worker.onerror = ({ message }) => this.#tell('problem', { title: 'The voice worker failed', detail: message });
    const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/voice`;
    const started = new Promise((resolve) => (this.#messages.started = resolve));
    this.#post('start', { url, settings: this.#settings });
    const { codec, framing } = await started;
    this.codec = codec;
    this.framing = framing;
    this.#devices = new Devices(this.#settings, ({ speakers }) => (this.figures.speakers = speakers));
    await this.#devices.start((type, port) => this.#worker.postMessage({ type, port }, [port]));
    setInterval(() => this.#tellStats(), STATS_EVERY);
  }

  #messages = {
    'need-ticket': async () => {
      try {
        this.playerId = (await this.#rest.session()).playerId;
        this.#post('ticket', { ticket: await this.#rest.ticket() });
      } catch (problem) {
        if (problem.status === 401) {
          this.#rest.forgetSession();
        }
        const { status = 0, title, detail } = problem;
        this.#post('ticket', { problem: { status, title: title ?? String(problem), detail } });
      }
    },
    state: ({ state }) => this.#moved(state),
    welcome: ({ data }) => this.#welcomed(data),
    push: ({ action, data }) => this.#pushed(action, data),
    figures: ({ jitters, type, ...figures }) => {
      this.#jitters = new Map(jitters.map(({ speaker, jitterMs }) => [speaker, jitterMs]));
      this.figures = { ...this.figures, ...figures };
      this.#tell('figures');
    },
    answer: ({ id, data, problem }) => {
      const asked = this.#asked.get(id);
      this.#asked.delete(id);
      if (problem) {
        asked.reject(new Problem(problem.status ?? 0, problem));
      } else {
        asked.resolve(data);
      }
    },
  };

  jitterOf = (speaker) => this.#jitters.get(speaker) ?? 0;

  #moved(state) {
    const before = this.state.name;
    this.state = state;
    if (state.code === 4401) {
      this.#rest.forgetSession();
    }
    if (state.problem) {
      this.#tell('problem', state.problem);
    }
    if (state.name === 'waiting' && before === 'open') {
      this.#tell('say', 'The connection was lost. Coming back.');
    }
    this.#gate();
  }

  async #welcomed(welcome) {
    this.ssrc = welcome.ssrc;
    this.connectionId = welcome.connectionId;
    this.playerId = welcome.playerId;
    this.roster.welcomed(welcome);
    this.#aim();
    [...this.roster.rooms.values()].forEach((room) => this.#volumes(room));
    this.#tell('say', welcome.resumed ? 'Back again.' : 'Connected.');
    this.#changed();
    await this.#tellSwitches();
    for (const [room, wish] of this.#joins) {
      if (!this.roster.rooms.has(room)) {
        await this.join(room, wish).catch((problem) => this.#tell('problem', problem));
      }
    }
  }

  /** What was switched while there was no connection. */
  async #tellSwitches() {
    const { enabled, pressed } = this.pushToTalk;
    const switches = [
      [this.isMuted, 'mute', { on: true }],
      [this.isDeaf, 'deafen', { on: true }],
      [enabled, 'ptt', { enabled, pressed }],
    ];
    for (const [isOn, action, data] of switches) {
      if (isOn) {
        await this.#settle(action, data);
      }
    }
  }

  #pushed(action, data) {
    const pushes = {
      joined: () => this.#joined(data),
      left: () => this.#left(data.room),
      presence: () => this.#presence(data),
      talking: () => this.roster.talking(data),
      recording: () => this.#recording(data),
      kicked: () => this.#kicked(data),
      audio_status: () => this.#tell('problem', { title: 'Audio was refused', detail: data.message }),
      error: () => this.#tell('problem', data),
    };
    pushes[action]?.();
    this.#changed();
  }

  #presence(data) {
    const words = this.roster.presence(data);
    if (words) {
      this.#tell('say', words);
    }
    if (data.member) {
      this.#applyVolume(data.member.playerId);
    }
  }

  #joined(data) {
    this.roster.joined(data);
    this.#volumes(this.roster.rooms.get(data.room));
    this.#tell('say', `You are in ${data.room}.`);
    this.#changed();
  }

  #left(room) {
    this.roster.left(room);
    this.#aim();
    this.#changed();
  }

  #recording({ room, on }) {
    this.roster.recording({ room, on });
    this.#tell('say', on ? `${room} is being recorded.` : `${room} is no longer recorded.`);
  }

  #kicked({ room, reason, banned }) {
    this.#joins.delete(room);
    this.#left(room);
    this.#tell('problem', { title: banned ? `You are banned from ${room}` : `You were put out of ${room}`, detail: reason });
  }

  #volumes(room) {
    [...room.members.keys()].forEach((playerId) => this.#applyVolume(playerId));
  }

  #applyVolume(playerId) {
    const volume = this.mutedForMe.has(playerId) ? 0 : volumeOf(playerId);
    for (const speaker of this.roster.speakersOf(playerId)) {
      this.#devices?.playback({ type: 'volume', speaker, volume });
    }
  }

  /** Aliases change with the connection; a room that I have left is talked to no more. */
  #aim() {
    const room = this.roster.rooms.get(this.#talksTo);
    this.#talksTo = room ? room.room : null;
    this.#post('room', { alias: room ? room.alias : ALL_ROOMS });
  }

  #gate() {
    const { enabled, pressed } = this.pushToTalk;
    this.#post('gate', { open: this.state.name === 'open' && !this.isMuted && (!enabled || pressed) });
    this.#changed();
  }

  #tellStats() {
    const { speakers, rtt } = this.figures;
    if (this.state.name !== 'open' || speakers.length === 0) {
      return;
    }
    const sum = (of) => Math.round(speakers.reduce((total, speaker) => total + of(speaker), 0));
    this.#post('tell', {
      action: 'stats',
      data: {
        jitterMs: Math.round(Math.max(0, ...this.#jitters.values())),
        late: sum(({ late }) => late),
        inserted: sum(({ concealedMs }) => concealedMs / FRAME_MS),
        lost: sum(({ lost }) => lost),
        rttMs: Math.round(rtt ?? 0),
      },
    });
  }

  /** Told to the server if there is one; else the next welcome tells it. */
  async #settle(action, data) {
    if (this.state.name === 'open') {
      await this.ask(action, data);
    }
  }

  #request(type, data = {}) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#post(type, { id, ...data });
    });
  }

  #post(type, data = {}) {
    this.#worker?.postMessage({ type, ...data });
  }

  #changed() {
    this.#tell('change');
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** A player's name as people can tell it from others. */
  nameOf = (playerId) => (playerId === this.playerId ? 'You' : short(playerId));
}

function toggle(set, value, on) {
  if (on) {
    set.add(value);
  } else {
    set.delete(value);
  }
}

import { $, h, reconcile, setPressed, showLevel } from './dom.js';
import { Devices } from './devices.js';
import { FiguresView } from './figures-view.js';
import { RoomsView, talkers } from './rooms-view.js';
import { apiKey, keepApiKey, remember } from './settings.js';

/** Who talks is told to a screen reader at most this often (ms), and only when it has changed. */
const SAY_EVERY = 4000;
const FIGURES_EVERY = 500;

const STATES = {
  closed: () => 'Not connected',
  connecting: () => 'Connecting…',
  open: () => 'Connected',
  waiting: ({ delay }) => `Lost; again in ${(delay / 1000).toFixed(1)} s`,
  refused: () => 'Refused',
};

/** The page: what it shows of the voice, and what people do to it. */
export class Ui {
  #voice;
  #rest;
  #rooms;
  #figures;
  #told = '';
  #isDue = false;

  /** @param {import('./voice.js').Voice} voice @param {import('./rest.js').Rest} rest */
  constructor(voice, rest, settings) {
    this.#voice = voice;
    this.#rest = rest;
    this.#rooms = new RoomsView(voice, (deed) => this.#act(deed));
    this.#figures = new FiguresView(voice);
    $('codec').value = settings.codec;
    $('framing').value = settings.framing === 'json' ? 'json' : 'bin';
    $('key').value = apiKey();
    this.#hearVoice();
    this.#hearPeople();
    this.#hearSpaceBar();
    setInterval(() => this.#figures.show(), FIGURES_EVERY);
    setInterval(() => this.#sayTalkers(), SAY_EVERY);
    this.#show();
  }

  #hearVoice() {
    this.#voice.addEventListener('change', () => this.#showSoon());
    this.#voice.addEventListener('say', ({ detail }) => this.#say(detail));
    this.#voice.addEventListener('problem', ({ detail }) => showProblem(detail));
    this.#voice.addEventListener('figures', () => this.#showLevels());
  }

  #hearPeople() {
    const voice = this.#voice;
    $('connect').onsubmit = (event) => this.#submitted(event, () => this.#connect());
    $('disconnect').onclick = () => voice.disconnect();
    $('mute').onclick = () => this.#act(() => voice.mute(!voice.isMuted));
    $('deafen').onclick = () => this.#act(() => voice.deafen(!voice.isDeaf));
    $('ptt').onclick = () => this.#act(() => voice.setPushToTalk(!voice.pushToTalk.enabled));
    $('echo').onclick = () => this.#act(() => voice.setEcho(!voice.isEcho));
    $('microphone').onchange = ({ target }) => this.#act(() => voice.devices?.openMicrophone(target.value));
    $('output').onchange = ({ target }) => this.#act(() => voice.devices.chooseOutput(target.value));
    $('talk-to').onchange = ({ target }) => voice.talkTo(target.value || null);
    $('refresh').onclick = () => this.#act(() => this.#listRooms());
    $('join').onsubmit = (event) => this.#submitted(event, () => this.#join());
    $('party').onsubmit = (event) => this.#submitted(event, () => this.#createParty());
    for (const name of ['codec', 'framing']) {
      $(name).onchange = ({ target }) => choose(name, target.value);
    }
    $('press').onpointerdown = () => this.#act(() => voice.press(true));
    for (const end of ['pointerup', 'pointercancel', 'pointerleave']) {
      $('press').addEventListener(end, () => this.#act(() => voice.press(false)));
    }
  }

  /** The space bar talks, but goes on to press buttons and to write spaces where it does so. */
  #hearSpaceBar() {
    const isForTalk = ({ code, target }) =>
      code === 'Space' &&
      this.#voice.pushToTalk.enabled &&
      (target.id === 'press' || !target.closest('button, input, select, textarea, a'));
    const press = (isDown) => (event) => {
      if (isForTalk(event)) {
        event.preventDefault();
        this.#act(() => this.#voice.press(isDown));
      }
    };
    document.addEventListener('keydown', press(true));
    document.addEventListener('keyup', press(false));
    // A key that is let go in another window is never let go here.
    window.addEventListener('blur', () => this.#act(() => this.#voice.press(false)));
  }

  async #connect() {
    keepApiKey($('key').value.trim());
    await this.#voice.connect();
    // Without a microphone one can still listen.
    await this.#voice.devices.openMicrophone($('microphone').value).catch(showProblem);
    await this.#listDevices();
    await this.#listRooms();
  }

  async #join() {
    await this.#voice.join($('room').value.trim(), {
      token: $('token').value.trim(),
      listenOnly: $('listen-only').checked,
    });
    $('join').reset();
  }

  async #createParty() {
    const { id } = await this.#rest.createParty($('party-name').value.trim());
    await this.#voice.join(id);
    $('party').reset();
    await this.#listRooms();
  }

  async #listRooms() {
    const rooms = new Map((await this.#rest.rooms()).map((room) => [room.id, room]));
    const join = (id, listenOnly) => () => this.#act(() => this.#voice.join(id, { listenOnly }));
    const entry = (id) =>
      h(
        'li',
        {},
        h('span', { textContent: rooms.get(id).name ?? id }),
        h('span', { className: 'row spread' },
          h('button', { type: 'button', textContent: 'Join', 'aria-label': `Join ${id}`, onclick: join(id, false) }),
          h('button', { type: 'button', textContent: 'Listen', 'aria-label': `Listen to ${id}`, onclick: join(id, true) }),
        ),
      );
    reconcile($('list'), [...rooms.keys()], entry, () => {});
  }

  async #listDevices() {
    await fillDevices($('microphone'), 'audioinput');
    if (this.#voice.devices.canChooseOutput) {
      await fillDevices($('output'), 'audiooutput');
      $('output-field').hidden = false;
    }
  }

  #submitted(event, deed) {
    event.preventDefault();
    this.#act(deed);
  }

  async #act(deed) {
    try {
      showProblem(null);
      await deed();
    } catch (problem) {
      showProblem(problem);
    }
  }

  #showSoon() {
    if (!this.#isDue) {
      this.#isDue = true;
      requestAnimationFrame(() => this.#show());
    }
  }

  #show() {
    this.#isDue = false;
    const voice = this.#voice;
    const { state, pushToTalk } = voice;
    const isOpen = state.name === 'open';
    $('state').textContent = STATES[state.name](state);
    $('state').dataset.state = state.name;
    $('who').textContent = voice.playerId ?? '';
    $('disconnect').disabled = state.name === 'closed';
    for (const control of [$('echo'), $('refresh'), ...document.querySelectorAll('#join button, #party button')]) {
      control.disabled = !isOpen;
    }
    $('codec').disabled = $('framing').disabled = voice.codec !== null;
    setPressed($('mute'), voice.isMuted);
    setPressed($('deafen'), voice.isDeaf);
    setPressed($('ptt'), pushToTalk.enabled);
    setPressed($('echo'), voice.isEcho);
    $('press').disabled = !pushToTalk.enabled;
    $('press').classList.toggle('talking', pushToTalk.pressed);
    this.#rooms.show();
  }

  #showLevels() {
    showLevel($('own-meter'), this.#voice.figures.ownLevel);
    this.#rooms.showLevels();
  }

  #say(words) {
    $('said').textContent = words;
  }

  #sayTalkers() {
    const words = talkers(this.#voice);
    if (words !== this.#told) {
      this.#told = words;
      this.#say(words);
    }
  }
}

/** An answer that was no: what the server says of it, with its number. */
function showProblem(problem) {
  const box = $('problem');
  box.classList.toggle('shown', problem !== null);
  box.replaceChildren();
  if (problem !== null) {
    const title = problem.title ?? problem.message ?? 'Something went wrong';
    const number = problem.status > 0 ? ` (${problem.status})` : '';
    box.append(h('strong', { textContent: `${title}${number}` }), problem.detail ?? '');
  }
}

async function fillDevices(select, kind) {
  const devices = new Map((await Devices.list(kind)).map(({ deviceId, label }) => [deviceId, label || 'Unnamed device']));
  devices.delete('');
  const option = (id) => h('option', { value: id, textContent: devices.get(id) });
  reconcile(select, ['', ...devices.keys()], option, () => {});
}

/** Another codec is another start: nothing of the old one is left over. */
function choose(name, value) {
  remember(name, value);
  const url = new URL(location.href);
  url.searchParams.set(name, value);
  location.replace(url);
}

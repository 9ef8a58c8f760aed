import { $, h, reconcile } from './dom.js';

const FRAMINGS = { binary: 'binary frames', json: 'JSON clips' };
const CODECS = { opus: 'Opus', pcm16: 'PCM 16 kHz' };

const ms = (value) => (value === null ? '–' : `${Math.round(value)} ms`);

/** How the connection and each speaker's jitter buffer fare. */
export class FiguresView {
  #voice;

  constructor(voice) {
    this.#voice = voice;
  }

  show() {
    const voice = this.#voice;
    const { rtt, sent, dropped, received } = voice.figures;
    const link = {
      Codec: CODECS[voice.codec] ?? '–',
      Framing: FRAMINGS[voice.framing] ?? '–',
      'Round trip': ms(rtt),
      Sent: sent,
      'Not sent, late': dropped,
      Received: received,
    };
    reconcile($('link'), Object.keys(link), figure, (element, key) => set(element.lastChild, link[key]));
    const speakers = new Map(voice.figures.speakers.map((figures) => [figures.speaker, figures]));
    reconcile($('speakers'), [...speakers.keys()], row, (element, key) => this.#fill(element, speakers.get(key)));
  }

  #fill(element, figures) {
    const { speaker, delayMs, late, lost, concealedMs, trimmedMs, played } = figures;
    const playerId = this.#voice.roster.playerOf(speaker);
    const name = playerId === null ? speaker : this.#voice.nameOf(playerId);
    const cells = [name, ms(delayMs), ms(this.#voice.jitterOf(speaker)), late, lost, ms(concealedMs), ms(trimmedMs), played];
    cells.forEach((cell, i) => set(element.children[i], cell));
  }
}

const figure = (key) => h('div', {}, h('dt', { textContent: key }), h('dd'));
const row = () => h('tr', {}, h('th', { scope: 'row' }), ...Array.from({ length: 7 }, () => h('td')));

function set(element, value) {
  if (element.textContent !== String(value)) {
    element.textContent = value;
  }
}

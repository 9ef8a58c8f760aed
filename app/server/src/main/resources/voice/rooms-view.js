import { $, h, meter, reconcile, setPressed, showLevel } from './dom.js';
import { short } from './roster.js';
import { volumeOf } from './settings.js';

/** The rooms that I am in, with their members. */
export class RoomsView {
  #voice;
  #act;

  /** @param {import('./voice.js').Voice} voice @param {(deed: () => Promise<void>) => void} act shows what is refused */
  constructor(voice, act) {
    this.#voice = voice;
    this.#act = act;
  }

  show() {
    const { rooms } = this.#voice.roster;
    $('no-room').hidden = rooms.size > 0;
    reconcile($('joined'), [...rooms.keys()], (id) => this.#room(id), (element, id) => this.#update(element, rooms.get(id)));
    const talkTo = [...rooms.values()].filter(({ mayTalk }) => mayTalk !== false).map(({ room }) => room);
    reconcile($('talk-to'), ['', ...talkTo], (room) => h('option', { value: room, textContent: room }), () => {});
  }

  showLevels() {
    const levels = new Map();
    for (const { speaker, level } of this.#voice.figures.speakers) {
      const playerId = this.#voice.roster.playerOf(speaker);
      levels.set(playerId, Math.max(level, levels.get(playerId) ?? 0));
    }
    for (const element of document.querySelectorAll('.member .meter')) {
      const { player } = element.dataset;
      const isMe = player === this.#voice.playerId;
      showLevel(element, isMe ? this.#voice.figures.ownLevel : (levels.get(player) ?? 0));
    }
  }

  #room(id) {
    const consent = h('input', {
      type: 'checkbox',
      onchange: () => this.#act(() => this.#voice.consent(id, consent.checked)),
    });
    return h(
      'article',
      { className: 'room', 'aria-label': `Room ${id}` },
      h(
        'header',
        {},
        h('h3', { textContent: id }),
        h('span', { className: 'tag type' }),
        h('span', { className: 'tag listens', textContent: 'listening only' }),
        h('span', { className: 'tag recording', textContent: 'recording' }),
        h('label', { className: 'check consents' }, consent, 'My voice may be recorded here'),
        h('button', { type: 'button', textContent: 'Leave', 'aria-label': `Leave ${id}`, onclick: () => this.#act(() => this.#voice.leave(id)) }),
      ),
      h('ul', { className: 'members', 'aria-label': `Members of ${id}` }),
    );
  }

  #update(element, room) {
    const part = (name) => element.querySelector(name);
    part('.type').textContent = room.type ?? 'room';
    part('.listens').hidden = !room.listenOnly;
    part('.recording').hidden = !room.recordingNow;
    part('.consents').hidden = !['on', 'on-report'].includes(room.recording);
    part('.consents input').checked = room.members.get(this.#voice.playerId)?.consents ?? false;
    const ids = [...room.members.keys()];
    const create = (playerId) => this.#member(playerId);
    reconcile(part('.members'), ids, create, (item, playerId) => this.#updateMember(item, room, playerId));
  }

  #member(playerId) {
    const isMe = playerId === this.#voice.playerId;
    const name = this.#voice.nameOf(playerId);
    const level = meter(`Level of ${name}`);
    level.dataset.player = playerId;
    return h(
      'li',
      { className: 'member' },
      h(
        'div',
        { className: 'name' },
        h('span', { className: 'face', 'aria-hidden': true, textContent: isMe ? 'me' : playerId.slice(-2) }),
        h('span', { textContent: name, title: playerId }),
        h('span', { className: 'does' }),
      ),
      level,
      ...(isMe ? [] : this.#controls(playerId, name)),
    );
  }

  #controls(playerId, name) {
    const voice = this.#voice;
    const volume = h('input', {
      type: 'range',
      min: 0,
      max: 2,
      step: 0.05,
      value: volumeOf(playerId),
      'aria-label': `Volume of ${name}`,
      oninput: () => voice.setVolume(playerId, volume.valueAsNumber),
    });
    const toggle = (word, isOn, set) =>
      h('button', {
        type: 'button',
        className: `bad ${word.toLowerCase()}`,
        textContent: word,
        'aria-label': `${word} ${name}`,
        'aria-pressed': isOn(),
        onclick: () => this.#act(() => set(!isOn())),
      });
    return [
      volume,
      h(
        'div',
        { className: 'row' },
        toggle('Mute', () => voice.mutedForMe.has(playerId), (on) => voice.muteForMe(playerId, on)),
        toggle('Block', () => voice.blocked.has(playerId), (on) => voice.block(playerId, on)),
      ),
    ];
  }

  #updateMember(item, room, playerId) {
    const { muted, listenOnly } = room.members.get(playerId);
    const isMe = playerId === this.#voice.playerId;
    const isTalking = room.talking.has(playerId);
    item.classList.toggle('talking', isTalking);
    const does = isTalking ? 'talking' : muted || (isMe && this.#voice.isMuted) ? 'muted' : listenOnly ? 'listens' : '';
    item.querySelector('.does').textContent = does;
    if (!isMe) {
      setPressed(item.querySelector('button.mute'), this.#voice.mutedForMe.has(playerId));
      setPressed(item.querySelector('button.block'), this.#voice.blocked.has(playerId));
    }
  }
}

/** Those who talk now, in words; empty for nobody. */
export function talkers(voice) {
  const talking = new Set();
  for (const room of voice.roster.rooms.values()) {
    room.talking.forEach((playerId) => talking.add(playerId));
  }
  talking.delete(voice.playerId);
  const names = [...talking].map(short).sort();
  return names.length === 0 ? '' : `${names.join(', ')} ${names.length === 1 ? 'talks' : 'talk'}.`;
}

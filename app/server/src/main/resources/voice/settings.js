// What the page is told by its address (for tests and testers), and what the browser remembers.

/**
 * @typedef {object} Settings
 * @property {'opus'|'pcm16'} codec what to talk in; `?codec=`
 * @property {'binary'|'json'} framing `?framing=bin|json`; JSON is the contract of plain clients: PCM clips of 100 ms
 * @property {number} [start] how long (ms) a first frame lies before it is played; `?start=`; else the codec's
 * @property {number} [margin] how much (ms) the jitter buffer keeps beyond what it needed; `?margin=`
 * @property {boolean} raw the microphone as it is, without echo cancellation, noise suppression and gain control; `?raw=1`
 * @property {boolean} record keeps all that is sent, received and played, for tests; `?record=1`
 */

/** @returns {Settings} */
export function readSettings(search = location.search) {
  const query = new URLSearchParams(search);
  return {
    codec: oneOf(query.get('codec') ?? remembered('codec'), ['opus', 'pcm16']),
    framing: { bin: 'binary', json: 'json' }[query.get('framing') ?? remembered('framing')] ?? 'binary',
    start: number(query.get('start'), 200),
    margin: number(query.get('margin'), 60),
    raw: query.get('raw') === '1',
    record: query.get('record') === '1',
  };
}

export const remembered = (name) => localStorage.getItem(`necpgame.voice.${name}`);
export const remember = (name, value) => localStorage.setItem(`necpgame.voice.${name}`, value);

/** A guest's only credential: made once, kept on this device. */
export function deviceId() {
  let id = remembered('device');
  if (id === null) {
    id = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    remember('device', id);
  }
  return id;
}

/** The key is the deployment's, not this player's: it is forgotten with the tab. */
export const apiKey = () => sessionStorage.getItem('necpgame.voice.key') ?? '';
export const keepApiKey = (key) => sessionStorage.setItem('necpgame.voice.key', key);

/** How loud each player is for me, 0 to 2. */
export const volumeOf = (playerId) => Number(remembered(`volume.${playerId}`) ?? 1);
export const keepVolume = (playerId, volume) => remember(`volume.${playerId}`, String(volume));

function oneOf(value, allowed) {
  return allowed.includes(value) ? value : allowed[0];
}

function number(text, most) {
  const value = text === null || text === '' ? NaN : Number(text);
  return value >= 0 && value <= most ? value : undefined;
}

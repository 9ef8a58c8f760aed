import { toBase64 } from './wire.js';

/**
 * `window.necpgameVoice`: what tests and testers read. Numbers need nothing; bytes need `?record=1`.
 */
export class Diagnostics {
  #voice;

  constructor(voice) {
    this.#voice = voice;
  }

  /**
   * @returns {{state: string, playerId: ?string, ssrc: ?number, connectionId: ?string, codec: ?string, framing: ?string,
   *     rooms: {room: string, alias: number, members: string[]}[], captured: number, sent: number, dropped: number, received: number,
   *     unreadable: number, rtt: ?number, ownLevel: number, latency: ?{base: number, output: number},
   *     speakers: {speaker: string, level: number, delayMs: number, played: number, late: number, lost: number,
   *     underruns: number, concealedMs: number, trimmedMs: number, stretchedMs: number, dropped: number}[]}} times in ms
   */
  stats() {
    const { state, playerId, ssrc, connectionId, codec, framing, figures, roster, devices } = this.#voice;
    const rooms = [...roster.rooms.values()].map(({ room, alias, members }) => ({ room, alias, members: [...members.keys()] }));
    const latency = devices?.latency ?? null;
    return { state: state.name, playerId, ssrc, connectionId, codec, framing, rooms, latency, ...figures };
  }

  /**
   * @returns {Promise<{sent: [number, string, number][], received: [string, number, string, number][]}>} of each
   *     frame: `[seq, payload as base64, wall-clock ms of its first sample]`, and `[speaker, seq, payload, arrival]`
   */
  frames() {
    return this.#voice.frames();
  }

  /** Resolves when what was asked of the server before is answered, as messages keep their order. */
  async settled() {
    await this.#voice.ask('ping', {});
  }

  /** The same as `stats`, of this very moment: by itself it is up to 250 ms old. */
  async now() {
    await this.#voice.refresh();
    return this.stats();
  }

  /** @returns {Promise<{base64: string, format: 's16'|'f32', rate: number}>} what went into the encoder, in one piece */
  speech() {
    return this.#voice.speech();
  }

  /**
   * @returns {Promise<{base64: string, format: 'f32', rate: number, began: number, log: [string, number, number][]}>}
   *     all that was played, and of each frame `[speaker, seq, wall-clock ms of its first sample]`
   */
  async played() {
    const { samples, ...rest } = await this.#voice.devices.played();
    return { ...rest, format: 'f32', base64: toBase64(new Uint8Array(samples.buffer)) };
  }
}

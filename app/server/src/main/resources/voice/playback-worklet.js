import { JitterBuffer } from './jitter.js';
import { loudness } from './pcm.js';

/** In ms. What has to be decoded comes less evenly than what has not. */
const CUSHIONS = { pcm16: { start: 15, margin: 5 }, opus: { start: 25, margin: 10 } };

const FIGURES_EVERY = 0.1;
const GONE_AFTER = 30;
const RAMP = 0.005;
const KNEE = 0.9;

/** One speaker: what has come, how loud it is to be, how loud it is. */
class Speaker {
  level = 0;
  heardAt = 0;
  #gain = 1;

  constructor(limits, wanted, onPlayed) {
    this.wanted = wanted;
    this.buffer = new JitterBuffer(limits, onPlayed);
  }

  addTo(out, piece, now) {
    if (this.buffer.isIdle) {
      this.level = 0;
      return;
    }
    this.buffer.read(piece);
    for (let i = 0; i < out.length; i++) {
      this.#gain += (this.wanted - this.#gain) * RAMP;
      out[i] += piece[i] * this.#gain;
    }
    this.level = Math.max(loudness(piece), this.level * 0.97);
    this.heardAt = now;
  }
}

/**
 * Mixes the speakers. Frames come over the port that it is given, straight from the worker; volumes come from the page,
 * and figures go there. With `record` it keeps what it played, and when each frame began.
 */
class Playback extends AudioWorkletProcessor {
  #speakers = new Map();
  #volumes = new Map();
  #isDeaf = false;
  #limits;
  #tape;
  #told = 0;
  #piece = new Float32Array(128);

  constructor({ processorOptions: { limits, record } }) {
    super();
    this.#limits = limits;
    this.#tape = record ? { pieces: [], began: null, log: [] } : null;
    this.port.onmessage = ({ data }) => this.#messages[data.type](data);
  }

  #messages = {
    frames: ({ port }) => (port.onmessage = ({ data }) => this.#hear(data)),
    volume: ({ speaker, volume }) => this.#setVolume(speaker, volume),
    deafen: ({ on }) => (this.#isDeaf = on),
    dump: () => this.port.postMessage({ type: 'dump', tape: this.#dumped() }),
  };

  #setVolume(speaker, volume) {
    this.#volumes.set(speaker, volume);
    const known = this.#speakers.get(speaker);
    if (known) {
      known.wanted = volume;
    }
  }

  #hear(frame) {
    let speaker = this.#speakers.get(frame.speaker);
    if (!speaker) {
      const played = (seq, offset) => this.#note(frame.speaker, seq, offset);
      const { start, margin } = { ...CUSHIONS[frame.codec], ...this.#limits };
      speaker = new Speaker({ start, margin }, this.#volumes.get(frame.speaker) ?? 1, played);
      speaker.heardAt = currentTime;
      this.#speakers.set(frame.speaker, speaker);
    }
    if (frame.end) {
      speaker.buffer.end(frame.seq);
    } else {
      speaker.buffer.push(frame);
    }
  }

  process(_, [output]) {
    const out = output[0];
    out.fill(0);
    if (this.#piece.length !== out.length) {
      this.#piece = new Float32Array(out.length);
    }
    for (const speaker of this.#speakers.values()) {
      speaker.addTo(out, this.#piece, currentTime);
    }
    if (this.#isDeaf) {
      out.fill(0);
    }
    soften(out);
    this.#keep(out);
    if (currentTime - this.#told >= FIGURES_EVERY) {
      this.#tell();
    }
    return true;
  }

  #tell() {
    this.#told = currentTime;
    const speakers = [];
    for (const [id, speaker] of this.#speakers) {
      const { level, buffer } = speaker;
      speakers.push({ speaker: id, level, delayMs: buffer.delayMs, ...buffer.figures });
      if (currentTime - speaker.heardAt > GONE_AFTER) {
        this.#speakers.delete(id);
      }
    }
    this.port.postMessage({ type: 'figures', speakers });
  }

  #note(speaker, seq, offset) {
    this.#tape?.log.push([speaker, seq, Date.now() + (offset / sampleRate) * 1000]);
  }

  #keep(out) {
    if (this.#tape) {
      this.#tape.began ??= Date.now();
      this.#tape.pieces.push(out.slice());
    }
  }

  #dumped() {
    const pieces = this.#tape?.pieces ?? [];
    const samples = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      samples.set(piece, at);
      at += piece.length;
    }
    return { samples, began: this.#tape?.began ?? null, log: this.#tape?.log ?? [], rate: sampleRate };
  }
}

/** Several loud speakers together stay below full scale; a single one below the knee is left as it is. */
function soften(out) {
  for (let i = 0; i < out.length; i++) {
    const loud = Math.abs(out[i]);
    if (loud > KNEE) {
      out[i] = Math.sign(out[i]) * (KNEE + (1 - KNEE) * Math.tanh((loud - KNEE) / (1 - KNEE)));
    }
  }
}

registerProcessor('necpgame-playback', Playback);

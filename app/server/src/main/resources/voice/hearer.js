import { Codec, Flag, Kind, decode, fromBase64 } from './wire.js';
import { GRAPH_RATE, Interpolator, fromPcm16 } from './pcm.js';

/** Decoders of those who have been still for this long (ms) are given back. */
const FORGET_AFTER = 30000;

/** How many frames the jitter is smoothed over (RFC 3550, 6.4.1). */
const JITTER_SHARE = 1 / 16;

/** Turns messages into frames of samples at 48 kHz, speaker by speaker. */
export class Hearer {
  received = 0;
  unreadable = 0;
  #voices = new Map();
  #out;
  #record;

  /**
   * @param {(frame: object, transfer?: Transferable[]) => void} out takes `{speaker, seq, first, codec, samples}`, or
   *     `{speaker, seq, end}`
   * @param {{received: Function}} record
   */
  constructor(out, record) {
    this.#out = out;
    this.#record = record;
  }

  /** @param {ArrayBuffer} message */
  binary(message) {
    const arrived = performance.now();
    const frame = decode(message);
    if (frame === null) {
      this.unreadable++;
      return;
    }
    const speaker = String(frame.ssrc);
    if (frame.kind === Kind.END) {
      this.#out({ speaker, seq: frame.seq, end: true });
    } else if (frame.kind === Kind.AUDIO) {
      this.received++;
      this.#record.received(speaker, frame.seq, frame.payload);
      const voice = this.#voice(speaker);
      voice.arrived(frame.mediaTime, arrived);
      voice.hear(frame.codec, frame.payload, { seq: frame.seq, first: (frame.flags & Flag.FIRST) !== 0 });
    }
  }

  /** @param {{audio: string, author: string, seq?: number, codec?: string}} clip of the JSON contract */
  clip(clip) {
    this.received++;
    const bytes = fromBase64(clip.audio);
    const voice = this.#voice(clip.author);
    this.#record.received(clip.author, clip.seq ?? voice.clips, bytes);
    // Clips need not be numbered, nor without a hole: they come in order, so they are played in order.
    voice.hear(clip.codec === 'opus' ? Codec.OPUS : Codec.PCM16, bytes, { seq: voice.clips++, first: false });
    voice.heardAt = performance.now();
  }

  /** @returns {{speaker: string, jitterMs: number}[]} */
  jitters() {
    const now = performance.now();
    for (const [speaker, voice] of this.#voices) {
      if (now - voice.heardAt > FORGET_AFTER) {
        voice.close();
        this.#voices.delete(speaker);
      }
    }
    return [...this.#voices].map(([speaker, voice]) => ({ speaker, jitterMs: voice.jitterMs }));
  }

  #voice(speaker) {
    let voice = this.#voices.get(speaker);
    if (!voice) {
      voice = new Voice((stamp, samples) => this.#out({ speaker, ...stamp, samples }, [samples.buffer]));
      this.#voices.set(speaker, voice);
    }
    return voice;
  }
}

/** One speaker's decoders and the unevenness of what comes from it. */
class Voice {
  jitterMs = 0;
  heardAt = performance.now();
  clips = 0;
  #interpolator = new Interpolator();
  #decoder = null;
  #stamps = [];
  #transit = null;
  #out;

  constructor(out) {
    this.#out = out;
  }

  arrived(mediaTime, now) {
    const transit = now - mediaTime / (GRAPH_RATE / 1000);
    // A pause, or a speaker that begins anew, is no jitter.
    if (this.#transit !== null && now - this.heardAt < 200) {
      this.jitterMs += (Math.abs(transit - this.#transit) - this.jitterMs) * JITTER_SHARE;
    }
    this.#transit = transit;
    this.heardAt = now;
  }

  hear(codec, payload, stamp) {
    if (codec === Codec.PCM16) {
      this.#out({ ...stamp, codec: 'pcm16' }, this.#interpolator.next(fromPcm16(payload)));
    } else if (codec === Codec.OPUS && typeof AudioDecoder === 'function') {
      this.#decode(payload, stamp);
    }
  }

  close() {
    if (this.#decoder !== null && this.#decoder.state !== 'closed') {
      this.#decoder.close();
    }
  }

  #decode(packet, stamp) {
    if (this.#decoder === null || this.#decoder.state === 'closed') {
      this.#decoder = this.#newDecoder();
    }
    this.#stamps.push(stamp);
    this.#decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: stamp.seq * 20000, data: packet }));
  }

  /** One packet in, one piece out, in order. A packet that is none ends the decoder; the next makes another. */
  #newDecoder() {
    this.#stamps = [];
    const decoder = new AudioDecoder({
      output: (audio) => {
        const samples = new Float32Array(audio.numberOfFrames);
        audio.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
        audio.close();
        this.#out({ ...this.#stamps.shift(), codec: 'opus' }, samples);
      },
      error: () => (this.#stamps = []),
    });
    decoder.configure({ codec: 'opus', sampleRate: GRAPH_RATE, numberOfChannels: 1 });
    return decoder;
  }
}

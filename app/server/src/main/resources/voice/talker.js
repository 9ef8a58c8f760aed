import { ALL_ROOMS, Codec, Flag, Kind, encode, toBase64 } from './wire.js';
import { Decimator, FRAME_SAMPLES, GRAPH_RATE, toPcm16 } from './pcm.js';

/** About half a second of PCM: what is not gone by then is stale. */
const WAITING_MAX = 16000;

/** A clip of 100 ms, in frames. */
const CLIP_FRAMES = 5;

const FRAME_MS = 20;

/** What is missing between two frames (ms) before it counts as a pause of the microphone, not as unevenness. */
const GAP_MIN = 200;

const OPUS = {
  codec: 'opus',
  sampleRate: GRAPH_RATE,
  numberOfChannels: 1,
  bitrate: 24000,
  // No in-band FEC: over TCP nothing is lost that it could mend.
  opus: { frameDuration: 20000, application: 'voip', signal: 'voice', complexity: 9 },
};

/** Whether this browser makes Opus packets in a worker. */
export async function canOpus() {
  try {
    return typeof AudioEncoder === 'function' && (await AudioEncoder.isConfigSupported(OPUS)).supported === true;
  } catch {
    return false;
  }
}

/** Turns frames of the microphone into messages, in order, while the gate is open. */
export class Talker {
  room = ALL_ROOMS;
  captured = 0;
  sent = 0;
  dropped = 0;
  #socket;
  #encoder;
  #isJson;
  #record;
  #isOpen = false;
  #isFirst = true;
  #seq = 0;
  #mediaTime = 0;
  #nextAt = Infinity;

  /**
   * @param {import('./socket.js').VoiceSocket} socket
   * @param {{codec: string, framing: string}} settings
   * @param {{captured: Function, sent: Function}} record
   */
  constructor(socket, { codec, framing }, record) {
    this.#socket = socket;
    this.#isJson = framing === 'json';
    this.#record = record;
    const send = this.#isJson ? this.#sendClip : this.#sendFrame;
    const Encoder = this.#isJson ? ClipEncoder : codec === 'opus' ? OpusEncoder : Pcm16Encoder;
    this.#encoder = new Encoder(send.bind(this), record);
  }

  /** Opens or shuts the way from the microphone to the server. Resolves when all that was said before is on its way. */
  async gate(isOpen) {
    const wasOpen = this.#isOpen;
    this.#isOpen = isOpen;
    if (wasOpen && !isOpen) {
      await this.#encoder.finish();
      if (!this.#isOpen) {
        this.#sendEnd();
      }
    }
  }

  /** @param {{samples: Float32Array, at: number}} frame of 20 ms */
  hear(frame) {
    // The media clock goes on while there is no microphone, or all that follows would look late.
    const missing = frame.at - this.#nextAt;
    if (missing > GAP_MIN) {
      this.#mediaTime = (this.#mediaTime + Math.round((missing * GRAPH_RATE) / 1000)) >>> 0;
    }
    this.#nextAt = frame.at + FRAME_MS;
    this.captured++;
    const stamp = { at: frame.at, mediaTime: this.#mediaTime };
    this.#mediaTime = (this.#mediaTime + FRAME_SAMPLES) >>> 0;
    if (this.#isOpen && this.#socket.isOpen) {
      this.#encoder.encode(frame.samples, stamp);
    }
  }

  #sendFrame(payload, { at, mediaTime }) {
    const seq = this.#seq;
    const flags = this.#isFirst ? Flag.FIRST : 0;
    const header = { kind: Kind.AUDIO, codec: this.#encoder.codec, flags, room: this.room, seq, mediaTime };
    if (this.#deliver(encode(header, payload), payload, at)) {
      this.#isFirst = false;
    }
  }

  #sendClip(payload, { at }) {
    const data = toBase64(payload);
    this.#deliver(JSON.stringify({ action: 'sendaudio', data, codec: 'pcm16', seq: this.#seq }), payload, at);
  }

  #deliver(message, payload, at) {
    const seq = this.#seq;
    this.#seq = (seq + 1) >>> 0;
    if (!this.#socket.isOpen || this.#socket.waiting > WAITING_MAX) {
      this.dropped++;
      return false;
    }
    this.#socket.send(message);
    this.sent++;
    this.#record.sent(seq, payload, at);
    return true;
  }

  #sendEnd() {
    this.#isFirst = true;
    if (!this.#isJson && this.#socket.isOpen) {
      const seq = this.#seq;
      this.#seq = (seq + 1) >>> 0;
      const codec = this.#encoder.codec;
      this.#socket.send(encode({ kind: Kind.END, codec, room: this.room, seq, mediaTime: this.#mediaTime }));
    }
  }
}

class Pcm16Encoder {
  codec = Codec.PCM16;
  #decimator = new Decimator();
  #out;
  #record;

  constructor(out, record) {
    this.#out = out;
    this.#record = record;
  }

  encode(samples, stamp) {
    const pcm = toPcm16(this.#decimator.next(samples));
    this.#record.captured(pcm, stamp.at);
    this.#out(new Uint8Array(pcm.buffer), stamp);
  }

  async finish() {}
}

/** Gathers 100 ms for the JSON contract, in which each message is a clip with a life of its own. */
class ClipEncoder {
  codec = Codec.PCM16;
  #decimator = new Decimator();
  #gathered = [];
  #stamp = null;
  #out;
  #record;

  constructor(out, record) {
    this.#out = out;
    this.#record = record;
  }

  encode(samples, stamp) {
    const pcm = toPcm16(this.#decimator.next(samples));
    this.#record.captured(pcm, stamp.at);
    this.#stamp ??= stamp;
    this.#gathered.push(...pcm);
    if (this.#gathered.length >= (CLIP_FRAMES * FRAME_SAMPLES) / 3) {
      this.#hand();
    }
  }

  async finish() {
    if (this.#gathered.length > 0) {
      this.#hand();
    }
  }

  #hand() {
    const pcm = Int16Array.from(this.#gathered);
    this.#out(new Uint8Array(pcm.buffer), this.#stamp);
    this.#gathered = [];
    this.#stamp = null;
  }
}

class OpusEncoder {
  codec = Codec.OPUS;
  #encoder;
  #stamps = [];
  #timestamp = 0;
  #finished = () => {};
  #record;

  constructor(out, record) {
    this.#record = record;
    this.#encoder = new AudioEncoder({ output: (chunk) => this.#encoded(chunk, out), error: (e) => reportError(e) });
    this.#encoder.configure(OPUS);
  }

  encode(samples, stamp) {
    this.#record.captured(samples, stamp.at);
    // Packets come in the order of what was put in, but not all carry its timestamp.
    this.#stamps.push(stamp);
    const data = new AudioData({
      format: 'f32',
      sampleRate: GRAPH_RATE,
      numberOfFrames: samples.length,
      numberOfChannels: 1,
      timestamp: this.#timestamp,
      data: samples,
    });
    this.#timestamp += 20000;
    this.#encoder.encode(data);
    data.close();
  }

  /** Resolves when the last packet is out. */
  finish() {
    return new Promise((resolve) => {
      this.#finished = resolve;
      this.#settle();
    });
  }

  #encoded(chunk, out) {
    const packet = new Uint8Array(chunk.byteLength);
    chunk.copyTo(packet);
    const stamp = this.#stamps.shift();
    if (stamp) {
      out(packet, stamp);
    }
    this.#settle();
  }

  #settle() {
    if (this.#stamps.length === 0) {
      this.#finished();
    }
  }
}

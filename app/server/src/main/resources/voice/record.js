import { toBase64 } from './wire.js';

/** What was sent and received, byte for byte, for tests (`?record=1`). Without it nothing is kept. */
export class Record {
  #isOn;
  #sent = [];
  #received = [];
  #captured = [];

  constructor(isOn) {
    this.#isOn = isOn;
  }

  /** @param {Int16Array|Float32Array} samples as they go into the encoder */
  captured(samples, at) {
    if (this.#isOn) {
      this.#captured.push({ samples: samples.slice(), at });
    }
  }

  sent(seq, payload, at) {
    if (this.#isOn) {
      this.#sent.push([seq, toBase64(payload), at]);
    }
  }

  received(speaker, seq, payload) {
    if (this.#isOn) {
      this.#received.push([speaker, seq, toBase64(payload), Date.now()]);
    }
  }

  frames() {
    return { sent: this.#sent, received: this.#received };
  }

  /** All that was captured in one piece: base64 of float32, or of int16 for PCM. */
  speech() {
    const pieces = this.#captured.map(({ samples }) => new Uint8Array(samples.buffer));
    const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    const isPcm = this.#captured[0]?.samples instanceof Int16Array;
    return { base64: toBase64(whole), format: isPcm ? 's16' : 'f32', rate: isPcm ? 16000 : 48000 };
  }
}

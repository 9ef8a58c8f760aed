import { FRAME_SAMPLES } from './pcm.js';

/**
 * Cuts the microphone into frames of 20 ms and hands them to the port that it is given, each with the wall-clock time
 * (ms) of its first sample.
 */
class Capture extends AudioWorkletProcessor {
  #frame = new Float32Array(FRAME_SAMPLES);
  #filled = 0;
  #at = 0;
  #out = null;

  constructor() {
    super();
    this.port.onmessage = ({ data }) => (this.#out = data.out);
  }

  process([input]) {
    const samples = input[0];
    if (!samples) {
      return true;
    }
    // The block ends now.
    const began = Date.now() - (samples.length / sampleRate) * 1000;
    for (let i = 0; i < samples.length; i++) {
      if (this.#filled === 0) {
        this.#at = began + (i / sampleRate) * 1000;
      }
      this.#frame[this.#filled++] = samples[i];
      if (this.#filled === FRAME_SAMPLES) {
        this.#hand();
      }
    }
    return true;
  }

  #hand() {
    const samples = this.#frame;
    this.#out?.postMessage({ samples, at: this.#at }, [samples.buffer]);
    this.#frame = new Float32Array(FRAME_SAMPLES);
    this.#filled = 0;
  }
}

registerProcessor('necpgame-capture', Capture);

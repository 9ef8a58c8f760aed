// PCM16 mono 16 kHz on the wire, floats at 48 kHz in the audio graph.

export const FRAME_SAMPLES = 960;
export const GRAPH_RATE = 48000;
const FACTOR = 3;
const PHASE_TAPS = 32;
const TAPS = FACTOR * PHASE_TAPS;

/** Windowed sinc, cut at 8 kHz; Kaiser window of beta 6 (about 60 dB). */
const FILTER = kaiserSinc(TAPS, 1 / FACTOR, 6);

/** 48 kHz to 16 kHz; keeps the end of a frame for the next. */
export class Decimator {
  #history = new Float32Array(TAPS - 1);

  /** @param {Float32Array} samples whose number divides by 3 */
  next(samples) {
    const line = joined(this.#history, samples);
    const out = new Float32Array(samples.length / FACTOR);
    for (let i = 0; i < out.length; i++) {
      let sum = 0;
      for (let t = 0, at = i * FACTOR + TAPS - 1; t < TAPS; t++, at--) {
        sum += FILTER[t] * line[at];
      }
      out[i] = sum;
    }
    this.#history = line.slice(samples.length);
    return out;
  }
}

/** 16 kHz to 48 kHz; the same filter, one phase for each sample that is put between two. */
export class Interpolator {
  #history = new Float32Array(PHASE_TAPS - 1);

  /** @param {Float32Array} samples */
  next(samples) {
    const line = joined(this.#history, samples);
    const out = new Float32Array(samples.length * FACTOR);
    for (let i = 0; i < out.length; i++) {
      let sum = 0;
      const newest = Math.floor(i / FACTOR) + PHASE_TAPS - 1;
      for (let t = i % FACTOR, at = newest; t < TAPS; t += FACTOR, at--) {
        sum += FILTER[t] * line[at];
      }
      out[i] = sum * FACTOR;
    }
    this.#history = line.slice(samples.length);
    return out;
  }
}

/** @param {Float32Array} samples of -1 to 1; what is louder is clipped */
export function toPcm16(samples) {
  const out = new Int16Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    out[i] = Math.max(-32768, Math.min(32767, Math.round(samples[i] * 32768)));
  }
  return out;
}

/** @param {Uint8Array} bytes little endian, which every browser's machine is too */
export function fromPcm16(bytes) {
  const whole = new Int16Array(bytes.slice(0, bytes.length & ~1).buffer);
  return Float32Array.from(whole, (sample) => sample / 32768);
}

/** Root of the mean square, 0 to 1. */
export function loudness(samples) {
  let sum = 0;
  for (const sample of samples) {
    sum += sample * sample;
  }
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}

function joined(a, b) {
  const line = new Float32Array(a.length + b.length);
  line.set(a);
  line.set(b, a.length);
  return line;
}

function kaiserSinc(taps, cut, beta) {
  const middle = (taps - 1) / 2;
  const filter = Float64Array.from({ length: taps }, (_, i) => {
    const x = (i - middle) * cut;
    const window = bessel(beta * Math.sqrt(1 - ((i - middle) / middle) ** 2)) / bessel(beta);
    return (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)) * window;
  });
  const sum = filter.reduce((a, b) => a + b);
  return filter.map((tap) => tap / sum);
}

/** Modified Bessel function of the first kind, order 0, by its series. */
function bessel(x) {
  let sum = 1;
  for (let term = 1, k = 1; term > 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

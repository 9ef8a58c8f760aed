// Makes a piece of sound shorter, longer, or up, where it is heard least: cuts and joints lie where the waveform
// repeats itself (WSOLA), and are faded over.

const FADE = 96;
const SHORTEST = 120;
const LONGEST = 720;
const STEP = 4;

/** Below this a frame counts as silent: -46 dBFS. */
export const SILENT = 0.005;

/** How alike a joint's two sides must be for it to pass unheard in speech. */
export const ALIKE = 0.9;

/**
 * Leaves out up to `wanted` samples of a frame.
 *
 * @returns {?{samples: Float32Array, alike: number}} null where it is too short for any cut
 */
export function shortened(samples, wanted) {
  const longest = Math.min(wanted, LONGEST, samples.length - 2 * FADE);
  if (longest < SHORTEST) {
    return null;
  }
  const start = Math.floor((samples.length - longest - FADE) / 2);
  const { lag, alike } = bestLag(samples, start, SHORTEST, longest);
  const out = new Float32Array(samples.length - lag);
  out.set(samples.subarray(0, start));
  crossfade(out, start, samples, start, samples, start + lag);
  out.set(samples.subarray(start + lag + FADE), start + FADE);
  return { samples: out, alike };
}

/** Says up to `wanted` samples of a frame twice. */
export function lengthened(samples, wanted) {
  const longest = Math.min(wanted, LONGEST, samples.length - 2 * FADE);
  if (longest < SHORTEST) {
    return null;
  }
  const start = Math.floor((samples.length - longest - FADE) / 2);
  const { lag, alike } = bestLag(samples, start, SHORTEST, longest);
  const out = new Float32Array(samples.length + lag);
  out.set(samples.subarray(0, start + lag));
  crossfade(out, start + lag, samples, start + lag, samples, start);
  out.set(samples.subarray(start + FADE), start + lag + FADE);
  return { samples: out, alike };
}

/** Goes on in place of sound that has not come: repeats the last period of what was heard, fading by 6 dB in 20 ms. */
export class Continuation {
  #period;
  #at = 0;
  #gain = 1;

  /** @param {Float32Array} history what was heard last, its newest sample at the end */
  constructor(history) {
    const start = history.length - LONGEST - FADE;
    const reversed = history.slice(Math.max(0, start)).reverse();
    const longest = Math.min(LONGEST, reversed.length - FADE);
    const lag = longest < SHORTEST ? longest : bestLag(reversed, 0, SHORTEST, longest).lag;
    this.#period = history.slice(history.length - Math.max(1, lag));
  }

  next() {
    const sample = this.#period[this.#at] * this.#gain;
    this.#at = (this.#at + 1) % this.#period.length;
    this.#gain *= DECAY;
    return sample;
  }
}

const DECAY = 0.5 ** (1 / 960);

/** Where, after `start`, the waveform is most like itself at `start`. */
function bestLag(samples, start, shortest, longest) {
  let best = { lag: longest, alike: -1 };
  for (let lag = longest; lag >= shortest; lag -= STEP) {
    let product = 0;
    let one = 1e-9;
    let other = 1e-9;
    for (let i = 0; i < FADE; i++) {
      const a = samples[start + i];
      const b = samples[start + lag + i];
      product += a * b;
      one += a * a;
      other += b * b;
    }
    const alike = product / Math.sqrt(one * other);
    if (alike > best.alike) {
      best = { lag, alike };
    }
  }
  return best;
}

function crossfade(out, at, from, fromAt, to, toAt) {
  for (let i = 0; i < FADE; i++) {
    const share = (i + 0.5) / FADE;
    out[at + i] = from[fromAt + i] * (1 - share) + to[toAt + i] * share;
  }
}

import { distance } from './wire.js';
import { loudness } from './pcm.js';
import { ALIKE, Continuation, SILENT, lengthened, shortened } from './stretch.js';

const MS = 48;
const WINDOW = 500 * MS;
const PATIENCE = 100 * MS;
const HISTORY = 30 * MS;
const FADE = 2 * MS;
const MARGIN_MAX = 60;
const HOLE_MAX = 5;

/** What may be lying in wait before the oldest is thrown away, and what is then kept. */
const CAP = 240 * MS;
const KEPT = 60 * MS;

/** Unused slack, in ms, at which a frame is shortened: a silent one, one that repeats itself, any. */
const TRIM_SILENT = 3;
const TRIM_ALIKE = 20;
const TRIM_ANY = 60;

/**
 * Holds one speaker's frames for just as long as they come unevenly. It works in samples, not in frames: playing begins
 * `start` ms after a first frame has come; from then on the lowest level of the last second says how much of the delay
 * was never needed. What exceeds `margin` is taken out of silence; what is missing is put into silence, and a margin
 * that proved too small grows. Over TCP a frame that is missing is late, so a gap at the end is bridged without moving
 * on; a gap with later frames behind it was dropped by the server, and is passed over.
 */
export class JitterBuffer {
  figures = { played: 0, late: 0, lost: 0, underruns: 0, concealedMs: 0, trimmedMs: 0, stretchedMs: 0, dropped: 0 };

  #start;
  #marginMin;
  #margin;
  #frames = new Map();
  #buffered = 0;
  #next = null;
  #end = null;
  #state = 'idle';
  #waited = 0;
  #current = null;
  #at = 0;
  #joint = null;
  #jointLeft = 0;
  #bridge = null;
  #bridged = 0;
  #frameLength = 20 * MS;
  #hole = 0;
  #history = new Float32Array(HISTORY);
  #historyAt = 0;
  #low = Infinity;
  #lowBefore = Infinity;
  #windowed = 0;
  #onPlayed;

  /**
   * @param {{start?: number, margin?: number}} limits both in ms
   * @param {(seq: number, offset: number) => void} [onPlayed] is told when a frame's first sample is `offset` samples
   *     into the piece that is being read
   */
  constructor({ start = 15, margin = 5 } = {}, onPlayed = () => {}) {
    this.#start = start * MS;
    this.#margin = this.#marginMin = margin;
    this.#onPlayed = onPlayed;
  }

  /** How long a sample that comes now has to wait, in ms. */
  get delayMs() {
    return this.#level() / MS;
  }

  get isIdle() {
    return this.#state === 'idle';
  }

  /** @param {{seq: number, samples: Float32Array, first?: boolean}} frame `first` of a spurt: what lies before it was meant to be still */
  push(frame) {
    if (this.#next !== null && this.#isPast(frame)) {
      this.figures.late++;
      return;
    }
    if (this.#state === 'idle') {
      this.#wake(frame);
    }
    if (!this.#frames.has(frame.seq)) {
      this.#frames.set(frame.seq, frame);
      this.#buffered += frame.samples.length;
    }
    if (this.#level() > CAP) {
      this.#shed();
    }
  }

  /** The speaker has stopped: nothing follows what came before `seq`. */
  end(seq) {
    this.#end = seq;
  }

  /** Fills `out` with what is to be heard next. */
  read(out) {
    if (this.#state === 'filling' && !this.#isFull(out.length)) {
      out.fill(0);
      return;
    }
    for (let i = 0; i < out.length; i++) {
      out[i] = this.#state === 'idle' ? 0 : this.#sample(i);
      this.#history[this.#historyAt] = out[i];
      this.#historyAt = (this.#historyAt + 1) % HISTORY;
    }
    if (this.#state === 'playing') {
      this.#watch(out.length);
    }
  }

  #isPast(frame) {
    const ahead = distance(frame.seq, this.#next);
    // A speaker that begins anew counts from anywhere.
    return ahead < 0 && !(frame.first && ahead < -HOLE_MAX);
  }

  #wake(frame) {
    const goesOn = this.#next !== null && frame.seq === this.#next && !frame.first;
    if (goesOn && this.#bridged > 0) {
      this.#noteUnderrun();
    }
    this.#bridged = 0;
    this.#state = 'filling';
    this.#waited = 0;
    this.#next = frame.seq;
    this.#end = null;
  }

  #isFull(samples) {
    this.#waited += samples;
    const start = Math.max(this.#start, this.#margin * MS);
    if (this.#waited < start && this.#level() < start + this.#frameLength) {
      return false;
    }
    this.#state = 'playing';
    this.#low = this.#lowBefore = Infinity;
    this.#windowed = 0;
    return true;
  }

  #sample(offset) {
    if (this.#current === null && this.#hole === 0) {
      this.#take(offset);
    }
    if (this.#current === null) {
      return this.#bridgeSample();
    }
    let sample = this.#current[this.#at++];
    if (this.#at === this.#current.length) {
      this.#current = null;
    }
    if (this.#jointLeft > 0) {
      const share = this.#jointLeft-- / FADE;
      sample = sample * (1 - share) + this.#joint.next() * share;
    }
    return sample;
  }

  #take(offset) {
    if (!this.#frames.has(this.#next) && this.#frames.size > 0) {
      this.#passHole();
    }
    const frame = this.#frames.get(this.#next);
    if (frame && this.#hole === 0) {
      this.#use(frame, offset);
    }
  }

  #use(frame, offset) {
    this.#frames.delete(frame.seq);
    this.#buffered -= frame.samples.length;
    this.#frameLength = frame.samples.length;
    this.#next = (frame.seq + 1) >>> 0;
    if (this.#bridge !== null) {
      this.#joint = this.#bridge;
      this.#jointLeft = FADE;
      if (this.#bridged > 0 && !frame.first) {
        this.#noteUnderrun();
      }
      this.#bridge = null;
      this.#bridged = 0;
    }
    this.#current = this.#fitted(frame.samples);
    this.#at = 0;
    this.figures.played++;
    this.#onPlayed(frame.seq, offset);
  }

  #noteUnderrun() {
    this.figures.underruns++;
    this.figures.concealedMs += this.#bridged / MS;
    this.#margin = Math.min(MARGIN_MAX, this.#margin + Math.max(3, this.#bridged / MS / 2));
  }

  /** Later frames are here: what is missing will not come. */
  #passHole() {
    const following = [...this.#frames.values()].reduce((a, b) => (distance(a.seq, b.seq) < 0 ? a : b));
    const missing = distance(following.seq, this.#next);
    if (following.first || missing > HOLE_MAX) {
      this.#next = following.seq;
      this.#bridged = 0;
      return;
    }
    this.figures.lost++;
    this.#next = (this.#next + 1) >>> 0;
    // What was spent on waiting for it has filled a part of its place.
    const filled = Math.min(this.#bridged, this.#frameLength);
    this.#bridged -= filled;
    this.#hole = this.#frameLength - filled;
  }

  #bridgeSample() {
    if (this.#bridge === null) {
      this.#bridge = new Continuation(this.#heard());
    }
    if (this.#hole > 0) {
      this.#hole--;
      return this.#bridge.next();
    }
    const isOver = this.#next === this.#end;
    this.#bridged++;
    if (this.#bridged >= (isOver ? FADE : PATIENCE)) {
      this.#rest(isOver);
      return 0;
    }
    return this.#bridge.next() * (isOver ? 1 - this.#bridged / FADE : 1);
  }

  #rest(isOver) {
    this.#state = 'idle';
    this.#bridge = null;
    if (isOver) {
      this.#bridged = 0;
      this.#next = (this.#end + 1) >>> 0;
    }
  }

  /** The frame, shorter or longer where the delay is not what it should be and this frame can bear it. */
  #fitted(samples) {
    if (this.#lowBefore === Infinity) {
      return samples;
    }
    const slack = Math.min(this.#low, this.#lowBefore) / MS - this.#margin;
    const isSilent = loudness(samples) < SILENT;
    if (slack > (isSilent ? TRIM_SILENT : TRIM_ALIKE)) {
      const cut = shortened(samples, Math.floor(slack * MS));
      if (cut && (isSilent || cut.alike > ALIKE || slack > TRIM_ANY)) {
        return this.#changed(samples, cut.samples);
      }
    } else if (slack < -TRIM_SILENT && isSilent) {
      const longer = lengthened(samples, Math.ceil(-slack * MS));
      return longer ? this.#changed(samples, longer.samples) : samples;
    }
    return samples;
  }

  #changed(before, after) {
    const change = after.length - before.length;
    this.figures.trimmedMs += Math.max(0, -change) / MS;
    this.figures.stretchedMs += Math.max(0, change) / MS;
    this.#low += change;
    this.#lowBefore += change;
    return after;
  }

  #watch(samples) {
    this.#low = Math.min(this.#low, this.#level());
    this.#windowed += samples;
    if (this.#windowed >= WINDOW) {
      this.#windowed = 0;
      this.#lowBefore = this.#low;
      this.#low = Infinity;
      this.#margin = Math.max(this.#marginMin, this.#margin - 0.5);
    }
  }

  #level() {
    return this.#buffered + (this.#current === null ? 0 : this.#current.length - this.#at);
  }

  #heard() {
    const heard = new Float32Array(HISTORY);
    heard.set(this.#history.subarray(this.#historyAt));
    heard.set(this.#history.subarray(0, this.#historyAt), HISTORY - this.#historyAt);
    return heard;
  }

  #shed() {
    const ordered = [...this.#frames.keys()].sort(distance);
    while (this.#buffered > KEPT && ordered.length > 1) {
      const seq = ordered.shift();
      this.#buffered -= this.#frames.get(seq).samples.length;
      this.#frames.delete(seq);
      this.figures.dropped++;
    }
    this.#next = ordered[0];
  }
}

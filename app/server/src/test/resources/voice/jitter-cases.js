// Cases of the jitter buffer, run in the browser by VoiceBufferTest: each returns what it saw.
(async () => {
  const { JitterBuffer } = await import('/voice-chat/jitter.js');
  const { Decimator, Interpolator } = await import('/voice-chat/pcm.js');
  const { encode, decode, distance, toBase64, fromBase64, Kind, Codec, Flag } = await import('/voice-chat/wire.js');

  const FRAME = 960;
  const QUANTUM = 120;

  /** A tone whose phase goes on from frame to frame, so that what is played can be checked for gaps. */
  const tone = (seq, loud = 0.3) =>
    Float32Array.from({ length: FRAME }, (_, i) => loud * Math.sin((2 * Math.PI * 200 * (seq * FRAME + i)) / 48000));

  /** Plays for so many ms; `arrivals` says at which ms each frame is pushed. */
  function play(arrivals, ms, limits = { start: 15, margin: 5 }) {
    const log = [];
    let now = 0;
    const buffer = new JitterBuffer(limits, (seq, offset) => log.push([seq, now + offset / 48]));
    const out = [];
    const piece = new Float32Array(QUANTUM);
    const waiting = [...arrivals].sort((a, b) => a.at - b.at);
    for (now = 0; now < ms; now += QUANTUM / 48) {
      while (waiting.length > 0 && waiting[0].at <= now) {
        const { end, ...frame } = waiting.shift();
        if (end) {
          buffer.end(frame.seq);
        } else {
          buffer.push(frame);
        }
      }
      buffer.read(piece);
      out.push(...piece);
    }
    return { figures: buffer.figures, log, out, delayMs: buffer.delayMs, isIdle: buffer.isIdle };
  }

  const even = (from, count, { lateBy = () => 0, loud, ms = 20 } = {}) =>
    Array.from({ length: count }, (_, i) => ({
      seq: (from + i) >>> 0,
      at: i * ms + lateBy(i),
      first: i === 0,
      samples: tone(i, loud),
    }));

  const largestStep = (samples) => samples.reduce((most, x, i) => (i ? Math.max(most, Math.abs(x - samples[i - 1])) : 0), 0);
  const delays = ({ log }, from) => log.map(([seq, at]) => at - ((seq - from) | 0) * 20);

  const cases = {
    /** What comes evenly is played as it came, each sample once. */
    even() {
      const run = play(even(0, 200), 4000);
      const first = run.out.findIndex((x) => x !== 0) - 1;
      const whole = even(0, 200).flatMap(({ samples }) => [...samples]);
      const exact = whole.slice(0, 190 * FRAME).every((x, i) => x === run.out[first + i]);
      return { ...run.figures, exact, delay: Math.max(...delays(run, 0)) };
    },

    /** Numbers wrap after 2^32. */
    wraps: () => play(even(0xfffffff0, 100), 2000).figures,

    /** One frame is 30 ms late: nothing is lost, the gap is bridged without a click. */
    lateOnce() {
      const run = play(even(0, 100, { lateBy: (i) => (i === 50 ? 60 : i === 51 ? 40 : i === 52 ? 20 : 0) }), 2400);
      return { ...run.figures, step: largestStep(run.out.slice(0, 90 * FRAME)) };
    },

    /** The server left one out: it is passed over, and what follows keeps its time. */
    hole() {
      const run = play(even(0, 100).filter(({ seq }) => seq !== 50), 1900);
      const at = delays(run, 0);
      return { ...run.figures, moved: Math.abs(at[40] - at[60]), step: largestStep(run.out.slice(0, 90 * FRAME)) };
    },

    /** A delay that was needed once is given back, in silence, a little at a time. */
    givesBack() {
      const lateBy = (i) => (i >= 25 && i < 30 ? 100 - (i - 25) * 20 : 0);
      const run = play(even(0, 400, { lateBy, loud: 0.001 }), 8000);
      const at = delays(run, 0);
      return { ...run.figures, before: at[10], then: at[60], after: at[390] };
    },

    /** A speaker whose clock is slower or faster than ours by 0.1 %: the delay stays, nothing runs dry or over. */
    drift() {
      const slow = play(even(0, 3000, { ms: 20.02, loud: 0.001 }), 60000);
      const fast = play(even(0, 3000, { ms: 19.98, loud: 0.001 }), 59900);
      return { slow: slow.figures, fast: fast.figures, fastDelay: fast.delayMs };
    },

    /** A pause that was said to be one is no underrun, however long. */
    pause() {
      const later = even(60, 50).map((frame) => ({ ...frame, at: frame.at + 3000 }));
      const run = play([...even(0, 50), { seq: 50, at: 1000, end: true }, ...later], 4500);
      return { ...run.figures, isIdle: run.isIdle };
    },

    /** A pause that nobody announced: the numbers show that it was one. */
    silentPause() {
      const later = even(400, 50).map((frame) => ({ ...frame, at: frame.at + 3000 }));
      return play([...even(0, 50), ...later], 4500).figures;
    },

    /** All at once: the oldest are thrown away. */
    flood() {
      const run = play(even(0, 100, { lateBy: (i) => 500 - i * 20 }), 1000);
      return { ...run.figures, delay: Math.max(...delays(run, 0).map((x) => x - 500)) };
    },

    /** A frame twice, and one that its turn has passed: played once, and not at all. */
    twice: () => play([...even(0, 50), ...even(0, 50).map((f) => ({ ...f, first: false, at: f.at + 100 }))], 1500).figures,

    /** 48 to 16 to 48 kHz: a tone in the band comes back, one above it does not. */
    resamples() {
      const through = (hertz) => {
        const down = new Decimator();
        const up = new Interpolator();
        const said = Array.from({ length: 20 * FRAME }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / 48000));
        const heard = [];
        for (let i = 0; i < said.length; i += FRAME) {
          heard.push(...up.next(down.next(Float32Array.from(said.slice(i, i + FRAME)))));
        }
        return Math.sqrt(heard.slice(2 * FRAME).reduce((sum, x) => sum + x * x, 0) / (heard.length - 2 * FRAME)) * Math.SQRT2;
      };
      return { speech: through(1000), high: through(6500), above: through(10000) };
    },

    frames() {
      const payload = Uint8Array.of(1, 2, 3, 250);
      const header = { kind: Kind.AUDIO, codec: Codec.OPUS, flags: Flag.FIRST, room: 7, seq: 0xfffffffe, mediaTime: 960 };
      const bytes = encode(header, payload);
      const { ssrc, ...back } = decode(bytes.buffer);
      return {
        hex: [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
        same: JSON.stringify({ ...header, payload }) === JSON.stringify(back),
        ssrc,
        short: decode(new ArrayBuffer(15)),
        foreign: decode(Uint8Array.of(0x21, ...new Array(15).fill(0)).buffer),
        wraps: distance(1, 0xffffffff),
        base64: toBase64(fromBase64('AAEC/w==')),
      };
    },
  };

  return Object.fromEntries(Object.entries(cases).map(([name, run]) => [name, run()]));
})()

import { GRAPH_RATE } from './pcm.js';

/** How often, and how far apart (ms), a microphone is asked for that is there but does not start: it may be on its way. */
const OPEN_TRIES = 3;
const OPEN_EVERY = 500;

/** The microphone and the loudspeaker: the two ends of the audio graph. */
export class Devices {
  #settings;
  #onFigures;
  #context = null;
  #capture = null;
  #player = null;
  #source = null;
  #dumped = null;

  constructor(settings, onFigures) {
    this.#settings = settings;
    this.#onFigures = onFigures;
  }

  /** @param {(type: string, port: MessagePort) => void} hand takes the far ends of the two ways that audio goes */
  async start(hand) {
    this.#context = new AudioContext({ sampleRate: GRAPH_RATE, latencyHint: 'interactive' });
    const { audioWorklet, destination } = this.#context;
    await Promise.all(['capture', 'playback'].map((name) => audioWorklet.addModule(`/voice-chat/${name}-worklet.js`)));
    this.#capture = new AudioWorkletNode(this.#context, 'necpgame-capture', {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    const { record, ...settings } = this.#settings;
    const limits = Object.fromEntries(['start', 'margin'].flatMap((n) => (settings[n] === undefined ? [] : [[n, settings[n]]])));
    this.#player = new AudioWorkletNode(this.#context, 'necpgame-playback', {
      numberOfInputs: 0,
      outputChannelCount: [1],
      processorOptions: { limits, record },
    });
    this.#player.port.onmessage = ({ data }) => (data.type === 'dump' ? this.#dumped(data.tape) : this.#onFigures(data));
    this.#player.connect(destination);
    this.#way('capture', hand, (port) => this.#capture.port.postMessage({ out: port }, [port]));
    this.#way('playback', hand, (port) => this.#player.port.postMessage({ type: 'frames', port }, [port]));
  }

  resume() {
    return this.#context.resume();
  }

  /** What the browser says of its own delays, in ms. */
  get latency() {
    const { baseLatency, outputLatency } = this.#context;
    return { base: (baseLatency ?? 0) * 1000, output: (outputLatency ?? 0) * 1000 };
  }

  playback(message) {
    this.#player.port.postMessage(message);
  }

  /** Opens a microphone; asks the player for leave the first time. An empty id is the system's choice. */
  async openMicrophone(deviceId) {
    const isCleaned = !this.#settings.raw;
    const stream = await opened({
      audio: {
        channelCount: 1,
        echoCancellation: isCleaned,
        noiseSuppression: isCleaned,
        autoGainControl: isCleaned,
        ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
      },
    });
    this.closeMicrophone();
    this.#source = this.#context.createMediaStreamSource(stream);
    this.#source.connect(this.#capture);
  }

  closeMicrophone() {
    this.#source?.disconnect();
    this.#source?.mediaStream.getTracks().forEach((track) => track.stop());
    this.#source = null;
  }

  /** Whether this browser lets a page choose where its sound goes. */
  get canChooseOutput() {
    return typeof this.#context?.setSinkId === 'function';
  }

  chooseOutput(deviceId) {
    return this.#context.setSinkId(deviceId);
  }

  /** @param {'audioinput'|'audiooutput'} kind */
  static async list(kind) {
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    return devices.filter((device) => device.kind === kind);
  }

  /** What was played so far, if it is recorded. */
  played() {
    return new Promise((resolve) => {
      this.#dumped = resolve;
      this.#player.port.postMessage({ type: 'dump' });
    });
  }

  #way(type, hand, keep) {
    const { port1, port2 } = new MessageChannel();
    keep(port1);
    hand(type, port2);
  }
}

async function opened(wish, tries = OPEN_TRIES) {
  try {
    return await navigator.mediaDevices.getUserMedia(wish);
  } catch (error) {
    if (error.name !== 'NotReadableError' || tries === 1) {
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, OPEN_EVERY));
    return opened(wish, tries - 1);
  }
}

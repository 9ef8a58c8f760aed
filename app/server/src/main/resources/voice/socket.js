const BACK_OFF_FIRST = 250;
const BACK_OFF_MAX = 8000;
const PING_EVERY = 5000;
const DEAD_AFTER = 35000;
const ANSWER_WITHIN = 10000;

/** Coming back would end the same way. */
const FINAL_CODES = new Set([1008, 4403]);

/** What the server refused, as it said it (RFC 9457). */
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title ?? 'refused');
    this.problem = problem;
  }
}

/**
 * The connection to `/voice`: greets, asks and is answered by `cid`, pings, and comes back by itself, within 30 s with
 * everything that it had.
 */
export class VoiceSocket {
  rtt = null;
  #socket = null;
  #hooks;
  #hello;
  #resume = null;
  #failures = 0;
  #asked = new Map();
  #lastCid = 0;
  #heardAt = 0;
  #pinger = null;
  #retry = null;
  #wanted = false;

  /**
   * @param {string} url `ws://host/voice`
   * @param {object} hello what is said first
   * @param {{ticket: () => Promise<string>, state: (state: object) => void, welcome: (data: object) => void,
   *     text: (action: string, data: object) => void, binary: (message: ArrayBuffer) => void}} hooks
   */
  constructor(url, hello, hooks) {
    this.url = url;
    this.#hello = hello;
    this.#hooks = hooks;
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Bytes that the network has not taken yet. */
  get waiting() {
    return this.#socket?.bufferedAmount ?? 0;
  }

  connect() {
    this.#wanted = true;
    clearTimeout(this.#retry);
    this.#open();
  }

  disconnect() {
    this.#wanted = false;
    this.#resume = null;
    clearTimeout(this.#retry);
    this.#socket?.close(1000);
    this.#hooks.state({ name: 'closed' });
  }

  /** Says hello anew, with something else in it. */
  async greet(change) {
    this.#hello = { ...this.#hello, ...change };
    const welcome = await this.ask('hello', this.#hello);
    this.#resume = welcome.resumeToken ?? null;
    return welcome;
  }

  send(message) {
    if (this.isOpen) {
      this.#socket.send(message);
    }
  }

  /** Wants no answer. */
  tell(action, data) {
    this.send(JSON.stringify({ action, data }));
  }

  /** @throws {Refused} */
  ask(action, data) {
    const cid = `${++this.#lastCid}`;
    return new Promise((resolve, reject) => {
      if (!this.isOpen) {
        reject(new Refused({ title: 'Not connected' }));
        return;
      }
      const timer = setTimeout(() => this.#refuse(cid, { title: 'No answer came' }), ANSWER_WITHIN);
      this.#asked.set(cid, { resolve, reject, timer });
      this.send(JSON.stringify({ action, cid, data }));
    });
  }

  async #open() {
    this.#hooks.state({ name: 'connecting' });
    let ticket;
    try {
      ticket = await this.#hooks.ticket();
    } catch (problem) {
      this.#ticketRefused(problem);
      return;
    }
    if (!this.#wanted) {
      return;
    }
    const socket = new WebSocket(`${this.url}?ticket=${encodeURIComponent(ticket)}`);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => this.#opened();
    socket.onmessage = ({ data }) => this.#heard(data);
    socket.onclose = ({ code, reason }) => this.#closed(socket, code, reason);
    this.#socket = socket;
  }

  #ticketRefused(problem) {
    const isOurFault = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
    if (isOurFault) {
      this.#wanted = false;
      this.#hooks.state({ name: 'refused', problem });
    } else {
      this.#comeBack({ problem });
    }
  }

  async #opened() {
    this.#heardAt = performance.now();
    this.#pinger = setInterval(() => this.#ping(), PING_EVERY);
    try {
      const welcome = await this.#greetings();
      this.#failures = 0;
      this.#resume = welcome.resumeToken ?? null;
      this.#hooks.welcome(welcome);
      this.#hooks.state({ name: 'open' });
      this.#ping();
    } catch (refused) {
      this.#hooks.state({ name: 'refused', problem: refused.problem });
      this.#socket.close(1000);
    }
  }

  async #greetings() {
    const resume = this.#resume;
    this.#resume = null;
    if (resume !== null) {
      try {
        return await this.ask('hello', { ...this.#hello, resume });
      } catch {
        // Too late to go on where we were: begin anew.
      }
    }
    return this.ask('hello', this.#hello);
  }

  async #ping() {
    if (performance.now() - this.#heardAt > DEAD_AFTER) {
      this.#socket.close(4000, 'nothing heard');
      return;
    }
    const began = performance.now();
    try {
      await this.ask('ping', {});
      this.rtt = performance.now() - began;
    } catch {
      this.rtt = null;
    }
  }

  #heard(data) {
    this.#heardAt = performance.now();
    if (typeof data !== 'string') {
      this.#hooks.binary(data);
      return;
    }
    const message = JSON.parse(data);
    const asked = this.#asked.get(message.cid);
    if (asked === undefined) {
      this.#hooks.text(message.action, message.data);
    } else if (message.action === 'error') {
      this.#refuse(message.cid, message.data);
    } else {
      this.#answered(message.cid).resolve(message.data);
    }
  }

  #answered(cid) {
    const asked = this.#asked.get(cid);
    clearTimeout(asked.timer);
    this.#asked.delete(cid);
    return asked;
  }

  #refuse(cid, problem) {
    this.#answered(cid).reject(new Refused(problem));
  }

  #closed(socket, code, reason) {
    if (socket !== this.#socket) {
      return;
    }
    clearInterval(this.#pinger);
    this.#socket = null;
    for (const cid of [...this.#asked.keys()]) {
      this.#refuse(cid, { title: 'The connection was lost' });
    }
    if (this.#wanted && FINAL_CODES.has(code)) {
      this.#wanted = false;
      this.#hooks.state({ name: 'refused', code, problem: { title: reason || `Closed with code ${code}` } });
    } else if (this.#wanted) {
      this.#comeBack({ code, reason });
    }
  }

  /** Half of the wait is chance, so that a room of clients does not come back in one moment. */
  #comeBack(cause) {
    const longest = Math.min(BACK_OFF_MAX, BACK_OFF_FIRST * 2 ** this.#failures++);
    const delay = longest / 2 + (Math.random() * longest) / 2;
    this.#hooks.state({ name: 'waiting', delay, ...cause });
    this.#retry = setTimeout(() => this.#open(), delay);
  }
}

import { deviceId } from './settings.js';

/** An answer that is a refusal: `{status, title, detail, code}` of RFC 9457. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.title = body.title ?? `HTTP ${status}`;
    this.detail = body.detail;
    this.type = body.type;
  }
}

/** The HTTP side: who I am, tickets for the socket, and rooms. */
export class Rest {
  #session = null;
  #expires = 0;

  /** @param {() => string} apiKey */
  constructor(apiKey) {
    this.apiKey = apiKey;
  }

  /** Signs this device in as a guest, unless it is signed in for another minute. */
  async session() {
    if (this.#session === null || Date.now() > this.#expires) {
      this.#session = await call('POST', '/v1/auth/guest', {}, { deviceId: deviceId() });
      this.#expires = Date.now() + ((this.#session.expiresIn ?? 600) - 60) * 1000;
    }
    return this.#session;
  }

  /** Signs in anew next time: the server no longer takes the token. */
  forgetSession() {
    this.#session = null;
  }

  /** One use, within 30 s: what a browser cannot put into the header of a WebSocket. */
  async ticket() {
    const { ticket } = await this.#own('POST', '/v1/voice/socket-tickets', {}, { 'x-api-key': this.apiKey() });
    return ticket;
  }

  /** @returns {Promise<{id: string, type: string, name?: string}[]>} */
  async rooms() {
    const page = await this.#own('GET', '/v1/voice/rooms?limit=50');
    return page.items ?? page.rooms ?? [];
  }

  async createParty(name) {
    const room = { type: 'party', join: 'open', ...(name ? { name } : {}) };
    return this.#own('POST', '/v1/voice/rooms', room, { 'Idempotency-Key': crypto.randomUUID() });
  }

  async #own(method, path, body, headers = {}) {
    const { accessToken } = await this.session();
    return call(method, path, { Authorization: `Bearer ${accessToken}`, ...headers }, body);
  }
}

async function call(method, path, headers, body) {
  const request = { method, headers: { Accept: 'application/json', ...headers } };
  if (body !== undefined) {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Problem(0, { title: 'The server does not answer' });
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Problem(response.status, answer);
  }
  return answer;
}

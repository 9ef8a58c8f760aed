// Binary frames of docs/voice.md: a 16-byte header, little endian, then PCM16 samples or one Opus packet.

export const HEADER_BYTES = 16;
export const Kind = Object.freeze({ AUDIO: 1, END: 2, COMFORT: 3 });
export const Codec = Object.freeze({ PCM16: 1, OPUS: 2 });
export const Flag = Object.freeze({ VOICE: 0x10, FEC: 0x20, FIRST: 0x40, PRIORITY: 0x80 });

/** In place of a room's alias: every room that I may talk in. */
export const ALL_ROOMS = 0xffff;

const VERSION = 1;

/**
 * @param {{kind: number, codec: number, flags?: number, room: number, seq: number, mediaTime: number}} header
 * @param {ArrayBufferView} [payload]
 * @returns {Uint8Array}
 */
export function encode(header, payload = new Uint8Array(0)) {
  const frame = new Uint8Array(HEADER_BYTES + payload.byteLength);
  const view = new DataView(frame.buffer);
  view.setUint8(0, (VERSION << 4) | header.kind);
  view.setUint8(1, header.codec | (header.flags ?? 0));
  view.setUint16(2, header.room, true);
  // The server knows whose connection this is, and writes the ssrc itself.
  view.setUint32(4, 0, true);
  view.setUint32(8, header.seq >>> 0, true);
  view.setUint32(12, header.mediaTime >>> 0, true);
  frame.set(new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength), HEADER_BYTES);
  return frame;
}

/**
 * @param {ArrayBuffer} message
 * @returns {?{kind: number, codec: number, flags: number, room: number, ssrc: number, seq: number,
 *     mediaTime: number, payload: Uint8Array}} null for what is no frame of this version
 */
export function decode(message) {
  if (message.byteLength < HEADER_BYTES) {
    return null;
  }
  const view = new DataView(message);
  const first = view.getUint8(0);
  if (first >> 4 !== VERSION) {
    return null;
  }
  const second = view.getUint8(1);
  return {
    kind: first & 0x0f,
    codec: second & 0x0f,
    flags: second & 0xf0,
    room: view.getUint16(2, true),
    ssrc: view.getUint32(4, true),
    seq: view.getUint32(8, true),
    mediaTime: view.getUint32(12, true),
    payload: new Uint8Array(message, HEADER_BYTES),
  };
}

/** How far a comes after b; both wrap after 2^32, so the nearer way round counts. */
export const distance = (a, b) => (a - b) | 0;

/** @param {Uint8Array} bytes */
export function toBase64(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) {
    text += String.fromCharCode.apply(null, bytes.subarray(i, i + 0x8000));
  }
  return btoa(text);
}

/** @param {string} text */
export const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

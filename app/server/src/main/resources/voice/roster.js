/**
 * @typedef {{playerId: string, ssrc: number, mayTalk: boolean, muted: boolean, listenOnly: boolean, consents: boolean}}
 *     Member
 * @typedef {{room: string, type: string, alias: number, listenOnly: boolean, mayTalk: boolean, moderator: boolean,
 *     recording: string, members: Map<string, Member>, talking: Set<string>, recordingNow: boolean}} Room
 */

/** The rooms that I am in, and who is in them, as the server tells it. */
export class Roster {
  /** @type {Map<string, Room>} */
  rooms = new Map();

  /** What the server says of me at the first moment: it knows better than I what I am in. */
  welcomed({ rooms }) {
    this.rooms.clear();
    (rooms ?? []).forEach((room) => this.joined(room));
  }

  joined(data) {
    const members = new Map((data.members ?? []).map((member) => [member.playerId, member]));
    const recordingNow = data.recording === 'on';
    this.rooms.set(data.room, { ...data, members, talking: new Set(), recordingNow });
  }

  left(room) {
    this.rooms.delete(room);
  }

  /** @returns {?string} what has changed, in words */
  presence({ room: id, event, member }) {
    const room = this.rooms.get(id);
    if (!room) {
      return null;
    }
    if (event === 'left') {
      room.members.delete(member.playerId);
      room.talking.delete(member.playerId);
      return `${short(member.playerId)} left ${id}`;
    }
    const isNew = !room.members.has(member.playerId);
    room.members.set(member.playerId, { ...room.members.get(member.playerId), ...member });
    return isNew ? `${short(member.playerId)} joined ${id}` : null;
  }

  talking({ room: id, playerId, on }) {
    const talking = this.rooms.get(id)?.talking;
    if (on) {
      talking?.add(playerId);
    } else {
      talking?.delete(playerId);
    }
  }

  recording({ room: id, on }) {
    const room = this.rooms.get(id);
    if (room) {
      room.recordingNow = on;
    }
  }

  /** By which names the audio of a player comes: its ssrc in binary frames, its id in JSON. */
  speakersOf(playerId) {
    const speakers = new Set([playerId]);
    for (const { members } of this.rooms.values()) {
      const member = members.get(playerId);
      if (member) {
        speakers.add(String(member.ssrc));
      }
    }
    return [...speakers];
  }

  /** @returns {?string} the player that speaks under this name */
  playerOf(speaker) {
    for (const { members } of this.rooms.values()) {
      for (const { playerId, ssrc } of members.values()) {
        if (String(ssrc) === speaker || playerId === speaker) {
          return playerId;
        }
      }
    }
    return null;
  }
}

/** A player's id as people can tell it from others. */
export const short = (playerId) => (playerId.length > 14 ? `${playerId.slice(0, 4)}…${playerId.slice(-6)}` : playerId);

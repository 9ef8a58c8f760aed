package com.necpgame.voice.recording;

/** One player in one room: whose talk a segment holds. */
record Speaker(String room, String playerId) {}

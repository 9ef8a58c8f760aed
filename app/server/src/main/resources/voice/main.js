import { Diagnostics } from './diagnostics.js';
import { Rest } from './rest.js';
import { Ui } from './ui.js';
import { Voice } from './voice.js';
import { apiKey, readSettings } from './settings.js';

const settings = readSettings();
const rest = new Rest(apiKey);
const voice = new Voice(settings, rest);
new Ui(voice, rest, settings);
window.necpgameVoice = new Diagnostics(voice);

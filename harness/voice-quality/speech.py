"""What is said in each run: real speech of espeak-ng, with a chirp before it that shows the delay."""

import subprocess
import tempfile
from math import gcd
from pathlib import Path

import numpy as np
from scipy.io import wavfile
from scipy.signal import butter, chirp, lfilter, resample_poly

RATE = 48_000
TEXT = (
    "Attack the left tower now. I have two potions and the bow; cover me while I cross the bridge. "
    "She sells sea shells by the shore. Wait for the healer, then push the gate together on three. One, two, three, go!"
)

# The server does not send on what is below -60 dBFS; a room is never as still as that. More would measure the noise.
FLOOR = 10 ** (-57 / 20)


def write_speech(path: Path) -> float:
    """Writes it as 16-bit mono, 48 kHz; returns its length in seconds."""
    speech = 0.7 * _espeak()
    sweep = 0.4 * chirp(np.arange(int(0.2 * RATE)) / RATE, 500, 0.2, 4000) * np.hanning(int(0.2 * RATE))
    pause = np.zeros(RATE // 2)
    whole = np.concatenate([pause, sweep, pause, speech, pause])
    whole += FLOOR * _room_noise(len(whole))
    wavfile.write(path, RATE, (np.clip(whole, -1, 1) * 32767).astype(np.int16))
    return len(whole) / RATE


def _room_noise(samples: int) -> np.ndarray:
    """Of one RMS, below 4 kHz, the same each time."""
    noise = lfilter(*butter(2, 4000, fs=RATE), np.random.default_rng(1).standard_normal(samples))
    return noise / np.sqrt(np.mean(noise**2))


def read_wav(path: Path) -> np.ndarray:
    rate, samples = wavfile.read(path)
    assert rate == RATE, rate
    return samples / 32768


def _espeak() -> np.ndarray:
    with tempfile.NamedTemporaryFile(suffix=".wav") as raw:
        subprocess.run(["espeak-ng", "-v", "en-us", "-s", "150", "-w", raw.name, TEXT], check=True)
        rate, samples = wavfile.read(raw.name)
    common = gcd(RATE, rate)
    speech = resample_poly(samples / 32768, RATE // common, rate // common)
    return speech / np.abs(speech).max()

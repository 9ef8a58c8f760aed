"""How much one recording is like another: in windows, because a jitter buffer may shift what follows by some samples."""

from dataclasses import dataclass

import numpy as np
from scipy.signal import correlate, stft

RATE = 48_000
WINDOW = int(0.2 * RATE)
SEARCH = int(0.15 * RATE)

# A window of less is silence, which is like anything and nothing.
LOUD_ENOUGH = 0.01
LIKE = 0.9
MEL_BANDS = 40
FINEST = 1 / 16


@dataclass(frozen=True)
class Likeness:
    """windows: how many were loud enough; like: the share whose correlation exceeds 0.9; correlation and mel: medians."""

    windows: int
    like: float
    correlation: float
    mel: float


def compare(heard: np.ndarray, said: np.ndarray) -> Likeness:
    """Finds each window of `said` in `heard`, to a fraction of a sample."""
    lag = _lag(heard, said)
    padded = np.concatenate([np.zeros(2 * SEARCH + len(said)), heard, np.zeros(2 * SEARCH + 2 * len(said))])
    origin = 2 * SEARCH + len(said) + lag
    found = []
    for start in range(0, len(said) - WINDOW, WINDOW):
        window = said[start : start + WINDOW]
        if np.sqrt(np.mean(window**2)) >= LOUD_ENOUGH:
            at = origin + start
            found.append(_find(padded[at - SEARCH : at + WINDOW + SEARCH], window))
    correlations = np.array([correlation for correlation, _ in found])
    mels = np.array([mel for _, mel in found])
    if len(found) == 0:
        return Likeness(0, 0.0, 0.0, 0.0)
    like = float(np.mean(correlations > LIKE))
    return Likeness(len(found), like, float(np.median(correlations)), float(np.median(mels)))


def _lag(heard: np.ndarray, said: np.ndarray) -> int:
    return int(np.argmax(correlate(heard, said, method="fft"))) - (len(said) - 1)


def _find(around: np.ndarray, window: np.ndarray) -> tuple[float, float]:
    products = correlate(around, window, mode="valid", method="fft")
    energy = np.cumsum(np.concatenate([[0], around**2]))
    norms = np.sqrt((energy[WINDOW:] - energy[:-WINDOW]) * np.sum(window**2)) + 1e-12
    at = int(np.argmax(products / norms))
    best = max((_aligned(around, window, at, shift) for shift in np.arange(-1, 1 + FINEST, FINEST)), key=lambda c: c[0])
    correlation, piece = best
    return correlation, float(np.corrcoef(_mel(piece).ravel(), _mel(window).ravel())[0, 1])


def _aligned(around: np.ndarray, window: np.ndarray, at: int, shift: float) -> tuple[float, np.ndarray]:
    """The piece at `at + shift`, moved by its phases; what a shift bends lies in the margins, which are cut off."""
    margin = 64
    low, high = max(0, at - margin), min(len(around), at + WINDOW + margin)
    spectrum = np.fft.rfft(around[low:high])
    turns = np.exp(2j * np.pi * np.fft.rfftfreq(high - low) * shift)
    piece = np.fft.irfft(spectrum * turns, high - low)[at - low : at - low + WINDOW]
    norm = np.sqrt(np.sum(piece**2) * np.sum(window**2)) + 1e-12
    return float(np.dot(piece, window) / norm), piece


def _mel(samples: np.ndarray) -> np.ndarray:
    _, _, bins = stft(samples, RATE, nperseg=int(0.032 * RATE), noverlap=int(0.022 * RATE))
    return 10 * np.log10(_FILTERS @ np.abs(bins) ** 2 + 1e-9)


def _mel_filters() -> np.ndarray:
    """Triangles that are as wide as hearing is coarse, from 80 Hz to what 16 kHz of samples can hold."""
    frequencies = np.fft.rfftfreq(int(0.032 * RATE), 1 / RATE)
    to_mel = lambda hertz: 2595 * np.log10(1 + hertz / 700)
    edges = 700 * (10 ** (np.linspace(to_mel(80), to_mel(7600), MEL_BANDS + 2) / 2595) - 1)
    rising = (frequencies - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - frequencies) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0, np.minimum(rising, falling))


_FILTERS = _mel_filters()

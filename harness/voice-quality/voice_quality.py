#!/usr/bin/env python3
"""Real speech from one Chromium page to another: how late, how whole, how alike.

Five runs of PCM and five of Opus, in turn. A run is void where the machine was overloaded or the browser's own fake
microphone slipped: then the rig was measured, not the voice. At most two of five may be void; the median of the others
is held against the bars.
"""

import argparse
import base64
import json
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

try:
    import numpy as np
    from scipy.signal import resample_poly
except ImportError:
    sys.exit("voice-quality needs Python's numpy and scipy: apt-get install python3-numpy python3-scipy")

from likeness import RATE, compare
from speech import read_wav, write_speech

VOID_MAX = 2

# Seconds at the end of the file that are not waited for: after it the microphone gives perfect silence, which is not sent on.
ENDING = 0.3

BUSY_MAX = 0.95
CAPTURED_LIKE_MIN = 0.98

# figure: (codec, how it is to be, what it is to be at least or at most)
BARS = [
    ("pcm16", "lost", "<=", 0),
    ("pcm16", "different", "<=", 0),
    ("pcm16", "m2e50", "<=", 55),
    ("opus", "lost", "<=", 0),
    ("opus", "different", "<=", 0),
    ("opus", "mel", ">=", 0.97),
    ("opus", "like", ">=", 0.85),
    ("opus", "m2e50", "<=", 70),
]

COLUMNS = [
    ("sent", "frames", "d"),
    ("silent", "silent", "d"),
    ("lost", "lost", "d"),
    ("different", "differ", "d"),
    ("m2e50", "m2e p50", ".1f"),
    ("m2e95", "p95", ".1f"),
    ("m2e99", "p99", ".1f"),
    ("m2emax", "max", ".1f"),
    ("network50", "to recv", ".1f"),
    ("like", "win>0.9", ".3f"),
    ("correlation", "corr", ".4f"),
    ("mel", "mel", ".4f"),
    ("captured_like", "mic ok", ".3f"),
    ("underruns", "under", "d"),
    ("concealed", "ins ms", ".0f"),
    ("trimmed", "trim ms", ".0f"),
    ("busy", "busy", ".2f"),
]


def main() -> int:
    options = arguments()
    require("espeak-ng", "apt-get install espeak-ng")
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir(parents=True)
    wav = options.out / "speech.wav"
    seconds = write_speech(wav)
    driver = [*options.driver, "com.necpgame.server.VoiceQuality", wav, seconds - ENDING, options.runs, options.out]
    subprocess.run([str(word) for word in [*driver, *options.switches]], check=True)
    said = read_wav(wav)
    runs = {codec: [judge(options.out / f"{codec}-{n}", said) for n in range(1, options.runs + 1)] for codec in ("pcm16", "opus")}
    report, is_good = verdict(runs)
    (options.out / "report.md").write_text(report)
    (options.out / "report.json").write_text(json.dumps(runs, indent=1))
    print(report)
    print(f"The recordings and this report are in {options.out}")
    return 0 if is_good else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--switches", nargs="*", default=[], help="of the page, like start=20&margin=8")
    parser.add_argument("driver", nargs="+", help="how Java is started, with the class path of the tests")
    return parser.parse_args()


def require(program: str, remedy: str) -> None:
    if shutil.which(program) is None:
        sys.exit(f"voice-quality needs {program}: {remedy}")


def judge(folder: Path, said: np.ndarray) -> dict:
    run = json.loads((folder / "run.json").read_text())
    captured = at_rate(np.fromfile(folder / "captured", dtype=sample_type(run["captured"])), run["captured"])
    played = at_rate(np.fromfile(folder / "played", dtype=sample_type(run["played"])), run["played"])
    rig = compare(captured, said)
    product = compare(played, captured)
    figures = {
        **transport(run),
        **delays(run),
        "like": product.like,
        "correlation": product.correlation,
        "mel": product.mel,
        "captured_like": rig.like,
        "busy": run["busy"],
        "load": run["loadAverage"],
        **buffer(run),
    }
    figures["void"] = void_because(figures)
    return figures


def sample_type(audio: dict) -> str:
    return "<i2" if audio["format"] == "s16" else "<f4"


def at_rate(samples: np.ndarray, audio: dict) -> np.ndarray:
    floats = samples / 32768 if samples.dtype.kind == "i" else samples.astype(float)
    return floats if audio["rate"] == RATE else resample_poly(floats, RATE // audio["rate"], 1)


def transport(run: dict) -> dict:
    sent = {seq: payload for seq, payload, _ in run["sent"]}
    speaker = str(run["talker"]["ssrc"])
    received = [(seq, payload) for who, seq, payload, _ in run["received"] if who == speaker]
    arrived = dict(received)
    missing = sent.keys() - arrived.keys()
    silent = {seq for seq in missing if is_silence(base64.b64decode(sent[seq]), run["talker"]["codec"])}
    return {
        "sent": len(sent),
        "silent": len(silent),
        "lost": len(missing - silent) + run["talker"]["dropped"],
        "different": sum(sent.get(seq) != payload for seq, payload in received) + len(received) - len(arrived),
    }


def is_silence(payload: bytes, codec: str) -> bool:
    """What the server need not send on: in Opus, packets whose own voice flag is off (RFC 6716, 4.2.3). No PCM of this
    speech is: its noise floor is above the server's threshold."""
    return codec == "opus" and payload[0] >> 3 < 16 and payload[1] < 0x80


def delays(run: dict) -> dict:
    """From the first sample of a frame at the microphone to the same sample at the loudspeaker, both in their worklet."""
    spoken = {seq: at for seq, _, at in run["sent"]}
    speaker = str(run["talker"]["ssrc"])
    heard = [at - spoken[seq] for who, seq, at in run["played"]["log"] if who == speaker and seq in spoken]
    received = [at - spoken[seq] for who, seq, _, at in run["received"] if who == speaker and seq in spoken]
    p50, p95, p99, most = np.percentile(heard, [50, 95, 99, 100])
    return {"m2e50": p50, "m2e95": p95, "m2e99": p99, "m2emax": most, "network50": float(np.median(received))}


def buffer(run: dict) -> dict:
    speaker = str(run["talker"]["ssrc"])
    figures = next(figures for figures in run["listener"]["speakers"] if figures["speaker"] == speaker)
    return {"underruns": figures["underruns"], "concealed": figures["concealedMs"], "trimmed": figures["trimmedMs"]}


def void_because(figures: dict) -> str:
    if figures["captured_like"] < CAPTURED_LIKE_MIN:
        return f"the fake microphone slipped: only {figures['captured_like']:.1%} of its windows are like the file"
    if figures["busy"] > BUSY_MAX:
        return f"the machine was overloaded: {figures['busy']:.0%} busy"
    return ""


def verdict(runs: dict) -> tuple[str, bool]:
    lines = ["# Voice quality", ""]
    is_good = True
    medians = {}
    for codec, of_codec in runs.items():
        lines += [f"## {codec}", "", *table(of_codec), ""]
        lines += [f"- run {n} is void: {figures['void']}" for n, figures in enumerate(of_codec, 1) if figures["void"]]
        valid = [figures for figures in of_codec if not figures["void"]]
        if len(of_codec) - len(valid) > VOID_MAX or not valid:
            lines.append(f"- NOT MEASURED: {len(of_codec) - len(valid)} of {len(of_codec)} runs are void")
            is_good = False
        else:
            medians[codec] = {name: statistics.median(figures[name] for figures in valid) for name, _, _ in COLUMNS}
            # Each frame counts, not half of the runs.
            for name in ("lost", "different"):
                medians[codec][name] = max(figures[name] for figures in valid)
        lines.append("")
    lines += ["## Bars", "", "| codec | figure | bar | median | |", "|---|---|---|---|---|"]
    for codec, name, sign, bar in BARS:
        if codec in medians:
            value = medians[codec][name]
            holds = value <= bar if sign == "<=" else value >= bar
            is_good &= holds
            lines.append(f"| {codec} | {name} | {sign} {bar} | {value:.4g} | {'holds' if holds else 'FAILS'} |")
    return "\n".join(lines) + "\n", is_good


def table(of_codec: list) -> list:
    titles = [title for _, title, _ in COLUMNS]
    rows = [["run", *titles, "load"], ["---"] * (len(titles) + 2)]
    for n, figures in enumerate(of_codec, 1):
        cells = [format(int(figures[name]) if form == "d" else figures[name], form) for name, _, form in COLUMNS]
        rows.append([f"{n}{' void' if figures['void'] else ''}", *cells, figures["load"].split()[0]])
    return ["| " + " | ".join(row) + " |" for row in rows]


if __name__ == "__main__":
    sys.exit(main())

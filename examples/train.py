"""A training program that knows nothing of tune4j but how to print a line of JSON.

Fits a line to noisy points by gradient descent with momentum. It reports its loss after each epoch, saves itself every
fifth epoch, goes on from where it was saved, and leaves when it is told to. Python 3, standard library only.
"""

import argparse
import json
import os
import random
import signal
import sys

parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, required=True)
parser.add_argument("--momentum", type=float, default=0.0)
parser.add_argument("--epochs", type=int, default=30)
arguments = parser.parse_args()

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

# The same points for every trial; what differs is where the line begins.
noise = random.Random(1)
points = [(x / 50, 3 * x / 50 - 1 + noise.gauss(0, 0.1)) for x in range(-50, 50)]
start = random.Random(int(os.environ.get("TUNE_TRIAL_SEED", "1")))
state = {"epoch": 0, "line": [start.gauss(0, 1), start.gauss(0, 1)], "velocity": [0.0, 0.0]}

saved = os.environ.get("TUNE_CHECKPOINT_IN")
if saved:
    with open(os.path.join(saved, "state.json"), encoding="utf-8") as file:
        state = json.load(file)
    print(f"going on after epoch {state['epoch']}")


def save():
    """Writes the state where tune4j takes it from; returns its name."""
    name = f"epoch-{state['epoch']}"
    folder = os.path.join(os.environ["TUNE_CHECKPOINT_OUT"], name)
    os.makedirs(folder)
    with open(os.path.join(folder, "state.json"), "w", encoding="utf-8") as file:
        json.dump(state, file)
    return name


while state["epoch"] < arguments.epochs:
    state["epoch"] += 1
    slope, offset = state["line"]
    errors = [(x, slope * x + offset - y) for x, y in points]
    gradient = [
        2 * sum(x * e for x, e in errors) / len(errors),
        2 * sum(e for _, e in errors) / len(errors),
    ]
    state["velocity"] = [arguments.momentum * v - arguments.lr * g for v, g in zip(state["velocity"], gradient)]
    state["line"] = [p + v for p, v in zip(state["line"], state["velocity"])]

    result = {"loss": sum(e * e for _, e in errors) / len(errors), "line": {"slope": slope, "offset": offset}}
    if state["epoch"] % 5 == 0 and "TUNE_CHECKPOINT_OUT" in os.environ:
        result["checkpoint"] = save()
    print(json.dumps(result), flush=True)

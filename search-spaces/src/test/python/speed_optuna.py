"""What one ask and tell costs Optuna in ten dimensions, when so many trials are known.

    python3 speed_optuna.py SAMPLER KNOWN

Prints the version and the median CPU milliseconds of the trials that follow. Known trials are
random ones that are added to the study at once: asking for each would take minutes. NSGA-II and
CMA-ES learn from trials of their own only, so for them each is asked for. SpeedBenchmark starts it.
"""
import os
import statistics
import sys
import time
import warnings

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
warnings.simplefilter("ignore")

import optuna  # noqa: E402

DIMENSIONS = 10
SAMPLERS = {
    "random": lambda: optuna.samplers.RandomSampler(seed=1),
    "grid": lambda: optuna.samplers.GridSampler(
        {"x%d" % i: ([-1.0, 0.5, 2.0] if i < 3 else [-1.0, 2.0]) for i in range(DIMENSIONS)}),
    "sobol": lambda: optuna.samplers.QMCSampler(seed=1),
    "nsgaii": lambda: optuna.samplers.NSGAIISampler(seed=1),
    "cmaes": lambda: optuna.samplers.CmaEsSampler(seed=1),
    "tpe": lambda: optuna.samplers.TPESampler(seed=1),
    "gp": lambda: optuna.samplers.GPSampler(seed=1),
}
ASKED = {"nsgaii", "cmaes", "gp", "grid"}
SPACE = {"x%d" % i: optuna.distributions.FloatDistribution(-1.0, 2.0) for i in range(DIMENSIONS)}


def bowl(params):
    return sum((x - 0.1 * int(key[1:])) ** 2 for key, x in params.items())


def ask_and_tell(study):
    began = time.process_time()
    trial = study.ask(SPACE)
    study.tell(trial, bowl(trial.params))
    return (time.process_time() - began) * 1e3


def fill(study, name, known):
    if name in ASKED:
        for _ in range(known):
            ask_and_tell(study)
        return
    other = optuna.create_study(sampler=SAMPLERS["random"]())
    for _ in range(known):
        ask_and_tell(other)
    study.add_trials(other.get_trials(deepcopy=False))


def main(name, known):
    optuna.logging.set_verbosity(optuna.logging.CRITICAL)
    study = optuna.create_study(sampler=SAMPLERS[name]())
    fill(study, name, known)
    print(optuna.__version__, statistics.median(ask_and_tell(study) for _ in range(20)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

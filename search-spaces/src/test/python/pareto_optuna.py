"""Hypervolumes of Optuna's samplers on ZDT1-3 and DTLZ2, for ParetoBenchmark.

    OMP_NUM_THREADS=1 python3 pareto_optuna.py SAMPLER,... PROBLEM,...|all [SEEDS] > part.csv

One line for each problem, sampler, reference point and number of evaluations; then the values of the
seeds from 0 upwards. Lines with # say which versions made them. Needs Optuna and NumPy.
"""
import math
import platform
import sys
import warnings

import numpy
import optuna

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.CRITICAL)

MARKS = (250, 500, 1000)


def zdt_g(x):
    return 1 + 9 * sum(x[1:]) / (len(x) - 1)


def zdt1(x):
    g = zdt_g(x)
    return x[0], g * (1 - math.sqrt(x[0] / g))


def zdt2(x):
    g = zdt_g(x)
    return x[0], g * (1 - (x[0] / g) ** 2)


def zdt3(x):
    g = zdt_g(x)
    return x[0], g * (1 - math.sqrt(x[0] / g) - x[0] / g * math.sin(10 * math.pi * x[0]))


def dtlz2(x):
    r = 1 + sum((v - 0.5) ** 2 for v in x[2:])
    a, b = x[0] * math.pi / 2, x[1] * math.pi / 2
    return r * math.cos(a) * math.cos(b), r * math.cos(a) * math.sin(b), r * math.sin(a)


# function, parameters, reference points: a near one, and one that all results dominate
PROBLEMS = {
    "zdt1": (zdt1, 30, ((1.1, 1.1), (11, 11))),
    "zdt2": (zdt2, 30, ((1.1, 1.1), (11, 11))),
    "zdt3": (zdt3, 30, ((1.1, 1.1), (11, 11))),
    "dtlz2": (dtlz2, 12, ((1.1, 1.1, 1.1), (4, 4, 4))),
}


def area(points, reference):
    """Dominated area in two dimensions."""
    total, height = 0.0, reference[1]
    for x, y in sorted(p for p in points if p[0] < reference[0] and p[1] < reference[1]):
        if y < height:
            total += (reference[0] - x) * (height - y)
            height = y
    return total


def hypervolume(points, reference):
    """Dominated volume in two or three dimensions, slice by slice."""
    points = [p for p in points if all(v < r for v, r in zip(p, reference))]
    if len(reference) == 2:
        return area(points, reference)
    points.sort(key=lambda p: p[2])
    total = 0.0
    for i, p in enumerate(points):
        top = points[i + 1][2] if i + 1 < len(points) else reference[2]
        if top > p[2]:
            total += (top - p[2]) * area([q[:2] for q in points[: i + 1]], reference[:2])
    return total


def non_dominated(points):
    front = []
    for p in sorted(set(points)):
        if not any(all(a <= b for a, b in zip(q, p)) for q in front):
            front.append(p)
    return front


def sampler(name, seed):
    kinds = optuna.samplers
    if name == "random":
        return kinds.RandomSampler(seed=seed)
    if name == "tpe":
        return kinds.TPESampler(seed=seed)
    if name == "nsgaii":  # its default population is 50
        return kinds.NSGAIISampler(seed=seed)
    if name == "nsgaii-20":
        return kinds.NSGAIISampler(seed=seed, population_size=20)
    if name.startswith("nsgaii-poly"):  # from 5.0
        mutation = kinds.nsgaii.PolynomialMutation(eta=20)
        size = int(name.split("-")[-1])
        return kinds.NSGAIISampler(population_size=size, mutation=mutation, seed=seed)
    if name.startswith("nsgaii-sbx"):  # with the population behind the last hyphen
        settings = {"population_size": int(name.split("-")[-1]), "seed": seed}
        settings["crossover"] = kinds.nsgaii.SBXCrossover(eta=20)
        if hasattr(kinds.nsgaii, "PolynomialMutation"):  # from 5.0
            settings["mutation"] = kinds.nsgaii.PolynomialMutation(eta=20)
        return kinds.NSGAIISampler(**settings)
    if name == "nsgaiii":
        return kinds.NSGAIIISampler(seed=seed)
    raise SystemExit("no sampler " + name)


def run(problem, name, seed):
    function, parameters, references = PROBLEMS[problem]
    directions = ["minimize"] * len(references[0])
    study = optuna.create_study(directions=directions, sampler=sampler(name, seed))
    found, values = {}, []
    for number in range(1, MARKS[-1] + 1):
        trial = study.ask()
        x = [trial.suggest_float("x%d" % i, 0, 1) for i in range(parameters)]
        values.append(function(x))
        study.tell(trial, values[-1])
        if number in MARKS:
            front = non_dominated(values)
            for reference in references:
                found[reference, number] = hypervolume(front, reference)
    return found


def main():
    names = sys.argv[1].split(",")
    problems = list(PROBLEMS) if sys.argv[2] == "all" else sys.argv[2].split(",")
    seeds = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    print("# Optuna %s, NumPy %s, Python %s" % (optuna.__version__, numpy.__version__, platform.python_version()))
    for problem in problems:
        for name in names:
            runs = [run(problem, name, seed) for seed in range(seeds)]
            for reference, mark in sorted(runs[0]):
                values = ",".join("%.6g" % r[reference, mark] for r in runs)
                print("%s,%s,%g,%d,%s" % (problem, name, reference[0], mark, values), flush=True)


if __name__ == "__main__":
    main()

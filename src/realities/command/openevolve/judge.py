"""Runs an evaluator written for OpenEvolve on one program, and prints what it found as JSON.

    judge.py EVALUATOR PROGRAM THRESHOLDS RESULT

As OpenEvolve does: `evaluate(path)` answers metrics, alone or with artifacts; where there is an
`evaluate_stage1`, the stages run in its place, the next one when what was found so far reaches its
threshold. Loaded as `__preload__` it only loads
the evaluator, for many trials.
"""

import importlib.abc
import importlib.util
import json
import math
import os
import sys
import traceback
import types

NAME = "evaluation_module"
TEXT_MOST = 4000


class EvaluationResult:
    """For evaluators that import it where OpenEvolve is not installed."""

    def __init__(self, metrics, artifacts=None):
        self.metrics = metrics
        self.artifacts = {} if artifacts is None else artifacts

    @classmethod
    def from_dict(cls, metrics):
        return cls(metrics=metrics)

    def to_dict(self):
        return self.metrics

    def has_artifacts(self):
        return bool(self.artifacts)


class Stand(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Asked last, when no installed package answers to the name."""

    names = ("openevolve", "openevolve.evaluation_result")

    def find_spec(self, name, path=None, target=None):
        if name not in self.names:
            return None
        return importlib.util.spec_from_loader(name, self, is_package=name == self.names[0])

    def create_module(self, spec):
        return types.ModuleType(spec.name)

    def exec_module(self, module):
        module.EvaluationResult = EvaluationResult


def evaluator_at(path):
    known = sys.modules.get(NAME)
    if known is not None:
        return known
    sys.meta_path.append(Stand())
    spec = importlib.util.spec_from_file_location(NAME, os.path.abspath(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = module
    spec.loader.exec_module(module)
    if not hasattr(module, "evaluate"):
        raise AttributeError(f"{path} defines no function evaluate(path)")
    return module


def taken_apart(result):
    if isinstance(result, dict):
        return dict(result), {}
    if isinstance(getattr(result, "metrics", None), dict):
        return dict(result.metrics), dict(getattr(result, "artifacts", None) or {})
    raise TypeError(f"the evaluator answered {type(result).__name__} instead of metrics")


def is_number(value):
    return not isinstance(value, bool) and isinstance(value, (int, float)) and value == value


def numbers_in(metrics):
    """Those of other libraries too, as numpy's, which know how to become a float."""
    numbers = {}
    for name, value in metrics.items():
        if isinstance(value, (bool, str, bytes)) or not hasattr(value, "__float__"):
            continue
        number = float(value)
        if is_number(number):
            numbers[str(name)] = number
    return numbers


def fitness(metrics):
    """The combined score where there is one, else the mean of the metrics."""
    numbers = numbers_in(metrics)
    if "combined_score" in numbers:
        return numbers["combined_score"]
    return sum(numbers.values()) / len(numbers) if numbers else None


def reaches(metrics, threshold):
    score = fitness({name: value for name, value in metrics.items() if name != "error"})
    return score is not None and score >= threshold


def evaluate(module, program, thresholds):
    """Metrics, artifacts, the stages that ran and those that there are."""
    stages = [
        getattr(module, f"evaluate_stage{number}")
        for number in (1, 2, 3)
        if hasattr(module, f"evaluate_stage{number}")
    ]
    if not hasattr(module, "evaluate_stage1"):
        return *taken_apart(module.evaluate(program)), 1, 1
    metrics, artifacts = taken_apart(stages[0](program))
    for number, stage in enumerate(stages[1:], start=2):
        if len(thresholds) < number - 1 or not reaches(metrics, thresholds[number - 2]):
            return metrics, artifacts, number - 1, len(stages)
        found, more = taken_apart(stage(program))
        metrics = {**numbers_in(metrics), **numbers_in(found)}
        metrics.pop("error", None)
        artifacts.update(more)
    return metrics, artifacts, len(stages), len(stages)


def trace():
    """The trace of what was raised, from the evaluator on."""
    kind, error, at = sys.exc_info()
    while at is not None and at.tb_frame.f_globals is globals():
        at = at.tb_next
    return "".join(traceback.format_exception(kind, error, at))[-TEXT_MOST:]


def in_words(artifacts):
    texts = []
    for name, value in artifacts.items():
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        texts.append(f"{name}: {text[:TEXT_MOST]}")
    return "\n".join(texts)[:TEXT_MOST]


def judge(evaluator, program, thresholds):
    module = evaluator_at(evaluator)
    try:
        metrics, artifacts, passed, total = evaluate(module, os.path.abspath(program), thresholds)
    except Exception:
        return {"raised": trace()}
    score = fitness(metrics)
    return {
        "score": score if score is not None and math.isfinite(score) else None,
        "metrics": {name: value for name, value in numbers_in(metrics).items() if math.isfinite(value)},
        "artifacts": in_words(artifacts),
        "passed": passed,
        "total": total,
    }


def main():
    evaluator, program, thresholds, result = sys.argv[1:]
    found = judge(evaluator, program, json.loads(thresholds))
    with open(result, "w", encoding="utf-8") as file:
        json.dump(found, file)


if __name__ == "__preload__":
    evaluator_at(sys.argv[1])
elif __name__ == "__main__":
    main()

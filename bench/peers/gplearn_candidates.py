"""Candidates a CPU second of gplearn's symbolic regression, on the task of ../candidates.ts."""

import argparse
import json
import time
import warnings

import gplearn
import numpy
from gplearn.genetic import SymbolicRegressor

parser = argparse.ArgumentParser()
parser.add_argument("--cases", type=int, default=64)
parser.add_argument("--population", type=int, default=1000)
parser.add_argument("--generations", type=int, default=5)
arguments = parser.parse_args()

xs = numpy.linspace(-1, 1, arguments.cases)
target = xs**4 + xs**3 + xs**2 + xs

warnings.filterwarnings("ignore")
regressor = SymbolicRegressor(
    population_size=arguments.population,
    generations=arguments.generations,
    function_set=("add", "sub", "mul", "div", "sin", "cos"),
    init_depth=(2, 5),
    stopping_criteria=-1.0,
    const_range=(1.0, 2.0),
    metric="mse",
    n_jobs=1,
    random_state=1,
)
start = time.process_time()
regressor.fit(xs.reshape(-1, 1), target)
seconds = time.process_time() - start
considered = arguments.population * len(regressor.run_details_["generation"])
print(
    json.dumps(
        {
            "version": gplearn.__version__,
            "considered": considered,
            "meanNodes": float(numpy.mean(regressor.run_details_["average_length"])),
            "cpuSeconds": seconds,
            "perCpuSecond": considered / seconds,
        }
    )
)

"""Candidates a CPU second of DEAP's usual genetic programming, on the task of ../candidates.ts."""

import argparse
import json
import math
import operator
import random
import time

import deap
import numpy
from deap import algorithms, base, creator, gp, tools

parser = argparse.ArgumentParser()
parser.add_argument("--cases", type=int, default=64)
parser.add_argument("--population", type=int, default=1000)
parser.add_argument("--generations", type=int, default=10)
arguments = parser.parse_args()

xs = numpy.linspace(-1, 1, arguments.cases)
target = xs**4 + xs**3 + xs**2 + xs


def divide(left, right):
    with numpy.errstate(divide="ignore", invalid="ignore"):
        return numpy.divide(left, right)


primitives = gp.PrimitiveSet("MAIN", 1)
primitives.addPrimitive(numpy.add, 2, "add")
primitives.addPrimitive(numpy.subtract, 2, "subtract")
primitives.addPrimitive(numpy.multiply, 2, "multiply")
primitives.addPrimitive(divide, 2, "divide")
primitives.addPrimitive(numpy.sin, 1, "sin")
primitives.addPrimitive(numpy.cos, 1, "cos")
primitives.addTerminal(1.0, "one")

creator.create("Fitness", base.Fitness, weights=(-1.0,))
creator.create("Individual", gp.PrimitiveTree, fitness=creator.Fitness)

considered = 0
nodes = 0


def evaluate(individual):
    global considered, nodes
    considered += 1
    nodes += len(individual)
    with numpy.errstate(all="ignore"):
        error = float(numpy.mean((gp.compile(individual, primitives)(xs) - target) ** 2))
    return (error if math.isfinite(error) else 1e300,)


toolbox = base.Toolbox()
toolbox.register("expression", gp.genHalfAndHalf, pset=primitives, min_=2, max_=5)
toolbox.register("individual", tools.initIterate, creator.Individual, toolbox.expression)
toolbox.register("population", tools.initRepeat, list, toolbox.individual)
toolbox.register("evaluate", evaluate)
toolbox.register("select", tools.selTournament, tournsize=3)
toolbox.register("mate", gp.cxOnePoint)
toolbox.register("expression_mutated", gp.genFull, min_=0, max_=2)
toolbox.register("mutate", gp.mutUniform, expr=toolbox.expression_mutated, pset=primitives)
for change in ("mate", "mutate"):
    toolbox.decorate(change, gp.staticLimit(key=operator.attrgetter("height"), max_value=17))

random.seed(1)
start = time.process_time()
algorithms.eaSimple(
    toolbox.population(n=arguments.population),
    toolbox,
    cxpb=0.9,
    mutpb=0.1,
    ngen=arguments.generations,
    verbose=False,
)
seconds = time.process_time() - start
print(
    json.dumps(
        {
            "version": deap.__version__,
            "considered": considered,
            "meanNodes": nodes / considered,
            "cpuSeconds": seconds,
            "perCpuSecond": considered / seconds,
        }
    )
)

using Orchestrator.Training.Generators.Balance;
using Orchestrator.Training.Generators.Controls;
using Orchestrator.Training.Generators.Copula;
using Orchestrator.Training.Generators.Ctgan;
using Orchestrator.Training.Generators.Noise;
using Orchestrator.Training.Generators.Smote;
using Orchestrator.Training.Generators.TabDdpm;
using Orchestrator.Training.Generators.Tvae;

namespace Orchestrator.Training.Generators;

/// <summary>The trainers of generators by name; each fills up the smaller classes where its settings say so.</summary>
public static class GeneratorTrainers
{
    private static readonly Dictionary<string, GeneratorTrainer> ByName = new GeneratorTrainer[]
    {
        new WganGpTrainer(), new WganTrainer(), new DcganTrainer(), new DenseGanTrainer(), new NoiseTrainer(),
        new DuplicateTrainer(), new IndependentTrainer(), new SmoteTrainer(), new GaussianCopulaTrainer(),
        new TabDdpmTrainer(),
        new CtganTrainer(), new TvaeTrainer(),
    }.ToDictionary(t => t.Algorithm.Name, t => (GeneratorTrainer)new BalancingTrainer(t));

    /// <summary>The trainer that carries out the algorithm of this name.</summary>
    /// <exception cref="KeyNotFoundException">No trainer has the name.</exception>
    public static GeneratorTrainer Find(string name) => ByName.TryGetValue(name, out var trainer)
        ? trainer
        : throw new KeyNotFoundException(
            $"There is no generator '{name}'; there are {string.Join(", ", ByName.Keys)}.");
}

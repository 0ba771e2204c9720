using Orchestrator.Training.Generators.Ctgan;
using Orchestrator.Training.Generators.Noise;
using Orchestrator.Training.Generators.Tvae;

namespace Orchestrator.Training.Generators;

/// <summary>The trainers of generators by name.</summary>
public static class GeneratorTrainers
{
    private static readonly Dictionary<string, GeneratorTrainer> ByName = new GeneratorTrainer[]
    {
        new WganGpTrainer(), new WganTrainer(), new DcganTrainer(), new DenseGanTrainer(), new NoiseTrainer(),
        new CtganTrainer(), new TvaeTrainer(),
    }.ToDictionary(t => t.Algorithm.Name);

    /// <summary>The trainer that carries out the algorithm of this name.</summary>
    /// <exception cref="KeyNotFoundException">No trainer has the name.</exception>
    public static GeneratorTrainer Find(string name) => ByName.TryGetValue(name, out var trainer)
        ? trainer
        : throw new KeyNotFoundException(
            $"There is no generator '{name}'; there are {string.Join(", ", ByName.Keys)}.");
}

using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Search;

/// <summary>
/// The model selection of Leitner (2021): 20 random draws, each scored by 3 folds, the best one fitted again on all
/// training rows.
/// </summary>
public static class PublishedSearch
{
    /// <summary>The word that stands for it.</summary>
    public const string Word = "published";

    /// <summary>The search of an algorithm; null: none was published for it.</summary>
    public static ModelSearch? Of(AlgorithmDescriptor algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        return algorithm.Name == MlpAlgorithm.Descriptor.Name ? OfNetwork(algorithm) : null;
    }

    private static ModelSearch OfNetwork(AlgorithmDescriptor algorithm) => new()
    {
        Strategy = SearchStrategy.Random,
        Draws = 20,
        Folds = 3,
        Space = new SearchSpace(
        [
            new WholeDimension("layers", Setting(algorithm, "layers"), 1, 7),
            new WholeDimension("neurons", Setting(algorithm, "neurons"), 1, 99),
            new RealDimension("learning-rate", Setting(algorithm, "learning-rate"), 0.0003, 0.03, Log: true),
            new ListDimension("dropout", Setting(algorithm, "dropout"), ["0.2", "0.3", "0.4", "0.5"]),
            new ListDimension("activation", Setting(algorithm, "activation"), ["elu", "selu", "relu"]),
        ]),
        Constants = new Dictionary<string, string>
        {
            ["hidden"] = "",
            ["batch"] = "16",
            ["max-epochs"] = "100",
            ["validation-split"] = "0.1",
            ["patience"] = "10",
            ["monitor"] = "loss",
            ["restore-best"] = "false",
            ["initialiser"] = "he-normal",
            ["optimiser"] = "adam",
            ["batch-norm"] = "true",
            ["batch-norm-from"] = "3",
            ["dropout-on"] = "all",
        },
        Word = Word,
    };

    private static SettingDescriptor Setting(AlgorithmDescriptor algorithm, string name) =>
        algorithm.Settings.First(setting => setting.Name == name);
}

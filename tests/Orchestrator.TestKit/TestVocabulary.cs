using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Specs;

namespace Orchestrator.TestKit;

/// <summary>A small catalogue that does not move when the program's own one grows.</summary>
public static class TestVocabulary
{
    public static AlgorithmDescriptor WganGp { get; } = new("wgan-gp", 1, "a generator with settings",
    [
        new("epochs", SettingKind.Integer, "40", "passes over the rows") { Minimum = 1, Maximum = 10_000 },
        new("learning-rate", SettingKind.Real, "0.0001", "step size") { Minimum = 1e-9, Maximum = 10 },
        new("sound", SettingKind.Flag, "true", "whether slips are mended"),
        new("activation", SettingKind.Choice, "selu", "hidden activation") { Choices = ["relu", "selu", "elu"] },
    ])
    {
        Fuses = true,
    };

    public static AlgorithmDescriptor Dcgan { get; } = new("dcgan", 1, "a second generator", []) { Fuses = true };

    public static AlgorithmDescriptor Logreg { get; } = new("logreg", 1, "a model with a setting",
        [new("c", SettingKind.Real, "1", "inverse strength") { Minimum = 1e-9 }]);

    public static AlgorithmDescriptor Mlp { get; } = new("mlp", 1, "a model that fuses", [])
    {
        Fuses = true,
        Regresses = true,
    };

    public static AlgorithmDescriptor RandomForest { get; } = new("random-forest", 1, "a model", []);

    public static SpecVocabulary Instance { get; } =
        new(["titanic", "iris"], [WganGp, Dcgan], [Logreg, Mlp, RandomForest], MetricNames.All);
}

using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Generators;

/// <summary>The measures of an evaluation by name.</summary>
internal static class EvaluationColumns
{
    private static readonly (string Name, Func<GeneratorEvaluation, double> Value)[] All =
    [
        ("real-loss", e => e.RealLoss),
        ("fake-loss", e => e.FakeLoss),
        ("generator-loss", e => e.GeneratorLoss),
        ("real-accuracy", e => e.RealAccuracy),
        ("fake-accuracy", e => e.FakeAccuracy),
        ("generator-accuracy", e => e.GeneratorAccuracy),
        ("diversity", e => e.Diversity),
        ("mode-collapse", e => e.ModeCollapse ? 1 : 0),
        ("learning-rate", e => e.LearningRate),
        ("convergence", e => e.Convergence),
    ];

    /// <summary>The names of those that never change, where there are two evaluations at least.</summary>
    public static IReadOnlyList<string> Constant(IReadOnlyList<GeneratorEvaluation> evaluations) =>
        evaluations.Count < 2
            ? []
            : [.. All.Where(c => evaluations.All(e => c.Value(e) == c.Value(evaluations[0]))).Select(c => c.Name)];
}

using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Reports.Answers;

/// <summary>
/// Algorithms as a report calls them: the name, and where the axis has several of that name, the settings in which these
/// differ: "wgan-gp (epochs=100)".
/// </summary>
internal static class AxisLabels
{
    /// <summary>The labels of an axis, in its order.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<AlgorithmChoice> axis) => [.. axis.Select(choice =>
    {
        var like = axis.Where(other => other.Algorithm.Name == choice.Algorithm.Name).ToList();
        var telling = choice.Algorithm.Settings.Select(setting => setting.Name)
            .Where(name => like.Any(other => other.Settings.Text(name) != choice.Settings.Text(name)))
            .Select(name => $"{name}={choice.Settings.Text(name)}").ToList();
        return telling.Count == 0
            ? choice.Algorithm.Name : $"{choice.Algorithm.Name} ({string.Join(", ", telling)})";
    })];

    /// <summary>The generator's label of each arm of a grid; null for the one without generator.</summary>
    public static IReadOnlyList<string?> OfArms(SweepPlan plan)
    {
        var axis = plan.Definition.Spec.Generators;
        var labels = Of(axis);
        return
        [
            .. plan.Grid.Arms.Select(arm => arm.Generator is null
                ? null : labels[axis.TakeWhile(choice => !ReferenceEquals(choice, arm.Generator)).Count()]),
        ];
    }
}

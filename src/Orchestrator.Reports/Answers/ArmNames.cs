using Orchestrator.Reports.Comparisons;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Reports.Answers;

/// <summary>What the generators of a grid's arms are called.</summary>
internal static class ArmNames
{
    /// <summary>The generator's name of each arm; null for the one without generator.</summary>
    public static IReadOnlyList<string?> Of(SweepPlan plan)
    {
        var axis = plan.Definition.Spec.Generators;
        var names = ChoiceNames.Of(axis);
        return
        [
            .. plan.Grid.Arms.Select(arm => arm.Generator is null
                ? null : names[axis.TakeWhile(choice => !ReferenceEquals(choice, arm.Generator)).Count()]),
        ];
    }
}

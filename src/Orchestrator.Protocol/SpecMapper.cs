using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>What reading a spec came to, as the wire has it.</summary>
public static class SpecMapper
{
    /// <summary>The message of a problem.</summary>
    public static Wire.SpecProblem ToWire(SpecProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new Wire.SpecProblem
        {
            Line = problem.Line,
            Column = problem.Column,
            Field = problem.Field,
            Message = FieldChecks.Shortened(Message(problem), FieldChecks.LongestLine),
        };
    }

    /// <summary>What is wrong and what is allowed, without the place: that is in the other fields.</summary>
    public static string Message(SpecProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var value = problem.Value is null ? "" : $"{problem.Value} ";
        var nearest = problem.Nearest is null ? "" : $"; did you mean '{problem.Nearest}'?";
        return $"{value}{problem.Fault}; {problem.Allowed}{nearest}";
    }

    /// <summary>The message of a plan's size.</summary>
    public static Wire.PlanSummary ToWire(PlanSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new Wire.PlanSummary
        {
            Trials = summary.Trials,
            Bundles = summary.Bundles,
            GeneratorTrainings = summary.GeneratorTrainings,
            GeneratorTrainingsUnshared = summary.GeneratorTrainingsUnshared,
        };
    }
}

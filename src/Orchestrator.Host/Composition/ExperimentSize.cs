using System.Globalization;
using Orchestrator.Reports.Reproductions;
using Orchestrator.Sweeps.BuiltIn;
using Orchestrator.Sweeps.Grid;

namespace Orchestrator.Host.Composition;

/// <summary>How large an experiment is.</summary>
internal static class ExperimentSize
{
    /// <summary>Its trials in words; the data sets are not needed.</summary>
    public static string Of(Experiment experiment, bool quick)
    {
        var trials = experiment.Sweeps.Sum(name =>
        {
            var sweep = BuiltInSweeps.Find(quick ? name + BuiltInSweep.Quick : name)!;
            return new TrialGrid(SweepLoader.ReadSpec(sweep.Text, $"{sweep.Name}.yaml")).Count;
        });
        return string.Create(CultureInfo.InvariantCulture, $"{trials:N0} trials");
    }
}

using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Training.Generators;

/// <summary>What is watched in the course of a GAN's fit and recorded with it.</summary>
/// <param name="EvaluateEvery">Epochs between two evaluations, 0 for none.</param>
/// <param name="StopBelow">The convergence measure below which training may stop; null: it goes to its end.</param>
/// <param name="Patience">Evaluations in a row that the measure must be below.</param>
/// <param name="Interpolation">Rows along a line through the latent space, 0 for none.</param>
internal sealed record GanWatch(int EvaluateEvery, double? StopBelow, int Patience, int Interpolation)
{
    /// <summary>Reads the settings. An early stop without evaluations evaluates every epoch.</summary>
    public static GanWatch Read(SettingValues values)
    {
        var stops = values.Text("early-stop") == "convergence";
        var every = values.Integer("evaluate-every");
        return new GanWatch(
            stops ? Math.Max(1, every) : every,
            stops ? values.Real("early-stop-tolerance") : null,
            values.Integer("early-stop-patience"),
            values.Integer("interpolation"));
    }

    /// <summary>Whether the epoch, from 1, is evaluated.</summary>
    public bool IsDue(int epoch) => EvaluateEvery > 0 && epoch % EvaluateEvery == 0;
}

namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>How μ of <see cref="LevenbergMarquardt"/> and <see cref="BayesianRegularisation"/> changes.</summary>
/// <param name="Start">The first μ.</param>
/// <param name="Decrease">The factor after a step that made the objective smaller.</param>
/// <param name="Increase">The factor after one that did not.</param>
/// <param name="Maximum">Beyond it the optimiser gives up.</param>
internal sealed record Damping(double Start, double Decrease, double Increase, double Maximum)
{
    /// <summary>μ does not fall below it, so that it can still grow.</summary>
    public const double Least = 1e-20;

    /// <summary>The μ after a good step.</summary>
    public double Less(double mu) => Math.Max(Least, mu * Decrease);
}

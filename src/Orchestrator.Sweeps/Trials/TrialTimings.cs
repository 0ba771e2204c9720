namespace Orchestrator.Sweeps.Trials;

/// <summary>How a result came about: true of one execution, not of the key, so kept apart from the result.</summary>
/// <param name="FitSeconds">Seconds spent on the fit; a fused group's time is shared equally among its
/// replicas.</param>
/// <param name="PredictSeconds">Seconds spent on predicting the test rows.</param>
/// <param name="Worker">The name of the worker that ran the trial.</param>
/// <param name="Attempts">How many times the trial was started, from 1.</param>
public sealed record TrialTimings(double FitSeconds, double PredictSeconds, string Worker, int Attempts);

using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Comparisons;

/// <summary>What one sweep comes to.</summary>
/// <param name="Comparisons">
/// Every boosted configuration beside its own unboosted trials, by fraction, arm and model in the order of the grid;
/// empty where the sweep has no boost 0 or nothing but it. <c>Worth</c> is null: the learning curves give it.
/// </param>
/// <param name="Verdicts">
/// One for each model that was compared, what matters most first; <c>Best</c> points into
/// <paramref name="Comparisons"/>.
/// </param>
public sealed record SweepAnswer(IReadOnlyList<BoostComparison> Comparisons, IReadOnlyList<ModelVerdict> Verdicts);

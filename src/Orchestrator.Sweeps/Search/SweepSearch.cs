using System.Globalization;

namespace Orchestrator.Sweeps.Search;

/// <summary>
/// A search across trials: the block <c>search</c> of a spec. The sweep's axes are what every proposal is tried on; its
/// score is the mean over those trials of a score on rows kept from the training rows. Test rows have no say.
/// </summary>
public sealed record SweepSearch
{
    /// <summary>The resource that is the share of the training rows.</summary>
    public const string FractionResource = "fraction";

    /// <summary>The most proposals that are tried at a time.</summary>
    public const int MostParallel = 1000;

    /// <summary>The most trials of a search.</summary>
    public const int MostTrials = 1_000_000;

    /// <summary>The share of the subset that is kept where nothing is said.</summary>
    public const double DefaultValidation = 0.2;

    /// <summary>How proposals are chosen.</summary>
    public required SearchStrategy Strategy { get; init; }

    /// <summary>How many trials the rounds have together at most, from 1.</summary>
    public required int MaxTrials { get; init; }

    /// <summary>No round begins once so much time was spent in rounds; null: no limit.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>How many proposals are tried at a time: a round, from 1.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>The share of each subset that is kept for the choice, in (0, 1).</summary>
    public double Validation { get; init; } = DefaultValidation;

    /// <summary>The score that is compared.</summary>
    public required string Metric { get; init; }

    /// <summary>What is varied: dimensions are named <c>models.mlp.learning-rate</c>.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>The factor between rungs, from 2; of halving alone.</summary>
    public int Eta { get; init; } = ModelSearch.DefaultEta;

    /// <summary>
    /// What halving saves on: <see cref="FractionResource"/> or a whole-numbered setting, <c>models.mlp.max-epochs</c>,
    /// whose value is the full resource; null for other strategies.
    /// </summary>
    public string? Resource { get; init; }

    /// <inheritdoc/>
    public bool Equals(SweepSearch? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>All of it in one line: equal searches are equal text.</summary>
    public override string ToString()
    {
        var words = new List<string>
        {
            SearchStrategyNames.Of(Strategy), $"max-trials={MaxTrials}", $"parallel={Parallel}",
            $"validation={Validation.ToString("R", CultureInfo.InvariantCulture)}", $"metric={Metric}",
        };
        if (TimeBudget is { } budget)
            words.Add($"time-budget={budget.TotalSeconds.ToString("R", CultureInfo.InvariantCulture)}s");
        if (Resource is not null)
            words.Add($"eta={Eta} resource={Resource}");
        return $"{string.Join(' ', words)} over {Space}";
    }
}

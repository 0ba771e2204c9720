namespace Orchestrator.Sweeps.Trials;

/// <summary>
/// What a trial came to beside its class scores: a pure function of its key too. Parts that do not apply are null.
/// </summary>
public sealed record TrialDetails
{
    /// <summary>The scores of a numeric target.</summary>
    public RegressionScores? Regression { get; init; }

    /// <summary>How the fit went, of models that train by epochs.</summary>
    public FitRecord? Fit { get; init; }

    /// <summary>The search that chose the model's settings.</summary>
    public SearchRecord? Search { get; init; }

    /// <summary>
    /// The score, in the sweep's metric, of the rows that a search across trials keeps for its choice; test rows are
    /// not among them.
    /// </summary>
    public double? Validation { get; init; }

    /// <summary>
    /// Which test rows were predicted right, in the form of <see cref="TestRowHits"/>; null for a numeric target and
    /// for results of a program that did not record it.
    /// </summary>
    public string? Hits { get; init; }

    /// <summary>Whether a number of it is not a number.</summary>
    public bool HasNaN =>
        Validation is double.NaN
        || Regression is { Mse: double.NaN } or { Mae: double.NaN } or { R2: double.NaN } or { TrainMse: double.NaN }
        || Fit is { BestValidationLoss: double.NaN } or { BestValidationAccuracy: double.NaN }
        || (Search is { } search && search.Members.Any(member => member.Scores.Any(double.IsNaN)));
}

/// <summary>Scores of a numeric target on the held-out test rows, in the target's unit.</summary>
/// <param name="Mse">Mean squared error.</param>
/// <param name="Mae">Mean absolute error.</param>
/// <param name="R2">1 - squared error ÷ that of the test rows' mean; null where the targets do not differ.</param>
/// <param name="TrainMse">Mean squared error on the training rows; null where it was not worked out.</param>
public sealed record RegressionScores(double Mse, double Mae, double? R2, double? TrainMse);

/// <summary>How a fit by epochs went.</summary>
/// <param name="Epochs">Epochs gone through, from 1.</param>
/// <param name="BestValidationLoss">The smallest loss on the validation rows; null without such rows.</param>
/// <param name="BestValidationAccuracy">The largest accuracy there; null without such rows or classes.</param>
public sealed record FitRecord(int Epochs, double? BestValidationLoss, double? BestValidationAccuracy);

/// <summary>A search for a model's settings on the training rows of one trial.</summary>
/// <param name="Strategy">How it went about it, in the word of the spec.</param>
/// <param name="Chosen">The settings chosen, as name=value with a space between.</param>
/// <param name="Fits">Fits altogether, the one on all training rows included.</param>
/// <param name="Members">Every candidate, in the order in which they were proposed.</param>
public sealed record SearchRecord(string Strategy, string Chosen, int Fits, IReadOnlyList<SearchMember> Members);

/// <summary>One candidate of a search.</summary>
/// <param name="Settings">Its settings, as name=value with a space between.</param>
/// <param name="Scores">Its score on each fold that it was tried on; empty where none came to an end.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
public sealed record SearchMember(string Settings, IReadOnlyList<double> Scores, string? Error);

namespace Orchestrator.Reports.Documents;

/// <summary>How a model's unboosted score grows with the real rows.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Model">The model.</param>
/// <param name="Points">By ascending fraction.</param>
/// <param name="Majority">
/// The mean score of the majority class; null where it was not run and cannot be derived.
/// </param>
public sealed record LearningCurve(
    string Sweep, string Model, IReadOnlyList<CurvePoint> Points, double? Majority);

/// <summary>One fraction of a learning curve.</summary>
/// <param name="Fraction">The share of the training rows.</param>
/// <param name="Rows">Real training rows.</param>
/// <param name="Score">Mean score over the seeds.</param>
/// <param name="Low">Lower end of the mean's interval; null with one seed.</param>
/// <param name="High">Upper end.</param>
/// <param name="Seeds">Seeds with a score.</param>
/// <param name="Fitted">The score of the curve that is fitted through all points; null where none could be.</param>
public sealed record CurvePoint(
    double Fraction, int Rows, double Score, double? Low, double? High, int Seeds, double? Fitted);

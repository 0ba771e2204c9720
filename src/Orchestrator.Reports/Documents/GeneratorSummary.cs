using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Documents;

/// <summary>The fits of one generator on one fraction of a sweep.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Fraction">The share of the training rows.</param>
/// <param name="Generator">The generator, as in the comparisons.</param>
/// <param name="Fits">Fits that are stored.</param>
/// <param name="Epochs">Which epochs the losses are of: all, or evenly chosen ones of a long training.</param>
/// <param name="GeneratorLoss">Mean over the fits at each of them; empty for generators without epochs.</param>
/// <param name="DiscriminatorLoss">Mean over the fits.</param>
/// <param name="RealScore">Mean D(real) over the fits.</param>
/// <param name="FakeScore">Mean D(fake) over the fits.</param>
/// <param name="Quality">
/// Means over the fits of every measure; columns and their bins are those of the first fit, shares averaged where the
/// bins agree. Null where nothing was measured.
/// </param>
public sealed record GeneratorSummary(
    string Sweep,
    double Fraction,
    string Generator,
    int Fits,
    IReadOnlyList<int> Epochs,
    IReadOnlyList<double> GeneratorLoss,
    IReadOnlyList<double> DiscriminatorLoss,
    IReadOnlyList<double> RealScore,
    IReadOnlyList<double> FakeScore,
    GeneratorQuality? Quality);

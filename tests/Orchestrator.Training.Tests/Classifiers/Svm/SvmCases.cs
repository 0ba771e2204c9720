using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Tests.Classifiers.Svm;

/// <summary>Problems of every awkward kind, for the two machines' tests.</summary>
internal static class SvmCases
{
    public static readonly string[] Names =
    [
        "noise", "duplicates", "contradictions", "one-feature", "constant-feature", "constant", "two-rows", "separable",
        "many-rows",
    ];

    public static (Matrix Features, int[] Labels) Make(string name, int classes = 2)
    {
        var features = name switch
        {
            "duplicates" or "contradictions" => Repeated(Fits.Noise(20, 3, 31), 6),
            "one-feature" => Fits.Noise(90, 1, 32),
            "constant-feature" => Fits.Rows(80, i => [Fits.Noise(80, 2, 33)[i, 0], 4, Fits.Noise(80, 2, 33)[i, 1]]),
            "constant" => Fits.Rows(9, _ => [1, 0]),
            "two-rows" => Fits.Rows(2, i => [i, 0.5]),
            "many-rows" => Fits.Noise(700, 6, 34),
            _ => Fits.Noise(120, 4, 35),
        };
        var random = new PhiloxSequence(36, 9);
        int[] labels = name switch
        {
            "contradictions" or "constant" => [.. Enumerable.Range(0, features.Rows).Select(_ => random.NextInt(classes))],
            "two-rows" => [1, 0],
            "separable" => [.. Enumerable.Range(0, features.Rows).Select(i => Math.Min(classes - 1, (int)(features[i, 1] * classes)))],
            "one-feature" => [.. Enumerable.Range(0, features.Rows).Select(i => (int)(features[i, 0] * 7) % classes)],
            "constant-feature" or "duplicates" =>
                [.. Enumerable.Range(0, features.Rows).Select(i => (int)(features[i, 0] * 9.9) % classes)],
            _ => Fits.NoisyLabels(features, classes, 37),
        };
        return (features, labels);
    }

    public static PresentClasses Present(int[] labels) => PresentClasses.Of(labels, labels.Max() + 1);

    public static SettingValues Settings(double c, double tolerance, bool shrinking = true) =>
        SettingValues.Defaults(ModelAlgorithms.Svc)
            .With("c", Text(c)).With("tolerance", Text(tolerance)).With("shrinking", shrinking ? "true" : "false");

    public static string Text(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static Matrix Repeated(Matrix features, int times) =>
        Fits.Rows(features.Rows * times, i => features.Row(i % features.Rows).ToArray());
}

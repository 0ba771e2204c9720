namespace Orchestrator.Training.Datasets;

/// <summary>The generated data sets whose target is a number.</summary>
internal static class GeneratedCurves
{
    private const int Points = 1000;
    private const int CirclePoints = 300;

    // 0, 0.01, …, 9.42: the multiples of 0.01 up to 3π.
    private const int GridPoints = 943;
    private const int TestPoints = 100;
    private const double Step = 0.01;
    private const double NoiseDeviation = 0.2;

    public static IReadOnlyList<GeneratedCurve> All { get; } =
    [
        new("parabola", "y = x² for 1000 uniform x from -0.5 to 0.5.", ["x", "y"], Parabola),
        new(
            "sine-surface",
            "z = x² + sin(2πy) / 4 for 1000 uniform points (x, y) of the square from -0.5 to 0.5.",
            ["x", "y", "z"],
            SineSurface),
        new("unit-circle", "300 points at equal distances on the unit circle.", ["x", "y"], UnitCircle),
        new(
            "sine-of-square",
            "y = sin(x²) on the 943 multiples of 0.01 from 0 to 3π; the last 100 rows are uniform x, for testing.",
            ["x", "y"],
            random => SineOfSquare(random, noise: 0)),
        new(
            "sine-of-square-noisy",
            "sine-of-square with normal noise of deviation 0.2 on y, but for the last 100 rows.",
            ["x", "y"],
            random => SineOfSquare(random, NoiseDeviation)),
    ];

    private static IEnumerable<double[]> Parabola(CurveRandom random)
    {
        for (var i = 0; i < Points; i++)
        {
            var x = random.Uniform(-0.5, 0.5);
            yield return [x, x * x];
        }
    }

    private static IEnumerable<double[]> SineSurface(CurveRandom random)
    {
        for (var i = 0; i < Points; i++)
        {
            var (x, y) = (random.Uniform(-0.5, 0.5), random.Uniform(-0.5, 0.5));
            yield return [x, y, x * x + Math.Sin(2 * Math.PI * y) / 4];
        }
    }

    private static IEnumerable<double[]> UnitCircle(CurveRandom random)
    {
        for (var i = 0; i < CirclePoints; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / CirclePoints);
            yield return [cos, sin];
        }
    }

    // The test rows are behind the others, so that a split in file order holds out exactly these.
    private static IEnumerable<double[]> SineOfSquare(CurveRandom random, double noise)
    {
        var errors = random.Normal(GridPoints);
        for (var i = 0; i < GridPoints; i++)
            yield return [i * Step, Math.Sin(i * Step * (i * Step)) + noise * errors[i]];
        for (var i = 0; i < TestPoints; i++)
        {
            var x = random.Uniform(0, 3 * Math.PI);
            yield return [x, Math.Sin(x * x)];
        }
    }
}

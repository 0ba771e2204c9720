using System.Text;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Datasets;

/// <summary>A data set of points of a curve or surface, the last coordinate being the number to predict.</summary>
/// <param name="Name">Its name, which also keys the points.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Coordinates">The names of the coordinates, the target's last.</param>
/// <param name="Points">Makes the points, from a sequence of their own.</param>
internal sealed record GeneratedCurve(
    string Name, string Description, string[] Coordinates, Func<CurveRandom, IEnumerable<double[]>> Points)
{
    // Coordinates are rounded so that libraries which differ in the last bit of a sine give the same data set.
    private const int Decimals = 9;

    /// <summary>The points, always the same.</summary>
    public TabularDataset Generate()
    {
        var points = Points(new CurveRandom(Digest.Of(Encoding.UTF8.GetBytes($"generated {Name} v1")))).ToArray();
        var columns = Coordinates[..^1].Select((name, i) => new NumericColumn(
            new ColumnSchema(name, ColumnKind.Numeric, Scaling.Standard, Imputation.Median), Values(points, i)));
        return TabularDataset.OfNumbers(
            Name,
            Coordinates[^1],
            [.. columns],
            Values(points, Coordinates.Length - 1),
            new DatasetOrigin("generated", "none needed", Description));
    }

    private static double[] Values(double[][] points, int coordinate) =>
        Array.ConvertAll(points, point => Math.Round(point[coordinate], Decimals) + 0.0);
}

/// <summary>The random numbers of one generated data set.</summary>
internal sealed class CurveRandom(Digest key)
{
    private readonly PhiloxSequence _uniform = new(key.A, key.B);

    /// <summary>The next number, uniform from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public double Uniform(double low, double high) => low + (high - low) * _uniform.NextDouble();

    /// <summary>Standard normal numbers, the same on every call.</summary>
    public float[] Normal(int count)
    {
        var values = new float[count];
        new RandomStream(key, RandomPurpose.Noise).Normal(0, values);
        return values;
    }
}

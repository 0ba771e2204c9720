using System.Text;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Datasets;

/// <summary>A data set of points of the plane with a rule for their class.</summary>
/// <param name="Name">Its name, which also keys the points.</param>
/// <param name="Description">What it is about.</param>
/// <param name="IsInside">Whether the point (x0, x1) has class 1.</param>
internal sealed record GeneratedTable(string Name, string Description, Func<double, double, bool> IsInside)
{
    private const int Rows = 4000;
    private const double HalfWidth = 50;

    /// <summary>The 4000 points, uniform over the square, always the same.</summary>
    public TabularDataset Generate()
    {
        var key = Digest.Of(Encoding.UTF8.GetBytes($"generated {Name} v1"));
        var sequence = new PhiloxSequence(key.A, key.B);
        var (x0, x1, labels) = (new double[Rows], new double[Rows], new int[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            x0[row] = (sequence.NextDouble() - 0.5) * 2 * HalfWidth;
            x1[row] = (sequence.NextDouble() - 0.5) * 2 * HalfWidth;
            labels[row] = IsInside(x0[row], x1[row]) ? 1 : 0;
        }

        var origin = new DatasetOrigin("generated", "none needed", Description);
        return new TabularDataset(Name, "label", [Column("x0", x0), Column("x1", x1)], ["0", "1"], labels, origin);
    }

    private static NumericColumn Column(string name, double[] values) =>
        new(new ColumnSchema(name, ColumnKind.Numeric, Scaling.Standard, Imputation.Median), values);
}

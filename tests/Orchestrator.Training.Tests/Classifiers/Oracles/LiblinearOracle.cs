using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Classifiers.Oracles;

/// <summary>What liblinear's primal logistic solver makes of the same problem.</summary>
internal static unsafe class LiblinearOracle
{
    private const int PrimalLogistic = 0;

    /// <summary>P × (d + 1) weights for P present classes, each class's intercept behind its weights.</summary>
    public static Matrix Fit(Matrix features, PresentClasses present, double c, double bias, double tolerance)
    {
        var library = LiblinearLibrary.Instance;
        int[] order = [.. Enumerable.Range(0, features.Rows)];
        var labels = Array.ConvertAll(present.Codes, code => (double)code);
        using var rows = new SparseRows(features, order, bias);
        fixed (double* y = labels)
        {
            var problem = new LiblinearProblem
            {
                Rows = order.Length,
                Columns = features.Columns + 1,
                Labels = y,
                Features = rows.Rows,
                Bias = bias,
            };
            var parameter = new LiblinearParameter
            {
                Solver = PrimalLogistic,
                Epsilon = tolerance,
                C = c,
                SvrEpsilon = 0.1,
                RegulariseBias = 1,
            };
            var model = library.Train(&problem, &parameter);
            try
            {
                return Read(library, model, features.Columns);
            }
            finally
            {
                library.Free(&model);
            }
        }
    }

    private static Matrix Read(LiblinearLibrary library, nint model, int columns)
    {
        var count = library.ClassCount(model);
        var labels = new int[count];
        fixed (int* first = labels)
            library.Labels(model, first);
        var weights = new Matrix(count, columns + 1);
        for (var k = 0; k < count; k++)
        {
            for (var j = 0; j < columns; j++)
                weights[labels[k], j] = library.Weight(model, j + 1, k);
            weights[labels[k], columns] = library.Bias(model, k);
        }

        return weights;
    }
}

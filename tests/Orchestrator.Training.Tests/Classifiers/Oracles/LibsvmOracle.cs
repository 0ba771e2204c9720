using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Classifiers.Svm;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Classifiers.Oracles;

/// <summary>What libsvm makes of the same problem.</summary>
internal static unsafe class LibsvmOracle
{
    private const int CSupport = 0;
    private const int Gaussian = 2;
    private const double CacheMegabytes = 200;

    /// <summary>The machines of all pairs of classes, in the form of ours.</summary>
    public static SupportVectors Solve(Matrix features, PresentClasses present, double gamma, SettingValues settings)
    {
        var library = LibsvmLibrary.Instance;
        // libsvm numbers classes as they first appear: with the rows in order of class, that is the order of classes.
        var order = Enumerable.Range(0, features.Rows).OrderBy(i => present.Codes[i]).ToArray();
        var labels = Array.ConvertAll(order, i => (double)present.Codes[i]);
        using var rows = new SparseRows(features, order, bias: null);
        fixed (double* y = labels)
        {
            var problem = new LibsvmProblem { Rows = order.Length, Labels = y, Features = rows.Rows };
            var parameter = new LibsvmParameter
            {
                SvmType = CSupport,
                KernelType = Gaussian,
                Gamma = gamma,
                CacheMegabytes = CacheMegabytes,
                Epsilon = settings.Real("tolerance"),
                C = settings.Real("c"),
                Shrinking = settings.Flag("shrinking") ? 1 : 0,
            };
            var model = library.Train(&problem, &parameter);
            try
            {
                return Read(library, model, features, present, order);
            }
            finally
            {
                library.Free(&model);
            }
        }
    }

    private static SupportVectors Read(
        LibsvmLibrary library, LibsvmModel* model, Matrix features, PresentClasses present, int[] order)
    {
        var (count, classes) = (model->SupportCount, model->ClassCount);
        var indices = new int[count];
        fixed (int* first = indices)
            library.SupportIndices(model, first);
        var starts = new int[classes + 1];
        for (var c = 0; c < classes; c++)
            starts[c + 1] = starts[c] + present.Counts[present.Classes[c]];
        var coefficients = new Matrix(classes - 1, order.Length);
        for (var k = 0; k < classes - 1; k++)
        {
            for (var s = 0; s < count; s++)
                coefficients[k, indices[s] - 1] = model->Coefficients[k][s];
        }

        var rho = new ReadOnlySpan<double>(model->Rho, classes * (classes - 1) / 2).ToArray();
        return SupportVectors.Of(features, order, starts, coefficients, rho, present.Classes);
    }
}

using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers.Native;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Linear;

/// <summary>
/// L2-regularised logistic regression by liblinear's primal trust-region Newton solver (Lin, Weng, Keerthi, JMLR 9,
/// 2008); one class against the rest for more than two classes.
/// </summary>
internal sealed class LogregTrainer : SingleFitTrainer
{
    private const int PrimalLogistic = 0;

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ModelAlgorithms.Logreg;

    /// <inheritdoc/>
    public override void RequireLibraries() => _ = LiblinearLibrary.Instance;

    /// <inheritdoc/>
    protected override unsafe FittedClassifier FitOne(
        ClassifierFitTask task, PresentClasses present, SettingValues settings, TrainingContext context)
    {
        var library = LiblinearLibrary.Instance;
        var (n, d) = (task.Features.Rows, task.Features.Columns);
        var bias = settings.Real("intercept-scaling");
        var order = new int[n];
        var labels = new double[n];
        for (var i = 0; i < n; i++)
            (order[i], labels[i]) = (i, present.Codes[i]);
        using var rows = new SparseRows(task.Features, order, bias);
        fixed (double* y = labels)
        {
            var problem = new LiblinearProblem
            {
                Rows = n,
                Columns = d + 1,
                Labels = y,
                Features = rows.Rows,
                Bias = bias,
            };
            var parameter = new LiblinearParameter
            {
                Solver = PrimalLogistic,
                Epsilon = settings.Real("tolerance"),
                C = settings.Real("c"),
                SvrEpsilon = 0.1,
                RegulariseBias = 1,
            };
            var model = library.Train(&problem, &parameter);
            try
            {
                return Read(library, model, present, d, task.ClassCount);
            }
            finally
            {
                library.Free(&model);
            }
        }
    }

    private static unsafe LinearClassifier Read(
        LiblinearLibrary library, nint model, PresentClasses present, int columns, int classCount)
    {
        var count = library.ClassCount(model);
        var labels = new int[count];
        fixed (int* first = labels)
            library.Labels(model, first);
        var weights = new Matrix(count, columns);
        var intercepts = new double[count];
        for (var k = 0; k < count; k++)
        {
            var row = labels[k];
            for (var j = 0; j < columns; j++)
                weights[row, j] = library.Weight(model, j + 1, k);
            intercepts[row] = library.Bias(model, k);
        }

        return new LinearClassifier(weights, intercepts, present.Classes, classCount);
    }
}

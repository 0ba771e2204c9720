using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers.Native;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Svm;

/// <summary>
/// The C-support vector classifier with the kernel exp(-γ‖x - y‖²), by libsvm's sequential minimal optimisation (Fan,
/// Chen, Lin, JMLR 6, 2005); one class against one for more than two classes.
/// </summary>
internal sealed class SvcTrainer : SingleFitTrainer
{
    private const int CSupport = 0;
    private const int Gaussian = 2;
    private const double CacheMegabytes = 200;

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ModelAlgorithms.Svc;

    /// <inheritdoc/>
    public override void RequireLibraries() => _ = LibsvmLibrary.Instance;

    /// <inheritdoc/>
    protected override unsafe FittedClassifier FitOne(
        ClassifierFitTask task, PresentClasses present, SettingValues settings, TrainingContext context)
    {
        var library = LibsvmLibrary.Instance;
        var n = task.Features.Rows;
        var gamma = settings.Real("gamma") is > 0 and var given ? given : ScaledGamma(task.Features);
        // libsvm numbers classes as they first appear: with the rows in order of class, that is the order of the
        // classes.
        var order = Enumerable.Range(0, n).OrderBy(i => present.Codes[i]).ToArray();
        var labels = Array.ConvertAll(order, i => (double)present.Codes[i]);
        using var rows = new SparseRows(task.Features, order, bias: null);
        fixed (double* y = labels)
        {
            var problem = new LibsvmProblem { Rows = n, Labels = y, Features = rows.Rows };
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
                return new SvcClassifier(Read(library, model, task, present, order), gamma, task.ClassCount);
            }
            finally
            {
                library.Free(&model);
            }
        }
    }

    /// <summary>γ = 1 / (d × var), the variance taken over all entries; 1 where they are all equal.</summary>
    private static double ScaledGamma(Matrix features)
    {
        var mean = 0.0;
        foreach (var value in features.Values)
            mean += value;
        mean /= features.Values.Length;
        var variance = 0.0;
        foreach (var value in features.Values)
            variance += (value - mean) * (value - mean);
        variance /= features.Values.Length;
        return variance > 0 ? 1 / (features.Columns * variance) : 1;
    }

    private static unsafe SupportVectors Read(
        LibsvmLibrary library, LibsvmModel* model, ClassifierFitTask task, PresentClasses present, int[] order)
    {
        var (count, classes) = (model->SupportCount, model->ClassCount);
        var indices = new int[count];
        fixed (int* first = indices)
            library.SupportIndices(model, first);
        var vectors = new Matrix(count, task.Features.Columns);
        var starts = new int[classes + 1];
        for (var s = 0; s < count; s++)
        {
            var row = order[indices[s] - 1];
            task.Features.Row(row).CopyTo(vectors.Row(s));
            starts[present.Codes[row] + 1] = s + 1;
        }

        for (var c = 1; c <= classes; c++)
            starts[c] = Math.Max(starts[c], starts[c - 1]);
        var coefficients = new Matrix(classes - 1, count);
        for (var k = 0; k < classes - 1; k++)
            new ReadOnlySpan<double>(model->Coefficients[k], count).CopyTo(coefficients.Row(k));
        var rho = new ReadOnlySpan<double>(model->Rho, classes * (classes - 1) / 2).ToArray();
        return new SupportVectors(vectors, starts, coefficients, rho, present.Classes);
    }
}

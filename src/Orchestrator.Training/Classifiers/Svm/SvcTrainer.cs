using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Svm;

/// <summary>
/// The C-support vector classifier with the kernel exp(-γ‖x - y‖²), by <see cref="SmoSolver"/>; one class against one
/// for more than two classes, as libsvm has it (Chang and Lin, ACM TIST 2, 2011).
/// </summary>
internal sealed class SvcTrainer : SingleFitTrainer
{
    private const long CacheBytes = 100L << 20;

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ModelAlgorithms.Svc;

    /// <inheritdoc/>
    protected override FittedClassifier FitOne(
        ClassifierFitTask task, PresentClasses present, SettingValues settings, TrainingContext context)
    {
        var gamma = settings.Real("gamma") is > 0 and var given ? given : ScaledGamma(task.Features);
        var support = Solve(task.Features, present, gamma, settings, context.Cancellation);
        return new SvcClassifier(support, gamma, task.ClassCount);
    }

    /// <summary>The machines of all pairs of classes.</summary>
    internal static SupportVectors Solve(
        Matrix features, PresentClasses present, double gamma, SettingValues settings, CancellationToken cancellation)
    {
        var (order, starts) = ByClass(present);
        var classes = present.Classes.Length;
        var coefficients = new Matrix(classes - 1, order.Length);
        var rho = new List<double>();
        for (var i = 0; i < classes; i++)
        {
            for (var j = i + 1; j < classes; j++)
            {
                int[] rows = [.. order[starts[i]..starts[i + 1]], .. order[starts[j]..starts[j + 1]]];
                var positives = starts[i + 1] - starts[i];
                var solution = SolvePair(features, rows, positives, gamma, settings, cancellation);
                solution.A.AsSpan(0, positives).CopyTo(coefficients.Row(j - 1)[starts[i]..]);
                solution.A.AsSpan(positives).CopyTo(coefficients.Row(i)[starts[j]..]);
                rho.Add(solution.Rho);
            }
        }

        return SupportVectors.Of(features, order, starts, coefficients, [.. rho], present.Classes);
    }

    private static SmoSolution SolvePair(
        Matrix features, int[] rows, int positives, double gamma, SettingValues settings,
        CancellationToken cancellation)
    {
        var kernel = new KernelRows(new GaussianKernel(features, rows, gamma), CacheBytes);
        using var problem = new SmoProblem(kernel, positives, settings.Real("c"));
        return SmoSolver.Solve(problem, settings.Real("tolerance"), settings.Flag("shrinking"), cancellation);
    }

    /// <summary>The rows in order of class, within a class in their own; and where each class begins.</summary>
    private static (int[] Order, int[] Starts) ByClass(PresentClasses present)
    {
        var starts = new int[present.Classes.Length + 1];
        foreach (var code in present.Codes)
            starts[code + 1]++;
        for (var c = 1; c < starts.Length; c++)
            starts[c] += starts[c - 1];
        var next = starts[..^1];
        var order = new int[present.Codes.Length];
        for (var row = 0; row < order.Length; row++)
            order[next[present.Codes[row]]++] = row;
        return (order, starts);
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
}

using Orchestrator.Training.Classifiers.FullBatch.Arithmetic;

namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>What the Gauss-Newton methods need of the Jacobian J [N, P] of the residuals e [N].</summary>
internal sealed class NormalEquations
{
    /// <summary>For P parameters.</summary>
    public NormalEquations(int count)
    {
        RowLength = Cholesky.RowLength(count);
        Products = new AlignedNumbers(checked(count * RowLength));
        Projected = new double[count];
    }

    /// <summary>The length of a row of <see cref="Products"/>, at least P.</summary>
    public int RowLength { get; }

    /// <summary>JᵀJ [P, <see cref="RowLength"/>]; only the lower triangle holds.</summary>
    public AlignedNumbers Products { get; }

    /// <summary>Jᵀe [P].</summary>
    public double[] Projected { get; }

    /// <summary>Sets all to zero.</summary>
    public void Clear()
    {
        Products.Values.Clear();
        Projected.AsSpan().Clear();
    }
}

using TorchSharp;

namespace Orchestrator.Conformance.Tests.Tensors;

internal static class FiniteDifferences
{
    private const double Step = 1e-5;

    /// <summary>Central differences of a scalar function of a float64 tensor.</summary>
    internal static double[] Gradient(Func<torch.Tensor, torch.Tensor> function, double[] at, long[] shape)
    {
        var gradient = new double[at.Length];
        for (var k = 0; k < at.Length; k++)
        {
            gradient[k] = (Value(function, at, shape, k, Step) - Value(function, at, shape, k, -Step)) / (2 * Step);
        }

        return gradient;
    }

    private static double Value(
        Func<torch.Tensor, torch.Tensor> function, double[] at, long[] shape, int moved, double by)
    {
        using var scope = torch.NewDisposeScope();
        var values = (double[])at.Clone();
        values[moved] += by;
        return function(torch.tensor(values, shape, requires_grad: true)).item<double>();
    }
}

using TorchSharp;

namespace Orchestrator.Conformance.Tests.Tensors;

internal static class TensorAssert
{
    internal static void Holds(double[] expected, torch.Tensor actual, double tolerance = 1e-6)
    {
        using var wide = actual.to(torch.float64);
        var values = wide.data<double>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var k = 0; k < expected.Length; k++)
        {
            var room = tolerance * Math.Max(1, Math.Abs(expected[k]));
            Assert.True(
                Math.Abs(expected[k] - values[k]) <= room, $"element {k}: expected {expected[k]}, got {values[k]}");
        }
    }

    internal static void Shaped(long[] expected, torch.Tensor actual) => Assert.Equal(expected, actual.shape);
}

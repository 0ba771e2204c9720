using TorchSharp;

namespace Orchestrator.Conformance.Tests.Tensors;

[Collection(TorchCollection.Name)]
public sealed class ReductionTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static torch.Tensor Table() => torch.tensor(new double[] { 1, 5, 3, 4, 2, 6 }, [2, 3]);

    [Fact]
    public void Sums_and_means_run_over_all_or_along_dimensions()
    {
        var t = Table();
        Assert.Equal(21, t.sum().item<double>());
        Assert.Equal(3.5, t.mean().item<double>());
        TensorAssert.Holds([9, 12], t.sum(1));
        TensorAssert.Holds([5, 7, 9], t.sum([0]));
        TensorAssert.Holds([3, 4], t.mean([1]));
        TensorAssert.Shaped([2, 1], t.sum(1, true));
        TensorAssert.Shaped([1, 1], t.mean([0, 1], true));
    }

    [Fact]
    public void Variance_divides_by_count_or_by_one_less()
    {
        var t = Table();
        TensorAssert.Holds([8.0 / 3, 8.0 / 3], t.var([1], false), 1e-12);
        TensorAssert.Holds([4, 4], t.var([1]), 1e-12);
        TensorAssert.Holds([2, 2], t.std([1]), 1e-12);
        TensorAssert.Shaped([2, 1], t.var([1], true, true));
        Assert.Equal(3.5, t.var().item<double>(), 12);
    }

    [Fact]
    public void Norms_run_over_all_or_along_a_dimension()
    {
        var t = torch.tensor(new double[] { 3, 4, 6, 8 }, [2, 2]);
        Assert.Equal(Math.Sqrt(125), t.norm().item<double>(), 12);
        TensorAssert.Holds([5, 10], t.norm(1), 1e-12);
        TensorAssert.Shaped([2, 1], t.norm(1, true));
    }

    [Fact]
    public void Extremes_come_with_their_positions()
    {
        var t = Table();
        Assert.Equal(6, t.max().item<double>());
        Assert.Equal(1, t.min().item<double>());
        var (largest, where) = t.max(1);
        TensorAssert.Holds([5, 6], largest);
        Assert.Equal([1L, 2L], where.data<long>().ToArray());
        Assert.Equal([1L, 2L], t.argmax(1).data<long>().ToArray());
        Assert.Equal(5, t.argmax().item<long>());
        TensorAssert.Holds([3, 5, 3, 4, 3, 6], t.maximum(torch.full_like(t, 3)));
    }

    [Fact]
    public void Truth_values_reduce_to_all_and_any()
    {
        var t = Table() > 2;
        Assert.False(t.all().item<bool>());
        Assert.True(t.any().item<bool>());
        Assert.Equal([false, false, true], t.all(0).data<bool>().ToArray());
        TensorAssert.Holds([1, 6, 9, 4, 6, 12], Table().cumsum(1));
    }
}

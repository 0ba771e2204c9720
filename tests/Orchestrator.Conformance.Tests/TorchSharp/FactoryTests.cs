using TorchSharp;

namespace Orchestrator.Conformance.Tests.Tensors;

[Collection(TorchCollection.Name)]
public sealed class FactoryTests : IDisposable
{
    private static readonly int[] Ints = [1];
    private static readonly bool[] Bools = [true];

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Tensor_of_floats_in_a_shape_keeps_their_order()
    {
        var t = torch.tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);
        TensorAssert.Shaped([2, 3], t);
        Assert.Equal(torch.float32, t.dtype);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], t.data<float>().ToArray());
    }

    [Fact]
    public void Tensor_of_each_element_type_has_that_type()
    {
        Assert.Equal(torch.float64, torch.tensor(new double[] { 1 }).dtype);
        Assert.Equal(torch.int64, torch.tensor(new long[] { 1 }).dtype);
        Assert.Equal(torch.int32, torch.tensor(Ints).dtype);
        Assert.Equal(torch.@bool, torch.tensor(Bools).dtype);
        Assert.Equal(torch.float64, torch.tensor(new float[] { 1 }, dtype: torch.float64).dtype);
    }

    [Fact]
    public void Tensor_of_a_scalar_has_no_dimensions()
    {
        var t = torch.tensor(2.5f);
        Assert.Equal(0, t.dim());
        Assert.Equal(2.5f, t.item<float>());
    }

    [Fact]
    public void Tensor_copies_the_array()
    {
        var values = new float[] { 1, 2 };
        var t = torch.tensor(values);
        values[0] = 9;
        TensorAssert.Holds([1, 2], t);
    }

    [Fact]
    public void Tensor_with_a_shape_that_does_not_fit_is_refused() =>
        Assert.ThrowsAny<Exception>(() => torch.tensor(new float[] { 1, 2, 3 }, [2, 2]));

    [Fact]
    public void From_array_keeps_rank_and_order()
    {
        var t = torch.from_array(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });
        TensorAssert.Shaped([3, 2], t);
        TensorAssert.Holds([1, 2, 3, 4, 5, 6], t);
    }

    [Fact]
    public void Filled_factories_hold_what_their_name_says()
    {
        TensorAssert.Holds([0, 0, 0, 0], torch.zeros(2, 2));
        TensorAssert.Holds([1, 1, 1], torch.ones(3));
        TensorAssert.Holds([7, 7], torch.full(new long[] { 2 }, 7.0));
        TensorAssert.Holds([1, 0, 0, 1], torch.eye(2));
        TensorAssert.Shaped([4, 0], torch.empty(new long[] { 4, 0 }));
        Assert.Equal(torch.float64, torch.zeros(new long[] { 1 }, torch.float64).dtype);
    }

    [Fact]
    public void Like_factories_take_shape_and_type_from_the_tensor()
    {
        var t = torch.zeros(new long[] { 2, 3 }, torch.float64);
        var ones = torch.ones_like(t);
        TensorAssert.Shaped([2, 3], ones);
        Assert.Equal(torch.float64, ones.dtype);
        TensorAssert.Holds([0, 0, 0, 0, 0, 0], torch.zeros_like(ones));
        TensorAssert.Holds([3, 3, 3, 3, 3, 3], torch.full_like(t, 3));
    }

    [Fact]
    public void Arange_of_integers_counts_up_to_before_the_end()
    {
        var t = torch.arange(2, 8, 2);
        Assert.Equal(torch.int64, t.dtype);
        Assert.Equal([2L, 4L, 6L], t.data<long>().ToArray());
    }

    [Fact]
    public void Requires_grad_is_off_unless_asked_for()
    {
        Assert.False(torch.ones(1).requires_grad);
        Assert.True(torch.ones(1, requires_grad: true).requires_grad);
    }

    [Fact]
    public void Item_of_more_than_one_element_is_refused() =>
        Assert.Throws<ArgumentException>(() => torch.ones(2).item<float>());

    [Fact]
    public void Data_of_another_element_type_is_refused() =>
        Assert.Throws<ArgumentException>(() => torch.ones(2).data<double>());

    [Fact]
    public void Manual_seed_repeats_the_random_numbers()
    {
        torch.manual_seed(5);
        var first = torch.rand(new long[] { 8 }).data<float>().ToArray();
        torch.manual_seed(5);
        Assert.Equal(first, torch.rand(new long[] { 8 }).data<float>().ToArray());
    }
}
